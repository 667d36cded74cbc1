import type { JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { ConfigIssue } from './issue.ts';
import { nearest, quotedList } from './nearest.ts';
import type { ConfigPath } from './path.ts';
import {
  configShape,
  fieldShape,
  filterShape,
  incrementalShape,
  mappingShape,
  storeShape,
  systemShape,
  transformShape,
} from './shape.ts';
import type { YamlFile } from './yaml-file.ts';

/** Free text for readers: accepted where a map describes something, and never looked at. */
const REMARKS: readonly string[] = ['description'];

/**
 * Keys that the format does not have. The Python tool ignores them all. Here a key close to a known one is an
 * error, because a misspelt `diffsync_flags` or `filters` that is ignored writes what nobody wanted; any
 * other is a warning. Keys that begin with `x-`, `.` or `_` are the user's own, a place for YAML anchors.
 */
export function findUnknownKeys(file: YamlFile): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const check = (value: JsonValue | undefined, path: ConfigPath, known: readonly string[]) => {
    if (isJsonObject(value)) issues.push(...unknownKeysOf(value, path, known, file));
  };
  const root = file.value;
  if (!isJsonObject(root)) return [];
  check(root, [], Object.keys(configShape.shape));
  check(root.source, ['source'], Object.keys(systemShape.shape));
  check(root.destination, ['destination'], Object.keys(systemShape.shape));
  check(root.store, ['store'], Object.keys(storeShape.shape));
  check(root.incremental, ['incremental'], Object.keys(incrementalShape.shape));
  for (const [index, element] of list(root.schema_mapping)) {
    const path = ['schema_mapping', index];
    check(element, path, Object.keys(mappingShape.shape));
    if (!isJsonObject(element)) continue;
    for (const [at, field] of list(element.fields)) {
      check(field, [...path, 'fields', at], Object.keys(fieldShape.shape));
    }
    for (const [at, filter] of list(element.filters)) {
      check(filter, [...path, 'filters', at], Object.keys(filterShape.shape));
    }
    for (const [at, transform] of list(element.transforms)) {
      check(transform, [...path, 'transforms', at], Object.keys(transformShape.shape));
    }
  }
  return issues;
}

function list(value: JsonValue | undefined): [number, JsonValue][] {
  return Array.isArray(value) ? [...value.entries()] : [];
}

function unknownKeysOf(
  value: Readonly<Record<string, JsonValue>>,
  path: ConfigPath,
  known: readonly string[],
  file: YamlFile,
): ConfigIssue[] {
  const isUnknown = (key: string) =>
    !known.includes(key) && !REMARKS.includes(key) && !/^(?:x-|[._])/.test(key);
  return Object.keys(value)
    .filter(isUnknown)
    .map((key) => {
      const location = file.locateKey([...path, key]);
      const near = nearest(key, known);
      if (near === undefined) {
        const hint = `Known keys here are ${quotedList(known)}. Remove it, or begin it with "x-" to keep it.`;
        return {
          severity: 'warning',
          message: `the key "${key}" is not known and has no effect`,
          hint,
          location,
        };
      }
      const message = `the key "${key}" is not known`;
      return { severity: 'error', message, hint: `Did you mean "${near}"?`, location };
    });
}
