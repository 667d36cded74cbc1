import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SourceLocation } from '../errors.ts';
import type { MapResult, RowProblem } from '../mapping/map-result.ts';
import type { Row } from '../mapping/row.ts';
import { duplicateProblem } from './duplicates.ts';
import type { RecordSet } from './kind-read.ts';
import type { KindRows, LeftOutRecord } from './kind-rows.ts';

/** Records mapped before the event loop gets its turn, so that answers keep coming in. */
export const RECORDS_PER_TURN = 2_000;

export interface MapSetsOptions {
  readonly map: (kind: string, set: RecordSet, id: string, record: string) => MapResult;
  /** Where a record stands in a file that a user wrote, if it does. */
  readonly locate?: (record: string) => SourceLocation | undefined;
}

type MappedSets = Pick<KindRows, 'rows' | 'records' | 'leftOut' | 'problems'>;

/** Maps a kind's records. One that gives no row is left out, as are all that have one identity. */
export async function mapSets(
  kind: string,
  sets: readonly RecordSet[],
  { map, locate = () => undefined }: MapSetsOptions,
): Promise<MappedSets> {
  const found = createRows(kind);
  const leftOut: LeftOutRecord[] = [];
  const problems: RowProblem[] = [];
  for (const set of sets) {
    for (const [position, id] of set.ids.entries()) {
      if (position % RECORDS_PER_TURN === 0) await nextTurn();
      const record = set.records[position] ?? '{}';
      const result = map(kind, set, id, record);
      const problem = result.status === 'row' ? found.add(result.row, record) : result;
      if (problem === undefined) continue;
      leftOut.push({ origin: set.origin, localId: id, record });
      if (problem.status === 'problem') problems.push({ ...problem.problem, location: locate(record) });
    }
  }
  return found.end(leftOut, problems);
}

/** Rows with one identity each. */
function createRows(kind: string) {
  const rows: Row[] = [];
  const records: string[] = [];
  /** By unique id, where its row stands. */
  const places = new Map<string, number>();
  const duplicated = new Set<number>();

  return {
    /** @returns the problem when another row has the same identity */
    add(row: Row, record: string): { readonly status: 'problem'; readonly problem: RowProblem } | undefined {
      const place = places.get(row.uniqueId);
      const other = place === undefined ? undefined : rows[place];
      if (place === undefined || other === undefined) {
        places.set(row.uniqueId, rows.length);
        rows.push(row);
        records.push(record);
        return undefined;
      }
      duplicated.add(place);
      const first = { row: other, record: records[place] ?? '{}' };
      return { status: 'problem', problem: duplicateProblem(kind, first, { row, record }) };
    },
    /** Neither of two records with one identity is the right one: the first of them is left out too. */
    end(leftOut: LeftOutRecord[], problems: readonly RowProblem[]): MappedSets {
      if (duplicated.size === 0) return { rows, records, leftOut, problems };
      for (const place of duplicated) {
        const row = rows[place];
        if (row === undefined) continue;
        leftOut.push({ origin: row.origin, localId: row.localId, record: records[place] ?? '{}' });
      }
      const isKept = (_: unknown, place: number): boolean => !duplicated.has(place);
      return { rows: rows.filter(isKept), records: records.filter(isKept), leftOut, problems };
    },
  };
}
