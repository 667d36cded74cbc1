import { planDigest } from './digest.ts';
import type { Counts, Operation, Plan } from './plan.ts';

/** A plan as its operations alone tell it: how many objects did not change is not among them. */
export function planOfOperations(order: readonly string[], operations: readonly Operation[]): Plan {
  const byKind = new Map(order.map((kind): [string, Counts] => [kind, countsOf(operations, kind)]));
  return { operations, byKind, summary: countsOf(operations, undefined), digest: planDigest(operations) };
}

function countsOf(operations: readonly Operation[], kind: string | undefined): Counts {
  const counts = { create: 0, update: 0, delete: 0, unchanged: 0 };
  for (const operation of operations) {
    if (kind === undefined || operation.kind === kind) counts[operation.action] += 1;
  }
  return counts;
}
