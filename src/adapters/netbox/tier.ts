import type { TierReport } from '../contract.ts';
import type { NetBoxApi } from './product.ts';

/**
 * Whether an endpoint filters by `last_updated`. NetBox ignores a filter that it does not know and answers
 * everything, so it is asked with a value that is no date: an endpoint that knows the filter refuses it with 400.
 */
export async function probeTier(api: NetBoxApi, endpoint: string, signal: AbortSignal): Promise<TierReport> {
  const query = [
    ['last_updated__gte', 'notadate'],
    ['limit', 1],
    ['fields', 'id'],
  ] as const;
  const answer = await api.probe(endpoint, query, signal);
  if (answer.status === 'refused' && answer.body.includes('last_updated__gte')) {
    return {
      tier: 'TIMESTAMP',
      reason: `NetBox can list what changed in ${endpoint} since a point in time.`,
    };
  }
  return {
    tier: 'NONE',
    reason: `NetBox cannot filter ${endpoint} by the time of the last change, so it is always read in full.`,
  };
}
