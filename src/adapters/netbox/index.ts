import type { SystemSettings } from '../../config/sync.ts';
import type { AdapterContext } from '../context.ts';
import type { Projection, SourceAdapter, SourceRecord, TierReport } from '../contract.ts';
import { createRestApi } from '../django-rest/api.ts';
import { cutRecord, planCut } from '../django-rest/cut-record.ts';
import { canonicalEndpoint, createReferenceReader } from '../django-rest/endpoints.ts';
import { type RestSettings, readRestSettings } from '../django-rest/settings.ts';
import { authorizationHeader } from './authorization.ts';
import { holdsChange, newestChange } from './change-log.ts';
import { fieldsQuery } from './fields-query.ts';
import { type NetBoxRow, netboxIds } from './page.ts';
import { type NetBoxApi, netbox } from './product.ts';
import { readRowsByIds } from './read-by-ids.ts';
import { type ReadRequest, readPages } from './read-pages.ts';

import { probeTier } from './tier.ts';
import { trackingOf } from './tracking.ts';

const RETRIES = 4;

/**
 * NetBox as a source, over its REST API. Nothing is asked before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `verify_ssl`, `timeout` (seconds),
 *   `page_size`, `concurrency`
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
export function createNetBoxSource(system: SystemSettings, context: AdapterContext): SourceAdapter {
  const settings = readRestSettings(netbox, system, context.environment);
  context.maskSecret(settings.token);
  const http = context.http({
    baseUrl: settings.url,
    system: 'NetBox',
    headers: { authorization: authorizationHeader(settings.token) },
    concurrency: settings.concurrency,
    verifyTls: settings.verifyTls,
    timeout: settings.timeout,
    retries: RETRIES,
  });
  const api = createRestApi(http, netbox, netboxIds);
  const tiers = new Map<string, Promise<TierReport>>();

  return {
    system: 'netbox',
    // NetBox has no id of its own. Its version is part of it: an upgrade changes labels and shapes of records
    // that nobody saved.
    namespace: () => `netbox ${http.baseUrl}`,
    identity: async (signal) => `netbox ${http.baseUrl} ${await api.version(signal)}`,
    serverTime: (signal) => api.serverTime(signal),
    usage: (scope) => http.traffic(scope === undefined ? undefined : canonicalEndpoint(scope)),
    close: () => http.close(),
    canonicalEndpoint,
    referenceOf: createReferenceReader(),
    locate: () => undefined,
    tier: (endpoint, signal) => cachedTier(tiers, api, canonicalEndpoint(endpoint), signal),
    async count(endpoint, signal) {
      return countRows(api, canonicalEndpoint(endpoint), signal);
    },
    async ids(endpoint, signal) {
      const ids = new Set<string>();
      const request = readRequest({ endpoint, paths: [] }, settings);
      for await (const rows of readPages(api, request, signal))
        for (const { id } of rows) ids.add(String(id));
      return ids;
    },
    tracking: trackingOf,
    historyMark: (signal) => newestChange(api, signal),
    historyHolds: (mark, signal) => holdsChange(api, mark, signal),
    changesSince: (projection, since, signal) =>
      toRecords(readPages(api, changesRequest(projection, since, settings), signal), projection),
    read: (projection, signal) =>
      toRecords(readPages(api, readRequest(projection, settings), signal), projection),
    readByIds: (projection, ids, signal) =>
      toRecords(readRowsByIds(api, readRequest(projection, settings), ids, signal), projection),
  };
}

function readRequest(projection: Projection, settings: RestSettings): ReadRequest {
  return {
    endpoint: canonicalEndpoint(projection.endpoint),
    query: fieldsQuery(projection.paths),
    pageSize: settings.pageSize,
    concurrency: settings.concurrency,
  };
}

/** `Z` at the end: the `+` of an offset would decode to a space, which NetBox refuses. */
function changesRequest(projection: Projection, since: Date, settings: RestSettings): ReadRequest {
  const request = readRequest(projection, settings);
  return { ...request, query: [...request.query, ['last_updated__gte', since.toISOString()]] };
}

async function* toRecords(
  pages: AsyncIterable<readonly NetBoxRow[]>,
  { paths }: Projection,
): AsyncGenerator<readonly SourceRecord[]> {
  const plan = paths === 'everything' ? undefined : planCut(paths);
  for await (const rows of pages) {
    yield rows.map(({ id, data }) => ({
      id: String(id),
      data: plan ? cutRecord(data, plan) : data,
      changedAt: typeof data.last_updated === 'string' ? data.last_updated : undefined,
    }));
  }
}

async function countRows(api: NetBoxApi, endpoint: string, signal: AbortSignal): Promise<number> {
  const query = [
    ['limit', 1],
    ['fields', 'id'],
  ] as const;
  const { page } = await api.list(endpoint, query, signal);
  return page.count ?? page.rows.length;
}

/** An endpoint is probed once; after a failure it is probed again. */
function cachedTier(
  tiers: Map<string, Promise<TierReport>>,
  api: NetBoxApi,
  endpoint: string,
  signal: AbortSignal,
): Promise<TierReport> {
  const known = tiers.get(endpoint);
  if (known !== undefined) return known;
  const probe = probeTier(api, endpoint, signal);
  tiers.set(endpoint, probe);
  probe.catch(() => tiers.delete(endpoint));
  return probe;
}
