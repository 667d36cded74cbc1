/** Any value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for an object, false for null, a list and every scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON with the keys of every object in code point order and no white space: the same value gives the same
 * text on every machine, so it can be hashed and compared.
 */
export function canonicalJson(value: JsonValue): string {
  const sorted = withSortedKeys(value);
  if (sorted !== undefined) return JSON.stringify(sorted);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort(compareText)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/**
 * The value with the keys of its objects in order, so that `JSON.stringify` writes them so; undefined when an
 * object has a key that JavaScript gives a place or a meaning of its own (`10`, `__proto__`).
 */
function withSortedKeys(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value) {
      const sorted = withSortedKeys(item);
      if (sorted === undefined) return undefined;
      items.push(sorted);
    }
    return items;
  }
  const members: JsonObject = {};
  for (const key of Object.keys(value).sort(compareText)) {
    const sorted = /^[\d_]/.test(key) ? undefined : withSortedKeys(value[key] ?? null);
    if (sorted === undefined) return undefined;
    members[key] = sorted;
  }
  return members;
}

/** Orders text by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
