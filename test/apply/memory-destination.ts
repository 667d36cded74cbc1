import type { DestinationAdapter, WriteOperation, WriteOutcome } from '../../src/adapters/contract.ts';
import { SyncError } from '../../src/errors.ts';

/** A destination in memory: what was written to it, in the order it came, one batch of `batchSize` at a time. */
export interface MemoryDestination {
  readonly adapter: DestinationAdapter;
  readonly written: WriteOperation[];
}

/** @param refuse answers why an operation fails, or undefined */
export function createMemoryDestination(
  refuse: (operation: WriteOperation) => string | undefined = () => undefined,
  batchSize = 2,
): MemoryDestination {
  const written: WriteOperation[] = [];
  let created = 0;
  const outcomeOf = (operation: WriteOperation): WriteOutcome => {
    const message = refuse(operation);
    if (message !== undefined) {
      const failure = { errorClass: 'REFUSED', message, hint: 'none', retries: 0, terminal: true };
      return { status: 'failed', key: operation.key, ...failure };
    }
    written.push(operation);
    created += 1;
    const id = operation.action === 'create' ? `new-${created}` : operation.id;
    return { status: 'written', key: operation.key, id };
  };
  const unused = () => Promise.reject(new Error('not part of writing'));
  const unread = () => {
    throw new Error('not part of writing');
  };
  const adapter: DestinationAdapter = {
    branch: undefined,
    system: 'memory',
    identity: unused,
    serverTime: unused,
    usage: () => ({ count: 0, bytes: 0 }),
    close: async () => undefined,
    schema: unused,
    tier: unused,
    read: unread,
    count: unused,
    survey: unused,
    historyMark: unused,
    historyHolds: unused,
    changesSince: unread,
    ids: unused,
    readByIds: unread,
    holdings: unread,
    async *write(operations, signal) {
      for (let start = 0; start < operations.length; start += batchSize) {
        if (signal.aborted) throw new SyncError({ code: 'CANCELLED', message: 'cancelled', hint: '' });
        yield operations.slice(start, start + batchSize).map(outcomeOf);
      }
    },
  };
  return { adapter, written };
}
