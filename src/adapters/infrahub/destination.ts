import * as z from 'zod';
import type { SystemSettings } from '../../config/sync.ts';
import type { AdapterContext } from '../context.ts';
import type { DestinationAdapter } from '../contract.ts';
import { branchIdentity, destinationBranch } from './branches.ts';
import { fetchServerTime, probeChangeSupport, tierOf } from './capabilities.ts';
import { readChanges, surveyKinds } from './changes.ts';
import { connect } from './connection.ts';
import { destinationReading } from './destination-reading.ts';
import { historyHolds, newestEvent } from './history.ts';
import { readHoldings } from './holdings.ts';
import { resolveLineage } from './lineage.ts';
import { once } from './once.ts';
import { countKind, idsOfKind, readKind, readKindByIds } from './read.ts';
import { fetchSchema, type InfrahubSchema } from './schema.ts';
import { resolveSettings } from './settings.ts';
import { writeOperations } from './write.ts';

/** What was measured to be good; tests choose smaller ones. */
export interface InfrahubTuning {
  readonly pageSize: number;
  readonly readConcurrency: number;
  readonly batchSize: number;
  readonly writeConcurrency: number;
}

const defaultTuning: InfrahubTuning = {
  pageSize: 500,
  readConcurrency: 2,
  batchSize: 50,
  writeConcurrency: 3,
};

const Info = z.object({ deployment_id: z.string() });

/**
 * One branch of an Infrahub (1.4 to 1.11) that is compared with and written to.
 * @throws SyncError CONFIG_INVALID when the settings and the environment do not say where it is.
 */
export function createInfrahubDestination(
  system: SystemSettings,
  context: AdapterContext,
  tuning: Partial<InfrahubTuning> = {},
): DestinationAdapter {
  const settings = resolveSettings(system.settings, context);
  const { pageSize, readConcurrency, batchSize, writeConcurrency } = { ...defaultTuning, ...tuning };
  const client = context.http({
    baseUrl: settings.url,
    system: 'Infrahub',
    headers: settings.token === undefined ? {} : { 'X-INFRAHUB-KEY': settings.token },
    concurrency: readConcurrency + writeConcurrency,
    verifyTls: settings.verifyTls,
    timeout: settings.timeout,
    retries: 4,
  });
  const connection = connect(client, settings);
  const info = once(async (signal) => Info.parse(await connection.get('/api/info', signal)));
  const changeSupport = once((signal) => probeChangeSupport(connection, signal));
  const lineage = once((signal) =>
    resolveLineage(connection, settings, context.counterpart, context.warn, signal),
  );

  const options = { pageSize, concurrency: readConcurrency };
  let known: InfrahubSchema | undefined;

  async function currentSchema(signal: AbortSignal): Promise<InfrahubSchema> {
    known = await fetchSchema(connection, signal);
    return known;
  }

  const changeSource = {
    connection,
    mirrors: async (signal: AbortSignal) => (known ?? (await currentSchema(signal))).mirrors,
    options,
  };

  return {
    system: 'infrahub',
    branch: destinationBranch(connection, settings),
    identity: async (signal) => {
      const [{ deployment_id: server }, branch] = await Promise.all([
        info(signal),
        branchIdentity(connection, settings, signal),
      ]);
      return `infrahub:${server}@${branch}`;
    },
    serverTime: (signal) => fetchServerTime(connection, signal),
    usage: (scope) => connection.usage(scope),
    close: () => connection.close(),
    schema: async (signal) => (await currentSchema(signal)).schema,
    tier: async (kind, signal) => tierOf(kind, await changeSupport(signal)),
    read: (projection, signal) => readKind(connection, destinationReading(projection), options, signal),
    count: (kind, signal) => countKind(connection, kind, signal),
    survey: (projections, since, signal) => surveyKinds(changeSource, projections, since, signal),
    changesSince: (projection, since, signal) => readChanges(changeSource, projection, since, signal),
    historyMark: (signal) => newestEvent(connection, signal),
    historyHolds: (mark, signal) => historyHolds(connection, mark, signal),
    ids: ({ kind, at }, signal) => idsOfKind(connection, kind, at, signal),
    readByIds: (projection, ids, signal) =>
      readKindByIds(connection, destinationReading(projection), ids, options, signal),
    async *holdings(projection, ids, signal) {
      if (ids.length === 0) return;
      yield* readHoldings(connection, projection, ids, await lineage(signal), signal);
    },
    async *write(operations, signal) {
      if (operations.length === 0) return;
      const writing = { batchSize, concurrency: writeConcurrency };
      yield* writeOperations(connection, operations, await lineage(signal), writing, signal);
    },
  };
}
