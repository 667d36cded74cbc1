import { itemOf } from './attributes.ts';
import { PyList, textOf, Undefined, type Value } from './values.ts';

/** Reads something off an item, as the `attribute` argument of many filters says. */
export type Getter = (item: Value) => Value;

/** Strings in small letters, everything else as it is. */
export function ignoreCase(value: Value): Value {
  return textOf(value)?.toLowerCase() ?? value;
}

function pathOf(attribute: Value): readonly Value[] {
  if (attribute === null) return [];
  const text = textOf(attribute);
  if (text === undefined) return [attribute];
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

export interface GetterOptions {
  readonly ignoreCase?: boolean;
  /** What stands in for a step that is undefined; None means nothing does. */
  readonly fallback?: Value;
}

/** A getter for a dotted path; None reads the item itself. */
export function getterOf(attribute: Value, options: GetterOptions = {}): Getter {
  const path = pathOf(attribute);
  const fallback = options.fallback ?? null;
  return (item) => {
    let value = item;
    for (const part of path) {
      value = itemOf(value, part);
      if (fallback !== null && value instanceof Undefined) value = fallback;
    }
    return options.ignoreCase === true ? ignoreCase(value) : value;
  };
}

/** A getter for several paths with commas between them: their values as one list. */
export function multiGetterOf(attribute: Value, options: GetterOptions): Getter {
  const text = textOf(attribute);
  const getters = (text === undefined ? [attribute] : text.split(',')).map((part) => getterOf(part, options));
  return (item) => new PyList(getters.map((getter) => getter(item)));
}
