import { createHash } from 'node:crypto';
import type { SystemSettings } from '../../config/sync.ts';
import { canonicalJson, type JsonObject } from '../../json.ts';
import type { AdapterContext } from '../context.ts';
import type { ChangeTracking, Projection, SourceAdapter, SourceRecord, TierReport } from '../contract.ts';
import { cutRecord, planCut } from '../django-rest/cut-record.ts';
import type { Query, RestApi } from './api.ts';
import { type Connection, connectRest } from './connection.ts';
import { at, canonicalEndpoint, referenceOf } from './endpoint.ts';
import { formatMoment, readMoment } from './moments.ts';
import type { RestPreset } from './preset.ts';
import { type RestRow, readRows } from './read-rows.ts';
import type { EndpointSettings } from './settings.ts';
import type { RestShape } from './settings-shape.ts';
import { probeTier } from './tier.ts';

/**
 * Any system with a REST API as a source. Nothing is asked before the first call.
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
export function createRestSource(
  preset: RestPreset,
  system: SystemSettings,
  context: AdapterContext,
): SourceAdapter {
  const { api, http, settings, serverTime }: Connection = connectRest(preset, system, context);
  const tiers = new Map<string, Promise<TierReport>>();

  const read = (projection: Projection, more: Query, signal: AbortSignal) => {
    const endpoint = canonicalEndpoint(projection.endpoint);
    const how = settings.endpoint(endpoint);
    const query = [...fieldsQuery(projection, how), ...more];
    return toRecords(readRows(api, { endpoint, query }, signal), projection, how);
  };
  const idsOf = async (endpoint: string, signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const ids = new Set<string>();
    for await (const records of read({ endpoint, paths: [] }, [], signal))
      for (const { id } of records) ids.add(id);
    return ids;
  };

  return {
    system: preset.system,
    identity: async () => `${preset.system} ${api.baseUrl} ${hashOf(settings.shape)}`,
    namespace: () => `${preset.system} ${api.baseUrl}`,
    serverTime,
    usage: (scope) => http.traffic(scope === undefined ? undefined : canonicalEndpoint(scope)),
    close: () => http.close(),
    canonicalEndpoint,
    referenceOf: (value) => referenceOf(value, api.baseUrl),
    locate: () => undefined,
    tier(endpoint, signal) {
      const name = canonicalEndpoint(endpoint);
      const known = tiers.get(name) ?? probeTier(api, name, signal);
      known.catch(() => tiers.delete(name));
      tiers.set(name, known);
      return known;
    },
    tracking: (projection) =>
      trackingOf(projection, settings.endpoint(canonicalEndpoint(projection.endpoint))),
    read: (projection, signal) => read(projection, [], signal),
    async count(endpoint, signal) {
      const name = canonicalEndpoint(endpoint);
      return (
        (await countRows(api, name, settings.endpoint(name), signal)) ?? (await idsOf(name, signal)).size
      );
    },
    ids: idsOf,
    async *readByIds(projection, ids, signal) {
      // How one object is asked for, and whether it looks there as it does in the list, differs from API to API.
      const wanted = new Set(ids);
      if (wanted.size === 0) return;
      for await (const records of read(projection, [], signal))
        yield records.filter(({ id }) => wanted.has(id));
    },
    changesSince(projection, since, signal) {
      const { changed_since: how } = settings.endpoint(canonicalEndpoint(projection.endpoint));
      if (how === undefined) throw new Error(`${projection.endpoint} cannot be asked for what changed`);
      // A second more: some servers list what is newer than the moment, not what is as new.
      const moment = new Date(since.getTime() - 1000);
      return read(projection, [[how.parameter, formatMoment(moment, how)]], signal);
    },
    historyMark: async () => undefined,
    historyHolds: async () => true,
  };
}

/** What a mapping reads of nested objects may change without the record; which are its own only settings tell. */
function trackingOf(
  { endpoint, paths }: Projection,
  { own_fields: own = [], derived_fields: derived = [] }: EndpointSettings,
): ChangeTracking {
  const untracked = (reason: string): ChangeTracking => ({ status: 'untracked', reason });
  if (paths === 'everything') return untracked(`the mapping may read anything of ${endpoint}`);
  const isOwn = (head: string) => own.includes(head) || own.includes('*');
  const worked = paths.find((path) => derived.includes(path.split('.')[0] ?? path));
  if (worked !== undefined)
    return untracked(`"${worked}" of ${endpoint} changes without a change of the object itself`);
  const foreign = paths.find((path) => path.includes('.') && !isOwn(path.split('.')[0] ?? path));
  if (foreign !== undefined)
    return untracked(
      `"${foreign}" of ${endpoint} may belong to another object, whose changes cannot be told (own_fields says otherwise)`,
    );
  return { status: 'tracked', extraPaths: [], ripples: [] };
}

function fieldsQuery({ paths }: Projection, how: EndpointSettings): Query {
  if (how.fields_parameter === undefined || paths === 'everything') return [];
  const { idFields, changed_since: since } = how;
  const wanted = [...idFields, since?.field, since?.deleted?.field, ...paths].filter(
    (path) => path !== undefined,
  );
  const heads = new Set(wanted.map((path) => path.split('.')[0] ?? path));
  return [[how.fields_parameter, [...heads].sort().join(',')]];
}

async function* toRecords(
  pages: AsyncIterable<readonly RestRow[]>,
  { paths }: Projection,
  { changed_since: since }: EndpointSettings,
): AsyncGenerator<readonly SourceRecord[]> {
  const plan = paths === 'everything' ? undefined : planCut(paths);
  const isGone = (data: JsonObject) =>
    since?.deleted !== undefined && at(data, since.deleted.field) === since.deleted.value;
  for await (const rows of pages) {
    yield rows
      .filter(({ data }) => !isGone(data))
      .map(({ id, data }) => ({
        id,
        data: plan ? cutRecord(data, plan) : data,
        changedAt: since?.field === undefined ? undefined : readMoment(at(data, since.field)),
      }));
  }
}

/** By the total that one row's answer tells; undefined where none is told. */
async function countRows(
  api: RestApi,
  endpoint: string,
  { total, pagination, params }: EndpointSettings,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (total === undefined) return undefined;
  const one: Query =
    'size_parameter' in pagination && pagination.size_parameter !== undefined
      ? [[pagination.size_parameter, 1]]
      : [];
  return (await api.list(endpoint, [...Object.entries(params), ...one], signal)).total;
}

/** What of the settings changes what is read, in 12 hex. */
function hashOf({
  token: _token,
  password: _password,
  username: _username,
  url: _url,
  ...rest
}: RestShape): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(rest)) as JsonObject);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
