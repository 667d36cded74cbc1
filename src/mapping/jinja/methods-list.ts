import { bind, bindPositional } from './arguments.ts';
import { identicalOrEqual, sortBy } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { itemsOf, truth } from './iterate.ts';
import { checkItemCount } from './limits.ts';
import { repr } from './repr.ts';
import { type Arguments, Callable, countOf, PyList, type PyTuple, type Value } from './values.ts';

export type ListMethod = (self: PyList, args: Arguments) => Value;

/** The list itself, when a template may change it: not one that belongs to the record. */
function changeable(self: PyList): Value[] {
  if (self.shared)
    throw new JinjaUnsupported('changing a list of the record is not supported; build a new one');
  checkItemCount(self.items.length);
  return self.items;
}

function find(self: PyList | PyTuple, args: Arguments): Value {
  const [wanted = null, start = 0, stop = self.items.length] = bindPositional('index', 1, 3, args);
  const at = (value: Value): number => {
    const index = countOf(value);
    return index < 0 ? Math.max(0, index + self.items.length) : index;
  };
  for (let index = at(start); index < Math.min(at(stop), self.items.length); index += 1) {
    if (identicalOrEqual(self.items[index] ?? null, wanted)) return index;
  }
  throw valueError(`${repr(wanted)} is not in list`);
}

function count(self: PyList | PyTuple, args: Arguments): Value {
  const [wanted = null] = bindPositional('count', 1, 1, args);
  return self.items.filter((item) => identicalOrEqual(item, wanted)).length;
}

function pop(self: PyList, args: Arguments): Value {
  const [at = -1] = bindPositional('pop', 0, 1, args);
  const items = changeable(self);
  const index = countOf(at) < 0 ? countOf(at) + items.length : countOf(at);
  const [removed] = index >= 0 ? items.splice(index, 1) : [];
  if (removed === undefined) throw new JinjaRuntimeError('IndexError', 'pop index out of range');
  return removed;
}

function remove(self: PyList, args: Arguments): Value {
  const [wanted = null] = bindPositional('remove', 1, 1, args);
  const items = changeable(self);
  const index = items.findIndex((item) => identicalOrEqual(item, wanted));
  if (index < 0) throw valueError('list.remove(x): x not in list');
  items.splice(index, 1);
  return null;
}

function insert(self: PyList, args: Arguments): Value {
  const [at = 0, item = null] = bindPositional('insert', 2, 2, args);
  changeable(self).splice(countOf(at), 0, item);
  return null;
}

function sort(self: PyList, args: Arguments): Value {
  if (args.positional.length > 0) throw typeError('sort() takes no positional arguments');
  const [key = null, reverse = false] = bind(
    'sort',
    [
      ['key', null],
      ['reverse', false],
    ],
    args,
  );
  if (key !== null && !(key instanceof Callable)) throw typeError('the key of sort() is not callable');
  const items = changeable(self);
  const keyOf = (item: Value): Value =>
    key === null ? item : key.call({ positional: [item], named: new Map() });
  items.splice(0, items.length, ...sortBy(items, keyOf, truth(reverse)));
  return null;
}

/** The methods of Python's list. */
export const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['index', find],
  ['count', count],
  ['pop', pop],
  ['remove', remove],
  ['insert', insert],
  ['sort', sort],
  [
    'append',
    (self, args) => {
      const [item = null] = bindPositional('append', 1, 1, args);
      changeable(self).push(item);
      return null;
    },
  ],
  [
    'extend',
    (self, args) => {
      const [more = null] = bindPositional('extend', 1, 1, args);
      for (const item of itemsOf(more)) changeable(self).push(item);
      return null;
    },
  ],
  [
    'reverse',
    (self, args) => {
      bindPositional('reverse', 0, 0, args);
      changeable(self).reverse();
      return null;
    },
  ],
  [
    'clear',
    (self, args) => {
      bindPositional('clear', 0, 0, args);
      changeable(self).length = 0;
      return null;
    },
  ],
  [
    'copy',
    (self, args) => {
      bindPositional('copy', 0, 0, args);
      return new PyList([...self.items]);
    },
  ],
]);

/** The methods of Python's tuple. */
export const TUPLE_METHODS: ReadonlyMap<string, (self: PyTuple, args: Arguments) => Value> = new Map([
  ['index', find],
  ['count', count],
]);
