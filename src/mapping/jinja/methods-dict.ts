import { bindPositional } from './arguments.ts';
import { getItem, hashKey, setItem } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { itemsOf, iterate } from './iterate.ts';
import { repr } from './repr.ts';
import { type Arguments, DictView, PyDict, PyTuple, typeName, Undefined, type Value } from './values.ts';

export type DictMethod = (self: PyDict, args: Arguments) => Value;

function changeable(self: PyDict): PyDict {
  if (self.shared)
    throw new JinjaUnsupported('changing an object of the record is not supported; build a new one');
  return self;
}

function view(part: 'keys' | 'values' | 'items'): [string, DictMethod] {
  return [
    part,
    (self, args) => {
      bindPositional(part, 0, 0, args);
      return new DictView(self, part);
    },
  ];
}

/** Puts into a dict what `dict(...)` and `dict.update(...)` take: a dict, or pairs, and names. */
export function fillDict(dict: PyDict, args: Arguments): void {
  const [source] = args.positional;
  if (args.positional.length > 1)
    throw typeError(`dict expected at most 1 argument, got ${args.positional.length}`);
  if (source instanceof PyDict) for (const [key, value] of source.pairs()) setItem(dict, key, value);
  else if (source instanceof Undefined && source.strict) source.fail();
  else if (source !== undefined) fillFromPairs(dict, source);
  for (const [name, value] of args.named) setItem(dict, name, value);
}

function fillFromPairs(dict: PyDict, source: Value): void {
  let index = 0;
  for (const pair of iterate(source)) {
    let items: Value[];
    try {
      items = itemsOf(pair);
    } catch (error) {
      if (!(error instanceof JinjaRuntimeError)) throw error;
      throw typeError(
        `cannot convert dictionary update sequence element #${index} to a sequence (${typeName(pair)})`,
      );
    }
    if (items.length !== 2)
      throw valueError(`dictionary update sequence element #${index} has length ${items.length}`);
    setItem(dict, items[0] ?? null, items[1] ?? null);
    index += 1;
  }
}

function pop(self: PyDict, args: Arguments): Value {
  const [key = null, fallback] = bindPositional('pop', 1, 2, args);
  const found = getItem(changeable(self), key);
  if (found === undefined) {
    if (fallback !== undefined) return fallback;
    throw new JinjaRuntimeError('KeyError', repr(key));
  }
  self.entries.delete(hashKey(key));
  return found;
}

function popItem(self: PyDict, args: Arguments): Value {
  bindPositional('popitem', 0, 0, args);
  const last = [...changeable(self).entries].at(-1);
  if (last === undefined) throw new JinjaRuntimeError('KeyError', 'popitem(): dictionary is empty');
  self.entries.delete(last[0]);
  return new PyTuple(last[1]);
}

/** The methods of Python's dict. */
export const DICT_METHODS: ReadonlyMap<string, DictMethod> = new Map<string, DictMethod>([
  view('keys'),
  view('values'),
  view('items'),
  ['pop', pop],
  ['popitem', popItem],
  [
    'get',
    (self, args) => {
      const [key = null, fallback = null] = bindPositional('get', 1, 2, args);
      const found = getItem(self, key);
      return found === undefined ? fallback : found;
    },
  ],
  [
    'setdefault',
    (self, args) => {
      const [key = null, fallback = null] = bindPositional('setdefault', 1, 2, args);
      const found = getItem(self, key);
      if (found !== undefined) return found;
      setItem(changeable(self), key, fallback);
      return fallback;
    },
  ],
  [
    'update',
    (self, args) => {
      fillDict(changeable(self), args);
      return null;
    },
  ],
  [
    'clear',
    (self, args) => {
      bindPositional('clear', 0, 0, args);
      changeable(self).entries.clear();
      return null;
    },
  ],
  [
    'copy',
    (self, args) => {
      bindPositional('copy', 0, 0, args);
      const copy = new PyDict(false, self.ordered);
      for (const [hash, pair] of self.entries) copy.entries.set(hash, pair);
      return copy;
    },
  ],
  [
    'fromkeys',
    (_self, args) => {
      const [keys = null, value = null] = bindPositional('fromkeys', 1, 2, args);
      const dict = new PyDict();
      for (const key of itemsOf(keys)) setItem(dict, key, value);
      return dict;
    },
  ],
]);
