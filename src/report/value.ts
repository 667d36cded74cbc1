import type { JsonValue } from '../json.ts';
import { isVisible, sliceWhole, visible } from './escape.ts';

/** How a value that is not set is written. */
const UNSET = '(none)';
const CONTEXT = 30;

/**
 * A value on one line, so that different values look different: text as it is where it can be mistaken for
 * nothing else, otherwise in quotes; unset as `(none)`; everything else as JSON.
 */
export function showValue(value: JsonValue): string {
  if (value === null) return UNSET;
  if (typeof value !== 'string') return visible(JSON.stringify(value));
  return isUnmistakable(value) ? value : visible(JSON.stringify(value));
}

function isUnmistakable(text: string): boolean {
  return text !== '' && text !== UNSET && text.trim() === text && isVisible(text) && !looksLikeJson(text);
}

function looksLikeJson(text: string): boolean {
  return /^(?:["{[]|-?\d|true$|false$|null$)/.test(text) && isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.startsWith('"');
  }
}

/** `showValue`, cut after `length` characters; how long it was is said. */
export function showShort(value: JsonValue, length: number): string {
  return cut(showValue(value), 0, length);
}

/**
 * Two values of one attribute, each at most about `length` characters: when what differs stands far behind,
 * both are shown from shortly before it.
 */
export function showChange(
  change: { readonly old: JsonValue; readonly new: JsonValue },
  length: number,
): { readonly old: string; readonly new: string } {
  const before = showValue(change.old);
  const after = showValue(change.new);
  const fits = before.length <= length && after.length <= length;
  const start = fits ? 0 : startOfExcerpt(before, after, length);
  return { old: cut(before, start, length), new: cut(after, start, length) };
}

function startOfExcerpt(before: string, after: string, length: number): number {
  const shorter = Math.min(before.length, after.length);
  let common = 0;
  while (common < shorter && before[common] === after[common]) common += 1;
  return common < length - CONTEXT ? 0 : common - CONTEXT;
}

function cut(text: string, start: number, length: number): string {
  const isCut = text.length > start + length;
  const shown = sliceWhole(text, start, isCut ? start + length : text.length);
  return `${start > 0 ? '…' : ''}${shown}${isCut ? `… (${text.length} characters)` : ''}`;
}
