import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { Connection } from './connection.ts';

const Events = z.object({
  edges: z.array(z.object({ node: z.object({ id: z.string(), occurred_at: z.string() }) })),
});

/**
 * The newest entry of the event log as `<id> <time>`; undefined when there is none, or this version of Infrahub
 * has no log. Events are entered some time after what they tell of.
 */
export async function newestEvent(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
  const text = 'query { InfrahubEvent(limit: 1) { edges { node { id occurred_at } } } }';
  try {
    const data = await connection.query({ text, signal });
    const newest = Events.parse(data.InfrahubEvent).edges[0]?.node;
    return newest && `${newest.id} ${newest.occurred_at}`;
  } catch (error) {
    if (error instanceof SyncError && error.code === 'SCHEMA_MISMATCH') return undefined;
    throw error;
  }
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
  const data = await connection.query({ text, variables: { ids: [id], since }, signal });
  return Events.parse(data.InfrahubEvent).edges.some(({ node }) => node.id === id);
}
