import { createHash } from 'node:crypto';
import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { AdapterContext } from '../context.ts';
import type { DestinationAdapter, DestinationRecord, KindProjection } from '../contract.ts';
import { connectRest } from './connection.ts';
import { at } from './endpoint.ts';
import { createModel, type ModelKind, schemaOf } from './model.ts';
import type { RestPreset } from './preset.ts';
import { readRows } from './read-rows.ts';
import { writeOperations } from './write.ts';

/**
 * A REST system that is compared with and written to. Its schema is what the settings declare, since there is no
 * common way to ask for one. What changed at it is not asked: it is read in full on every run.
 * @throws SyncError CONFIG_INVALID when the settings do not allow writing, or cannot be used
 */
export function createRestDestination(
  preset: RestPreset,
  system: SystemSettings,
  context: AdapterContext,
): DestinationAdapter {
  const { api, http, settings, serverTime } = connectRest(preset, system, context);
  const { shape } = settings;
  if (!shape.write) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `${preset.title}: a destination is written to, and the settings do not allow it`,
      hint: 'Add `write: true` to the settings of the destination, and declare its `kinds`.',
    });
  }
  const model = createModel(shape);
  const kindOf = (kind: string): ModelKind => {
    const found = model.get(kind);
    if (found === undefined) throw new Error(`${kind} was not checked against the schema`);
    return found;
  };
  const scopeOf = (scope: string | undefined) =>
    scope === undefined ? undefined : model.get(scope)?.endpoint;

  async function* read(projection: KindProjection, signal: AbortSignal) {
    const kind = kindOf(projection.kind);
    for await (const rows of readRows(api, { endpoint: kind.endpoint, query: [] }, signal))
      yield rows.map(({ id, data }) => recordOf(kind, projection, id, data));
  }
  const idsOf = async (kind: string, signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const ids = new Set<string>();
    const projection = { kind, attributes: [], relationships: [], at: undefined };
    for await (const records of read(projection, signal)) for (const { id } of records) ids.add(id);
    return ids;
  };
  const untold = () => {
    throw new Error(`${preset.title} as a destination is not asked for what changed`);
  };

  return {
    system: preset.system,
    branch: undefined,
    identity: async () =>
      `${preset.system} ${api.baseUrl} ${hashOf({ kinds: shape.kinds, endpoints: shape.endpoints })}`,
    serverTime,
    usage: (scope) => http.traffic(scopeOf(scope)),
    close: () => http.close(),
    schema: async () => schemaOf(model),
    tier: async (kind) => ({
      tier: 'NONE',
      reason: `${kind} of ${preset.title} is always read in full: nothing tells every change at it`,
    }),
    read,
    count: async (kind, signal) => (await idsOf(kind, signal)).size,
    survey: untold,
    changesSince: untold,
    // No kind is read warm, so it does not matter how its history went on.
    historyMark: async () => undefined,
    historyHolds: async () => true,
    ids: ({ kind }, signal) => idsOf(kind, signal),
    async *readByIds(projection, ids, signal) {
      const wanted = new Set(ids);
      if (wanted.size === 0) return;
      for await (const records of read(projection, signal)) yield records.filter(({ id }) => wanted.has(id));
    },
    // A REST system says of no field who it belongs to.
    async *holdings() {
      yield [];
    },
    write: (operations, signal) => writeOperations(api, kindOf, operations, signal),
  };
}

function recordOf(
  kind: ModelKind,
  { attributes, relationships }: KindProjection,
  id: string,
  data: JsonObject,
): DestinationRecord {
  const pathOf = (name: string) => kind.fields.get(name)?.path ?? name;
  const label = kind.humanFriendlyId.map((name) => at(data, pathOf(name)));
  return {
    id,
    kind: kind.kind,
    humanFriendlyId: label.length === 0 ? undefined : label.map((part) => String(part ?? '')).join('__'),
    displayLabel: id,
    attributes: Object.fromEntries(attributes.map((name) => [name, at(data, pathOf(name))])),
    peers: Object.fromEntries(relationships.map(({ name }) => [name, peersOf(at(data, pathOf(name)))])),
  };
}

/** A reference is a nested object with an id, or an id alone; several are a list. */
function peersOf(value: JsonValue): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((peer) => {
    const id = isJsonObject(peer) ? (peer.id ?? null) : peer;
    return id === null || id === '' ? [] : [String(id)];
  });
}

function hashOf(value: object): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)) as JsonObject);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
