import type { WriteOperation } from '../contract.ts';
import type { Batch } from './mutation.ts';

/** An operation that waits to be sent. */
export interface Waiting {
  readonly operation: WriteOperation;
  /** How often it was sent without an answer. */
  readonly lost: number;
}

/** A batch cut from the queue, with how often each of its operations was lost before. */
export interface QueuedBatch extends Batch {
  readonly waiting: readonly Waiting[];
}

/** Operations that wait, in the order given, kept apart by kind and action. */
export interface WriteQueue {
  /** Up to `size` operations of one kind and action; undefined when nothing waits. */
  take(size: number): QueuedBatch | undefined;
  /** Operations to be sent again, before all others. */
  putBack(waiting: readonly Waiting[]): void;
}

export function createWriteQueue(operations: readonly WriteOperation[]): WriteQueue {
  const groups = Map.groupBy(
    operations.map((operation): Waiting => ({ operation, lost: 0 })),
    ({ operation }) => `${operation.action} ${operation.kind} ${hasIds(operation)}`,
  );
  const queue = [...groups.values()].filter((group) => group.length > 0);
  return {
    take(size) {
      const [group] = queue;
      const first = group?.[0];
      if (group === undefined || first === undefined) return undefined;
      const waiting = group.splice(0, size);
      if (group.length === 0) queue.shift();
      const { kind, action } = first.operation;
      return { kind, action, operations: waiting.map(({ operation }) => operation), waiting };
    },
    putBack(waiting) {
      if (waiting.length > 0) queue.unshift([...waiting]);
    },
  };
}

/** Creates without an id must not be sent twice, so they do not go with those that may. */
function hasIds(operation: WriteOperation): boolean {
  return operation.action === 'create' && (operation.ids ?? []).length > 0;
}
