import { JinjaUnsupported, typeError } from './errors.ts';
import { iterate } from './iterate.ts';
import { compareCodePoints } from './text.ts';
import {
  DictView,
  type HashKey,
  type Int,
  isInt,
  Markup,
  PyDict,
  PyFloat,
  PyList,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

/** The number behind an int, a bool or a float; undefined for anything else. */
export function numberOf(value: Value): Int | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isInt(value)) return value;
  return value instanceof PyFloat ? value.value : undefined;
}

/** `left == right`. */
export function equals(left: Value, right: Value): boolean {
  if (left instanceof Undefined || right instanceof Undefined) return undefinedEquals(left, right);
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined || rightNumber !== undefined) {
    // Loosely on purpose: a bigint and a number compare by their exact values.
    return leftNumber !== undefined && rightNumber !== undefined && looselyEqual(leftNumber, rightNumber);
  }
  const leftText = textOf(left);
  if (leftText !== undefined) return leftText === textOf(right);
  if (left instanceof PyList) return right instanceof PyList && sequenceEquals(left.items, right.items);
  if (left instanceof PyTuple) return right instanceof PyTuple && sequenceEquals(left.items, right.items);
  if (left instanceof PyDict) return right instanceof PyDict && dictEquals(left, right);
  if (left instanceof PyRange) {
    return right instanceof PyRange && sequenceEquals([...iterate(left)], [...iterate(right)]);
  }
  if (left instanceof DictView && right instanceof DictView && left !== right) {
    if (left.part === 'values' || right.part === 'values') return false;
    throw new JinjaUnsupported('comparing the views of two dicts is not supported');
  }
  return left === right;
}

function looselyEqual(left: Int, right: Int): boolean {
  return left <= right && left >= right;
}

function undefinedEquals(left: Value, right: Value): boolean {
  if (left instanceof Undefined && left.strict) left.fail();
  if (right instanceof Undefined && right.strict) right.fail();
  return left instanceof Undefined && right instanceof Undefined;
}

/** `left is right or left == right`, as containers compare their items. */
export function identicalOrEqual(left: Value, right: Value): boolean {
  return (left === right && typeof left === 'object') || equals(left, right);
}

function sequenceEquals(left: readonly Value[], right: readonly Value[]): boolean {
  return (
    left.length === right.length && left.every((item, index) => identicalOrEqual(item, right[index] ?? null))
  );
}

function dictEquals(left: PyDict, right: PyDict): boolean {
  if (left.entries.size !== right.entries.size) return false;
  for (const [key, [, value]] of left.entries) {
    const other = right.entries.get(key);
    if (other === undefined || !identicalOrEqual(value, other[1])) return false;
  }
  return true;
}

export type Ordering = '<' | '<=' | '>' | '>=';

/** `left < right` and its kin; a TypeError where Python has no order. */
export function ordered(operator: Ordering, left: Value, right: Value): boolean {
  for (const value of [left, right]) if (value instanceof Undefined) return value.fail();
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return holds(operator, leftNumber, rightNumber);
  const leftText = textOf(left);
  const rightText = textOf(right);
  if (leftText !== undefined && rightText !== undefined) {
    return holds(operator, compareCodePoints(leftText, rightText), 0);
  }
  if (left instanceof PyList && right instanceof PyList)
    return sequenceOrdered(operator, left.items, right.items);
  if (left instanceof PyTuple && right instanceof PyTuple)
    return sequenceOrdered(operator, left.items, right.items);
  if (left instanceof DictView && right instanceof DictView) {
    throw new JinjaUnsupported('comparing the views of two dicts is not supported');
  }
  throw typeError(
    `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function holds(operator: Ordering, left: Int, right: Int): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

function sequenceOrdered(operator: Ordering, left: readonly Value[], right: readonly Value[]): boolean {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const leftItem = left[index] ?? null;
    const rightItem = right[index] ?? null;
    if (!identicalOrEqual(leftItem, rightItem)) return ordered(operator, leftItem, rightItem);
  }
  return holds(operator, left.length, right.length);
}

/** sorted(): stable, and an error where two items have no order. */
export function sortBy<Item>(items: readonly Item[], key: (item: Item) => Value, reverse: boolean): Item[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const direction = reverse ? -1 : 1;
  keyed.sort((left, right) => {
    if (ordered('<', left.key, right.key)) return -direction;
    return ordered('<', right.key, left.key) ? direction : 0;
  });
  return keyed.map((entry) => entry.item);
}

/** What a dict finds this value by; a TypeError for what Python cannot hash. */
export function hashKey(value: Value): HashKey {
  if (typeof value === 'string') return value.startsWith('\0') ? `\0text:${value}` : value;
  if (value === null) return null;
  const number = numberOf(value);
  if (number !== undefined) {
    const whole = typeof number === 'number' && Number.isInteger(number) && !Number.isSafeInteger(number);
    return whole ? BigInt(number) : number;
  }
  if (value instanceof Markup) return hashKey(value.text);
  if (value instanceof PyTuple) return `\0tuple:${JSON.stringify(value.items.map(tuplePart))}`;
  if (value instanceof PyList || value instanceof PyDict || value instanceof DictView) {
    throw typeError(`unhashable type: '${typeName(value)}'`);
  }
  if (value instanceof Undefined) return value.strict ? value.fail() : '\0undefined';
  if (value instanceof PyRange) throw new JinjaUnsupported('a range as a key is not supported');
  return typeof value === 'object' ? value : String(value);
}

function tuplePart(item: Value): string {
  const key = hashKey(item);
  if (key === null) return 'n';
  if (typeof key === 'object') throw new JinjaUnsupported('this tuple as a key is not supported');
  return `${typeof key === 'string' ? 's' : 'i'}${String(key)}`;
}

export function getItem(dict: PyDict, key: Value): Value | undefined {
  return dict.entries.get(hashKey(key))?.[1];
}

/** `dict[key] = value`: an equal key that is there already keeps its place and its form. */
export function setItem(dict: PyDict, key: Value, value: Value): void {
  const hash = hashKey(key);
  dict.entries.set(hash, [dict.entries.get(hash)?.[0] ?? key, value]);
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  const text = textOf(container);
  if (text !== undefined) {
    const part = textOf(item);
    if (part === undefined) {
      throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
    }
    return text.includes(part);
  }
  if (container instanceof PyDict) return container.entries.has(hashKey(item));
  if (container instanceof Undefined && container.strict) return container.fail();
  if (container instanceof DictView && container.part === 'keys')
    return container.of.entries.has(hashKey(item));
  const number = numberOf(item);
  if (container instanceof PyRange && number !== undefined) return rangeContains(container, number);
  for (const candidate of iterate(container)) if (identicalOrEqual(candidate, item)) return true;
  return false;
}

function rangeContains(range: PyRange, number: Int): boolean {
  const index = (Number(number) - range.start) / range.step;
  return Number.isInteger(index) && index >= 0 && index < range.length;
}
