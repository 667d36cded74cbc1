import { floatRepr } from './decimal-text.ts';
import { JinjaUnsupported } from './errors.ts';
import { isPrintable } from './unicode.ts';
import {
  DictView,
  Instance,
  Markup,
  Namespace,
  PyDict,
  PyFloat,
  PyList,
  PyRange,
  PyTuple,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** repr(text). */
export function textRepr(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const char of text) {
    if (char === quote) result += `\\${char}`;
    else result += ESCAPES[char] ?? (isPrintable(char) ? char : codeEscape(char));
  }
  return quote + result + quote;
}

function codeEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** repr(value); refuses what would show a memory address. */
export function repr(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return bigText(value);
  if (typeof value === 'string') return textRepr(value);
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (value instanceof Markup) return `Markup(${textRepr(value.text)})`;
  if (value instanceof PyList) return `[${value.items.map(repr).join(', ')}]`;
  if (value instanceof PyTuple) return tupleRepr(value.items);
  if (value instanceof PyDict) return dictRepr(value);
  if (value instanceof PyRange) return rangeRepr(value);
  if (value instanceof DictView) return `dict_${value.part}([${value.values().map(repr).join(', ')}])`;
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Namespace) return `<Namespace ${dictRepr(value.attributes)}>`;
  if (value instanceof Instance && value.members.repr !== undefined) return value.members.repr();
  throw new JinjaUnsupported(`the text of a ${typeName(value)} is not the same from run to run`);
}

function bigText(value: bigint): string {
  const text = value.toString();
  if (text.length > 4300) throw new JinjaUnsupported('an integer of more than 4300 digits has no text');
  return text;
}

function tupleRepr(items: readonly Value[]): string {
  return items.length === 1 ? `(${items.map(repr).join('')},)` : `(${items.map(repr).join(', ')})`;
}

function dictRepr(dict: PyDict): string {
  return `{${dict
    .pairs()
    .map(([key, value]) => `${repr(key)}: ${repr(value)}`)
    .join(', ')}}`;
}

function rangeRepr(range: PyRange): string {
  const step = range.step === 1 ? '' : `, ${range.step}`;
  return `range(${range.start}, ${range.stop}${step})`;
}

/** str(value): what a template prints. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return value.strict ? value.fail() : '';
  return repr(value);
}
