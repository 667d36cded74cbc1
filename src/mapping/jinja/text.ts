const WHITE_SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The characters that Python's str.isspace and its regular expressions' `\s` mean, as a class body. */
export const WHITE_SPACE_CLASS = WHITE_SPACE;

const WHITE = new RegExp(`^[${WHITE_SPACE}]+$`);
const LEADING = new RegExp(`^[${WHITE_SPACE}]+`);
const TRAILING = new RegExp(`[${WHITE_SPACE}]+$`);
const WORDS = new RegExp(`[^${WHITE_SPACE}]+`, 'g');
const SURROGATE = /[\ud800-\udfff]/;
const LINE_ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029';
const LINE_BREAK = new RegExp(`\\r\\n|[${LINE_ENDS}]`, 'g');

export function isSpace(text: string): boolean {
  return WHITE.test(text);
}

/** True when every character is one of the first 128. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

/** True when UTF-16 units and code points are not the same in this text. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** The characters of a text as Python counts them: code points. */
export function characters(text: string): string[] {
  return hasSurrogates(text) ? Array.from(text) : text.split('');
}

export function textLength(text: string): number {
  return hasSurrogates(text) ? Array.from(text).length : text.length;
}

/** Orders by code points, as Python does (UTF-16 units differ above the surrogates). */
export function compareCodePoints(left: string, right: string): number {
  if (left === right) return 0;
  if (!hasSurrogates(left) && !hasSurrogates(right)) return left < right ? -1 : 1;
  const lefts = Array.from(left);
  const rights = Array.from(right);
  for (let index = 0; index < Math.min(lefts.length, rights.length); index += 1) {
    const difference = (lefts[index]?.codePointAt(0) ?? 0) - (rights[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return lefts.length - rights.length;
}

export type Side = 'left' | 'right' | 'both';

/** str.strip and its kin: white space, or any of the given characters. */
export function strip(text: string, side: Side, chars: string | null): string {
  if (chars === null) {
    const left = side === 'right' ? text : text.replace(LEADING, '');
    return side === 'left' ? left : left.replace(TRAILING, '');
  }
  const wanted = new Set(characters(chars));
  const all = characters(text);
  let start = 0;
  let end = all.length;
  if (side !== 'right') while (start < end && wanted.has(all[start] ?? '')) start += 1;
  if (side !== 'left') while (end > start && wanted.has(all[end - 1] ?? '')) end -= 1;
  return all.slice(start, end).join('');
}

/** str.split without a separator: runs of white space separate, the ends don't count. */
export function splitWords(text: string, limit: number): string[] {
  if (limit < 0) return text.match(WORDS) ?? [];
  const result: string[] = [];
  let rest = text.replace(LEADING, '');
  while (rest !== '' && result.length < limit) {
    const word = rest.match(WORDS)?.[0] ?? '';
    result.push(word);
    rest = rest.slice(word.length).replace(LEADING, '');
  }
  return rest === '' ? result : [...result, rest];
}

/** str.rsplit without a separator. */
export function splitWordsFromRight(text: string, limit: number): string[] {
  if (limit < 0) return splitWords(text, limit);
  const result: string[] = [];
  let rest = text.replace(TRAILING, '');
  while (rest !== '' && result.length < limit) {
    const words = rest.match(WORDS) ?? [];
    const word = words[words.length - 1] ?? '';
    result.unshift(word);
    rest = rest.slice(0, rest.length - word.length).replace(TRAILING, '');
  }
  return rest === '' ? result : [rest, ...result];
}

export function splitOn(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

export function splitOnFromRight(text: string, separator: string, limit: number): string[] {
  if (limit < 0) return text.split(separator);
  const result: string[] = [];
  let rest = text;
  while (result.length < limit) {
    const index = rest.lastIndexOf(separator);
    if (index < 0) break;
    result.unshift(rest.slice(index + separator.length));
    rest = rest.slice(0, index);
  }
  return [rest, ...result];
}

/** str.splitlines. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  return start < text.length ? [...lines, text.slice(start)] : lines;
}

/** str.replace; a count below zero means all. */
export function replaceText(text: string, old: string, replacement: string, count: number): string {
  if (count === 0) return text;
  if (old !== '') return splitOn(text, old, count).join(replacement);
  const all = characters(text);
  const limit = count < 0 ? all.length + 1 : Math.min(count, all.length + 1);
  let result = '';
  for (let index = 0; index <= all.length; index += 1) {
    result += (index < limit ? replacement : '') + (all[index] ?? '');
  }
  return result;
}

/** str.center, ljust and rjust; Python puts the odd blank of a centred text on the left of an odd width. */
export function justify(
  text: string,
  width: number,
  fill: string,
  side: 'left' | 'right' | 'center',
): string {
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  if (side === 'left') return text + fill.repeat(missing);
  if (side === 'right') return fill.repeat(missing) + text;
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}
