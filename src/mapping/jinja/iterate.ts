import { typeError } from './errors.ts';
import { checkItemCount } from './limits.ts';
import { characters, textLength } from './text.ts';
import {
  DictView,
  Instance,
  PyDict,
  PyFloat,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

function* rangeItems(range: PyRange): Generator<Value> {
  for (let index = 0; index < range.length; index += 1) {
    checkItemCount(index);
    yield range.start + index * range.step;
  }
}

function* drain(iterator: Iterator<Value>): Generator<Value> {
  for (;;) {
    const next = iterator.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function* listItems(list: PyList): Generator<Value> {
  for (let index = 0; index < list.items.length; index += 1) {
    checkItemCount(index);
    yield list.items[index] ?? null;
  }
}

/** What `for item in value` walks over; a TypeError when it cannot be walked. */
export function iterate(value: Value): Iterable<Value> {
  const text = textOf(value);
  if (text !== undefined) return characters(text);
  if (value instanceof PyList) return listItems(value);
  if (value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return value.pairs().map((pair) => pair[0]);
  if (value instanceof DictView) return value.values();
  if (value instanceof PyRange) return rangeItems(value);
  if (value instanceof PyIterator) return drain(value.iterator);
  if (value instanceof Undefined) return value.strict ? value.fail() : [];
  throw typeError(`'${typeName(value)}' object is not iterable`);
}

/** list(value). */
export function itemsOf(value: Value): Value[] {
  if (value instanceof PyRange) checkItemCount(value.length);
  if (value instanceof PyList) return [...value.items];
  const items: Value[] = [];
  for (const item of iterate(value)) {
    items.push(item);
    checkItemCount(items.length);
  }
  return items;
}

/** len(value); undefined when it has none. */
export function lengthOf(value: Value): number | undefined {
  const text = textOf(value);
  if (text !== undefined) return textLength(text);
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict) return value.entries.size;
  if (value instanceof DictView) return value.of.entries.size;
  if (value instanceof PyRange) return value.length;
  if (value instanceof Undefined) return value.strict ? value.fail() : 0;
  if (value instanceof Instance) return value.members.length?.();
  return undefined;
}

/** len(value), a TypeError when it has none. */
export function requireLength(value: Value): number {
  const length = lengthOf(value);
  if (length === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  return length;
}

/** bool(value). */
export function truth(value: Value): boolean {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'bigint') return true;
  if (value instanceof PyFloat) return value.value !== 0;
  return (lengthOf(value) ?? 1) > 0;
}
