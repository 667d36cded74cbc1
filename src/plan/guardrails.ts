import { SyncError } from '../errors.ts';

/** A kind whose source rows became suspiciously few. */
export interface RowCountDrop {
  readonly kind: string;
  readonly before: number;
  readonly now: number;
}

/**
 * Kinds with fewer than half of the source rows that the last successful run had. A kind that had none, or
 * that is not read any more, gives no alarm.
 */
export function rowCountDrops(
  baseline: Readonly<Record<string, number>>,
  current: ReadonlyMap<string, number>,
): readonly RowCountDrop[] {
  return [...current].flatMap(([kind, now]) => {
    const before = Object.hasOwn(baseline, kind) ? (baseline[kind] ?? 0) : 0;
    return now * 2 < before ? [{ kind, before, now }] : [];
  });
}

/** Throws `ROWCOUNT_DROP`, naming every kind, when there are drops. */
export function assertNoRowCountDrop(drops: readonly RowCountDrop[]): void {
  if (drops.length === 0) return;
  const list = drops.map(({ kind, before, now }) => `${kind} ${before} → ${now}`).join(', ');
  throw new SyncError({
    code: 'ROWCOUNT_DROP',
    message: `The source has fewer than half of the rows of the last successful run: ${list}. Nothing was written.`,
    hint: "Check the source, its token's permissions and the filters. If the drop is meant, pass --allow-rowcount-drop (the action's input allow-rowcount-drop: true).",
  });
}
