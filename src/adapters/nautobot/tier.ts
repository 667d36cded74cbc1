import type { TierReport } from '../contract.ts';
import type { NautobotGraphQL } from './graphql.ts';
import type { NautobotApi } from './product.ts';

/** How an endpoint tells what was saved since a moment. */
export type ChangeSource =
  /** It takes `last_updated__gte`. */
  | 'filter'
  /** It refuses that, and GraphQL lists its stamps: interfaces, ports, inventory items, … */
  | 'graphql'
  /** It refuses that, GraphQL does not list it, and its records have stamps: custom fields, … */
  | 'records'
  /** It has no stamps. */
  | 'none';

/** No object is saved that late: an answer is short, and right whatever the server holds. */
const FAR_AWAY = '2999-01-01T00:00:00.000Z';

/** Asks an endpoint for its ways to tell of changes, the cheapest first. Nautobot refuses unknown filters with 400. */
export async function probeChangeSource(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  endpoint: string,
  signal: AbortSignal,
): Promise<ChangeSource> {
  const query = [
    ['last_updated__gte', FAR_AWAY],
    ['limit', 1],
    ['depth', 0],
  ] as const;
  const answer = await api.probe(endpoint, query, signal);
  if (answer.status === 'accepted') return 'filter';
  if (await graphql.probe(endpoint, 'id last_updated', signal)) return 'graphql';
  const { page } = await api.list(
    endpoint,
    [
      ['limit', 1],
      ['depth', 0],
    ],
    signal,
  );
  return page.rows.every(({ data }) => typeof data.last_updated === 'string') ? 'records' : 'none';
}

/** The same as every adapter tells it. */
export function tierReport(endpoint: string, source: ChangeSource): TierReport {
  switch (source) {
    case 'filter':
      return {
        tier: 'TIMESTAMP',
        reason: `Nautobot can list what changed in ${endpoint} since a point in time.`,
      };
    case 'graphql':
      return {
        tier: 'TIMESTAMP',
        reason: `Nautobot lists by GraphQL when each object of ${endpoint} was saved.`,
      };
    case 'records':
      return {
        tier: 'TIMESTAMP',
        reason: `Nautobot says in each record of ${endpoint} when it was saved; all of them are read to compare.`,
      };
    case 'none':
      return {
        tier: 'NONE',
        reason: `Nautobot does not say when objects of ${endpoint} were saved, so it is always read in full.`,
      };
  }
}
