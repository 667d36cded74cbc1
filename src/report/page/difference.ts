/** A value cut at what differs from its counterpart; the middle is that. */
export type Pieces = readonly [before: string, middle: string, after: string];

/** Less in common than this share, and marking what differs is no help. */
const LEAST_IN_COMMON = 0.3;

/** Where two values differ: undefined when they have too little in common for that to be worth showing. */
export function difference(
  old: string,
  present: string,
): { readonly old: Pieces; readonly new: Pieces } | undefined {
  const shorter = Math.min(old.length, present.length);
  let start = 0;
  while (start < shorter && old[start] === present[start]) start += 1;
  if (isLowHalf(old, start) || isLowHalf(present, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === present[present.length - 1 - end]) end += 1;
  if (isLowHalf(old, old.length - end) || isLowHalf(present, present.length - end)) end -= 1;
  if (start + end < shorter * LEAST_IN_COMMON || start + end === 0) return undefined;
  return { old: pieces(old, start, end), new: pieces(present, start, end) };
}

function pieces(text: string, start: number, end: number): Pieces {
  const middleEnd = text.length - Math.max(0, end);
  return [text.slice(0, start), text.slice(start, middleEnd), text.slice(middleEnd)];
}

/** Whether a cut here would part a character of two code units. */
function isLowHalf(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
