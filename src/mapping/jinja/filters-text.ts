import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { at, filter, onText } from './filter-kit.ts';
import { escapeHtml, escapeText } from './html.ts';
import { itemsOf, iterate, requireLength, truth } from './iterate.ts';
import { checkTextLength } from './limits.ts';
import { binary } from './operators.ts';
import { percentFormat } from './percent-format.ts';
import { repr, toText } from './repr.ts';
import type { Filter } from './runtime.ts';
import {
  characters,
  justify,
  replaceText,
  splitLines,
  splitOnFromRight,
  splitWords,
  strip,
  WHITE_SPACE_CLASS,
} from './text.ts';
import { capitalize, isAlphaNumeric } from './unicode.ts';
import {
  countOf,
  DictView,
  Markup,
  PyDict,
  PyFloat,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';
import { wrapText } from './wrap.ts';

const WORD_START = new RegExp(`([-${WHITE_SPACE_CLASS}({\\[<]+)`);

function titleWords(text: string): string {
  return text
    .split(WORD_START)
    .filter((part) => part !== '')
    .map((part) => {
      const [first = '', ...rest] = characters(part);
      return first.toUpperCase() + rest.join('').toLowerCase();
    })
    .join('');
}

function indent(values: readonly Value[]): Value {
  const [value = null, width = 4, first = false, blank = false] = values;
  const text = textOf(value);
  if (text === undefined) return binary('+', value, '\n');
  const blanks = textOf(width) ?? ' '.repeat(Math.max(0, Math.min(countOf(width), 100_000)));
  checkTextLength(blanks.length * 10);
  const indentation = value instanceof Markup ? escapeText(blanks) : blanks;
  const lines = splitLines(`${text}\n`);
  const body = truth(blank)
    ? lines.join(`\n${indentation}`)
    : lines.map((line, index) => (index > 0 && line !== '' ? indentation + line : line)).join('\n');
  const result = truth(first) ? indentation + body : body;
  checkTextLength(result.length);
  return value instanceof Markup ? new Markup(result) : result;
}

function truncate(values: readonly Value[]): Value {
  const [value = null, length = 255, killWords = false, end = '...', leewayGiven = null] = values;
  const leeway = leewayGiven === null ? 5 : countOf(leewayGiven);
  const size = countOf(length);
  const endLength = requireLength(end);
  if (size < endLength)
    throw new JinjaRuntimeError('AssertionError', `expected length >= ${endLength}, got ${size}`);
  if (leeway < 0) throw new JinjaRuntimeError('AssertionError', `expected leeway >= 0, got ${leeway}`);
  if (requireLength(value) <= size + leeway) return value;
  if (typeof value !== 'string' || typeof end !== 'string') {
    throw new JinjaUnsupported('truncate of anything but plain text is not supported');
  }
  const part = characters(value)
    .slice(0, size - endLength)
    .join('');
  return (truth(killWords) ? part : (splitOnFromRight(part, ' ', 1)[0] ?? '')) + end;
}

function stripTags(value: Value): Value {
  let text = toText(value);
  text = cutAll(text, '<!--', '-->');
  text = cutAll(text, '<', '>');
  text = splitWords(text, -1).join(' ');
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    const known: Readonly<Record<string, string>> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#34;': '"',
      '&#39;': "'",
    };
    const plain = known[entity] ?? (entity === '&' ? '&' : undefined);
    if (plain === undefined)
      throw new JinjaUnsupported(`striptags with the entity ${entity} is not supported`);
    return plain;
  });
}

function cutAll(text: string, open: string, close: string): string {
  let rest = text;
  for (;;) {
    const start = rest.indexOf(open);
    const end = start < 0 ? -1 : rest.indexOf(close, start);
    if (end < 0) return rest;
    rest = rest.slice(0, start) + rest.slice(end + close.length);
  }
}

const SAFE_IN_URL = /^[A-Za-z0-9_.~-]$/;

function quoteUrl(value: Value, forQuery: boolean): string {
  const bytes = new TextEncoder().encode(toText(value));
  let result = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if ((byte < 0x80 && SAFE_IN_URL.test(char)) || (char === '/' && !forQuery)) result += char;
    else if (char === ' ' && forQuery) result += '+';
    else result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function isIterable(value: Value): boolean {
  return [PyList, PyTuple, PyDict, PyRange, PyIterator, DictView].some((kind) => value instanceof kind);
}

function urlEncode(value: Value): Value {
  if (value instanceof Undefined && value.strict) return value.fail();
  if (!isIterable(value)) return quoteUrl(value, false);
  const pairs = value instanceof PyDict ? value.pairs() : [...iterate(value)].map((item) => itemsOf(item));
  return pairs
    .map((pair) => {
      if (pair.length !== 2) throw valueError('a key and a value are needed');
      return `${quoteUrl(pair[0] ?? null, true)}=${quoteUrl(pair[1] ?? null, true)}`;
    })
    .join('&');
}

function xmlAttributes(values: readonly Value[]): Value {
  const dict = at(values, 0);
  if (!(dict instanceof PyDict))
    throw new JinjaRuntimeError('AttributeError', `'${typeName(dict)}' has no items`);
  const parts: string[] = [];
  for (const [key, value] of dict.pairs()) {
    if (value === null || value instanceof Undefined) continue;
    const name = textOf(key);
    if (name === undefined) throw typeError('expected string or bytes-like object');
    if (/[ \t\n\r\f\v/>=]/.test(name)) throw valueError(`Invalid character in attribute name: ${repr(key)}`);
    parts.push(`${escapeHtml(key).text}="${escapeHtml(value).text}"`);
  }
  return (truth(at(values, 1)) && parts.length > 0 ? ' ' : '') + parts.join(' ');
}

function wordCount(value: Value): number {
  let count = 0;
  let inside = false;
  for (const char of characters(toText(value))) {
    const isWord = char === '_' || isAlphaNumeric(char);
    if (isWord && !inside) count += 1;
    inside = isWord;
  }
  return count;
}

function wordWrap(values: readonly Value[]): Value {
  const [value = null, width = 79, breakLong = true, wrapString = null, onHyphens = true] = values;
  const text = textOf(value);
  if (text === undefined)
    throw new JinjaRuntimeError('AttributeError', `'${typeName(value)}' has no splitlines`);
  const joiner = wrapString === null ? '\n' : textOf(wrapString);
  if (joiner === undefined || value instanceof Markup)
    throw new JinjaUnsupported('this wordwrap is not supported');
  const options = {
    width: countOf(width),
    breakLongWords: truth(breakLong),
    breakOnHyphens: truth(onHyphens),
  };
  return splitLines(text)
    .map((line) => wrapText(line, options).join(joiner))
    .join(joiner);
}

function prettyPrint(value: Value): string {
  const text = repr(value);
  const plain = value === null || typeof value !== 'object' || value instanceof PyFloat;
  if (!plain || text.length > 78) throw new JinjaUnsupported('pprint of this value is not supported');
  return text;
}

/** The filters that make text of text. */
export const TEXT_FILTERS: readonly (readonly [string, Filter])[] = [
  filter('upper', ['s'], ([s = null]) => onText(s, (text) => text.toUpperCase())),
  filter('lower', ['s'], ([s = null]) => onText(s, (text) => text.toLowerCase())),
  filter('capitalize', ['s'], ([s = null]) => onText(s, capitalize)),
  filter('title', ['s'], ([s = null]) => titleWords(toText(s))),
  filter('trim', ['value', ['chars', null]], ([value = null, chars = null]) => {
    if (chars !== null && textOf(chars) === undefined) throw typeError('strip arg must be None or str');
    return onText(value, (text) => strip(text, 'both', textOf(chars) ?? null));
  }),
  filter('center', ['value', ['width', 80]], ([value = null, width = 80]) => {
    checkTextLength(countOf(width));
    return onText(value, (text) => justify(text, countOf(width), ' ', 'center'));
  }),
  filter(
    'replace',
    ['s', 'old', 'new', ['count', null]],
    ([s = null, old = null, replacement = null, count = null]) => {
      const text = toText(s);
      const from = toText(old);
      const to = toText(replacement);
      checkTextLength((from === '' ? text.length + 1 : text.length / from.length) * to.length);
      return replaceText(text, from, to, count === null ? -1 : countOf(count));
    },
  ),
  filter('string', ['s'], ([s = null]) => (textOf(s) === undefined ? toText(s) : s)),
  filter('escape', ['s'], ([s = null]) => escapeHtml(s)),
  filter('e', ['s'], ([s = null]) => escapeHtml(s)),
  filter('forceescape', ['value'], ([value = null]) => new Markup(escapeText(toText(value)))),
  filter('safe', ['value'], ([value = null]) => new Markup(toText(value))),
  filter('striptags', ['value'], ([value = null]) => stripTags(value)),
  filter('indent', ['s', ['width', 4], ['first', false], ['blank', false]], indent),
  filter(
    'truncate',
    ['s', ['length', 255], ['killwords', false], ['end', '...'], ['leeway', null]],
    truncate,
  ),
  filter('wordcount', ['s'], ([s = null]) => wordCount(s)),
  filter(
    'wordwrap',
    ['s', ['width', 79], ['break_long_words', true], ['wrapstring', null], ['break_on_hyphens', true]],
    wordWrap,
  ),
  filter('urlencode', ['value'], ([value = null]) => urlEncode(value)),
  filter('xmlattr', ['d', ['autospace', true]], xmlAttributes),
  filter('pprint', ['value'], ([value = null]) => prettyPrint(value)),
  [
    'format',
    {
      contextual: false,
      call: (args) => {
        const [value = null, ...rest] = args.positional;
        if (rest.length > 0 && args.named.size > 0) {
          throw new JinjaRuntimeError(
            'FilterArgumentError',
            "can't handle positional and keyword arguments at the same time",
          );
        }
        if (value instanceof Markup)
          throw new JinjaUnsupported('formatting of escaped text is not supported');
        if (args.named.size === 0) return percentFormat(toText(value), new PyTuple(rest));
        const dict = new PyDict();
        for (const [name, item] of args.named) dict.entries.set(name, [name, item]);
        return percentFormat(toText(value), dict);
      },
    },
  ],
  [
    'urlize',
    {
      contextual: false,
      call: () => {
        throw new JinjaUnsupported("the filter 'urlize' is not supported");
      },
    },
  ],
];
