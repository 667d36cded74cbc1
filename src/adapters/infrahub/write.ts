import { SyncError } from '../../errors.ts';
import type { WriteOperation, WriteOutcome } from '../contract.ts';
import { pulledConcurrency } from './bounded.ts';
import type { Connection, GraphqlResult } from './connection.ts';
import { graceOf } from './grace.ts';
import type { Lineage } from './lineage.ts';
import { type Batch, mutationText, mutationVariables } from './mutation.ts';
import { culpritsOf, isUncertain, lostOutcome, outcomesOf, refusedAsAWhole } from './outcome.ts';
import { createPace, type Pace } from './pace.ts';
import { isIdTaken, sortTaken } from './taken-ids.ts';
import { createWriteQueue, type QueuedBatch, type WriteQueue } from './write-queue.ts';

export interface WriteOptions {
  /** Operations in one request at most; 50 was measured to be the best. */
  readonly batchSize: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
}

/** How often an operation is sent anew after the client gave a request up; each time in smaller batches. */
const MOST_ROUNDS = 4;

/** What one run of writes shares. */
interface Writing {
  readonly connection: Connection;
  readonly lineage: Lineage;
  readonly pace: Pace;
  readonly queue: WriteQueue;
  /** Aborted when nothing more is to be begun. */
  readonly signal: AbortSignal;
  /** Aborted somewhat later, so that the batches under way end with a known outcome. */
  readonly requests: AbortSignal;
}

/** A runner gives a cancelled job 7.5 seconds before it insists, and 2.5 more before it kills. */
const GRACE = 5_000;

/**
 * Writes operations in batches of one kind and action. Each has its own outcome: Infrahub runs the mutations
 * of one request apart from each other, so that one that is refused leaves the rest written. A request that is
 * lost is sent again: updates and deletes may be repeated, and so may a create whose id is given, since
 * Infrahub gives no id twice.
 * Once the signal is aborted no batch is begun; those under way have some seconds to end.
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
  const pace = createPace(options);
  const queue = createWriteQueue(operations);
  const grace = graceOf(signal, GRACE);
  const writing: Writing = { connection, lineage, pace, queue, signal, requests: grace.signal };
  function next() {
    if (signal.aborted) return undefined;
    const batch = queue.take(pace.batchSize());
    return batch === undefined ? undefined : () => writeQueued(writing, batch);
  }
  try {
    for await (const outcomes of pulledConcurrency(next, () => pace.concurrency())) {
      if (outcomes.length > 0) yield outcomes;
    }
  } finally {
    grace.end();
  }
  if (queue.take(1) !== undefined) throw cancelled();
}

/** Writes a batch. What got no answer goes back to the queue, until it was lost too often. */
async function writeQueued(writing: Writing, batch: QueuedBatch): Promise<readonly WriteOutcome[]> {
  try {
    return await writeBatch(writing, batch);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    writing.pace.trouble();
    const hopeless = !isUncertain(error) || writing.signal.aborted || !isRepeatable(batch);
    const ended = batch.waiting.filter(({ lost }) => hopeless || lost + 1 >= MOST_ROUNDS);
    const again = batch.waiting.filter((waiting) => !ended.includes(waiting));
    writing.queue.putBack(again.map(({ operation, lost }) => ({ operation, lost: lost + 1 })));
    return ended.map(({ operation }) => lostOutcome(operation, error));
  }
}

/** A create without an id of its own may leave two objects when it is sent twice; all else can be repeated. */
function isRepeatable({ operations }: Batch): boolean {
  return operations.every((operation) => operation.action !== 'create' || (operation.ids ?? []).length > 0);
}

/** @throws SyncError when there was no answer */
async function writeBatch(writing: Writing, batch: Batch): Promise<readonly WriteOutcome[]> {
  const { connection, lineage, pace, requests } = writing;
  const result = await connection.graphql({
    text: mutationText(batch),
    variables: mutationVariables(batch, lineage),
    scope: batch.kind,
    repeat: isRepeatable(batch) ? 'safe' : 'once',
    signal: requests,
  });
  if (result.retries > 0) pace.trouble();
  else pace.good();
  if (batch.operations.length === 1 || !refusedAsAWhole(result)) {
    return settleTaken(writing, batch, outcomesOf(batch, result));
  }
  return writeInParts(writing, batch, result);
}

/** Creates whose id is taken: they are either done already, or get another id. */
async function settleTaken(
  writing: Writing,
  batch: Batch,
  outcomes: readonly WriteOutcome[],
): Promise<readonly WriteOutcome[]> {
  const taken = batch.operations.filter((_operation, position) => {
    const outcome = outcomes[position];
    return outcome !== undefined && isIdTaken(outcome);
  });
  if (taken.length === 0) return outcomes;
  const { there, again } = await sortTaken(writing.connection, batch.kind, taken, writing.requests);
  const settled = outcomes.filter((outcome) => !isIdTaken(outcome));
  if (there.length > 0) {
    settled.push(...(await writeParts(writing, { ...batch, action: 'update' }, [there])));
  }
  // One without an id left goes apart, since it must not be repeated as the others may.
  const [named, nameless] = [again.filter(hasId), again.filter((operation) => !hasId(operation))];
  settled.push(...(await writeParts(writing, batch, [named, nameless])));
  return settled;
}

function hasId(operation: WriteOperation): boolean {
  return operation.action === 'create' && (operation.ids ?? []).length > 0;
}

/**
 * For a request that was refused before anything of it ran: only the culprits are to fail. Infrahub 1.11 names
 * the variables that have a wrong type, and the rest is sent again together; 1.4 answers 500 without a name,
 * and each is sent alone.
 */
async function writeInParts(
  writing: Writing,
  batch: Batch,
  result: GraphqlResult,
): Promise<readonly WriteOutcome[]> {
  const culprits = culpritsOf(batch, result);
  const rest = batch.operations.filter((operation) => !culprits.has(operation));
  const parts = culprits.size > 0 ? [rest] : rest.map((operation) => [operation]);
  return [...culprits.values(), ...(await writeParts(writing, batch, parts))];
}

/** Writes parts of a batch one after another; a part that gets no answer is lost without the others. */
async function writeParts(
  writing: Writing,
  batch: Batch,
  parts: readonly (readonly WriteOperation[])[],
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const operations of parts) {
    if (operations.length === 0) continue;
    try {
      if (writing.signal.aborted) throw cancelled();
      const { kind, action } = batch;
      outcomes.push(...(await writeBatch(writing, { kind, action, operations })));
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      outcomes.push(...operations.map((operation) => lostOutcome(operation, error)));
    }
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
