import type { Row } from '../mapping/row.ts';
import { objectIds } from './object-ids.ts';

export interface RenameSearch {
  readonly kind: string;
  /** Undefined: the source's ids tell nothing, and nothing is tied. */
  readonly namespace: string | undefined;
  /** All rows of the source. */
  readonly source: Iterable<Row>;
  /** Those of them that no row of the destination equals in its unique id. */
  readonly sourceOnly: readonly Row[];
  /** The same the other way round. */
  readonly destinationOnly: readonly Row[];
  /** Ids of all objects of the kind at the destination. */
  readonly taken: ReadonlySet<string>;
}

/** What the ids of a kind's objects tell of rows that have no counterpart by their unique id. */
export interface Ties {
  /** By unique id of the source's row: the object that was made of the same record. */
  readonly renamed: ReadonlyMap<string, Row>;
  /** By unique id of the source's row: the id that its new object is to have. */
  readonly newIds: ReadonlyMap<string, string>;
}

/**
 * Ties rows by the ids of the objects, which are made of the source's own ids. It takes nothing but the two
 * sides as they are, so a warm run, a full one and one without any cache find the same. Rows of which several
 * come from one record have no tie: the record does not tell which is which.
 */
export function findTies(search: RenameSearch): Ties {
  const { kind, namespace, sourceOnly, taken } = search;
  const renamed = new Map<string, Row>();
  const newIds = new Map<string, string>();
  if (namespace === undefined || sourceOnly.length === 0) return { renamed, newIds };
  const shared = sharedRecords(search.source);
  const free = new Map(search.destinationOnly.map((row) => [row.localId, row]));
  for (const row of sourceOnly) {
    const { origin, localId } = row;
    if (shared.has(recordKey(row))) continue;
    const ids = objectIds({ namespace, kind, origin, localId });
    const tied = ids.find((id) => free.has(id));
    const counterpart = tied === undefined ? undefined : free.get(tied);
    if (counterpart !== undefined) renamed.set(row.uniqueId, counterpart);
    const fresh = ids.find((id) => !taken.has(id));
    if (counterpart === undefined && fresh !== undefined) newIds.set(row.uniqueId, fresh);
  }
  return { renamed, newIds };
}

function sharedRecords(rows: Iterable<Row>): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const row of rows) {
    const key = recordKey(row);
    if (seen.has(key)) shared.add(key);
    seen.add(key);
  }
  return shared;
}

function recordKey({ origin, localId }: Row): string {
  return JSON.stringify([origin, localId]);
}
