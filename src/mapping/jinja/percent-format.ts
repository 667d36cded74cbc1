import { getItem, numberOf } from './compare.ts';
import { exponentText, fixedText, generalText } from './decimal-text.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { checkTextLength } from './limits.ts';
import { intToFloat, truncateFloat } from './numbers.ts';
import { repr, toText } from './repr.ts';
import { characters, textLength } from './text.ts';
import {
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

const DIRECTIVE = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]|$)/y;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly code: string;
}

/** `template % values`. */
export function percentFormat(template: string, values: Value): string {
  const source = new ValueSource(values);
  let result = '';
  let position = 0;
  for (;;) {
    const start = template.indexOf('%', position);
    if (start < 0) break;
    result += template.slice(position, start);
    DIRECTIVE.lastIndex = start;
    const match = DIRECTIVE.exec(template);
    if (match === null) throw valueError('incomplete format key');
    position = DIRECTIVE.lastIndex;
    result += directiveText(match, source);
    checkTextLength(result.length);
  }
  source.finish();
  return result + template.slice(position);
}

/** Hands out the values of a `%`: those of a tuple in turn, one value once, those of a dict by key. */
class ValueSource {
  readonly #values: Value;
  readonly #queue: readonly Value[];
  readonly #mapping: boolean;
  #next = 0;
  #keyed = false;

  constructor(values: Value) {
    this.#values = values;
    this.#queue = values instanceof PyTuple ? values.items : [values];
    this.#mapping = [PyDict, PyList, PyRange, Undefined].some((kind) => values instanceof kind);
  }

  take(): Value {
    const value = this.#queue[this.#next];
    if (value === undefined || this.#keyed) throw typeError('not enough arguments for format string');
    this.#next += 1;
    return value;
  }

  byKey(key: string): Value {
    this.#keyed = true;
    if (!(this.#values instanceof PyDict)) throw typeError('format requires a mapping');
    const value = getItem(this.#values, key);
    if (value === undefined) throw new JinjaRuntimeError('KeyError', repr(key));
    return value;
  }

  finish(): void {
    if (this.#next < this.#queue.length && !this.#mapping && !this.#keyed) {
      throw typeError('not all arguments converted during string formatting');
    }
  }
}

function directiveText(match: RegExpExecArray, source: ValueSource): string {
  const [whole, key, flags = '', width, precision, code = ''] = match;
  if (code === '%') {
    if (whole === '%%') return '%';
    throw new JinjaUnsupported('a %% with options is not supported');
  }
  if (code === '') throw valueError('incomplete format');
  const keyed = key === undefined ? undefined : source.byKey(key);
  let left = flags;
  let size = 0;
  if (width === '*') {
    const given = numberOf(source.take());
    if (typeof given !== 'number' || !Number.isInteger(given)) throw typeError('* wants int');
    size = Math.abs(given);
    if (given < 0) left += '-';
  } else if (width !== undefined) {
    size = Number(width);
  }
  if (precision === '*') throw new JinjaUnsupported("a precision of '*' is not supported");
  const digits = precision === undefined ? undefined : Number(precision || '0');
  if (digits !== undefined && digits > 1000)
    throw new JinjaUnsupported('a precision above 1000 is not supported');
  checkTextLength(size);
  return convert(keyed ?? source.take(), { flags: left, width: size, precision: digits, code });
}

function convert(value: Value, directive: Directive): string {
  const { code, precision } = directive;
  if (code === 's' || code === 'r') {
    const text = code === 's' ? toText(value) : repr(value);
    return padText(precision === undefined ? text : characters(text).slice(0, precision).join(''), directive);
  }
  if (code === 'c') return padText(characterOf(value), directive);
  if ('diu'.includes(code)) return padNumber(wholeNumber(value, code), '', directive);
  if ('oxX'.includes(code)) return radixText(value, directive);
  if ('eEfFgG'.includes(code)) return floatText(value, directive);
  if (code === 'a') throw new JinjaUnsupported('the format %a is not supported');
  throw valueError(`unsupported format character '${code}'`);
}

function padText(text: string, directive: Directive): string {
  const missing = directive.width - textLength(text);
  if (missing <= 0) return text;
  return directive.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function characterOf(value: Value): string {
  const text = textOf(value);
  if (text !== undefined && textLength(text) === 1) return text;
  const number = value instanceof PyFloat ? undefined : numberOf(value);
  if (number === undefined) throw typeError('%c requires int or char');
  if (number < 0 || number > 0x10ffff)
    throw new JinjaRuntimeError('OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(number));
}

function wholeNumber(value: Value, code: string): string {
  if (value instanceof Undefined) return value.fail();
  const number = numberOf(value);
  if (number === undefined)
    throw typeError(`%${code} format: a real number is required, not ${typeName(value)}`);
  return BigInt(value instanceof PyFloat ? truncateFloat(value.value) : number).toString();
}

function radixText(value: Value, directive: Directive): string {
  const number = value instanceof PyFloat ? undefined : numberOf(value);
  if (value instanceof Undefined) return value.fail();
  if (number === undefined) {
    throw typeError(`%${directive.code} format: an integer is required, not ${typeName(value)}`);
  }
  const text = BigInt(number).toString(directive.code === 'o' ? 8 : 16);
  const cased = directive.code === 'X' ? text.toUpperCase() : text;
  return padNumber(cased, directive.flags.includes('#') ? `0${directive.code}` : '', directive);
}

function padNumber(text: string, prefix: string, directive: Directive): string {
  const negative = text.startsWith('-');
  const { flags, width, precision } = directive;
  const digits = (negative ? text.slice(1) : text).padStart(precision ?? 0, '0');
  const sign = (negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + prefix;
  if (flags.includes('-')) return (sign + digits).padEnd(width);
  if (flags.includes('0')) return sign + digits.padStart(width - sign.length, '0');
  return (sign + digits).padStart(width);
}

function floatText(value: Value, directive: Directive): string {
  if (value instanceof Undefined) return value.fail();
  const number = numberOf(value);
  if (number === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  const float = value instanceof PyFloat ? value.value : intToFloat(number);
  const alternate = directive.flags.includes('#');
  const precision = directive.precision ?? 6;
  const negative = float < 0 || Object.is(float, -0);
  let body = 'nan';
  if (!Number.isNaN(float)) {
    if (!Number.isFinite(float)) body = 'inf';
    else if ('fF'.includes(directive.code))
      body = fixedText(float, precision) + (alternate && precision === 0 ? '.' : '');
    else if ('eE'.includes(directive.code)) body = exponentText(float, precision, alternate);
    else body = generalText(float, precision, { alternate, pointAlways: false });
  }
  const cased = 'EFG'.includes(directive.code) ? body.toUpperCase() : body;
  return padNumber((negative ? '-' : '') + cased, '', { ...directive, precision: undefined });
}
