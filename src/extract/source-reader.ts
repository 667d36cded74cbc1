import type { RippleRule, SourceAdapter } from '../adapters/contract.ts';
import { SyncError } from '../errors.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { elementProjection } from './element-projection.ts';
import type { ToldChanges } from './endpoint-changes.ts';
import type { KindRead, Newest } from './kind-read.ts';
import { oncePerKey } from './once.ts';
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
  /** For a full read, of endpoints of which any change may alter every record: what there was before it. */
  readonly before: ReadonlyMap<string, FoundIds>;
}

/** The ids of an endpoint, or why it cannot be watched. */
type FoundIds = ReadonlySet<string> | string;

export function createSourceReader(options: SourceReaderOptions): SourceReader {
  const { adapter, mappings, plan, previous, signal } = options;
  const notes = new Map<string, KindNote>();
  const warm =
    previous && createWarmSource({ adapter, mappings, previous, cursorTime: plan.cursorTime, signal });

  const rulesOf = (kind: string): readonly RippleRule[] =>
    (mappings.get(kind)?.elements ?? []).flatMap((element) => {
      const { tracking } = elementProjection(adapter, element);
      return tracking.status === 'tracked' ? tracking.ripples : [];
    });
  const alteredBy = (kind: string): readonly string[] =>
    rulesOf(kind).flatMap(({ effect, endpoint }) => (effect === 'everything' ? [endpoint] : []));

  const note = (
    read: KindRead,
    held: ReadonlySet<string>,
    before: ReadonlyMap<string, FoundIds> = new Map(),
  ): void => {
    notes.set(read.kind, {
      hasCursor: read.cursor !== undefined,
      dependsOn: new Set([...held, ...rulesOf(read.kind).map(({ endpoint }) => endpoint)]),
      before,
      ids: new Map(read.sets.map((set) => [set.origin, new Set(set.ids)])),
      newest: new Map(
        read.sets.flatMap(({ origin, newest }) => (newest === undefined ? [] : [[origin, newest]])),
      ),
    });
  };

  // Asked before the records are read: an object that is deleted meanwhile is in none of the ids read after them, and
  // so it would not be missed by the next run.
  const idsBefore = oncePerKey(async (endpoint: string): Promise<FoundIds> => {
    const told = await warm?.watchedChanges(endpoint);
    if (told?.status === 'told') return told.changes.present;
    return told?.reason ?? watch(adapter, endpoint, undefined, signal);
  });

  const readFull = async (mapping: KindMapping, reason: string): Promise<KindRead> => {
    const before = await Promise.all(
      alteredBy(mapping.kind).map(async (endpoint) => [endpoint, await idsBefore(endpoint)] as const),
    );
    const { read, held } = await readSourceKind(adapter, mapping, { ...plan, reason }, signal);
    note(read, held, new Map(before));
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
      return finishReading(adapter, notes, (endpoint) => warm?.watchedChanges(endpoint), signal);
    },
  };
}

/** Decides what has to be watched until the next run, and for which kinds that cannot be done. */
async function finishReading(
  adapter: SourceAdapter,
  notes: ReadonlyMap<string, KindNote>,
  known: (endpoint: string) => Promise<ToldChanges | undefined> | undefined,
  signal: AbortSignal,
): Promise<ReadingEnd> {
  const own = new Map([...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [] : [...ids])));
  const covered = new Set(
    [...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [...ids.keys()] : [])),
  );
  const needed = new Set(
    [...notes.values()].flatMap(({ dependsOn, hasCursor }) => (hasCursor ? [...dependsOn] : [])),
  );
  const before = new Map([...notes.values()].flatMap((note) => [...note.before]));
  const ids = new Map<string, ReadonlySet<string>>();
  const unwatched = new Map<string, string>();
  for (const endpoint of needed) {
    if (covered.has(endpoint)) continue;
    const told = await known(endpoint);
    const found =
      told?.status === 'told'
        ? told.changes.present
        : (told?.reason ??
          before.get(endpoint) ??
          (await watch(adapter, endpoint, own.get(endpoint), signal)));
    if (typeof found === 'string') unwatched.set(endpoint, found);
    else ids.set(endpoint, found);
  }
  const withoutCursor = new Set<string>();
  const shrunk = endpointsThatLost(covered, before, notes);
  for (const [kind, { dependsOn, before: altering, hasCursor, ids: ownIds }] of notes) {
    const untold = [...dependsOn].some((endpoint) => unwatched.has(endpoint));
    if (!hasCursor || !(untold || [...altering.keys()].some((endpoint) => shrunk.has(endpoint)))) continue;
    withoutCursor.add(kind);
    for (const [endpoint, present] of ownIds) ids.set(endpoint, present);
  }
  const newest = new Map([...notes.values()].flatMap((note) => [...note.newest]));
  return { watched: { ids, unwatched, newest }, withoutCursor };
}

/** Mapped endpoints that lost an object between the ids from before and the reading of their own records. */
function endpointsThatLost(
  covered: ReadonlySet<string>,
  before: ReadonlyMap<string, FoundIds>,
  notes: ReadonlyMap<string, KindNote>,
): ReadonlySet<string> {
  const shrunk = new Set<string>();
  for (const [endpoint, known] of before) {
    if (!covered.has(endpoint) || typeof known === 'string') continue;
    const sets = [...notes.values()].flatMap(({ ids }) => ids.get(endpoint) ?? []);
    if (sets.some((ids) => [...known].some((id) => !ids.has(id)))) shrunk.add(endpoint);
  }
  return shrunk;
}

/** The ids of an endpoint that is watched from now on, or why it cannot be. */
async function watch(
  adapter: SourceAdapter,
  endpoint: string,
  own: ReadonlySet<string> | undefined,
  signal: AbortSignal,
): Promise<FoundIds> {
  try {
    const { tier, reason } = await adapter.tier(endpoint, signal);
    if (tier !== 'TIMESTAMP') return reason;
    return own ?? (await adapter.ids(endpoint, signal));
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return error.message;
    throw error;
  }
}
