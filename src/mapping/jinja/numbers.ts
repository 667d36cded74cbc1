import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { MAXIMUM_BITS } from './limits.ts';
import { strip } from './text.ts';
import { type Int, PyFloat } from './values.ts';

/** An int in its one form: a safe number when it fits, never -0. */
export function toInt(value: bigint | number): Int {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 || 0 : BigInt(value);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** The float nearest to an int; Python raises where it overflows. */
export function intToFloat(value: Int): number {
  const result = Number(value);
  if (!Number.isFinite(result))
    throw new JinjaRuntimeError('OverflowError', 'int too large to convert to float');
  return result;
}

export function addInts(left: Int, right: Int): Int {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum || 0;
  }
  return toInt(BigInt(left) + BigInt(right));
}

export function negateInt(value: Int): Int {
  return typeof value === 'number' ? -value || 0 : toInt(-value);
}

export function multiplyInts(left: Int, right: Int): Int {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product || 0;
  }
  return toInt(BigInt(left) * BigInt(right));
}

/** Python's `//` and `%`: the quotient rounds down, the remainder has the divisor's sign. */
export function divideInts(left: Int, right: Int): { readonly quotient: Int; readonly remainder: Int } {
  if (right === 0) throw new JinjaRuntimeError('ZeroDivisionError', 'integer division or modulo by zero');
  const dividend = BigInt(left);
  const divisor = BigInt(right);
  let quotient = dividend / divisor;
  let remainder = dividend % divisor;
  if (remainder !== 0n && remainder < 0n !== divisor < 0n) {
    quotient -= 1n;
    remainder += divisor;
  }
  return { quotient: toInt(quotient), remainder: toInt(remainder) };
}

export function divideFloats(
  left: number,
  right: number,
): { readonly quotient: number; readonly remainder: number } {
  if (right === 0) throw new JinjaRuntimeError('ZeroDivisionError', 'float floor division by zero');
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0) {
    if (right < 0 !== remainder < 0) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = right < 0 ? -0 : 0;
  }
  if (quotient === 0)
    return { quotient: left / right < 0 || Object.is(left / right, -0) ? -0 : 0, remainder };
  const floor = Math.floor(quotient);
  return { quotient: quotient - floor > 0.5 ? floor + 1 : floor, remainder };
}

export function trueDivideInts(left: Int, right: Int): number {
  if (right === 0) throw new JinjaRuntimeError('ZeroDivisionError', 'division by zero');
  if (typeof left === 'number' && typeof right === 'number') return left / right;
  throw new JinjaUnsupported('division of integers beyond 2^53 is not supported');
}

export function powerInts(base: Int, exponent: Int): Int | PyFloat {
  if (exponent < 0) return new PyFloat(powerFloats(intToFloat(base), Number(exponent)));
  const bits = BigInt(base).toString(2).length;
  if (typeof exponent === 'bigint' || bits * exponent > MAXIMUM_BITS) {
    if (base === 0 || base === 1) return base;
    throw new JinjaUnsupported('the power is too large');
  }
  return toInt(BigInt(base) ** BigInt(exponent));
}

/** float ** float where the result is certain: small whole exponents are worked out exactly. */
export function powerFloats(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (base === 0) {
    if (exponent < 0)
      throw new JinjaRuntimeError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return Number.isInteger(exponent) && exponent % 2 !== 0 ? base : 0;
  }
  if (exponent === 1) return base;
  if (exponent === 0.5 && base > 0) return Math.sqrt(base);
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 400 || !Number.isFinite(base)) {
    throw new JinjaUnsupported('this power of a float is not supported');
  }
  const { numerator, denominator } = fractionOf(base);
  const power = BigInt(Math.abs(exponent));
  const top = numerator ** power;
  const bottom = denominator ** power;
  const result = exponent > 0 ? fractionToFloat(top, bottom) : fractionToFloat(bottom, top);
  if (!Number.isFinite(result)) throw new JinjaRuntimeError('OverflowError', 'Numerical result out of range');
  return result;
}

/** A finite float as an exact fraction; the denominator is positive. */
export function fractionOf(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  if (shift >= 0) return { numerator: signed << BigInt(shift), denominator: 1n };
  return { numerator: signed, denominator: 1n << BigInt(-shift) };
}

/** The float nearest to a fraction: JavaScript reads decimal text exactly, so enough digits decide. */
function fractionToFloat(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const digits = Math.max(0, 800 - top.toString().length + bottom.toString().length);
  const scaled = (top * 10n ** BigInt(digits)) / bottom;
  const sticky = (top * 10n ** BigInt(digits)) % bottom === 0n ? '' : '1';
  const result = Number(`${scaled}${sticky}e-${digits + sticky.length}`);
  return negative ? -result : result;
}

/** The whole part of a float, as int(value) gives it. */
export function truncateFloat(value: number): Int {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) {
    throw new JinjaRuntimeError('OverflowError', 'cannot convert float infinity to integer');
  }
  return toInt(Math.trunc(value));
}

function plainDigits(text: string): string {
  return text.replace(/[\u{80}-\u{10ffff}]/gu, (char) => {
    if (!/^\p{Nd}$/u.test(char)) return char;
    // Decimal digits come in runs of ten, each run beginning at a zero.
    let zero = char.codePointAt(0) ?? 0;
    const code = zero;
    while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
    return String(code - zero);
  });
}

/** int(text, base): undefined where Python raises ValueError. */
export function parseInteger(text: string, base: number): Int | undefined {
  if (base !== 0 && (base < 2 || base > 36)) return undefined;
  const match = /^([+-]?)(0[xX]|0[oO]|0[bB])?(_?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(
    plainDigits(strip(text, 'both', null)),
  );
  if (match === null) return undefined;
  const prefixBase = { x: 16, o: 8, b: 2 }[(match[2] ?? ' ').charAt(1).toLowerCase()];
  let digits = match[3] ?? '';
  let radix = base;
  if (match[2] !== undefined) {
    if (base === 0 || base === prefixBase) radix = prefixBase ?? 10;
    else if (digits.startsWith('_')) return undefined;
    else digits = match[2] + digits;
  } else if (digits.startsWith('_')) {
    return undefined;
  }
  if (radix === 0) {
    radix = 10;
    if (/^0[0_]*[1-9]/.test(digits)) return undefined;
  }
  return digitsToInt(digits.replaceAll('_', '').toLowerCase(), radix, match[1] === '-');
}

function digitsToInt(digits: string, radix: number, negative: boolean): Int | undefined {
  if (digits.length > 4300) return undefined;
  let result = 0n;
  for (const char of digits) {
    const value = Number.parseInt(char, 36);
    if (Number.isNaN(value) || value >= radix) return undefined;
    result = result * BigInt(radix) + BigInt(value);
  }
  return toInt(negative ? -result : result);
}

/** float(text): undefined where Python raises ValueError. */
export function parseFloatText(text: string): number | undefined {
  const plain = plainDigits(strip(text, 'both', null));
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
  if (special !== null) {
    const size = (special[2] ?? '').toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === '-' ? -size : size;
  }
  if (!/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i.test(plain)) return undefined;
  return Number(plain.replaceAll('_', ''));
}

/** Rounds an exact fraction to a whole number, halves to even. */
export function roundFraction(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const top = negative ? -numerator : numerator;
  let quotient = top / denominator;
  const twice = (top % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/** round(value, digits) for a float: the exact value is what is rounded. */
export function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0 || digits > 330) return value;
  if (digits < -330) return value * 0;
  const { numerator, denominator } = fractionOf(value);
  const scale = 10n ** BigInt(Math.abs(digits));
  const rounded =
    digits >= 0
      ? roundFraction(numerator * scale, denominator)
      : roundFraction(numerator, denominator * scale);
  const result = digits >= 0 ? Number(`${rounded}e-${digits}`) : Number(rounded * scale);
  return value < 0 && result === 0 ? -0 : result;
}

/** round(value, digits) for an int. */
export function roundInt(value: Int, digits: number): Int {
  if (digits >= 0) return value;
  if (digits < -400) return 0;
  const scale = 10n ** BigInt(-digits);
  return toInt(roundFraction(BigInt(value), scale) * scale);
}

export function notANumber(kind: string): never {
  throw typeError(`must be real number, not ${kind}`);
}
