import type { RippleRule, SourceAdapter } from '../adapters/contract.ts';
import { SyncError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { ElementMapping, KindMapping } from '../mapping/kind-mapping.ts';
import { readUnchanged } from './content-mark.ts';
import { type ElementProjection, elementProjection, untrackedReason } from './element-projection.ts';
import { type EndpointChanges, readEndpointChanges, type ToldChanges } from './endpoint-changes.ts';
import { historyGap } from './history.ts';
import type { KindRead } from './kind-read.ts';
import { eachNestedReference } from './nested-references.ts';
import { NotWarm, SetBack } from './not-warm.ts';
import { oncePerKey, onlyOnce } from './once.ts';
import type { PreviousSide, Watched } from './previous.ts';
import { silentlyChanged } from './silent-fields.ts';
import { refreshRecords, rereadRecords, type WarmRecords } from './warm-records.ts';

/** A kind read warm, or why it has to be read in full. */
export type WarmRead =
  | {
      readonly status: 'warm';
      readonly read: KindRead;
      /** Endpoints of the objects that its records hold. */
      readonly held: ReadonlySet<string>;
    }
  | { readonly status: 'cold'; readonly reason: string };

/** Reads a source's kinds by what changed since the last run. */
export interface WarmSource {
  read(kind: string): Promise<WarmRead>;
  /** Changes of an endpoint that is not mapped or not trackable, if it was watched; asked once. */
  watchedChanges(endpoint: string): Promise<ToldChanges | undefined>;
}

export interface WarmSourceOptions {
  readonly adapter: SourceAdapter;
  readonly mappings: ReadonlyMap<string, KindMapping>;
  readonly previous: PreviousSide;
  /** The server's time of this run's start, less the overlap. */
  readonly cursorTime: Date;
  readonly signal: AbortSignal;
}

/** An element and what of it was brought up to date. */
interface Refreshed {
  readonly element: ElementProjection;
  readonly warm: WarmRecords;
}

export function createWarmSource(options: WarmSourceOptions): WarmSource {
  const { adapter, mappings, previous, signal } = options;
  const projectionOf = (element: ElementMapping) => elementProjection(adapter, element);

  const refresh = oncePerKey(async (kind: string): Promise<readonly Refreshed[]> => {
    const mapping = mappings.get(kind);
    const since = previous.cursor(kind);
    const elements = (mapping?.elements ?? []).map(projectionOf);
    const untracked = untrackedReason(elements);
    if (untracked !== undefined) throw new NotWarm(untracked);
    if (since === undefined) throw new NotWarm(await coldReason(kind));
    await assertSameHistory();
    const { newest } = await previous.watched();
    const kept = Map.groupBy(await previous.records(kind), ({ origin }) => origin);
    return Promise.all(
      elements.map(async (element) => {
        const { endpoint } = element.projection;
        const before = new Map((kept.get(endpoint) ?? []).map(({ id, record }) => [id, record]));
        const warm = await refreshRecords(adapter, element, before, since, newest.get(endpoint), signal);
        return { element, warm };
      }),
    );
  });

  const unchangedRead = async (kind: string): Promise<KindRead | undefined> => {
    const mapping = mappings.get(kind);
    if (mapping === undefined) return undefined;
    return readUnchanged(mapping, mapping.elements.map(projectionOf), previous, signal);
  };

  /** The server's clock and its history go on from where they were. */
  const assertSameHistory = onlyOnce(async (): Promise<void> => {
    const cursor = latestCursor(previous, mappings);
    if (options.cursorTime < cursor)
      throw new SetBack(`the server's clock went back since run ${previous.runId}`);
    const gap = await historyGap(adapter, previous.runId, await previous.history(), signal);
    if (gap !== undefined) throw new SetBack(gap);
  });

  const coldReason = async (kind: string): Promise<string> => {
    const { unwatched } = await previous.watched();
    const [first] = unwatched;
    if (first !== undefined)
      return `changes of ${first[0]}, which ${kind} may show, cannot be told: ${first[1]}`;
    return `run ${previous.runId} left no cursor for ${kind}`;
  };

  const watchedChanges = oncePerKey(async (endpoint: string): Promise<ToldChanges | undefined> => {
    const known = (await previous.watched()).ids.get(endpoint);
    const since = earliestCursor(previous, mappings);
    if (known === undefined || since === undefined) return undefined;
    try {
      const changes = await readEndpointChanges(adapter, endpoint, known, since, signal);
      return { status: 'told', changes };
    } catch (error) {
      // A full read does not need this endpoint, so that it may not be read is no reason to fail.
      if (error instanceof SyncError && error.code !== 'CANCELLED') {
        return { status: 'unknown', reason: error.message };
      }
      throw error;
    }
  });

  /**
   * What is known of each endpoint: of those that are watched, and of those of mapped kinds. A kind that had a cursor
   * and cannot be warm after all was not watched besides: its changes are unknown, not none.
   */
  const allChanges = onlyOnce(async (): Promise<ReadonlyMap<string, ToldChanges>> => {
    const changes = new Map<string, ToldChanges>();
    const unknown = new Map<string, ToldChanges>();
    const watched: Watched = await previous.watched();
    await Promise.all([
      ...[...watched.ids.keys()].map(async (endpoint) => {
        const found = await watchedChanges(endpoint);
        if (found !== undefined) changes.set(endpoint, found);
      }),
      ...[...mappings.keys()].map(async (kind) => {
        const elements = await refresh(kind).catch(notWarm);
        if (elements instanceof NotWarm) {
          if (previous.cursor(kind) === undefined) return;
          for (const { endpoint } of mappings.get(kind)?.elements ?? [])
            unknown.set(endpoint, { status: 'unknown', reason: elements.message });
          return;
        }
        for (const { element, warm } of elements) {
          changes.set(element.projection.endpoint, { status: 'told', changes: warm });
        }
      }),
    ]);
    return new Map([...unknown, ...changes]);
  });

  const follow = async ({ element, warm }: Refreshed, held: Set<string>): Promise<number> => {
    const { endpoint } = element.projection;
    const changes = await allChanges();
    const { tracking } = element;
    const rules = tracking.status === 'tracked' ? tracking.ripples : [];
    const silent = tracking.status === 'tracked' ? (tracking.silent ?? []) : [];
    const silently = await silentlyChanged(endpoint, silent, warm, adapter.referenceOf, signal);
    const trees = await treesOf(adapter, rules, changes, signal);
    const affected = affectedIds(adapter, warm, rules, changes, trees, held);
    const again = [...new Set([...silently, ...affected])];
    const gone = await rereadRecords(adapter, element, warm, again, signal);
    // What was read again may hold objects of endpoints that no record held before.
    for (const id of again) {
      const record = JSON.parse(warm.records.get(id) ?? '{}') as JsonObject;
      eachNestedReference(record, adapter.referenceOf, (reference) => held.add(reference.endpoint));
    }
    return gone;
  };

  return {
    watchedChanges,
    async read(kind) {
      try {
        const unchanged = await unchangedRead(kind);
        if (unchanged !== undefined) return { status: 'warm', read: unchanged, held: new Set() };
        const elements = await refresh(kind);
        const held = new Set<string>();
        const gone = await Promise.all(elements.map((refreshed) => follow(refreshed, held)));
        return { status: 'warm', read: kindRead(kind, elements, gone, options), held };
      } catch (error) {
        if (error instanceof NotWarm) return { status: 'cold', reason: error.message };
        throw error;
      }
    },
  };
}

/** Ids below what changed, for the rules that follow a tree. */
async function treesOf(
  adapter: SourceAdapter,
  rules: readonly RippleRule[],
  changes: ReadonlyMap<string, ToldChanges>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const trees = new Map<string, ReadonlySet<string>>();
  for (const rule of rules) {
    if (rule.effect !== 'descendants') continue;
    const { changed } = changesOf(changes, rule.endpoint);
    trees.set(
      rule.endpoint,
      changed.size === 0 ? changed : await withDescendants(adapter, rule, changed, signal),
    );
  }
  return trees;
}

async function withDescendants(
  adapter: SourceAdapter,
  rule: Extract<RippleRule, { effect: 'descendants' }>,
  changed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const children = new Map<string, string[]>();
  for await (const page of adapter.read({ endpoint: rule.endpoint, paths: [rule.parentPath] }, signal)) {
    for (const { id, data } of page) {
      const parent = data[rule.parentPath];
      const reference =
        typeof parent === 'object' && parent !== null && !Array.isArray(parent)
          ? adapter.referenceOf(parent)
          : undefined;
      if (reference !== undefined) children.set(reference.id, [...(children.get(reference.id) ?? []), id]);
    }
  }
  const found = new Set<string>();
  const waiting = [...changed];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(children.get(id) ?? []));
  }
  return found;
}

/** Records whose content may have changed by way of other objects. */
function affectedIds(
  adapter: SourceAdapter,
  warm: WarmRecords,
  rules: readonly RippleRule[],
  changes: ReadonlyMap<string, ToldChanges>,
  trees: ReadonlyMap<string, ReadonlySet<string>>,
  held: Set<string>,
): readonly string[] {
  for (const { effect, endpoint } of rules) {
    const { changed, deleted } = changesOf(changes, endpoint);
    if (effect === 'everything' && (changed.size > 0 || deleted > 0)) {
      throw new NotWarm(`${endpoint} changed, which may alter every record`);
    }
  }
  const holders = new Set(rules.filter(({ effect }) => effect === 'holders').map(({ endpoint }) => endpoint));
  const affected: string[] = [];
  for (const [id, text] of warm.records) {
    let touched = false;
    eachNestedReference(JSON.parse(text) as JsonObject, adapter.referenceOf, (reference) => {
      held.add(reference.endpoint);
      const found = changes.get(reference.endpoint);
      // Not watched so far: then no record held it at the last run, and this one was read just now.
      if (found === undefined) return;
      const { present, changed } = toldChanges(reference.endpoint, found);
      touched ||=
        !present.has(reference.id) ||
        (changed.has(reference.id) && (reference.shown || holders.has(reference.endpoint))) ||
        (trees.get(reference.endpoint)?.has(reference.id) ?? false);
    });
    if (touched && !warm.changed.has(id)) affected.push(id);
  }
  return affected;
}

function changesOf(changes: ReadonlyMap<string, ToldChanges>, endpoint: string): EndpointChanges {
  const found = changes.get(endpoint);
  if (found === undefined) throw new NotWarm(`changes of ${endpoint}, which alter it, are not watched yet`);
  return toldChanges(endpoint, found);
}

function toldChanges(endpoint: string, found: ToldChanges): EndpointChanges {
  if (found.status === 'told') return found.changes;
  throw new NotWarm(`changes of ${endpoint}, which it shows, cannot be told: ${found.reason}`);
}

function kindRead(
  kind: string,
  elements: readonly Refreshed[],
  gone: readonly number[],
  options: WarmSourceOptions,
): KindRead {
  const { previous, cursorTime } = options;
  const since = previous.cursor(kind);
  return {
    kind,
    sets: elements.map(({ element, warm }, index) => ({
      element: index,
      origin: element.projection.endpoint,
      ids: [...warm.records.keys()],
      records: [...warm.records.values()],
      newest: warm.newest,
    })),
    mode: 'warm',
    reason: `run ${previous.runId} was complete up to ${since?.toISOString()}, and what changed since can be told`,
    changed: elements.reduce((sum, { warm }) => sum + warm.different.size, 0),
    deleted:
      elements.reduce((sum, { warm }) => sum + warm.deleted, 0) + gone.reduce((sum, count) => sum + count, 0),
    cursor: { tier: 'TIMESTAMP', time: cursorTime },
  };
}

function latestCursor(previous: PreviousSide, mappings: ReadonlyMap<string, KindMapping>): Date {
  const times = [...mappings.keys()].flatMap((kind) => previous.cursor(kind)?.getTime() ?? []);
  return new Date(Math.max(...times, 0));
}

/** Undefined when no kind has a cursor: then nothing is read warm. */
function earliestCursor(
  previous: PreviousSide,
  mappings: ReadonlyMap<string, KindMapping>,
): Date | undefined {
  const times = [...mappings.keys()].flatMap((kind) => previous.cursor(kind)?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** Why a kind has no changes to tell; a server that was set back concerns every kind. */
function notWarm(error: unknown): NotWarm {
  if (error instanceof SetBack || !(error instanceof NotWarm)) throw error;
  return error;
}
