import * as z from 'zod';
import { suggestion } from '../../config/nearest.ts';
import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { KindSchema } from '../../mapping/kind-schema.ts';
import type { AdapterContext } from '../context.ts';
import type { NestedReference, Projection, SourceAdapter, SourceRecord } from '../contract.ts';
import { branchIdentity } from './branches.ts';
import { type ChangeSupport, fetchServerTime, probeChangeSupport, tierOf } from './capabilities.ts';
import { changedIds } from './changes.ts';
import { connect } from './connection.ts';
import { historyHolds, newestEvent } from './history.ts';
import { once } from './once.ts';
import { countKind, type Edge, idsOfKind, type KindReading, readKind, readKindByIds } from './read.ts';
import { fetchSchema, type InfrahubSchema } from './schema.ts';
import { fieldsText, recordData, selectionOf } from './selection.ts';
import { resolveSourceSettings } from './settings.ts';
import { trackingOf } from './source-tracking.ts';

/** Heavy reads run one after another inside the server. */
const CONCURRENCY = 2;
const RETRIES = 4;

const Info = z.object({ deployment_id: z.string(), version: z.string() });

/** What has to be known of the server before a path can be read. */
interface Knowledge extends InfrahubSchema {
  readonly support: ChangeSupport;
}

/**
 * One branch of an Infrahub (1.4 to 1.11) as a source. An endpoint is a kind; a path is an attribute's name, or
 * leads over relationships to one: `site.name`. Nothing is asked before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `branch`, `verify_ssl`, `timeout`,
 *   `page_size`
 * @throws SyncError CONFIG_INVALID when the settings and the environment do not say where it is
 */
export function createInfrahubSource(system: SystemSettings, context: AdapterContext): SourceAdapter {
  const settings = resolveSourceSettings(system.settings, context);
  const client = context.http({
    baseUrl: settings.url,
    system: 'Infrahub',
    headers: settings.token === undefined ? {} : { 'X-INFRAHUB-KEY': settings.token },
    concurrency: CONCURRENCY + 1,
    verifyTls: settings.verifyTls,
    timeout: settings.timeout,
    retries: RETRIES,
  });
  const connection = connect(client, settings);
  const options = { pageSize: settings.pageSize, concurrency: CONCURRENCY };
  let known: Knowledge | undefined;
  const learn = once(async (signal): Promise<Knowledge> => {
    const [schema, support] = await Promise.all([
      fetchSchema(connection, signal),
      probeChangeSupport(connection, signal),
    ]);
    known = { ...schema, support };
    return known;
  });

  const kindOf = ({ schema }: Knowledge, kind: string): KindSchema => {
    const found = schema.kinds.get(kind);
    if (found !== undefined) return found;
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `Infrahub at ${settings.url} has no kind "${kind}" on branch ${settings.branch}.`,
      hint: suggestion(kind, schema.kinds.keys(), 'Name a kind of its schema, such as LocationSite.'),
    });
  };

  /** The ids of a kind need no knowledge of it. */
  async function readingOf({ endpoint, paths }: Projection, signal: AbortSignal) {
    const kind = canonicalKind(endpoint);
    const isKnown = known?.schema.kinds.has(kind) === true;
    if (paths.length === 0 && (known === undefined || isKnown)) return reading(kind, noFields, false);
    const knowledge = await learn(signal);
    const selection = selectionOf(kindOf(knowledge, kind), paths, knowledge.schema);
    return reading(kind, selection, knowledge.support.get(kind) === true);
  }

  async function* readAll(projection: Projection, signal: AbortSignal) {
    try {
      yield* readKind(connection, await readingOf(projection, signal), options, signal);
    } catch (error) {
      // A kind that is not there is named by the schema, with the nearest that is.
      if (error instanceof SyncError && error.code === 'SCHEMA_MISMATCH') {
        kindOf(await learn(signal), canonicalKind(projection.endpoint));
      }
      throw error;
    }
  }

  async function* readByIds(projection: Projection, ids: readonly string[], signal: AbortSignal) {
    if (ids.length === 0) return;
    const unique = [...new Set(ids)];
    yield* readKindByIds(connection, await readingOf(projection, signal), unique, options, signal);
  }

  async function* changesSince(projection: Projection, since: Date, signal: AbortSignal) {
    const knowledge = await learn(signal);
    const kind = canonicalKind(projection.endpoint);
    const selection = selectionOf(kindOf(knowledge, kind), projection.paths, knowledge.schema);
    const source = { connection, mirrors: async () => knowledge.mirrors, options };
    const asked = { kind, relationships: selection.relationships, at: undefined };
    // Infrahub tells what is later than a moment, and here what is at the moment is wanted, too.
    const found = await changedIds(source, asked, new Date(since.getTime() - 1), signal);
    const pages = readKindByIds(
      connection,
      reading(kind, selection, true),
      [...found.keys()],
      options,
      signal,
    );
    for await (const records of pages) {
      yield records.map((record): SourceRecord => {
        return found.get(record.id) === 'otherwise' ? { ...record, late: true } : record;
      });
    }
  }

  const info = once(async (signal) => Info.parse(await connection.get('/api/info', signal)));
  return {
    system: 'infrahub',
    namespace: () => `infrahub ${settings.url}`,
    async identity(signal) {
      const [{ deployment_id: server, version }, branch] = await Promise.all([
        info(signal),
        branchIdentity(connection, settings, signal),
        learn(signal),
      ]);
      return `infrahub ${settings.url} ${server} ${branch} ${version}`;
    },
    serverTime: (signal) => fetchServerTime(connection, signal),
    usage: (scope) => connection.usage(scope === undefined ? undefined : canonicalKind(scope)),
    close: () => connection.close(),
    canonicalEndpoint: canonicalKind,
    referenceOf,
    locate: () => undefined,
    tier: async (endpoint, signal) => tierOf(canonicalKind(endpoint), (await learn(signal)).support),
    count: (endpoint, signal) => countKind(connection, canonicalKind(endpoint), signal),
    ids: (endpoint, signal) => idsOfKind(connection, canonicalKind(endpoint), undefined, signal),
    read: readAll,
    readByIds,
    changesSince,
    tracking({ endpoint, paths }) {
      const kind = known?.schema.kinds.get(canonicalKind(endpoint));
      if (known === undefined || kind === undefined) {
        return { status: 'untracked', reason: `it is not known what ${canonicalKind(endpoint)} has` };
      }
      if (paths === 'everything') {
        return { status: 'untracked', reason: 'a transform may read any field of the record' };
      }
      return trackingOf(selectionOf(kind, paths, known.schema), settings.branch, known.mirrors);
    },
    historyMark: (signal) => newestEvent(connection, signal),
    historyHolds: (mark, signal) => historyHolds(connection, mark, signal),
  };
}

const noFields = { names: [], attributes: [], relationships: [] };

function reading(
  kind: string,
  selection: Parameters<typeof fieldsText>[0],
  stamped: boolean,
): KindReading<SourceRecord> {
  const stamp = stamped ? 'node_metadata { updated_at } ' : '';
  return {
    kind,
    at: undefined,
    edge: `${stamp}node { ${fieldsText(selection)} }`,
    itemOf: ({ node, node_metadata: metadata }: Edge) => ({
      id: node.id,
      data: recordData(node, selection),
      changedAt: metadata?.updated_at ?? undefined,
    }),
  };
}

function canonicalKind(endpoint: string): string {
  return endpoint.trim();
}

/** An object that a relationship leads to, in the concrete kind that it is of. */
function referenceOf({ id, __typename: kind }: JsonObject): NestedReference | undefined {
  return typeof id === 'string' && typeof kind === 'string' ? { id, endpoint: kind } : undefined;
}
