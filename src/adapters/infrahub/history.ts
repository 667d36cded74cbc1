import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { Connection } from './connection.ts';

const Events = z.object({
  edges: z.array(z.object({ node: z.object({ id: z.string(), occurred_at: z.string() }) })),
});

const refusals: ReadonlySet<string> = new Set(['SCHEMA_MISMATCH', 'PERMISSION_DENIED', 'UNEXPECTED_ANSWER']);

/**
 * The newest entry of the event log as `<id> <time>`; undefined when there is none, or it may not be read. Events are entered some time after what they tell of.
 */
export async function newestEvent(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
  const text = 'query { InfrahubEvent(limit: 1) { edges { node { id occurred_at } } } }';
  const data = await unlessRefused(connection.query({ text, signal }));
  const newest = data && Events.parse(data.InfrahubEvent).edges[0]?.node;
  return newest && `${newest.id} ${newest.occurred_at}`;
}

/** Whether the log still has an entry; a database that was restored from a backup lacks it. */
export async function historyHolds(
  connection: Connection,
  mark: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [id = '', time = ''] = mark.split(' ');
  const text =
    'query ($ids: [String!], $since: DateTime) { InfrahubEvent(ids: $ids, since: $since, limit: 1) { edges { node { id occurred_at } } } }';
  const since = new Date(Date.parse(time) - 1000).toISOString();
  const data = await unlessRefused(connection.query({ text, variables: { ids: [id], since }, signal }));
  return data !== undefined && Events.parse(data.InfrahubEvent).edges.some(({ node }) => node.id === id);
}

/** Undefined when there is no event log or it may not be read. */
async function unlessRefused<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SyncError && refusals.has(error.code)) return undefined;
    throw error;
  }
}
