import { numberOf, ordered } from './compare.ts';
import { fixedText } from './decimal-text.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';
import { filter } from './filter-kit.ts';
import { truth } from './iterate.ts';
import {
  intToFloat,
  parseFloatText,
  parseInteger,
  roundFloat,
  roundInt,
  toInt,
  truncateFloat,
} from './numbers.ts';
import { binary, unary } from './operators.ts';
import { repr } from './repr.ts';
import type { Filter } from './runtime.ts';
import { countOf, type Int, PyFloat, textOf, typeName, Undefined, type Value } from './values.ts';

/** float(value): undefined where Python raises TypeError or ValueError. */
function toFloat(value: Value): number | undefined {
  if (value instanceof Undefined) return value.fail();
  if (value instanceof PyFloat) return value.value;
  const number = numberOf(value);
  if (number !== undefined) return intToFloat(number);
  const text = textOf(value);
  return text === undefined ? undefined : parseFloatText(text);
}

/** int(value) of a number: undefined where Python raises ValueError (NaN). */
function wholePart(value: number, fallback: Value, onInfinity: 'raise' | 'fallback'): Value {
  if (Number.isNaN(value)) return fallback;
  if (!Number.isFinite(value) && onInfinity === 'fallback') return fallback;
  return truncateFloat(value);
}

function toInteger(values: readonly Value[]): Value {
  const [value = null, fallback = 0, base = 10] = values;
  if (value instanceof Undefined) return value.fail();
  if (value instanceof PyFloat) return wholePart(value.value, fallback, 'raise');
  const number = numberOf(value);
  if (number !== undefined) return number;
  const text = textOf(value);
  if (text === undefined) return fallback;
  const baseNumber = base instanceof PyFloat ? undefined : numberOf(base);
  const whole = typeof baseNumber === 'number' ? parseInteger(text, baseNumber) : undefined;
  if (whole !== undefined) return whole;
  const float = parseFloatText(text);
  return float === undefined ? fallback : wholePart(float, fallback, 'fallback');
}

function round(values: readonly Value[]): Value {
  const [value = null, precision = 0, method = 'common'] = values;
  const name = textOf(method);
  if (name !== 'common' && name !== 'ceil' && name !== 'floor') {
    throw new JinjaRuntimeError('FilterArgumentError', 'method must be common, ceil or floor');
  }
  if (value instanceof Undefined) {
    if (name === 'common') throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
    return value.fail();
  }
  return name === 'common' ? roundCommon(value, precision) : roundToward(name, value, precision);
}

function roundCommon(value: Value, precision: Value): Value {
  const number = numberOf(value);
  if (number === undefined) throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  if (!(value instanceof PyFloat)) return roundInt(number, precision === null ? 0 : countOf(precision));
  if (precision === null) return roundHalfEven(value.value);
  return new PyFloat(roundFloat(value.value, countOf(precision)));
}

function roundHalfEven(value: number): Value {
  return truncateFloat(Number.isFinite(value) ? roundFloat(value, 0) : value);
}

function roundToward(method: 'ceil' | 'floor', value: Value, precision: Value): Value {
  const scale = binary('**', 10, precision);
  const scaled = binary('*', value, scale);
  const number = numberOf(scaled);
  if (number === undefined) throw typeError(`must be real number, not ${typeName(scaled)}`);
  let whole: Int = number;
  if (scaled instanceof PyFloat) {
    truncateFloat(scaled.value);
    whole = toInt(method === 'ceil' ? Math.ceil(scaled.value) : Math.floor(scaled.value));
  }
  return binary('/', whole, scale);
}

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

function fileSize(values: readonly Value[]): Value {
  const [value = null, isBinary = false] = values;
  const bytes = toFloat(value);
  if (bytes === undefined) throw typeError(`could not convert ${repr(value)} to float`);
  if (!Number.isFinite(bytes))
    throw new JinjaUnsupported('filesizeformat of infinity or NaN is not supported');
  const base = truth(isBinary) ? 1024 : 1000;
  const units = truth(isBinary) ? BINARY_UNITS : DECIMAL_UNITS;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${truncateFloat(bytes)} Bytes`;
  const index = units.findIndex((_unit, power) => bytes < Number(BigInt(base) ** BigInt(power + 2)));
  const chosen = index < 0 ? units.length - 1 : index;
  const divisor = Number(BigInt(base) ** BigInt(chosen + 2));
  return `${fixedText((base * bytes) / divisor, 1)} ${units[chosen]}`;
}

function absolute(value: Value): Value {
  if (value instanceof Undefined || numberOf(value) === undefined) {
    throw typeError(`bad operand type for abs(): '${typeName(value)}'`);
  }
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  return ordered('<', value, 0) ? unary('-', value) : unary('+', value);
}

/** The filters about numbers. */
export const NUMBER_FILTERS: readonly (readonly [string, Filter])[] = [
  filter('abs', ['x'], ([x = null]) => absolute(x)),
  filter('float', ['value', ['default', new PyFloat(0)]], ([value = null, fallback = null]) => {
    const float = toFloat(value);
    return float === undefined ? fallback : new PyFloat(float);
  }),
  filter('int', ['value', ['default', 0], ['base', 10]], toInteger),
  filter('round', ['value', ['precision', 0], ['method', 'common']], round),
  filter('filesizeformat', ['value', ['binary', false]], fileSize),
];
