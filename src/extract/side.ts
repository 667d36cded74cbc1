import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MapResult, RowProblem } from '../mapping/map-result.ts';
import type { ReferenceIndex } from '../mapping/reference-index.ts';
import type { Row } from '../mapping/row.ts';
import type { Identification } from '../mapping/source-row.ts';
import { duplicateProblem } from './duplicates.ts';
import type { KindRead, RecordSet } from './kind-read.ts';

/** One kind of one side, mapped. */
export interface KindRows {
  readonly kind: string;
  readonly rows: readonly Row[];
  /** Beside `rows`: the JSON text of each row's record. */
  readonly records: readonly string[];
  /** Records that filters left out: a later warm run needs to know them. */
  readonly leftOut: readonly LeftOutRecord[];
  readonly problems: readonly RowProblem[];
  readonly read: Omit<KindRead, 'sets'>;
}

export interface LeftOutRecord {
  readonly origin: string;
  readonly localId: string;
  readonly record: string;
}

/** Source or destination of a run, kind by kind. */
export interface Side {
  /** Rows of a mapped kind. To be asked in write order; a kind's records are let go once they are mapped. */
  rows(kind: string): Promise<KindRows>;
  /** Object ids by unique id, of every kind that something refers to. */
  idsOf(kind: string): ReadonlyMap<string, string>;
  /** Makes a kind known that is referred to and not mapped. */
  index(kind: string): Promise<void>;
}

export interface SideOptions {
  /** Mapped kinds in write order. */
  readonly kinds: readonly string[];
  /** How many kinds are read beyond the one that is being mapped. */
  readonly readAhead: number;
  readonly references: ReferenceIndex;
  readonly read: (kind: string) => Promise<KindRead>;
  readonly identify: (kind: string, set: RecordSet, id: string, record: string) => Identification;
  readonly map: (kind: string, set: RecordSet, id: string, record: string) => MapResult;
  /** Kinds whose rows a kind's references are looked up in. */
  readonly needs: (kind: string) => readonly string[];
  /** Those of them that its identifiers need. */
  readonly identityNeeds: (kind: string) => readonly string[];
}

/** Records mapped before the event loop gets its turn, so that answers keep coming in. */
const RECORDS_PER_TURN = 2_000;

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
    for (const needed of options.identityNeeds(kind)) if (needed !== kind) await index(needed);
    for (const set of (await read(kind)).sets) {
      for (const [position, id] of set.ids.entries()) {
        if (position % RECORDS_PER_TURN === 0) await nextTurn();
        const result = options.identify(kind, set, id, set.records[position] ?? '{}');
        if (result.status === 'identified') remember(kind, set.origin, id, result.uniqueId);
      }
    }
    options.references.complete(kind);
  };

  const rows = async (kind: string): Promise<KindRows> => {
    const reading = read(kind);
    for (const needed of options.needs(kind)) await index(needed);
    const { sets, ...how } = await reading;
    const mapped = await mapSets(kind, sets, options.map);
    if (referred.has(kind) && !options.references.isComplete(kind)) {
      for (const row of mapped.rows) remember(kind, row.origin, row.localId, row.uniqueId);
      options.references.complete(kind);
    }
    reads.set(kind, Promise.resolve({ ...how, sets: [] }));
    return { kind, ...mapped, read: how };
  };

  return { rows, index, idsOf: (kind) => identities.get(kind) ?? new Map() };
}

async function mapSets(
  kind: string,
  sets: readonly RecordSet[],
  map: SideOptions['map'],
): Promise<Pick<KindRows, 'rows' | 'records' | 'leftOut' | 'problems'>> {
  const rows = new Map<string, { readonly row: Row; readonly record: string }>();
  const duplicated = new Set<string>();
  const leftOut: LeftOutRecord[] = [];
  const problems: RowProblem[] = [];
  for (const set of sets) {
    for (const [position, id] of set.ids.entries()) {
      if (position % RECORDS_PER_TURN === 0) await nextTurn();
      const record = set.records[position] ?? '{}';
      const result = map(kind, set, id, record);
      if (result.status === 'left-out') leftOut.push({ origin: set.origin, localId: id, record });
      else if (result.status === 'problem') problems.push(result.problem);
      else {
        const other = rows.get(result.row.uniqueId);
        if (other === undefined) rows.set(result.row.uniqueId, { row: result.row, record });
        else {
          problems.push(duplicateProblem(kind, other.row, result.row));
          duplicated.add(result.row.uniqueId);
        }
      }
    }
  }
  // Neither of two records with one identity is the right one.
  for (const uniqueId of duplicated) rows.delete(uniqueId);
  const kept = [...rows.values()];
  return { rows: kept.map(({ row }) => row), records: kept.map(({ record }) => record), leftOut, problems };
}
