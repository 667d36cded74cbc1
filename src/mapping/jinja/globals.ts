import { bind, bindPositional } from './arguments.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { fillDict } from './methods-dict.ts';
import {
  type Arguments,
  Callable,
  countOf,
  Instance,
  Namespace,
  PyDict,
  PyRange,
  PyTuple,
  type Value,
} from './values.ts';

function range(args: Arguments): Value {
  const given = bindPositional('range', 1, 3, args).map(countOf);
  const [first = 0, second, step = 1] = given;
  if (step === 0) throw valueError('range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0, first, 1) : new PyRange(first, second, step);
}

function dictOf(args: Arguments): PyDict {
  const dict = new PyDict();
  fillDict(dict, args);
  return dict;
}

function cycler(args: Arguments): Value {
  if (args.named.size > 0) throw typeError('cycler() takes no keyword arguments');
  const items = args.positional;
  if (items.length === 0) throw new JinjaRuntimeError('RuntimeError', 'at least one item has to be provided');
  let position = 0;
  const method = (name: string, run: () => Value): Callable =>
    new Callable('method', name, (given) => {
      bindPositional(name, 0, 0, given);
      return run();
    });
  const advance = (): Value => {
    const item = items[position] ?? null;
    position = (position + 1) % items.length;
    return item;
  };
  const reset = (): Value => {
    position = 0;
    return null;
  };
  return new Instance({
    typeName: 'Cycler',
    attribute: (name) => {
      if (name === 'current') return items[position];
      if (name === 'pos') return position;
      if (name === 'items') return new PyTuple(items);
      if (name === 'next') return method(name, advance);
      return name === 'reset' ? method(name, reset) : undefined;
    },
  });
}

function joiner(args: Arguments): Value {
  const [separator = ', '] = bind('joiner', [['sep', ', ']], args);
  let used = false;
  return new Instance({
    typeName: 'Joiner',
    attribute: (name) => (name === 'sep' ? separator : name === 'used' ? used : undefined),
    call: (given) => {
      bindPositional('joiner', 0, 0, given);
      if (used) return separator;
      used = true;
      return '';
    },
  });
}

/** The names that every template knows, made anew for each rendering. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['range', new Callable('type', 'range', range)],
  ['dict', new Callable('type', 'dict', dictOf)],
  ['namespace', new Callable('type', 'Namespace', (args) => new Namespace(dictOf(args)))],
  ['cycler', new Callable('type', 'Cycler', cycler)],
  ['joiner', new Callable('type', 'Joiner', joiner)],
  [
    'lipsum',
    new Callable('function', 'lipsum', () => {
      throw new JinjaUnsupported("'lipsum' gives another value on each run");
    }),
  ],
]);
