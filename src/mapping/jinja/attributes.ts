import { getItem } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';
import { DICT_METHODS } from './methods-dict.ts';
import { LIST_METHODS, TUPLE_METHODS } from './methods-list.ts';
import { numberAttribute } from './methods-number.ts';
import { STRING_METHODS, UNSUPPORTED_STRING_METHODS } from './methods-string.ts';
import { repr } from './repr.ts';
import { characters, hasSurrogates } from './text.ts';
import {
  Callable,
  countOf,
  Instance,
  isInt,
  Markup,
  Namespace,
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

// Methods of Markup whose result needs no escaping of arguments.
const MARKUP_TEXT_METHODS = new Set(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold']);
const MARKUP_METHODS = new Set(['escape', 'unescape', 'striptags', 'format', 'join', 'replace', 'split']);

/** getattr(value, name): undefined when there is no such attribute. */
export function getAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof Undefined) return undefinedAttribute(value, name);
  if (name.startsWith('__') && name.endsWith('__')) return dunder(value, name);
  if (typeof value === 'string') return stringAttribute(value, name);
  if (value instanceof Markup) return markupAttribute(value, name);
  if (value instanceof PyDict) return bound(DICT_METHODS.get(name), value, name);
  if (value instanceof PyList) return bound(LIST_METHODS.get(name), value, name);
  if (value instanceof PyTuple) {
    const index = value.fields.indexOf(name);
    return index >= 0 ? value.items[index] : bound(TUPLE_METHODS.get(name), value, name);
  }
  if (value instanceof Instance) return value.members.attribute(name);
  if (value instanceof Namespace) return getItem(value.attributes, name);
  if (value instanceof PyRange) return rangeAttribute(value, name);
  if (value === null) return undefined;
  if (typeof value === 'boolean' || isInt(value) || value instanceof PyFloat)
    return numberAttribute(value, name);
  throw new JinjaUnsupported(`the attribute '${name}' of a ${typeName(value)} is not supported`);
}

function undefinedAttribute(value: Undefined, name: string): Value | undefined {
  if (name.startsWith('__') && name.endsWith('__')) return undefined;
  return value.fail();
}

/** Every Python object has such attributes; a record's own key that looks like one is left to getitem. */
function dunder(value: Value, name: string): Value | undefined {
  if (value instanceof Namespace) return getItem(value.attributes, name);
  const unknownToPython = name === '__proto__' || !/^__[a-z]+(_[a-z]+)*__$/.test(name);
  if (unknownToPython) return undefined;
  throw new JinjaUnsupported(`the attribute '${name}' is not supported`);
}

type Method<Self> = (self: Self, args: import('./values.ts').Arguments) => Value;

function bound<Self>(method: Method<Self> | undefined, self: Self, name: string): Callable | undefined {
  if (method === undefined) return undefined;
  return new Callable('builtin_function_or_method', name, (args) => method(self, args));
}

function stringAttribute(value: string, name: string): Value | undefined {
  if (UNSUPPORTED_STRING_METHODS.has(name)) {
    throw new JinjaUnsupported(`the method '${name}' of a string is not supported`);
  }
  return bound(STRING_METHODS.get(name), value, name);
}

function markupAttribute(value: Markup, name: string): Value | undefined {
  const method = STRING_METHODS.get(name);
  if (method === undefined && !MARKUP_METHODS.has(name) && !UNSUPPORTED_STRING_METHODS.has(name))
    return undefined;
  return new Callable('method', name, (args) => {
    if (method !== undefined && /^(is|starts|ends|find|rfind|index|rindex|count)/.test(name)) {
      return method(value.text, args);
    }
    const plain = args.positional.length === 0 && args.named.size === 0;
    const textual = MARKUP_TEXT_METHODS.has(name) || (plain && /^[lr]?strip$/.test(name));
    if (method === undefined || !textual) {
      throw new JinjaUnsupported(`the method '${name}' of escaped text is not supported`);
    }
    return new Markup(textOf(method(value.text, args)) ?? '');
  });
}

function rangeAttribute(value: PyRange, name: string): Value | undefined {
  if (name === 'start' || name === 'stop' || name === 'step') return value[name];
  if (name === 'count' || name === 'index') throw new JinjaUnsupported(`range.${name} is not supported`);
  return undefined;
}

/** What a subscript selects: one index or key, or a slice. */
export interface Slice {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** `value[key]`; the Python exception when there is no such item. */
export function getItemStrictly(value: Value, key: Value): Value {
  if (value instanceof Undefined) return value.fail();
  if (value instanceof PyDict) {
    const found = getItem(value, key);
    if (found === undefined) throw new JinjaRuntimeError('KeyError', repr(key));
    return found;
  }
  const text = textOf(value);
  if (text !== undefined) {
    const all = hasSurrogates(text) ? characters(text) : text;
    const found = all[position(key, all.length, 'string')] ?? '';
    return value instanceof Markup ? new Markup(found) : found;
  }
  if (value instanceof PyList || value instanceof PyTuple) {
    return value.items[position(key, value.items.length, typeName(value))] ?? null;
  }
  if (value instanceof PyRange) return value.start + position(key, value.length, 'range object') * value.step;
  if (value instanceof Callable && value.typeName === 'type') {
    throw new JinjaUnsupported('subscripting a class is not supported');
  }
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}

function position(key: Value, length: number, kind: string): number {
  if (key instanceof Undefined) {
    throw typeError(`${kind} indices must be integers or slices, not ${typeName(key)}`);
  }
  if (typeof key !== 'boolean' && !isInt(key)) {
    throw typeError(`${kind} indices must be integers or slices, not ${typeName(key)}`);
  }
  const index = Number(key);
  const positive = index < 0 ? index + length : index;
  if (positive < 0 || positive >= length)
    throw new JinjaRuntimeError('IndexError', `${kind} index out of range`);
  return positive;
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof JinjaRuntimeError &&
    ['TypeError', 'KeyError', 'IndexError', 'AttributeError'].includes(error.exception)
  );
}

function itemOrNothing(value: Value, key: Value): Value | undefined {
  try {
    return getItemStrictly(value, key);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function missing(value: Value, key: Value): Undefined {
  const owner = value === null ? 'None' : `${typeName(value)} object`;
  if (typeof key === 'string') return new Undefined(`'${owner}' has no attribute '${key}'`);
  return new Undefined(`${owner} has no element ${key instanceof Undefined ? 'Undefined' : repr(key)}`);
}

/** `value.name` in a template: the attribute, else the item of that name, else Undefined. */
export function attributeOf(value: Value, name: string): Value {
  // A plain key of a dict, by far the commonest case, needs no detour by way of an exception.
  const found = getAttribute(value, name);
  if (found !== undefined) return found;
  const item = value instanceof PyDict ? getItem(value, name) : itemOrNothing(value, name);
  return item === undefined ? missing(value, name) : item;
}

/** `value[key]` in a template: the item, else the attribute of that name, else Undefined. */
export function itemOf(value: Value, key: Value): Value {
  const found = itemOrNothing(value, key);
  if (found !== undefined) return found;
  const name = textOf(key);
  const attribute = name === undefined ? undefined : getAttribute(value, name);
  return attribute === undefined ? missing(value, key) : attribute;
}

/** `value[start:stop:step]`. */
export function sliceOf(value: Value, slice: Slice): Value {
  if (value instanceof Undefined) return value.fail();
  const text = textOf(value);
  if (text !== undefined) {
    const part = cut(characters(text), slice).join('');
    return value instanceof Markup ? new Markup(part) : part;
  }
  if (value instanceof PyList) return new PyList(cut(value.items, slice));
  if (value instanceof PyTuple) return new PyTuple(cut(value.items, slice));
  if (value instanceof PyRange) throw new JinjaUnsupported('a slice of a range is not supported');
  if (value instanceof PyDict) throw typeError("unhashable type: 'slice'");
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}

function bounds(value: Value, fallback: number): number {
  if (value === null) return fallback;
  if (value instanceof Undefined || (typeof value !== 'boolean' && !isInt(value))) {
    throw typeError('slice indices must be integers or None or have an __index__ method');
  }
  return countOf(value);
}

function cut<Item>(items: readonly Item[], slice: Slice): Item[] {
  const step = bounds(slice.step, 1);
  if (step === 0) throw new JinjaRuntimeError('ValueError', 'slice step cannot be zero');
  const length = items.length;
  const lowest = step > 0 ? 0 : -1;
  const highest = step > 0 ? length : length - 1;
  const clamp = (index: number): number =>
    Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
  const start = slice.start === null ? (step > 0 ? 0 : highest) : clamp(bounds(slice.start, 0));
  const stop = slice.stop === null ? (step > 0 ? highest : lowest) : clamp(bounds(slice.stop, 0));
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const result: Item[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) {
    const item = items[index];
    if (item !== undefined) result.push(item);
  }
  return result;
}
