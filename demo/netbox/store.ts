import { isJsonObject } from '../../src/json.ts';
import type { Row } from './fields.ts';
import type { Model } from './model.ts';
import { computeNesting, type Nesting } from './networks.ts';

/** The rows of one endpoint. */
export interface Table {
  readonly model: Model;
  readonly rows: Map<number, Row>;
  /** Grows with every change of a row; what is cached for the table is good for one value. */
  generation: number;
  nextId: number;
}

/** All tables: a database without transactions, whose rows are replaced, never changed. */
export interface Store {
  readonly tables: ReadonlyMap<string, Table>;
  /** Grows with every change of any row. */
  readonly changes: number;
  /** @throws for an endpoint that this server does not have: a mistake of the caller */
  table(endpoint: string): Table;
  get(endpoint: string, id: number | null): Row | undefined;
  put(endpoint: string, row: Row): void;
  remove(endpoint: string, id: number): void;
  reserveId(endpoint: string): number;
  /** The ids of the rows of `endpoint` whose `field` refers to `target`. */
  referrers(endpoint: string, field: string, target: number | string): ReadonlySet<number>;
  /** The rows in the order of their ids. */
  inOrderOfId(endpoint: string): readonly Row[];
  /** Carries out `work`; when it throws, its changes of rows are taken back. */
  atomically<T>(work: () => T): T;
  /** How deep each prefix lies in others of its VRF, by its id. */
  nesting(): ReadonlyMap<number, Nesting>;
}

type Index = Map<number | string, Set<number>>;
const NOBODY: ReadonlySet<number> = new Set();

export function createStore(models: readonly Model[]): Store {
  const tables = new Map<string, Table>(
    models.map((model) => [model.endpoint, { model, rows: new Map(), generation: 0, nextId: 1 }]),
  );
  const indexes = new Map<string, Map<string, Index>>();
  const ordered = new Map<string, { generation: number; rows: readonly Row[] }>();

  function table(endpoint: string): Table {
    const found = tables.get(endpoint);
    if (!found) throw new Error(`the embedded NetBox has no endpoint ${endpoint}`);
    return found;
  }

  function indexOf(endpoint: string, field: string): Index {
    const ofTable = indexes.get(endpoint) ?? new Map<string, Index>();
    indexes.set(endpoint, ofTable);
    let index = ofTable.get(field);
    if (index) return index;
    index = new Map();
    for (const row of table(endpoint).rows.values()) addTo(index, keysOf(row, field), row.id);
    ofTable.set(field, index);
    return index;
  }

  function reindex(endpoint: string, before: Row | undefined, after: Row | undefined): void {
    for (const [field, index] of indexes.get(endpoint) ?? []) {
      if (before && after && !field.includes('+') && before[field] === after[field]) continue;
      if (before) for (const key of keysOf(before, field)) index.get(key)?.delete(before.id);
      if (after) addTo(index, keysOf(after, field), after.id);
    }
  }

  let changes = 0;
  let undo: (() => void)[] | undefined;
  let nesting: { generation: number; value: ReadonlyMap<number, Nesting> } | undefined;
  const store: Store = {
    tables,
    get changes() {
      return changes;
    },
    nesting() {
      const { generation } = table('ipam/prefixes');
      if (nesting?.generation === generation) return nesting.value;
      nesting = { generation, value: computeNesting(store.inOrderOfId('ipam/prefixes')) };
      return nesting.value;
    },
    table,
    get: (endpoint, id) => (id === null ? undefined : table(endpoint).rows.get(id)),
    put(endpoint, row) {
      const into = table(endpoint);
      const before = into.rows.get(row.id);
      undo?.push(() => (before ? store.put(endpoint, before) : store.remove(endpoint, row.id)));
      reindex(endpoint, before, row);
      into.rows.set(row.id, row);
      into.nextId = Math.max(into.nextId, row.id + 1);
      into.generation++;
      changes++;
    },
    remove(endpoint, id) {
      const from = table(endpoint);
      const before = from.rows.get(id);
      if (before) undo?.push(() => store.put(endpoint, before));
      reindex(endpoint, before, undefined);
      from.rows.delete(id);
      from.generation++;
      changes++;
    },
    reserveId: (endpoint) => table(endpoint).nextId++,
    atomically(work) {
      if (undo) return work();
      const steps: (() => void)[] = [];
      undo = steps;
      try {
        return work();
      } catch (error) {
        undo = undefined;
        for (const step of steps.reverse()) step();
        throw error;
      } finally {
        undo = undefined;
      }
    },
    referrers: (endpoint, field, target) => indexOf(endpoint, field).get(target) ?? NOBODY,
    inOrderOfId(endpoint) {
      const from = table(endpoint);
      const cached = ordered.get(endpoint);
      if (cached?.generation === from.generation) return cached.rows;
      const rows = [...from.rows.values()];
      if (rows.some((row, index) => index > 0 && row.id < (rows[index - 1]?.id ?? 0))) {
        rows.sort((left, right) => left.id - right.id);
      }
      ordered.set(endpoint, { generation: from.generation, rows });
      return rows;
    },
  };
  return store;
}

function addTo(index: Index, keys: readonly (number | string)[], id: number): void {
  for (const key of keys) {
    const ids = index.get(key);
    if (ids) ids.add(id);
    else index.set(key, new Set([id]));
  }
}

/**
 * What a row is found by: the id of a reference, each id of a many field, `dcim.site:7` for the two columns
 * `scope_type+scope_id`, and each end's `dcim.interface:7` for the ends of a cable.
 */
function keysOf(row: Row, field: string): readonly (number | string)[] {
  const [typeField = '', idField] = field.split('+');
  if (idField !== undefined) {
    const type = row[typeField];
    return typeof type === 'string' ? [`${type}:${String(row[idField])}`] : [];
  }
  const found = row[field];
  if (typeof found === 'number' || typeof found === 'string') return [found];
  if (!Array.isArray(found)) return [];
  return found.flatMap((each) => {
    if (typeof each === 'number' || typeof each === 'string') return [each];
    return isJsonObject(each) ? [`${String(each.object_type)}:${String(each.object_id)}`] : [];
  });
}
