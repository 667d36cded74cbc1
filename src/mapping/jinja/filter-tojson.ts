import { sortBy } from './compare.ts';
import { floatRepr } from './decimal-text.ts';
import { typeError } from './errors.ts';
import { filter } from './filter-kit.ts';
import { checkTextLength } from './limits.ts';
import { repr } from './repr.ts';
import type { Filter } from './runtime.ts';
import {
  countOf,
  isInt,
  Markup,
  PyDict,
  PyFloat,
  PyList,
  PyTuple,
  textOf,
  typeName,
  type Value,
} from './values.ts';

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
};

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function jsonText(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/g, (unit) => SHORT[unit] ?? unicodeEscape(unit))}"`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return floatRepr(value);
}

function keyText(key: Value): string {
  const text = textOf(key);
  if (text !== undefined) return text;
  if (key === null || typeof key === 'boolean' || isInt(key) || key instanceof PyFloat)
    return serialize(key, undefined, 0);
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

/** json.dumps(value, sort_keys=True, indent=indent). */
function serialize(value: Value, indent: string | undefined, depth: number): string {
  const text = textOf(value);
  if (text !== undefined) return jsonText(text);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isInt(value)) return repr(value);
  if (value instanceof PyFloat) return jsonFloat(value.value);
  if (value instanceof PyList || value instanceof PyTuple) {
    return enclose(
      '[',
      ']',
      value.items.map((item) => serialize(item, indent, depth + 1)),
      indent,
      depth,
    );
  }
  if (value instanceof PyDict) {
    const pairs = sortBy([...value.entries.values()], (pair) => new PyTuple(pair.slice(0, 1)), false);
    const members = pairs.map(
      ([key, item]) => `${jsonText(keyText(key))}: ${serialize(item, indent, depth + 1)}`,
    );
    return enclose('{', '}', members, indent, depth);
  }
  throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
}

function enclose(
  open: string,
  close: string,
  parts: readonly string[],
  indent: string | undefined,
  depth: number,
): string {
  if (parts.length === 0) return open + close;
  if (indent === undefined) return `${open}${parts.join(', ')}${close}`;
  const inner = `\n${indent.repeat(depth + 1)}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(depth)}${close}`;
}

/** The filter `tojson`: JSON that is safe within HTML. */
export const TO_JSON: readonly [string, Filter] = filter(
  'tojson',
  ['value', ['indent', null]],
  ([value = null, indent = null]) => {
    const blanks =
      indent === null
        ? undefined
        : (textOf(indent) ?? ' '.repeat(Math.max(0, Math.min(countOf(indent), 1000))));
    const json = serialize(value, blanks, 0);
    checkTextLength(json.length);
    return new Markup(json.replace(/[<>&']/g, unicodeEscape));
  },
);
