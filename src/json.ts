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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
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

/** Sets a member; a name such as `__proto__`, which an assignment would swallow, is a key like any other. */
export function setOwn<Value>(object: Record<string, Value>, name: string, value: Value): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}

/** A key of an object, and as JSON text with its colon. */
export interface OrderedKey {
  readonly name: string;
  readonly label: string;
}

/**
 * Makes a function that gives an object's keys in code point order. Objects that come one after another mostly have
 * the same keys: then nothing is sorted again.
 */
export function createKeyOrder(): (value: object) => readonly OrderedKey[] {
  let names: readonly string[] = [];
  let ordered: readonly OrderedKey[] = [];
  return (value) => {
    const own = Object.keys(value);
    if (own.length === names.length && own.every((name, position) => name === names[position]))
      return ordered;
    names = own;
    ordered = own.toSorted(compareText).map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
    return ordered;
  };
}

/** Orders text by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
