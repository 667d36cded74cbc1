import { SyncError } from '../errors.ts';
import type { KindDiff } from './diff.ts';
import { planDigest } from './digest.ts';
import type { Counts, Operation, Plan } from './plan.ts';

/**
 * Puts the kinds' differences together: creates and updates in the order of the kinds, then deletes in the
 * reverse of it; within a kind by unique id. Throws `INTERNAL` when a kind has no place in the order.
 * @param order kinds in write order, such as the tiers one after another
 */
export function buildPlan(order: readonly string[], diffs: Iterable<KindDiff>): Plan {
  const byName = new Map([...diffs].map((diff) => [diff.kind, diff]));
  const ordered = order.map((kind) => byName.get(kind)).filter((diff) => diff !== undefined);
  if (ordered.length !== byName.size) throw unordered([...byName.keys()], order);
  const writes = ordered.flatMap((diff) => diff.operations.filter(({ action }) => action !== 'delete'));
  const deletes = ordered
    .toReversed()
    .flatMap((diff) => diff.operations.filter(({ action }) => action === 'delete'));
  const operations: readonly Operation[] = [...writes, ...deletes];
  return {
    operations,
    byKind: new Map(ordered.map((diff) => [diff.kind, diff.counts])),
    summary: ordered.map((diff) => diff.counts).reduce(add, noCounts),
    digest: planDigest(operations),
  };
}

const noCounts: Counts = { create: 0, update: 0, delete: 0, unchanged: 0 };

function add(left: Counts, right: Counts): Counts {
  return {
    create: left.create + right.create,
    update: left.update + right.update,
    delete: left.delete + right.delete,
    unchanged: left.unchanged + right.unchanged,
  };
}

function unordered(kinds: readonly string[], order: readonly string[]): SyncError {
  const missing = kinds.filter((kind) => !order.includes(kind));
  return new SyncError({
    code: 'INTERNAL',
    message:
      missing.length > 0
        ? `No place in the write order for ${missing.join(', ')}.`
        : `The write order names a kind twice: ${order.join(', ')}.`,
    hint: 'Please report this with the configuration.',
  });
}
