import type { DestinationAdapter, KindSurvey } from '../adapters/contract.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { historyGap } from './history.ts';
import type { KindRead } from './kind-read.ts';
import { NotWarm } from './not-warm.ts';
import { oncePerKey, onlyOnce } from './once.ts';
import type { PreviousSide } from './previous.ts';
import {
  type DestinationText,
  destinationProjection,
  destinationText,
  readDestinationKind,
  readReferencedKind,
} from './read-destination.ts';
import type { ReadPlan } from './read-source.ts';

/** Reads the destination's kinds, warm where that is exact and asked for. */
export interface DestinationReader {
  read(kind: string): Promise<KindRead>;
}

export interface DestinationReaderOptions {
  readonly adapter: DestinationAdapter;
  readonly mappings: ReadonlyMap<string, KindMapping>;
  readonly plan: ReadPlan;
  /** The last finished run; undefined: everything is read. */
  readonly previous: PreviousSide | undefined;
  /** How a kind is read in full; undefined: by asking the adapter for all of it. */
  readonly readInFull?: (kind: string) => Promise<KindRead>;
  readonly signal: AbortSignal;
}

/** A kind's objects brought up to date. */
interface Refreshed {
  /** JSON text by id. */
  readonly records: Map<string, string>;
  readonly different: Set<string>;
  readonly changed: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
}

export function createDestinationReader(options: DestinationReaderOptions): DestinationReader {
  const { adapter, mappings, plan, previous, signal } = options;
  const warm = previous && createWarmDestination(options, previous);
  return {
    async read(kind) {
      const mapping = mappings.get(kind);
      if (mapping === undefined) return readReferencedKind(adapter, kind, plan, signal);
      if (warm === undefined) return readDestinationKind(adapter, mapping, plan, signal);
      try {
        return await warm(mapping);
      } catch (error) {
        if (!(error instanceof NotWarm)) throw error;
        const coldPlan = { ...plan, reason: error.message };
        return options.readInFull?.(kind) ?? readDestinationKind(adapter, mapping, coldPlan, signal);
      }
    },
  };
}

function createWarmDestination(options: DestinationReaderOptions, previous: PreviousSide) {
  const { adapter, mappings, plan, signal } = options;
  const withCursor = [...mappings.values()].filter(({ kind }) => previous.cursor(kind) !== undefined);
  const since = new Date(Math.min(...withCursor.map(({ kind }) => previous.cursor(kind)?.getTime() ?? 0)));

  const survey = onlyOnce(async (): Promise<KindSurvey> => {
    if (plan.cursorTime < since)
      throw new NotWarm(`the server's clock went back since run ${previous.runId}`);
    const gap = await historyGap(adapter, previous.runId, await previous.history(), signal);
    if (gap !== undefined) throw new NotWarm(gap);
    const found = await adapter.survey(withCursor.map(destinationProjection), since, signal);
    if (found.altered !== undefined) throw new NotWarm(found.altered);
    return found;
  });

  const refresh = oncePerKey((mapping: KindMapping) =>
    refreshKind(adapter, mapping, previous, survey, since, signal),
  );

  return async (mapping: KindMapping): Promise<KindRead> => {
    const { kind } = mapping;
    if (previous.cursor(kind) === undefined) {
      const { reason } = await adapter.tier(kind, signal);
      throw new NotWarm(`run ${previous.runId} left no cursor for ${kind}: ${reason}`);
    }
    const own = await refresh(mapping);
    // Of a kind that has to be read in full it is not known what went; that moves its holders' stamps, though.
    const all = await Promise.all(withCursor.map((each) => refresh(each).catch(unlessNotWarm)));
    const gone = new Set(all.flatMap((each) => [...(each?.deleted ?? [])]));
    const lost = await rereadHolders(adapter, mapping, own, gone, signal);
    return {
      kind,
      sets: [
        {
          element: 0,
          origin: kind,
          ids: [...own.records.keys()],
          records: [...own.records.values()],
          newest: undefined,
        },
      ],
      mode: 'warm',
      reason: `run ${previous.runId} was complete up to ${since.toISOString()}, and what changed since can be told`,
      changed: own.different.size,
      deleted: own.deleted.size + lost,
      cursor: { tier: 'TIMESTAMP', time: plan.cursorTime },
    };
  };
}

async function refreshKind(
  adapter: DestinationAdapter,
  mapping: KindMapping,
  previous: PreviousSide,
  survey: () => Promise<KindSurvey>,
  since: Date,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { kind } = mapping;
  const projection = destinationProjection(mapping);
  const { kinds, untold } = await survey();
  const reason = untold.get(kind);
  if (reason !== undefined) throw new NotWarm(`it cannot be told what changed in ${kind}: ${reason}`);
  const found = kinds.get(kind);
  if (found === undefined) throw new NotWarm(`${kind} is not among what the destination told of changes`);
  const records = new Map((await previous.records(kind)).map(({ id, record }) => [id, record]));
  const different = new Set<string>();
  const changed = new Set<string>();
  const put = putInto(records, different);
  if (found.changed > 0) {
    for await (const page of adapter.changesSince(projection, since, signal)) {
      for (const record of page) {
        changed.add(record.id);
        put(record.id, destinationText(record, null));
      }
    }
  }
  const deleted = new Set<string>();
  if (found.total === records.size) return { records, different, changed, deleted };
  const present = await adapter.ids(projection, signal);
  for (const id of [...records.keys()]) {
    if (present.has(id)) continue;
    records.delete(id);
    different.delete(id);
    deleted.add(id);
  }
  const unknown = [...present].filter((id) => !records.has(id));
  for await (const page of adapter.readByIds(projection, unknown, signal)) {
    for (const record of page) put(record.id, destinationText(record, null));
  }
  return { records, different, changed, deleted };
}

/** Reads again what pointed at an object that is gone, whether or not its own stamp tells. */
async function rereadHolders(
  adapter: DestinationAdapter,
  mapping: KindMapping,
  { records, different, changed }: Refreshed,
  gone: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<number> {
  const holders =
    gone.size === 0 ? [] : [...records].filter(([id, text]) => !changed.has(id) && holdsAny(text, gone));
  if (holders.length === 0) return 0;
  const put = putInto(records, different);
  const missing = new Set(holders.map(([id]) => id));
  for await (const page of adapter.readByIds(destinationProjection(mapping), [...missing], signal)) {
    for (const record of page) {
      missing.delete(record.id);
      put(record.id, destinationText(record, null));
    }
  }
  for (const id of missing) records.delete(id);
  return missing.size;
}

function holdsAny(text: string, ids: ReadonlySet<string>): boolean {
  const { peers } = JSON.parse(text) as DestinationText;
  return Object.values(peers).some((list) => list.some((id) => ids.has(id)));
}

function putInto(records: Map<string, string>, different: Set<string>) {
  return (id: string, text: string): void => {
    if (records.get(id) !== text) different.add(id);
    records.set(id, text);
  };
}

function unlessNotWarm(error: unknown): undefined {
  if (!(error instanceof NotWarm)) throw error;
}
