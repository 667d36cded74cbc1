import { SyncError } from '../../errors.ts';
import type { Query } from '../django-rest/query.ts';
import type { NautobotApi } from './product.ts';

/**
 * The same API on a Nautobot before 2.4, which refuses `exclude_m2m` as it refuses every filter that it does not
 * know, and answers with all many-to-many fields. Found out by the first refusal.
 */
export function withoutUnknownParameters(api: NautobotApi): NautobotApi {
  let refused = false;
  const known = (query: Query) => (refused ? query.filter(([name]) => name !== 'exclude_m2m') : query);
  return {
    ...api,
    async list(endpoint, query, signal) {
      const sent = known(query);
      try {
        return await api.list(endpoint, sent, signal);
      } catch (error) {
        const isRefusal = error instanceof SyncError && /exclude_m2m.*Unknown filter/.test(error.message);
        if (!isRefusal || !sent.some(([name]) => name === 'exclude_m2m')) throw error;
        refused = true;
        return api.list(endpoint, known(query), signal);
      }
    },
  };
}
