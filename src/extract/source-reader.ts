import type { SourceAdapter } from '../adapters/contract.ts';
import { SyncError } from '../errors.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { elementProjection } from './element-projection.ts';
import type { ToldChanges } from './endpoint-changes.ts';
import type { KindRead, Newest } from './kind-read.ts';
import type { PreviousSide, Watched } from './previous.ts';
import { type ReadPlan, readSourceKind } from './read-source.ts';
import { createWarmSource } from './warm-source.ts';

/** Reads the source's kinds, warm where that is exact and asked for, and keeps what the next run needs. */
export interface SourceReader {
  read(kind: string): Promise<KindRead>;
  /** To be called once all kinds are read. */
  finish(): Promise<ReadingEnd>;
}

/** What the next run has to know besides the snapshots. */
export interface ReadingEnd {
  readonly watched: Watched;
  /** Kinds that show something whose changes cannot be told: they have no cursor after all. */
  readonly withoutCursor: ReadonlySet<string>;
}

export interface SourceReaderOptions {
  readonly adapter: SourceAdapter;
  readonly mappings: ReadonlyMap<string, KindMapping>;
  readonly plan: ReadPlan;
  /** The last finished run; undefined: everything is read. */
  readonly previous: PreviousSide | undefined;
  readonly signal: AbortSignal;
}

/** What was noted of a kind while it was read. */
interface KindNote {
  readonly hasCursor: boolean;
  /** Endpoints whose changes alter its records. */
  readonly dependsOn: ReadonlySet<string>;
  /** Ids by endpoint of its own. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** By endpoint of its own. */
  readonly newest: ReadonlyMap<string, Newest>;
}

export function createSourceReader(options: SourceReaderOptions): SourceReader {
  const { adapter, mappings, plan, previous, signal } = options;
  const notes = new Map<string, KindNote>();
  // Before the first record: what is entered later is newer than the records.
  const mark = adapter.historyMark(signal);
  mark.catch(() => undefined); // Whoever awaits it hears of it.
  const warm =
    previous && createWarmSource({ adapter, mappings, previous, cursorTime: plan.cursorTime, signal });

  const note = (read: KindRead, held: ReadonlySet<string>): void => {
    const mapping = mappings.get(read.kind);
    const rules = (mapping?.elements ?? []).flatMap((element) => {
      const { tracking } = elementProjection(adapter, element);
      return tracking.status === 'tracked' ? tracking.ripples.map(({ endpoint }) => endpoint) : [];
    });
    notes.set(read.kind, {
      hasCursor: read.cursor !== undefined,
      dependsOn: new Set([...held, ...rules]),
      ids: new Map(read.sets.map((set) => [set.origin, new Set(set.ids)])),
      newest: new Map(
        read.sets.flatMap(({ origin, newest }) => (newest === undefined ? [] : [[origin, newest]])),
      ),
    });
  };

  const readFull = async (mapping: KindMapping, reason: string): Promise<KindRead> => {
    const { read, held } = await readSourceKind(adapter, mapping, { ...plan, reason }, signal);
    note(read, held);
    return read;
  };

  return {
    async read(kind) {
      const mapping = mappings.get(kind);
      if (mapping === undefined) throw new Error(`${kind} is not mapped`);
      const result = await warm?.read(kind);
      if (result === undefined) return readFull(mapping, plan.reason);
      if (result.status === 'cold') return readFull(mapping, result.reason);
      note(result.read, result.held);
      return result.read;
    },
    async finish() {
      return finishReading(adapter, notes, (endpoint) => warm?.watchedChanges(endpoint), await mark, signal);
    },
  };
}

/** Decides what has to be watched until the next run, and for which kinds that cannot be done. */
async function finishReading(
  adapter: SourceAdapter,
  notes: ReadonlyMap<string, KindNote>,
  known: (endpoint: string) => Promise<ToldChanges | undefined> | undefined,
  historyMark: string | undefined,
  signal: AbortSignal,
): Promise<ReadingEnd> {
  const own = new Map([...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [] : [...ids])));
  const covered = new Set(
    [...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [...ids.keys()] : [])),
  );
  const needed = new Set(
    [...notes.values()].flatMap(({ dependsOn, hasCursor }) => (hasCursor ? [...dependsOn] : [])),
  );
  const ids = new Map<string, ReadonlySet<string>>();
  const unwatched = new Map<string, string>();
  for (const endpoint of needed) {
    if (covered.has(endpoint)) continue;
    const told = await known(endpoint);
    const found =
      told?.status === 'told'
        ? told.changes.present
        : (told?.reason ?? (await watch(adapter, endpoint, own.get(endpoint), signal)));
    if (typeof found === 'string') unwatched.set(endpoint, found);
    else ids.set(endpoint, found);
  }
  const withoutCursor = new Set<string>();
  for (const [kind, { dependsOn, hasCursor, ids: ownIds }] of notes) {
    if (!hasCursor || ![...dependsOn].some((endpoint) => unwatched.has(endpoint))) continue;
    withoutCursor.add(kind);
    for (const [endpoint, present] of ownIds) ids.set(endpoint, present);
  }
  const newest = new Map([...notes.values()].flatMap((note) => [...note.newest]));
  return { watched: { ids, unwatched, newest, historyMark }, withoutCursor };
}

/** The ids of an endpoint that is watched from now on, or why it cannot be. */
async function watch(
  adapter: SourceAdapter,
  endpoint: string,
  own: ReadonlySet<string> | undefined,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | string> {
  try {
    const { tier, reason } = await adapter.tier(endpoint, signal);
    if (tier !== 'TIMESTAMP') return reason;
    return own ?? (await adapter.ids(endpoint, signal));
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return error.message;
    throw error;
  }
}
