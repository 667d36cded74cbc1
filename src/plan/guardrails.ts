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

/** How many objects of a kind one run may delete. */
export type DeleteLimit =
  | { readonly type: 'number'; readonly most: number }
  /** Percent of the kind's objects at the destination, but always so many. */
  | { readonly type: 'share'; readonly percent: number; readonly atLeast: number };

export const defaultDeleteLimit: DeleteLimit = { type: 'share', percent: 10, atLeast: 5 };

/** Reads `20` or `10%`; undefined for anything else. A share that is asked for has no least number. */
export function parseDeleteLimit(text: string): DeleteLimit | undefined {
  const [, digits, percent] = /^(\d{1,9}(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  if (percent === '%') {
    return Number(digits) <= 100 ? { type: 'share', percent: Number(digits), atLeast: 0 } : undefined;
  }
  return digits.includes('.') ? undefined : { type: 'number', most: Number(digits) };
}

/** A kind of which more would be deleted than may be. */
export interface DeleteExcess {
  readonly kind: string;
  readonly deletes: number;
  readonly most: number;
  /** Objects at the destination. */
  readonly objects: number;
}

/** Kinds whose deletes are above the limit. */
export function deleteExcesses(
  kinds: Iterable<{ readonly kind: string; readonly deletes: number; readonly objects: number }>,
  limit: DeleteLimit,
): readonly DeleteExcess[] {
  return [...kinds].flatMap(({ kind, deletes, objects }) => {
    const share = limit.type === 'share' ? Math.floor((objects * limit.percent) / 100) : 0;
    const most = limit.type === 'share' ? Math.max(share, limit.atLeast) : limit.most;
    return deletes > most ? [{ kind, deletes, most, objects }] : [];
  });
}

/** Throws `MAX_DELETES`, naming every kind, when there are excesses. */
export function assertFewDeletes(excesses: readonly DeleteExcess[]): void {
  if (excesses.length === 0) return;
  throw new SyncError({
    code: 'MAX_DELETES',
    message: `More objects would be deleted than one run may delete: ${excessWords(excesses)}. Nothing was written.`,
    hint: 'Check the source and the filters. If the deletes are meant, raise --max-deletes (the input max-deletes), a number or a share such as 25% of a kind.',
  });
}

/** `DcimDevice 40 of 200 (at most 20)` for each. */
export function excessWords(excesses: readonly DeleteExcess[]): string {
  return excesses
    .map(({ kind, deletes, objects, most }) => `${kind} ${deletes} of ${objects} (at most ${most})`)
    .join(', ');
}
