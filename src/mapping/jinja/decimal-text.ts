import { fractionOf, roundFraction } from './numbers.ts';

/** repr(float): the shortest text that reads back, with an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return sign + withExponent(digits, exponent);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function withExponent(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** The absolute value with so many decimals, halves to even on the exact value. */
export function fixedText(value: number, decimals: number): string {
  const { numerator, denominator } = fractionOf(Math.abs(value));
  const scaled = roundFraction(numerator * 10n ** BigInt(decimals), denominator).toString();
  if (decimals === 0) return scaled;
  const padded = scaled.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

/** The absolute value's first so many significant digits, and the exponent of the first one. */
export function significantDigits(
  value: number,
  count: number,
): { readonly digits: string; readonly exponent: number } {
  const absolute = Math.abs(value);
  if (absolute === 0) return { digits: '0'.repeat(count), exponent: 0 };
  const exponent = Number(absolute.toExponential().split('e')[1]);
  const { numerator, denominator } = fractionOf(absolute);
  const shift = count - 1 - exponent;
  const scale = 10n ** BigInt(Math.abs(shift));
  const digits = (
    shift >= 0 ? roundFraction(numerator * scale, denominator) : roundFraction(numerator, denominator * scale)
  ).toString();
  return digits.length > count
    ? { digits: digits.slice(0, count), exponent: exponent + 1 }
    : { digits, exponent };
}

/** The absolute value as `%e` writes it. */
export function exponentText(value: number, decimals: number, keepPoint: boolean): string {
  const { digits, exponent } = significantDigits(value, decimals + 1);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  const fraction = decimals > 0 ? `.${digits.slice(1)}` : keepPoint ? '.' : '';
  return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

/**
 * The absolute value as `%g` writes it. `pointAlways` is the form of format() without a type letter: one
 * digit after the point, and an exponent one digit earlier.
 */
export function generalText(
  value: number,
  precision: number,
  options: { readonly alternate: boolean; readonly pointAlways: boolean },
): string {
  const count = precision === 0 ? 1 : precision;
  const { digits, exponent } = significantDigits(value, count);
  const kept = options.alternate ? digits : digits.replace(/0+$/, '') || '0';
  const limit = count - (options.pointAlways ? 1 : 0);
  if (exponent < -4 || exponent >= limit) {
    const fraction = kept.length > 1 ? `.${kept.slice(1)}` : options.alternate ? '.' : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${kept.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${kept}`;
  const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = kept.slice(exponent + 1);
  if (fraction !== '') return `${whole}.${fraction}`;
  return options.pointAlways ? `${whole}.0` : options.alternate ? `${whole}.` : whole;
}
