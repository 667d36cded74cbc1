import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReferenceIndex } from '../mapping/reference-index.ts';
import type { Identification } from '../mapping/source-row.ts';
import type { KindRead, RecordSet } from './kind-read.ts';
import type { KindRows } from './kind-rows.ts';
import { type MapSetsOptions, mapSets, RECORDS_PER_TURN } from './map-sets.ts';

/** Source or destination of a run, kind by kind. */
export interface Side {
  /** Rows of a mapped kind. To be asked in write order; a kind's records are let go once they are mapped. */
  rows(kind: string): Promise<KindRows>;
  /** Object ids by unique id, of every kind that something refers to. */
  idsOf(kind: string): ReadonlyMap<string, string>;
  /** Says that an object goes by another unique id from now on: what refers to it refers to that. */
  renamed(kind: string, origin: string, localId: string, uniqueId: string): void;
  /** Makes a kind known that is referred to and not mapped. */
  index(kind: string): Promise<void>;
}

export interface SideOptions extends MapSetsOptions {
  /** Mapped kinds in write order. */
  readonly kinds: readonly string[];
  /** How many kinds are read beyond the one that is being mapped. */
  readonly readAhead: number;
  readonly references: ReferenceIndex;
  readonly read: (kind: string) => Promise<KindRead>;
  readonly identify: (kind: string, set: RecordSet, id: string, record: string) => Identification;
  /** Kinds whose rows a kind's references are looked up in. */
  readonly needs: (kind: string) => readonly string[];
  /** Those of them that its identifiers need. */
  readonly identityNeeds: (kind: string) => readonly string[];
}

/** Levels of a tree whose objects are identified by the one above: more than any tree has; ends a circle. */
const DEEPEST_TREE = 100;

interface Identified {
  readonly id: string;
  readonly uniqueId: string;
}

export function createSide(options: SideOptions): Side {
  const reads = new Map<string, Promise<KindRead>>();
  const identities = new Map<string, Map<string, string>>();
  const referred = new Set(options.kinds.flatMap((kind) => options.needs(kind)));

  const read = (kind: string): Promise<KindRead> => {
    const position = options.kinds.indexOf(kind);
    const ahead = position < 0 ? [] : options.kinds.slice(position, position + 1 + options.readAhead);
    for (const next of new Set([kind, ...ahead])) {
      if (reads.has(next)) continue;
      const started = options.read(next);
      started.catch(() => undefined); // Whoever awaits the kind hears of it.
      reads.set(next, started);
    }
    return reads.get(kind) ?? options.read(kind);
  };

  const remember = (kind: string, origin: string, localId: string, uniqueId: string): void => {
    options.references.add(kind, origin, localId, uniqueId);
    const ids = identities.get(kind) ?? new Map<string, string>();
    identities.set(kind, ids.set(uniqueId, localId));
  };

  const index = async (kind: string): Promise<void> => {
    if (options.references.isComplete(kind)) return;
    const needed = options.identityNeeds(kind);
    for (const other of needed) if (other !== kind) await index(other);
    const { sets } = await read(kind);
    // Objects that are identified by others of their kind: each pass knows one more level of the tree.
    const passes = needed.includes(kind) ? DEEPEST_TREE : 1;
    let known = await identifyAll(kind, sets);
    for (let pass = 1; pass < passes; pass += 1) {
      const before = known;
      known = await identifyAll(kind, sets);
      if (sameIdentities(before, known)) break;
    }
    identities.set(kind, new Map(known.map(({ uniqueId, id }) => [uniqueId, id])));
    options.references.complete(kind);
  };

  const identifyAll = async (kind: string, sets: readonly RecordSet[]): Promise<readonly Identified[]> => {
    const known: Identified[] = [];
    for (const set of sets) {
      for (const [position, id] of set.ids.entries()) {
        if (position % RECORDS_PER_TURN === 0) await nextTurn();
        const result = options.identify(kind, set, id, set.records[position] ?? '{}');
        if (result.status !== 'identified') continue;
        options.references.add(kind, set.origin, id, result.uniqueId);
        known.push({ id, uniqueId: result.uniqueId });
      }
    }
    return known;
  };

  const rows = async (kind: string): Promise<KindRows> => {
    const reading = read(kind);
    for (const needed of options.needs(kind)) await index(needed);
    const { sets, ...how } = await reading;
    const mapped = await mapSets(kind, sets, options);
    if (referred.has(kind) && !options.references.isComplete(kind)) {
      for (const row of mapped.rows) remember(kind, row.origin, row.localId, row.uniqueId);
      options.references.complete(kind);
    }
    reads.set(kind, Promise.resolve({ ...how, sets: [] }));
    return { kind, ...mapped, read: how };
  };

  return { rows, index, renamed: remember, idsOf: (kind) => identities.get(kind) ?? new Map() };
}

function sameIdentities(before: readonly Identified[], after: readonly Identified[]): boolean {
  return (
    before.length === after.length &&
    after.every(({ uniqueId }, position) => before[position]?.uniqueId === uniqueId)
  );
}
