import { numberOf } from './compare.ts';
import { exponentText, fixedText, floatRepr, generalText } from './decimal-text.ts';
import { JinjaUnsupported, typeError, valueError } from './errors.ts';
import { checkTextLength } from './limits.ts';
import { intToFloat } from './numbers.ts';
import { toText } from './repr.ts';
import { characters, textLength } from './text.ts';
import { type Int, PyFloat, textOf, typeName, type Value } from './values.ts';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([+\- ]?)(z?)(#?)(0?)(\d*)([,_]?)(?:\.(\d+))?([a-zA-Z%]?)$/su;

function parseSpec(text: string, value: Value): Spec {
  const match = SPEC.exec(text);
  if (match === null)
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign = '', z, alternate, zero, width, grouping = '', precision, type = ''] = match;
  if (z === 'z') throw new JinjaUnsupported("the format option 'z' is not supported");
  const size = width === '' ? 0 : Number(width);
  checkTextLength(size);
  if (precision !== undefined && Number(precision) > 1000) {
    throw new JinjaUnsupported('a precision above 1000 is not supported');
  }
  const numeric = numberOf(value) !== undefined;
  return {
    fill: fill ?? (zero === '0' ? '0' : ' '),
    align: align ?? (zero === '0' && numeric ? '=' : ''),
    sign,
    alternate: alternate === '#',
    width: size,
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

/** format(value, specification): Python's format mini-language. */
export function formatValue(value: Value, specification: string): string {
  if (specification === '') return toText(value);
  const text = textOf(value);
  if (text !== undefined) return formatTextValue(text, parseSpec(specification, value));
  const number = numberOf(value);
  if (number === undefined)
    throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
  const spec = parseSpec(specification, value);
  if (value instanceof PyFloat) return formatFloat(value.value, spec, true);
  return formatInt(number, spec);
}

function formatTextValue(text: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') {
    throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.sign !== '' || spec.alternate || spec.grouping !== '' || spec.align === '=') {
    throw valueError('this format option is not allowed for a string');
  }
  const cut = spec.precision === undefined ? text : characters(text).slice(0, spec.precision).join('');
  return pad('', cut, { ...spec, align: spec.align || '<' });
}

function pad(sign: string, body: string, spec: Spec): string {
  const missing = spec.width - textLength(sign + body);
  if (missing <= 0) return sign + body;
  if (spec.align === '<') return sign + body + spec.fill.repeat(missing);
  if (spec.align === '=') return sign + spec.fill.repeat(missing) + body;
  if (spec.align === '>') return spec.fill.repeat(missing) + sign + body;
  const left = Math.floor(missing / 2);
  return spec.fill.repeat(left) + sign + body + spec.fill.repeat(missing - left);
}

function signOf(negative: boolean, spec: Spec): string {
  if (negative) return '-';
  return spec.sign === '-' ? '' : spec.sign;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };

function formatInt(value: Int, spec: Spec): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') return formatFloat(intToFloat(value), spec, false);
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  if (spec.type === 'c') return formatCharacter(value, spec);
  if (spec.type === 'n') throw new JinjaUnsupported("the format code 'n' is not supported");
  const radix = spec.type === 'd' || spec.type === '' ? 10 : RADIX[spec.type];
  if (radix === undefined) throw valueError(`Unknown format code '${spec.type}' for object of type 'int'`);
  if (spec.grouping === ',' && radix !== 10) throw valueError(`Cannot specify ',' with '${spec.type}'.`);
  const absolute = (value < 0 ? -BigInt(value) : BigInt(value)).toString(radix);
  const digits = spec.type === 'X' ? absolute.toUpperCase() : absolute;
  const prefix = spec.alternate && radix !== 10 ? `0${spec.type}` : '';
  const sign = signOf(value < 0, spec) + prefix;
  return padNumber(sign, digits, '', spec, radix === 10 ? 3 : 4);
}

function formatCharacter(value: Int, spec: Spec): string {
  if (spec.sign !== '' || spec.alternate || spec.grouping !== '') {
    throw valueError("this format option is not allowed with integer format specifier 'c'");
  }
  if (value < 0 || value > 0x10ffff) throw valueError('%c arg not in range(0x110000)');
  return pad('', String.fromCodePoint(Number(value)), { ...spec, align: spec.align || '>' });
}

/** Puts in the thousands and the padding; zeros that fill up take part in the grouping. */
function padNumber(sign: string, whole: string, rest: string, spec: Spec, groupSize: number): string {
  const aligned = { ...spec, align: spec.align || '>' };
  if (spec.grouping === '') return pad(sign, whole + rest, aligned);
  let digits = whole;
  if (spec.fill === '0' && spec.align === '=') {
    const room = spec.width - sign.length - rest.length;
    while (grouped(digits, spec.grouping, groupSize).length < room) digits = `0${digits}`;
  }
  return pad(sign, grouped(digits, spec.grouping, groupSize) + rest, aligned);
}

function grouped(digits: string, separator: string, size: number): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= size)
    groups.unshift(digits.slice(Math.max(0, end - size), end));
  return groups.join(separator);
}

function formatFloat(value: number, spec: Spec, isFloat: boolean): string {
  const type = spec.type;
  if (type === 'n') throw new JinjaUnsupported("the format code 'n' is not supported");
  if (!'eEfFgG%'.includes(type)) {
    throw valueError(`Unknown format code '${type}' for object of type '${isFloat ? 'float' : 'int'}'`);
  }
  const negative = value < 0 || Object.is(value, -0);
  const body = floatBody(type === '%' ? value * 100 : value, spec);
  const cased = type === 'E' || type === 'F' || type === 'G' ? body.toUpperCase() : body;
  const match = /^(\d+)(.*)$/s.exec(cased);
  const sign = signOf(negative, spec);
  const end = type === '%' ? '%' : '';
  if (match === null) return padNumber(sign, cased, end, { ...spec, grouping: '' }, 3);
  return padNumber(sign, match[1] ?? '', (match[2] ?? '') + end, spec, 3);
}

function floatBody(value: number, spec: Spec): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'inf';
  const precision = spec.precision ?? 6;
  const type = spec.type.toLowerCase();
  if (type === 'f' || type === '%')
    return fixedText(value, precision) + (precision === 0 && spec.alternate ? '.' : '');
  if (type === 'e') return exponentText(value, precision, spec.alternate);
  if (type === 'g') return generalText(value, precision, { alternate: spec.alternate, pointAlways: false });
  if (spec.alternate) throw new JinjaUnsupported("the format option '#' without a code is not supported");
  if (spec.precision === undefined) return floatRepr(Math.abs(value));
  return generalText(value, spec.precision, { alternate: false, pointAlways: true });
}
