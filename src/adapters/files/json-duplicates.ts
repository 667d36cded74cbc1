/** A key that a map has twice, and where it is there again. */
export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}

/**
 * The first key that is twice in one map: `JSON.parse` would take the later value without a word.
 * @param text JSON that was parsed already, so that it is known to be valid
 */
export function findDuplicateKey(text: string): DuplicateKey | undefined {
  // The keys of each map that is open, undefined for a list.
  const open: (Set<string> | undefined)[] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else {
      const keys = open.at(-1);
      if (keys === undefined || !isKey(text, tokens.lastIndex)) continue;
      const key = JSON.parse(token) as string;
      if (keys.has(key)) return { key, offset: match.index };
      keys.add(key);
    }
  }
  return undefined;
}

/** A text is a key when a colon follows. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? 'x')) at += 1;
  return text[at] === ':';
}
