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
  return operations.flatMap((operation) => {
    if (operation.action === 'delete') return [];
    const fields = mappings.get(operation.kind)?.fields ?? [];
    return fields.flatMap((field): UnresolvedReference[] => {
      if (field.type !== 'relationship') return [];
      const value =
        operation.action === 'create' ? operation.values[field.name] : operation.changes[field.name]?.new;
      for (const uniqueId of peerList(value ?? null)) {
        const found = peers.find(field.targets, uniqueId, undefined);
        if (found.status === 'impossible') return [{ operation, field: field.name, reason: found.reason }];
      }
      return [];
    });
  });
}
