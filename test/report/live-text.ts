/**
 * What GitHub would take as more than plain characters in a text of ours: the Markdown without its code
 * (fenced blocks, code spans, `code` elements), as CommonMark 0.31 delimits it.
 */
export function liveText(markdown: string): string {
  const lines: string[] = [];
  let fence = 0;
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(line);
    if (fence === 0 && run?.[1] !== undefined) {
      fence = run[1].length;
      continue;
    }
    if (fence === 0) {
      lines.push(withoutCodeSpans(line.replace(/<code>[^<>]*<\/code>/g, '')));
      continue;
    }
    if (run?.[1] !== undefined && run[1].length >= fence && run[2]?.trim() === '') fence = 0;
  }
  if (fence > 0) throw new Error('a fence is still open at the end');
  return lines.join('\n');
}

function withoutCodeSpans(line: string): string {
  let rest = line;
  let live = '';
  for (;;) {
    const open = /`+/.exec(rest);
    if (open === null) return live + rest;
    const inside = rest.slice(open.index + open[0].length);
    const close = [...inside.matchAll(/`+/g)].find((run) => run[0].length === open[0].length);
    if (close === undefined) throw new Error(`a code span is not closed: ${line}`);
    live += rest.slice(0, open.index);
    rest = inside.slice(close.index + close[0].length);
  }
}

/** The cells of a table's row: GFM ends one at every bar without a backslash, in code too. */
export function cellCount(row: string): number {
  return row.replace(/\\./g, '').split('|').length - 2;
}
