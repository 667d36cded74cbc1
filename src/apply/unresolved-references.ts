import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { Operation } from '../plan/plan.ts';
import { createPeerIds } from './peer-ids.ts';
import { peerList } from './write-values.ts';

/** A reference of a planned operation that leads nowhere: neither at the destination nor in the plan. */
export interface UnresolvedReference {
  readonly operation: Operation;
  readonly field: string;
  readonly reason: string;
}

/** Finds references that the plan could not write, so that a diff tells before a sync fails. */
export function unresolvedReferences(
  operations: readonly Operation[],
  mappings: ReadonlyMap<string, KindMapping>,
  existing: (kind: string) => ReadonlyMap<string, string>,
): readonly UnresolvedReference[] {
  const peers = createPeerIds(existing, operations);
  const unresolved: UnresolvedReference[] = [];
  for (const operation of operations) {
    if (operation.action === 'delete') continue;
    for (const field of mappings.get(operation.kind)?.fields ?? []) {
      if (field.type !== 'relationship') continue;
      const value =
        operation.action === 'create' ? operation.values[field.name] : operation.changes[field.name]?.new;
      const reason = peerList(value ?? null)
        .map((uniqueId) => peers.find(field.targets, uniqueId, undefined))
        .find((found) => found.status === 'impossible')?.reason;
      if (reason !== undefined) unresolved.push({ operation, field: field.name, reason });
    }
  }
  return unresolved;
}
