import type { JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';

/** A place in a configuration: keys, and positions in lists from 0. */
export type ConfigPath = readonly (string | number)[];

/** `schema_mapping[2].fields[0].name`; `the configuration` for the whole. */
export function formatPath(path: ConfigPath): string {
  if (path.length === 0) return 'the configuration';
  return path
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: JsonValue, path: ConfigPath): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const segment of path) {
    if (Array.isArray(current) && typeof segment === 'number') current = current[segment];
    else if (isJsonObject(current) && Object.hasOwn(current, segment)) current = current[segment];
    else return undefined;
  }
  return current;
}
