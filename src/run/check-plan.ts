import type { DestinationAdapter } from '../adapters/contract.ts';
import { checkOperation, currentRows, type OperationCheck } from '../apply/check-operation.ts';
import type { VerifiedRun } from '../cache/runs.ts';
import { createDestinationReader } from '../extract/destination-reader.ts';
import { createDestinationSide } from '../extract/destination-side.ts';
import type { Operation } from '../plan/plan.ts';
import type { RunObserver } from './events.ts';
import type { PreparedSync } from './prepare.ts';
import { previousSide } from './previous-run.ts';

export interface CheckPlanOptions {
  readonly operations: readonly Operation[];
  readonly prepared: PreparedSync;
  readonly destination: DestinationAdapter;
  /** The run that made the plan: what changed at the destination since is read, where that can be told. */
  readonly plannedBy: VerifiedRun;
  readonly observe: RunObserver;
  readonly signal: AbortSignal;
}

/** A saved plan held against the destination as it is now. */
export interface CheckedPlan {
  /** Beside the operations. */
  readonly checks: readonly OperationCheck[];
  /** Objects that each kind has now. */
  readonly objects: ReadonlyMap<string, number>;
  /** Ids of the destination's objects by unique id, of a kind that something refers to. */
  readonly existing: (kind: string) => ReadonlyMap<string, string>;
}

const READ_AHEAD = 3;

/** Reads the destination and tells of each operation whether its object is still as the plan saw it. */
export async function checkPlan(options: CheckPlanOptions): Promise<CheckedPlan> {
  const { operations, prepared, destination, plannedBy, signal } = options;
  const { mappings } = prepared;
  const reader = createDestinationReader({
    adapter: destination,
    mappings,
    plan: { reason: `a saved plan is checked`, cursorTime: await destination.serverTime(signal) },
    previous: previousSide(plannedBy, 'B'),
    signal,
  });
  const side = createDestinationSide(mappings, reader, READ_AHEAD);
  const byKind = Map.groupBy(operations.entries(), ([, { kind }]) => kind);
  const checks = new Map<number, OperationCheck>();
  const objects = new Map<string, number>();
  for (const kind of mappings.keys()) {
    const { rows } = await side.rows(kind);
    options.observe({ type: 'read', side: 'B', kind, rows: rows.length });
    objects.set(kind, rows.length);
    const current = currentRows(rows);
    for (const [position, operation] of byKind.get(kind) ?? []) {
      checks.set(position, checkOperation(operation, current));
      // As when the plan was made: what refers to a renamed object refers to its new name.
      if (operation.action !== 'update' || operation.renamedFrom === undefined) continue;
      const row = current.byObjectId.get(operation.destinationId);
      if (row !== undefined) side.renamed(kind, row.origin, row.localId, operation.id);
    }
  }
  return {
    checks: operations.map(
      (_operation, position) => checks.get(position) ?? { status: 'moved', reason: 'its kind is not mapped' },
    ),
    objects,
    existing: (kind) => side.idsOf(kind),
  };
}
