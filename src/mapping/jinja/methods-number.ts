import { bindPositional } from './arguments.ts';
import { numberOf } from './compare.ts';
import { JinjaUnsupported } from './errors.ts';
import { fractionOf, toInt, truncateFloat } from './numbers.ts';
import { Callable, type Int, PyFloat, PyTuple, type Value } from './values.ts';

const INT_METHODS: ReadonlyMap<string, (value: Int) => Value> = new Map<string, (value: Int) => Value>([
  ['bit_length', (value) => (value === 0 ? 0 : absolute(value).toString(2).length)],
  ['bit_count', (value) => absolute(value).toString(2).replaceAll('0', '').length],
  ['conjugate', (value) => value],
  ['as_integer_ratio', (value) => new PyTuple([value, 1])],
]);

const FLOAT_METHODS: ReadonlyMap<string, (value: number) => Value> = new Map<
  string,
  (value: number) => Value
>([
  ['is_integer', (value) => Number.isInteger(value)],
  ['conjugate', (value) => new PyFloat(value)],
  ['as_integer_ratio', ratio],
]);

const UNSUPPORTED = new Set(['to_bytes', 'from_bytes', 'hex', 'fromhex']);

function absolute(value: Int): bigint {
  return value < 0 ? -BigInt(value) : BigInt(value);
}

function ratio(value: number): Value {
  truncateFloat(value);
  let { numerator, denominator } = fractionOf(value);
  while (denominator > 1n && numerator % 2n === 0n) {
    numerator /= 2n;
    denominator /= 2n;
  }
  return new PyTuple([toInt(numerator), toInt(denominator)]);
}

function method(name: string, run: () => Value): Callable {
  return new Callable('builtin_function_or_method', name, (args) => {
    bindPositional(name, 0, 0, args);
    return run();
  });
}

/** An attribute of an int, a bool or a float. */
export function numberAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof PyFloat) {
    if (name === 'real') return value;
    if (name === 'imag') return new PyFloat(0);
    if (name === 'hex' || name === 'fromhex') throw new JinjaUnsupported(`float.${name} is not supported`);
    const run = FLOAT_METHODS.get(name);
    return run === undefined ? undefined : method(name, () => run(value.value));
  }
  const number = numberOf(value) ?? 0;
  if (name === 'real' || name === 'numerator') return number;
  if (name === 'imag') return 0;
  if (name === 'denominator') return 1;
  if (UNSUPPORTED.has(name) && name.includes('bytes'))
    throw new JinjaUnsupported(`int.${name} is not supported`);
  const run = INT_METHODS.get(name);
  return run === undefined ? undefined : method(name, () => run(number));
}
