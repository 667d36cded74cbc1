import { JinjaUnsupported } from './errors.ts';

/** Longest text and longest list that a template may build. */
export const MAXIMUM_TEXT = 5_000_000;
export const MAXIMUM_ITEMS = 500_000;
/** Largest integer, in bits. */
export const MAXIMUM_BITS = 20_000;
/** Loop steps and other repeated work in one rendering. */
export const MAXIMUM_STEPS = 1_000_000;

export function checkTextLength(length: number): void {
  if (length > MAXIMUM_TEXT) throw new JinjaUnsupported('the template builds a text that is too large');
}

export function checkItemCount(count: number): void {
  if (count > MAXIMUM_ITEMS) throw new JinjaUnsupported('the template builds a list that is too large');
}
