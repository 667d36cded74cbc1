/** A part of a Markdown report. Lengths are in UTF-8 bytes, which are never fewer than characters. */
export interface Section {
  /** Of the sections that do not all fit, the lowest rank is drawn first. */
  readonly rank: number;
  /** What a reader misses without it, such as `the table by kind`. */
  readonly name: string;
  /** The section in at most `room` bytes, whole or with whole entries left out; undefined: it cannot be. */
  render(room: number): Rendered | undefined;
}

export interface Rendered {
  /** Empty when there is nothing to tell. */
  readonly text: string;
  /** True when entries are missing. */
  readonly shortened: boolean;
}

const SEPARATOR = '\n\n';

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** A section that is there as a whole or not at all. */
export function wholeSection(rank: number, name: string, text: string): Section {
  return {
    rank,
    name,
    render: (room) => (byteLength(text) <= room ? { text, shortened: false } : undefined),
  };
}

/**
 * Joins sections in the given order within `limit` bytes. What does not fit is left out as a whole, the least
 * important first, and a line above the last section says what is missing and where all of it is.
 *
 * @param elsewhere Markdown that says where the rest is, such as `The job summary has all of it.`
 */
export function fitSections(sections: readonly Section[], limit: number, elsewhere: string): string {
  const noteRoom =
    byteLength(
      leftOutNote(
        sections.map((section) => section.name),
        elsewhere,
      ),
    ) + SEPARATOR.length;
  let room = limit - noteRoom;
  const texts = new Map<Section, string>();
  const missing = new Set<Section>();
  for (const section of sections.toSorted((left, right) => left.rank - right.rank)) {
    const rendered = section.render(room - SEPARATOR.length);
    if (rendered === undefined || rendered.shortened) missing.add(section);
    if (rendered === undefined || rendered.text === '') continue;
    texts.set(section, rendered.text);
    room -= byteLength(rendered.text) + SEPARATOR.length;
  }
  const last = sections.at(-1);
  const before = sections.slice(0, -1).flatMap((section) => texts.get(section) ?? []);
  const after = last === undefined ? [] : (texts.get(last) ?? []);
  const names = sections.filter((section) => missing.has(section)).map((section) => section.name);
  const note = names.length === 0 ? [] : leftOutNote(names, elsewhere);
  return [before, note, after].flat().join(SEPARATOR);
}

function leftOutNote(names: readonly string[], elsewhere: string): string {
  return `_Too long to show in full; left out here: ${[`${names.join(', ')}.`, elsewhere].join(' ').trim()}_`;
}

/**
 * As many whole entries, each a line or more, as fit; then how many are missing.
 *
 * @param more the words for a number of missing entries
 */
export function fitEntries(
  entries: Iterable<string>,
  total: number,
  room: number,
  more: (count: number) => string,
): Rendered | undefined {
  const kept: string[] = [];
  let left = room - byteLength(more(total));
  for (const entry of entries) {
    left -= byteLength(entry) + 1;
    if (left < 0) break;
    kept.push(entry);
  }
  if (kept.length === total) return { text: kept.join('\n'), shortened: false };
  if (kept.length === 0) return undefined;
  return { text: [...kept, more(total - kept.length)].join('\n'), shortened: true };
}
