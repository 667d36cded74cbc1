import type { SystemSettings } from '../../config/sync.ts';
import { isJsonObject } from '../../json.ts';
import type { AdapterContext } from '../context.ts';
import type { Projection, SourceAdapter, SourceRecord } from '../contract.ts';
import { createRestApi } from '../django-rest/api.ts';
import { canonicalEndpoint, createReferenceReader } from '../django-rest/endpoints.ts';
import { type RestSettings, readRestSettings } from '../django-rest/settings.ts';
import { holdsChange, newestChange } from './change-log.ts';
import { idsByGraphQL, readAllRows, readChangedRows } from './changes.ts';
import { createNautobotGraphQL } from './graphql.ts';
import { ownPart, type ReadTargets, targetFields } from './look-up.ts';
import { withoutUnknownParameters } from './older-api.ts';
import { type NautobotRow, nautobot, nautobotIds } from './product.ts';
import { readRowsByIds } from './read-by-ids.ts';
import type { ReadRequest } from './read-pages.ts';
import { toRecords } from './records.ts';
import { readServerTime } from './server-time.ts';
import { shapeQuery } from './shape-query.ts';
import { countRows, listVerified } from './stamps.ts';
import { type ChangeSource, probeChangeSource, tierReport } from './tier.ts';
import { trackingOf } from './tracking.ts';

const RETRIES = 4;

/**
 * Nautobot 2 and 3 as a source, over its REST API and, for lists of ids and stamps, its GraphQL. Nothing is asked
 * before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `verify_ssl`, `timeout` (seconds),
 *   `page_size`, `concurrency`
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
export function createNautobotSource(system: SystemSettings, context: AdapterContext): SourceAdapter {
  const settings = readRestSettings(nautobot, system, context.environment);
  context.maskSecret(settings.token);
  const http = context.http({
    baseUrl: settings.url,
    system: 'Nautobot',
    headers: { authorization: `Token ${settings.token}` },
    concurrency: settings.concurrency,
    verifyTls: settings.verifyTls,
    timeout: settings.timeout,
    retries: RETRIES,
  });
  const api = withoutUnknownParameters(createRestApi(http, nautobot, nautobotIds));
  const graphql = createNautobotGraphQL(http);
  const probe = onceKept((endpoint: string, signal: AbortSignal) =>
    probeChangeSource(api, graphql, endpoint, signal),
  );

  const readTargets: ReadTargets = async function* (endpoint, plan, ids, signal) {
    const paths = targetFields(endpoint, plan);
    const request = readRequest({ endpoint, paths }, settings);
    for await (const rows of readRowsByIds(api, request, ids, signal)) {
      yield rows.map(({ id, data }) => ({ id, data: ownPart(data, paths) }));
    }
  };
  const records = (
    projection: Projection,
    signal: AbortSignal,
    rows: (request: ReadRequest) => AsyncIterable<readonly NautobotRow[]>,
  ): AsyncIterable<readonly SourceRecord[]> => {
    const request = readRequest(projection, settings);
    const { endpoint } = request;
    const readAgain = (ids: readonly string[], again: AbortSignal) => readRowsByIds(api, request, ids, again);
    return toRecords(rows(request), { endpoint, paths: projection.paths, readTargets, readAgain }, signal);
  };

  return {
    system: 'nautobot',
    namespace: () => `nautobot ${http.baseUrl}`,
    // Nautobot has no id of its own. Its version is part of it: an upgrade changes labels and shapes of records
    // that nobody saved.
    identity: async (signal) => `nautobot ${http.baseUrl} ${await api.version(signal)}`,
    serverTime: (signal) => readServerTime(http, api, signal),
    usage: (scope) => http.traffic(scope === undefined ? undefined : canonicalEndpoint(scope)),
    close: () => http.close(),
    canonicalEndpoint,
    referenceOf: createReferenceReader(),
    locate: () => undefined,
    async tier(endpoint, signal) {
      const canonical = canonicalEndpoint(endpoint);
      return tierReport(canonical, await probe(canonical, signal));
    },
    count: (endpoint, signal) => countRows(api, canonicalEndpoint(endpoint), signal),
    async ids(endpoint, signal) {
      const request = readRequest({ endpoint, paths: [] }, settings);
      const known = await idsByGraphQL(api, graphql, request.endpoint, signal);
      if (known !== undefined) return known;
      const ids = new Set<string>();
      for await (const rows of readAllRows(api, graphql, request, signal))
        for (const { id } of rows) ids.add(id);
      return ids;
    },
    tracking: (projection) =>
      trackingOf(projection, async (field, signal) => {
        const endpoint = canonicalEndpoint(projection.endpoint);
        const objects = await listVerified(api, graphql, endpoint, `id ${field}{id}`, signal);
        return objects && new Map(objects.map((object) => [String(object.id), idsIn(object[field])]));
      }),
    historyMark: (signal) => newestChange(api, signal),
    historyHolds: (mark, signal) => holdsChange(api, mark, signal),
    changesSince(projection, since, signal) {
      return records(projection, signal, async function* (request) {
        const source: ChangeSource = await probe(request.endpoint, signal);
        yield* readChangedRows(api, graphql, request, source, since, signal);
      });
    },
    read: (projection, signal) =>
      records(projection, signal, (request) => readAllRows(api, graphql, request, signal)),
    readByIds: (projection, ids, signal) =>
      records(projection, signal, (request) => readRowsByIds(api, request, ids, signal)),
  };
}

function readRequest({ endpoint, paths }: Projection, settings: RestSettings): ReadRequest {
  const canonical = canonicalEndpoint(endpoint);
  return {
    endpoint: canonical,
    query: shapeQuery(canonical, paths),
    pageSize: settings.pageSize,
    concurrency: settings.concurrency,
  };
}

/** The ids of one nested object, or of each of a list. */
function idsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return isJsonObject(value) && typeof value.id === 'string' ? [value.id] : [];
}

/** What is asked once per key; after a failure it is asked again. */
function onceKept<Value>(ask: (key: string, signal: AbortSignal) => Promise<Value>) {
  const kept = new Map<string, Promise<Value>>();
  return (key: string, signal: AbortSignal): Promise<Value> => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const asked = ask(key, signal);
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
}
