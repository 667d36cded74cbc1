import type { WriteOperation, WriteValue } from '../adapters/contract.ts';
import { laterIds } from '../plan/object-ids.ts';
import { type ApplyOptions, type ApplyRun, createApplyRun, type PlannedWrite } from './apply-run.ts';
import type { OperationOutcome } from './outcome.ts';

/**
 * Writes a plan: creates and updates tier by tier, then relationships whose peers came later, then deletes in
 * the plan's order.
 *
 * @returns an outcome for each operation, in the plan's order
 */
export async function applyPlan(options: ApplyOptions): Promise<readonly OperationOutcome[]> {
  const run = createApplyRun(options);
  const deferred = new Map<number, readonly string[]>();
  for (const tier of options.tiers) await Promise.all(tier.map((kind) => writeKind(run, kind, deferred)));
  await writeDeferred(run, deferred);
  for (const kind of options.tiers.flat().reverse()) await deleteKind(run, kind);
  return options.operations.map(
    (_operation, position) =>
      run.outcomeOf(position) ?? { status: 'skipped', reason: 'the run stopped before it' },
  );
}

/**
 * Writes a kind's creates and updates in waves: objects that refer to others of their kind come after them. A
 * circle is broken at its optional relationships, which are then written in the second pass.
 */
async function writeKind(
  run: ApplyRun,
  kind: string,
  deferred: Map<number, readonly string[]>,
): Promise<void> {
  let waiting = run.positionsOf(kind, ['create', 'update']);
  let awaited: string | undefined = kind;
  while (waiting.length > 0 && !run.stopped()) {
    const { wave, next } = prepareWave(run, waiting, awaited, deferred);
    await run.write(wave);
    const stuck = next.length === waiting.length;
    awaited = stuck ? undefined : kind;
    waiting = next;
  }
}

function prepareWave(
  run: ApplyRun,
  positions: readonly number[],
  awaited: string | undefined,
  deferred: Map<number, readonly string[]>,
): { readonly wave: readonly PlannedWrite[]; readonly next: readonly number[] } {
  const wave: PlannedWrite[] = [];
  const next: number[] = [];
  for (const position of positions) {
    const prepared = run.prepare(position, 'all', awaited);
    if (prepared.status === 'wait') next.push(position);
    if (prepared.status === 'impossible') run.skip(position, `${prepared.attribute}: ${prepared.reason}`);
    if (prepared.status !== 'ready') continue;
    if (prepared.deferred.length > 0) deferred.set(position, prepared.deferred);
    wave.push({ position, write: writeOf(run, position, prepared.values) });
  }
  return { wave, next };
}

function writeOf(
  run: ApplyRun,
  position: number,
  values: Readonly<Record<string, WriteValue>>,
): WriteOperation {
  const operation = run.operationAt(position);
  const key = String(position);
  if (operation.action === 'create') {
    const create = { action: 'create', key, kind: operation.kind, values } as const;
    return operation.objectId === undefined ? create : { ...create, ids: laterIds(operation.objectId) };
  }
  return { action: 'update', key, kind: operation.kind, id: operation.destinationId, values };
}

/** The second pass: relationships that were left out because their peers did not exist yet. */
async function writeDeferred(run: ApplyRun, deferred: ReadonlyMap<number, readonly string[]>): Promise<void> {
  const byKind = Map.groupBy(deferred, ([position]) => run.operationAt(position).kind);
  for (const entries of byKind.values()) {
    if (run.stopped()) return;
    await run.write(entries.flatMap(([position, fields]) => deferredWrite(run, position, fields)));
  }
}

function deferredWrite(run: ApplyRun, position: number, fields: readonly string[]): readonly PlannedWrite[] {
  const outcome = run.outcomeOf(position);
  if (outcome?.status !== 'written') return [];
  const prepared = run.prepare(position, fields, undefined);
  if (prepared.status === 'ready' && prepared.deferred.length === 0) {
    const { kind } = run.operationAt(position);
    const id = outcome.destinationId;
    return [
      { position, write: { action: 'update', key: String(position), kind, id, values: prepared.values } },
    ];
  }
  const reason = prepared.status === 'impossible' ? prepared.reason : 'what it refers to was not written';
  run.fail(
    position,
    fields[0],
    reason,
    'Mend what kept the other object from being written, then run again.',
  );
  return [];
}

/** Deletes a kind's objects. One that another of its kind still needed is tried again once others are gone. */
async function deleteKind(run: ApplyRun, kind: string): Promise<void> {
  let left = run.positionsOf(kind, ['delete']);
  while (left.length > 0 && !run.stopped()) {
    await run.write(left.flatMap((position) => deleteWrite(run, position)));
    const needed = left.filter((position) => run.outcomeOf(position)?.status === 'left-alone');
    if (needed.length === left.length) return;
    left = needed;
  }
}

function deleteWrite(run: ApplyRun, position: number): readonly PlannedWrite[] {
  const operation = run.operationAt(position);
  if (operation.action !== 'delete') return [];
  const { kind, destinationId: id } = operation;
  return [{ position, write: { action: 'delete', key: String(position), kind, id } }];
}
