import type { Clock } from '../clock.ts';

/** One object of a REST server. */
export type RestObject = { readonly id: number } & Record<string, unknown>;

/** Objects of one endpoint, in the order of their ids. Every write sets `updated`. */
export interface Table {
  list(): readonly RestObject[];
  find(id: number): RestObject | undefined;
  create(data: Readonly<Record<string, unknown>>): RestObject;
  update(id: number, data: Readonly<Record<string, unknown>>): RestObject;
  delete(id: number): void;
}

export function createTable(clock: Clock): Table {
  const rows = new Map<number, RestObject>();
  let last = 0;
  const put = (row: RestObject): RestObject => {
    rows.set(row.id, { ...row, updated: clock.now() });
    return row;
  };
  return {
    list: () => [...rows.values()].toSorted((left, right) => left.id - right.id),
    find: (id) => rows.get(id),
    create(data) {
      last += 1;
      return put({ created: clock.now(), ...data, id: last });
    },
    update(id, data) {
      const row = rows.get(id);
      if (row === undefined) throw new Error(`there is no object ${id}`);
      return put({ ...row, ...data, id });
    },
    delete: (id) => void rows.delete(id),
  };
}

/** Tables by endpoint, made when they are first used. */
export type Tables = (endpoint: string) => Table;

/** @param known endpoints that are there though nothing is in them */
export function createTables(
  clock: Clock,
  known: readonly string[],
): Tables & { has(endpoint: string): boolean } {
  const tables = new Map(known.map((endpoint) => [endpoint, createTable(clock)]));
  const find = (endpoint: string): Table => {
    const table = tables.get(endpoint);
    if (table === undefined) throw new Error(`there is no endpoint ${endpoint}`);
    return table;
  };
  return Object.assign(find, { has: (endpoint: string) => tables.has(endpoint) });
}
