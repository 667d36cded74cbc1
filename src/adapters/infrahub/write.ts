import { SyncError } from '../../errors.ts';
import type { WriteOperation, WriteOutcome } from '../contract.ts';
import { boundedConcurrency } from './bounded.ts';
import type { Connection, GraphqlResult } from './connection.ts';
import type { Lineage } from './lineage.ts';
import { type Batch, batchesOf, mutationText, mutationVariables } from './mutation.ts';
import { culpritsOf, lostOutcome, outcomesOf, refusedAsAWhole } from './outcome.ts';

export interface WriteOptions {
  /** Operations in one request; 50 was measured to be the best. */
  readonly batchSize: number;
  /** Requests in flight. */
  readonly concurrency: number;
}

/**
 * Writes operations in batches of one kind and action. Each has its own outcome: Infrahub runs the mutations
 * of one request apart from each other, so that one that is refused leaves the rest written.
 * @throws SyncError CANCELLED when the signal is aborted before everything was sent; never for what the server
 *   says of an operation.
 */
export async function* writeOperations(
  connection: Connection,
  operations: readonly WriteOperation[],
  lineage: Lineage,
  options: WriteOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly WriteOutcome[]> {
  const batches = batchesOf(operations, options.batchSize);
  let sent = 0;
  function* tasks() {
    for (const batch of batches) {
      if (signal.aborted) return;
      sent += 1;
      yield () => writeBatch(connection, batch, lineage, signal);
    }
  }
  yield* boundedConcurrency(tasks(), options.concurrency);
  if (sent < batches.length) throw cancelled();
}

async function writeBatch(
  connection: Connection,
  batch: Batch,
  lineage: Lineage,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  try {
    const result = await connection.graphql({
      text: mutationText(batch),
      variables: mutationVariables(batch, lineage),
      scope: batch.kind,
      // A create sent twice may leave two objects; the others can be repeated.
      repeat: batch.action === 'create' ? 'once' : 'safe',
      signal,
    });
    if (batch.operations.length === 1 || !refusedAsAWhole(result)) return outcomesOf(batch, result);
    return await writeInParts(connection, batch, result, lineage, signal);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return batch.operations.map((operation) => lostOutcome(operation, error));
  }
}

/**
 * For a request that was refused before anything of it ran: only the culprits are to fail. Infrahub 1.11 names
 * the variables that have a wrong type, and the rest is sent again together; 1.4 answers 500 without a name,
 * and each is sent alone.
 */
async function writeInParts(
  connection: Connection,
  batch: Batch,
  result: GraphqlResult,
  lineage: Lineage,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const culprits = culpritsOf(batch, result);
  const rest = batch.operations.filter((operation) => !culprits.has(operation));
  const parts = culprits.size > 0 ? [rest] : rest.map((operation) => [operation]);
  const outcomes: WriteOutcome[] = [...culprits.values()];
  for (const operations of parts) {
    if (operations.length === 0) continue;
    if (signal.aborted) outcomes.push(...operations.map((operation) => lostOutcome(operation, cancelled())));
    else outcomes.push(...(await writeBatch(connection, { ...batch, operations }, lineage, signal)));
  }
  return outcomes;
}

function cancelled(): SyncError {
  return new SyncError({
    code: 'CANCELLED',
    message: 'Writing to Infrahub was cancelled.',
    hint: 'Run again: what was not written is planned again.',
  });
}
