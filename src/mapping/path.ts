import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/**
 * Reads a dotted path off a record: `site.slug`. Null when a step is missing, or goes into something that is
 * no object (a list has no steps). Only the record's own keys count.
 */
export function readPath(record: JsonObject, path: string): JsonValue {
  let value: JsonValue = record;
  for (const step of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return null;
    value = value[step] ?? null;
  }
  return value;
}
