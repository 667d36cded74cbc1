import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** Reads one value off a record. */
export type PathReader = (record: JsonObject) => JsonValue;

/**
 * Makes a reader of a dotted path: `site.slug`. It gives null when a step is missing, or goes into something that
 * is no object (a list has no steps). Only the record's own keys count.
 */
export function pathReader(path: string): PathReader {
  const steps = path.split('.');
  return (record) => {
    let value: JsonValue = record;
    for (const step of steps) {
      if (!isJsonObject(value) || !Object.hasOwn(value, step)) return null;
      value = value[step] ?? null;
    }
    return value;
  };
}
