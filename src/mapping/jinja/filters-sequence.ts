import { attributeOf, getAttribute } from './attributes.ts';
import { equals, hashKey, ordered, sortBy } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';
import { at, filter } from './filter-kit.ts';
import { itemsOf, iterate, requireLength, truth } from './iterate.ts';
import { checkItemCount, checkTextLength } from './limits.ts';
import { type Getter, getterOf, ignoreCase, multiGetterOf } from './lookup.ts';
import { divideInts } from './numbers.ts';
import { binary } from './operators.ts';
import { toText } from './repr.ts';
import type { Filter } from './runtime.ts';
import { characters } from './text.ts';
import {
  countOf,
  DictView,
  Markup,
  PyDict,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

function generator(items: Generator<Value>): PyIterator {
  return new PyIterator('generator', items);
}

function* batches(value: Value, size: Value, fill: Value): Generator<Value> {
  let batch: Value[] = [];
  for (const item of iterate(value)) {
    if (equals(batch.length, size)) {
      yield new PyList(batch);
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length === 0) return;
  if (fill !== null) {
    const count = countOf(size);
    checkItemCount(count);
    while (batch.length < count) batch.push(fill);
  }
  yield new PyList(batch);
}

function* slices(value: Value, count: Value, fill: Value): Generator<Value> {
  const items = itemsOf(value);
  const wanted = countOf(count);
  const { quotient, remainder } = divideInts(items.length, wanted);
  const size = Number(quotient);
  const withExtra = Number(remainder);
  let offset = 0;
  for (let number = 0; number < wanted; number += 1) {
    checkItemCount(number);
    const start = offset + number * size;
    if (number < withExtra) offset += 1;
    const slice = items.slice(start, offset + (number + 1) * size);
    if (fill !== null && number >= withExtra) slice.push(fill);
    yield new PyList(slice);
  }
}

function* uniqueItems(value: Value, getter: Getter): Generator<Value> {
  const seen = new Set<unknown>();
  for (const item of iterate(value)) {
    const key = hashKey(getter(item));
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

function extreme(name: 'min' | 'max', values: readonly Value[]): Value {
  const [value = null, caseSensitive = false, attribute = null] = values;
  const getter = getterOf(attribute, { ignoreCase: !truth(caseSensitive) });
  let best: { readonly item: Value; readonly key: Value } | undefined;
  for (const item of iterate(value)) {
    const key = getter(item);
    if (best === undefined || ordered(name === 'min' ? '<' : '>', key, best.key)) best = { item, key };
  }
  return best === undefined ? new Undefined('No aggregated item, sequence was empty.') : best.item;
}

function dictSort(values: readonly Value[]): Value {
  const [value = null, caseSensitive = false, by = 'key', reverse = false] = values;
  const place = equals(by, 'key') ? 0 : equals(by, 'value') ? 1 : undefined;
  if (place === undefined) {
    throw new JinjaRuntimeError('FilterArgumentError', 'You can only sort by either "key" or "value"');
  }
  if (!(value instanceof PyDict)) {
    throw new JinjaRuntimeError('AttributeError', `'${typeName(value)}' object has no attribute 'items'`);
  }
  const keyOf = (pair: readonly [Value, Value]): Value =>
    truth(caseSensitive) ? pair[place] : ignoreCase(pair[place]);
  const pairs = [...value.entries.values()];
  return new PyList(sortBy(pairs, keyOf, truth(reverse)).map((pair) => new PyTuple(pair)));
}

function groupBy(values: readonly Value[]): Value {
  const [value = null, attribute = null, fallback = null, caseSensitive = false] = values;
  const key = getterOf(attribute, { ignoreCase: !truth(caseSensitive), fallback });
  const shown = truth(caseSensitive) ? key : getterOf(attribute, { fallback });
  const groups: { readonly key: Value; readonly items: Value[] }[] = [];
  for (const item of sortBy(itemsOf(value), key, false)) {
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key(item))) last.items.push(item);
    else groups.push({ key: key(item), items: [item] });
  }
  return new PyList(
    groups.map(({ items }) => new PyTuple([shown(items[0] ?? null), new PyList(items)], ['grouper', 'list'])),
  );
}

function join(values: readonly Value[]): Value {
  const [value = null, separator = '', attribute = null] = values;
  const getter = attribute === null ? undefined : getterOf(attribute);
  const parts: string[] = [];
  let length = 0;
  for (const item of iterate(value)) {
    const part = toText(getter === undefined ? item : getter(item));
    length += part.length;
    checkTextLength(length);
    parts.push(part);
  }
  return parts.join(toText(separator));
}

function first(value: Value): Value {
  for (const item of iterate(value)) return item;
  return new Undefined('No first item, sequence was empty.');
}

/** The items of what Python's reversed() takes, from the last to the first. */
function reversedItems(value: Value): Value[] | undefined {
  if (value instanceof Undefined) return value.strict ? value.fail() : [];
  const sequence =
    textOf(value) !== undefined ||
    [PyList, PyTuple, PyDict, PyRange, DictView].some((kind) => value instanceof kind);
  return sequence ? itemsOf(value).reverse() : undefined;
}

function last(value: Value): Value {
  const items = reversedItems(value);
  if (items === undefined) throw typeError(`'${typeName(value)}' object is not reversible`);
  const [found] = items;
  return found === undefined ? new Undefined('No last item, sequence was empty.') : found;
}

function reverse(value: Value): Value {
  const text = textOf(value);
  if (text !== undefined) {
    const backward = characters(text).reverse().join('');
    return value instanceof Markup ? new Markup(backward) : backward;
  }
  const items = reversedItems(value);
  if (items !== undefined) {
    const name = value instanceof PyList ? 'list_reverseiterator' : 'reversed';
    return new PyIterator(name, items.values());
  }
  if (value instanceof PyIterator) return new PyList(itemsOf(value).reverse());
  throw new JinjaRuntimeError('FilterArgumentError', 'argument must be iterable');
}

function sum(values: readonly Value[]): Value {
  const [value = null, attribute = null, start = 0] = values;
  if (textOf(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const getter = attribute === null ? undefined : getterOf(attribute);
  let total = start;
  for (const item of iterate(value)) total = binary('+', total, getter === undefined ? item : getter(item));
  return total;
}

function randomItem(value: Value, random: (() => number) | undefined): Value {
  if (random === undefined) throw new JinjaUnsupported("the filter 'random' gives another value on each run");
  const length = requireLength(value);
  if (length === 0) return new Undefined('No random item, sequence was empty.');
  if (value instanceof PyDict || value instanceof DictView)
    throw typeError(`'${typeName(value)}' has no items by index`);
  return itemsOf(value)[Math.floor(random() * length)] ?? null;
}

function attribute(values: readonly Value[]): Value {
  const [value = null, name = null] = values;
  const text = textOf(name);
  if (text === undefined) throw typeError('attribute name must be string');
  const found = getAttribute(value, text);
  return found === undefined
    ? new Undefined(`'${typeName(value)} object' has no attribute '${text}'`)
    : attributeOf(value, text);
}

function* itemsGenerator(value: Value): Generator<Value> {
  if (value instanceof Undefined) return;
  if (!(value instanceof PyDict)) throw typeError('Can only get item pairs from a mapping.');
  for (const pair of value.pairs()) yield new PyTuple(pair);
}

/** The filters about lists, dicts and what else can be walked. */
export const SEQUENCE_FILTERS: readonly (readonly [string, Filter])[] = [
  filter('attr', ['obj', 'name'], attribute),
  filter('batch', ['value', 'linecount', ['fill_with', null]], ([value = null, size = null, fill = null]) =>
    generator(batches(value, size, fill)),
  ),
  filter('slice', ['value', 'slices', ['fill_with', null]], ([value = null, count = null, fill = null]) =>
    generator(slices(value, count, fill)),
  ),
  filter(
    'unique',
    ['value', ['case_sensitive', false], ['attribute', null]],
    ([value = null, exact = false, path = null]) =>
      generator(uniqueItems(value, getterOf(path, { ignoreCase: !truth(exact) }))),
  ),
  filter('min', ['value', ['case_sensitive', false], ['attribute', null]], (values) =>
    extreme('min', values),
  ),
  filter('max', ['value', ['case_sensitive', false], ['attribute', null]], (values) =>
    extreme('max', values),
  ),
  ...['default', 'd'].map((name) =>
    filter(
      name,
      ['value', ['default_value', ''], ['boolean', false]],
      ([value = null, fallback = '', boolean = false]) =>
        value instanceof Undefined || (truth(boolean) && !truth(value)) ? fallback : value,
    ),
  ),
  filter('dictsort', ['value', ['case_sensitive', false], ['by', 'key'], ['reverse', false]], dictSort),
  filter('first', ['seq'], ([seq = null]) => first(seq)),
  filter('last', ['seq'], ([seq = null]) => last(seq)),
  filter('groupby', ['value', 'attribute', ['default', null], ['case_sensitive', false]], groupBy),
  filter('items', ['value'], ([value = null]) => generator(itemsGenerator(value))),
  filter('join', ['value', ['d', ''], ['attribute', null]], join),
  filter('length', ['obj'], ([value = null]) => requireLength(value)),
  filter('count', ['obj'], ([value = null]) => requireLength(value)),
  filter('list', ['value'], ([value = null]) => new PyList(itemsOf(value))),
  filter('reverse', ['value'], ([value = null]) => reverse(value)),
  filter(
    'sort',
    ['value', ['reverse', false], ['case_sensitive', false], ['attribute', null]],
    ([value = null, backward = false, exact = false, path = null]) =>
      new PyList(sortBy(itemsOf(value), multiGetterOf(path, { ignoreCase: !truth(exact) }), truth(backward))),
  ),
  filter('sum', ['iterable', ['attribute', null], ['start', 0]], sum),
  [
    'random',
    {
      contextual: true,
      call: (args, runtime) => {
        if (args.positional.length !== 1 || args.named.size > 0) throw typeError('random takes no arguments');
        return randomItem(at(args.positional, 0), runtime.random);
      },
    },
  ],
];
