/**
 * Offsets at which the entries of a list begin, or the members of a map (at their keys).
 * @param text JSON that was parsed already, so that it is known to be valid
 * @param keys lead from the top to the list or map; the last of several members with one key counts
 * @returns none when the part is neither list nor map
 */
export function findStarts(text: string, keys: readonly string[]): readonly number[] {
  let at = skipSpace(text, 0);
  for (const key of keys) {
    const member = membersOf(text, at).findLast(({ name }) => name === key);
    if (member === undefined) return [];
    at = member.value;
  }
  if (text[at] === '{') return startsByKey(membersOf(text, at));
  return text[at] === '[' ? entriesOf(text, at) : [];
}

interface Member {
  readonly name: string;
  readonly key: number;
  readonly value: number;
}

/** In the order of `Object.entries`: whole numbers first, rising, then as written. */
function startsByKey(members: readonly Member[]): readonly number[] {
  const starts = Object.fromEntries(members.map(({ name, key }) => [name, key]));
  return Object.values(starts);
}

function membersOf(text: string, start: number): readonly Member[] {
  if (text[start] !== '{') return [];
  const members: Member[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const end = endOfText(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    members.push({ name: JSON.parse(text.slice(at, end)) as string, key: at, value });
    at = skipSpace(text, skipSpace(text, endOfValue(text, value)) + 1);
  }
  return members;
}

function entriesOf(text: string, start: number): readonly number[] {
  const starts: number[] = [];
  let at = skipSpace(text, start + 1);
  if (text[at] === ']') return starts;
  while (at < text.length) {
    starts.push(at);
    const end = skipSpace(text, endOfValue(text, at));
    if (text[end] !== ',') break;
    at = skipSpace(text, end + 1);
  }
  return starts;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfText(text, start);
  if (text[start] !== '{' && text[start] !== '[') return start + scalarLength(text, start);
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at];
    if (character === '"') {
      at = endOfText(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** The offset behind the closing quote. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function scalarLength(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? ',')) at += 1;
  return at - start;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}
