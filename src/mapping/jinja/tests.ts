import { bind } from './arguments.ts';
import { contains, equals, numberOf, type Ordering, ordered } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';
import { iterate, lengthOf } from './iterate.ts';
import { binary } from './operators.ts';
import { toText } from './repr.ts';
import type { Test } from './runtime.ts';
import { isAllCase } from './unicode.ts';
import {
  Callable,
  DictView,
  Instance,
  isInt,
  Markup,
  PyDict,
  PyFloat,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  textOf,
  Undefined,
  type Value,
} from './values.ts';

function one(name: string, run: (value: Value) => boolean): readonly [string, Test] {
  return [name, (args) => run(bind(name, ['value'], args)[0] ?? null)];
}

function two(
  name: string,
  run: (value: Value, other: Value) => boolean,
  second = 'other',
): readonly [string, Test] {
  return [
    name,
    (args) => {
      const [value = null, other = null] = bind(name, ['value', second], args);
      return run(value, other);
    },
  ];
}

function orderTest(name: string, operator: Ordering): readonly [string, Test] {
  return two(name, (value, other) => ordered(operator, value, other));
}

function isSequence(value: Value): boolean {
  if (value instanceof Undefined) return !value.strict;
  if (value instanceof DictView || value instanceof Instance) return false;
  return lengthOf(value) !== undefined;
}

function isIterable(value: Value): boolean {
  if (value instanceof Undefined && value.strict) return value.fail();
  if (value instanceof PyIterator) return true;
  if (value instanceof PyDict || value instanceof DictView || value instanceof PyRange) return true;
  try {
    iterate(value);
    return true;
  } catch (error) {
    if (error instanceof JinjaRuntimeError && error.exception === 'TypeError') return false;
    throw error;
  }
}

function isCallable(value: Value): boolean {
  if (value instanceof Instance) return value.members.call !== undefined;
  return value instanceof Callable || value instanceof Undefined;
}

/** Python's `is`, where it is the same on every run. */
function isSame(value: Value, other: Value): boolean {
  if (value === null || other === null || typeof value === 'boolean' || typeof other === 'boolean')
    return value === other;
  const sharedKind =
    (isInt(value) && isInt(other)) || (typeof value === 'string' && typeof other === 'string');
  if (sharedKind) {
    if (value !== other) return false;
    if (typeof value === 'number' && value >= -5 && value <= 256) return true;
    throw new JinjaUnsupported("whether equal values are 'sameas' is not certain");
  }
  if (value instanceof PyTuple && other instanceof PyTuple && value.items.length + other.items.length === 0)
    return true;
  return value === other;
}

/** jinja2's own tests, by name. */
export const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  one('odd', (value) => equals(binary('%', value, 2), 1)),
  one('even', (value) => equals(binary('%', value, 2), 0)),
  two('divisibleby', (value, number) => equals(binary('%', value, number), 0), 'num'),
  one('defined', (value) => !(value instanceof Undefined)),
  one('undefined', (value) => value instanceof Undefined),
  ['filter', (args, runtime) => named(args.positional[0], (name) => runtime.filter(name) !== undefined)],
  ['test', (args, runtime) => named(args.positional[0], (name) => runtime.test(name) !== undefined)],
  one('none', (value) => value === null),
  one('boolean', (value) => typeof value === 'boolean'),
  one('false', (value) => value === false),
  one('true', (value) => value === true),
  one('integer', isInt),
  one('float', (value) => value instanceof PyFloat),
  one('lower', (value) => isAllCase(toText(value), 'lower')),
  one('upper', (value) => isAllCase(toText(value), 'upper')),
  one('string', (value) => textOf(value) !== undefined),
  one('mapping', (value) => value instanceof PyDict),
  one('number', (value) => !(value instanceof Undefined) && numberOf(value) !== undefined),
  one('sequence', isSequence),
  one('iterable', isIterable),
  one('callable', isCallable),
  two('sameas', isSame),
  one('escaped', (value) => value instanceof Markup),
  two('in', (value, sequence) => contains(sequence, value), 'seq'),
  ...['==', 'eq', 'equalto'].map((name) => two(name, equals)),
  ...['!=', 'ne'].map((name) => two(name, (value, other) => !equals(value, other))),
  ...['>', 'gt', 'greaterthan'].map((name) => orderTest(name, '>')),
  ...['>=', 'ge'].map((name) => orderTest(name, '>=')),
  ...['<', 'lt', 'lessthan'].map((name) => orderTest(name, '<')),
  ...['<=', 'le'].map((name) => orderTest(name, '<=')),
]);

function named(value: Value | undefined, known: (name: string) => boolean): boolean {
  if (value instanceof Undefined && value.strict) return value.fail();
  if (value instanceof PyList || value instanceof PyDict) throw typeError('unhashable type');
  const name = textOf(value);
  return name !== undefined && known(name);
}
