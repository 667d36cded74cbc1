import type { Row } from '../mapping/row.ts';
import { objectIds, type SourceObject } from './object-ids.ts';

/** What the ids of objects are made of, besides the record. */
export interface ObjectNaming {
  /** Keeps the objects of one sync apart from those of another. */
  readonly sync: string;
  /** See `SourceAdapter.namespace`; undefined: an object is made for a unique id, since a record's own is not lasting. */
  readonly namespace: string | undefined;
}

export interface RenameSearch {
  readonly kind: string;
  /** Undefined: objects get the ids that the destination gives them, and nothing is tied. */
  readonly naming: ObjectNaming | undefined;
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
 * sides as they are, so a warm run, a full one and one without any cache find the same. Of several rows of one
 * record the record does not tell which is which: their objects' ids are made of their unique ids.
 */
export function findTies(search: RenameSearch): Ties {
  const { kind, naming, sourceOnly, taken } = search;
  const renamed = new Map<string, Row>();
  const newIds = new Map<string, string>();
  if (naming === undefined || sourceOnly.length === 0) return { renamed, newIds };
  const isShared = sharedRecords(search.source);
  const free = new Map(search.destinationOnly.map((row) => [row.localId, row]));
  for (const row of sourceOnly) {
    const lasting = naming.namespace !== undefined && !isShared(row);
    const made = lasting ? recordOf(kind, naming, row) : uniqueIdOf(kind, naming, row);
    const counterpart = free.size === 0 ? undefined : firstOf(objectIds(made), (id) => free.get(id));
    if (counterpart !== undefined) {
      renamed.set(row.uniqueId, counterpart);
      continue;
    }
    const fresh = firstOf(objectIds(made), (id) => (taken.has(id) ? undefined : id));
    if (fresh !== undefined) newIds.set(row.uniqueId, fresh);
  }
  return { renamed, newIds };
}

function firstOf<Found>(ids: Iterable<string>, find: (id: string) => Found | undefined): Found | undefined {
  for (const id of ids) {
    const found = find(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function recordOf(kind: string, { sync, namespace = '' }: ObjectNaming, row: Row): SourceObject {
  return { namespace: `${sync} ${namespace}`, kind, origin: row.origin, localId: row.localId };
}

function uniqueIdOf(kind: string, { sync }: ObjectNaming, row: Row): SourceObject {
  return { namespace: sync, kind, origin: '', localId: row.uniqueId };
}

/** Tells the rows whose record has other rows too. */
function sharedRecords(rows: Iterable<Row>): (row: Row) => boolean {
  const seen = new Map<string, Set<string>>();
  const shared = new Map<string, Set<string>>();
  for (const { origin, localId } of rows) {
    const ids = seen.get(origin) ?? new Set();
    if (ids.has(localId)) shared.set(origin, (shared.get(origin) ?? new Set()).add(localId));
    seen.set(origin, ids.add(localId));
  }
  return ({ origin, localId }) => shared.get(origin)?.has(localId) ?? false;
}
