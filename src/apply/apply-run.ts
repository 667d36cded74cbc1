import type { DestinationAdapter, WriteOperation, WriteOutcome } from '../adapters/contract.ts';
import { SyncError } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { Operation } from '../plan/plan.ts';
import type { OperationOutcome } from './outcome.ts';
import { createPeerIds } from './peer-ids.ts';
import { type PreparedValues, prepareValues } from './write-values.ts';

export interface ApplyOptions {
  /** In the order of the plan. */
  readonly operations: readonly Operation[];
  /** Kinds that may be written at the same time, in order. */
  readonly tiers: readonly (readonly string[])[];
  readonly mappings: ReadonlyMap<string, KindMapping>;
  /** Ids of the objects at the destination before the first write, by unique id, of a kind. */
  readonly existing: (kind: string) => ReadonlyMap<string, string>;
  readonly adapter: DestinationAdapter;
  /** true: what does not depend on a failed write goes on; false: the run stops after the batch. */
  readonly continueOnError: boolean;
  readonly signal: AbortSignal;
  /** Told after each batch how many operations have ended. */
  readonly onProgress: (ended: number) => void;
}

/** One write on its way, and the operation it is for. */
export interface PlannedWrite {
  readonly position: number;
  readonly write: WriteOperation;
}

/** The state of one apply: which operations have ended and how. Operations are known by their position. */
export interface ApplyRun {
  operationAt(position: number): Operation;
  /** Positions of a kind's operations of these actions, in the plan's order. */
  positionsOf(kind: string, actions: readonly Operation['action'][]): readonly number[];
  outcomeOf(position: number): OperationOutcome | undefined;
  /** @param awaited the kind whose own creates are worth waiting for */
  prepare(position: number, fields: readonly string[] | 'all', awaited: string | undefined): PreparedValues;
  skip(position: number, reason: string): void;
  fail(position: number, attribute: string | undefined, message: string, hint: string): void;
  write(wave: readonly PlannedWrite[]): Promise<void>;
  /** True when no further batch is to be sent. */
  stopped(): boolean;
}

export function createApplyRun(options: ApplyOptions): ApplyRun {
  const { operations, mappings, adapter, signal } = options;
  const peers = createPeerIds(options.existing, operations);
  const outcomes = new Map<number, OperationOutcome>();
  let failures = 0;

  const operationAt = (position: number): Operation => {
    const operation = operations[position];
    if (operation === undefined) throw new Error(`the plan has no operation ${position}`);
    return operation;
  };
  const end = (position: number, outcome: OperationOutcome): void => {
    const operation = operationAt(position);
    outcomes.set(position, outcome);
    if (outcome.status === 'failed' || outcome.status === 'unknown') failures += 1;
    if (operation.action !== 'create') return;
    if (outcome.status === 'written') peers.created(operation.kind, operation.id, outcome.destinationId);
    else peers.notCreated(operation.kind, operation.id);
  };
  const stopped = (): boolean => signal.aborted || (failures > 0 && !options.continueOnError);

  return {
    operationAt,
    positionsOf: (kind, actions) =>
      operations.flatMap((operation, position) =>
        operation.kind === kind && actions.includes(operation.action) ? [position] : [],
      ),
    outcomeOf: (position) => outcomes.get(position),
    prepare(position, fields, awaited) {
      const operation = operationAt(position);
      const mapping = mappings.get(operation.kind);
      if (mapping === undefined) throw new Error(`${operation.kind} is not mapped`);
      const action = operation.action === 'create' && fields === 'all' ? 'create' : 'update';
      return prepareValues(mapping, action, valuesOf(operation, fields), peers, awaited);
    },
    skip: (position, reason) => end(position, { status: 'skipped', reason }),
    fail: (position, attribute, message, hint) =>
      end(position, {
        status: 'failed',
        errorClass: 'REFERENCE_UNRESOLVED',
        attribute,
        message,
        hint,
        retries: 0,
        terminal: true,
      }),
    async write(wave) {
      if (wave.length === 0) return;
      const writes = wave.map(({ write }) => write);
      try {
        for await (const batch of adapter.write(writes, signal)) {
          for (const outcome of batch) end(Number(outcome.key), operationOutcome(outcome));
          options.onProgress(outcomes.size);
          // After a cancellation the adapter begins nothing, but tells what became of the batches under way.
          if (stopped() && !signal.aborted) return;
        }
      } catch (error) {
        if (!signal.aborted || !(error instanceof SyncError && error.code === 'CANCELLED')) throw error;
      }
    },
    stopped,
  };
}

function valuesOf(
  operation: Operation,
  fields: readonly string[] | 'all',
): Readonly<Record<string, JsonValue>> {
  const all: Readonly<Record<string, JsonValue>> =
    operation.action === 'update'
      ? Object.fromEntries(Object.entries(operation.changes).map(([name, change]) => [name, change.new]))
      : operation.values;
  return fields === 'all' ? all : Object.fromEntries(fields.map((name) => [name, all[name] ?? null]));
}

function operationOutcome(outcome: WriteOutcome): OperationOutcome {
  switch (outcome.status) {
    case 'written':
      return { status: 'written', destinationId: outcome.id };
    case 'left-alone':
      return { status: 'left-alone', reason: outcome.reason };
    case 'unknown': {
      const { errorClass, message, hint, retries } = outcome;
      return { status: 'unknown', errorClass, message, hint, retries };
    }
    case 'failed': {
      const { errorClass, message, hint, retries, terminal } = outcome;
      return { status: 'failed', errorClass, attribute: undefined, message, hint, retries, terminal };
    }
  }
}
