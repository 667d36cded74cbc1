import type { Cursors } from '../cache/sidecars.ts';
import type { Cursor } from '../extract/kind-read.ts';
import type { Comparison, SideRead } from './compare.ts';

/** `cursors.json`: by side and kind, up to when the snapshot is complete. Kinds that cannot tell have none. */
export function cursorsOf(comparison: Comparison): Cursors {
  return { A: sideCursors(comparison.reads.A), B: sideCursors(comparison.reads.B) };
}

function sideCursors(reads: ReadonlyMap<string, SideRead>): Record<string, string> {
  const cursors: Record<string, string> = {};
  for (const [kind, { cursor }] of reads) {
    if (cursor !== undefined) cursors[kind] = `${cursor.tier}:${position(cursor)}`;
  }
  return cursors;
}

function position(cursor: Cursor): string {
  return cursor.tier === 'PAGE_TOKEN' ? cursor.token : cursor.time.toISOString();
}
