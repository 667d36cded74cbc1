import type { JsonObject } from '../../src/json.ts';
import type { Row } from './fields.ts';
import type { Store } from './store.ts';
import type { Given, Writer } from './writer.ts';

/** The data behind a running embedded NetBox, for tests that change it. Endpoints are named `dcim/devices`. */
export interface NetBoxData {
  /** All rows in the order of their ids, as stored: references are ids, choices their raw values. */
  list(endpoint: string): readonly Row[];
  /** @throws when there is no such row */
  get(endpoint: string, id: number): Row;
  /** The first row whose fields equal the given ones. */
  find(endpoint: string, fields: JsonObject): Row | undefined;
  /** As POST: checked, stamped, logged, with its ripples. @throws {Refusal} as the API would answer */
  create(endpoint: string, fields: JsonObject): Row;
  /** As PATCH. @throws {Refusal} as the API would answer */
  update(endpoint: string, id: number, fields: JsonObject): Row;
  /** As DELETE. @throws {Refusal} as the API would answer */
  delete(endpoint: string, id: number): void;
  /** PATCH of the name (of a device type: its model). */
  rename(endpoint: string, id: number, name: string): Row;
  /** As statements in a database shell: stored values as they are, no check, no stamp, no change log, no ripple. */
  readonly shell: ShellWrites;
  /** Starts a transaction: its changes are stamped when they are made and seen by clients when it commits. */
  begin(): LateTransaction;
  /** Takes away what the change log holds from before a time, as its retention does. */
  pruneChanges(before: Date): void;
  /** All rows as they are now, and the ids that come next. */
  backup(): Backup;
  /** Everything as it was, the stamps and the next ids too, as after `pg_restore`. */
  restore(backup: Backup): void;
}

/** By endpoint: its rows and the id of its next one. */
export type Backup = ReadonlyMap<string, { readonly rows: readonly Row[]; readonly nextId: number }>;

export interface ShellWrites {
  /** @returns the row with its id; fields that are not given are empty; stamps are those given or 2020-01-01 */
  create(endpoint: string, fields: JsonObject): Row;
  update(endpoint: string, id: number, fields: JsonObject): Row;
  delete(endpoint: string, id: number): void;
}

export interface LateTransaction {
  /** @returns the id that the row will have */
  create(endpoint: string, fields: JsonObject): number;
  update(endpoint: string, id: number, fields: JsonObject): void;
  delete(endpoint: string, id: number): void;
  /** Makes the changes visible, with the stamps of when they were made. */
  commit(): void;
  /** Forgets them; their ids stay unused. */
  rollback(): void;
}

const SHELL_STAMP = Date.UTC(2020, 0, 1) * 1000;

export function createData(store: Store, writer: Writer): NetBoxData {
  function get(endpoint: string, id: number): Row {
    const row = store.get(endpoint, id);
    if (!row) throw new Error(`the embedded NetBox has no ${endpoint} ${id}`);
    return row;
  }

  return {
    list: (endpoint) => store.inOrderOfId(endpoint),
    get,
    find: (endpoint, fields) =>
      store
        .inOrderOfId(endpoint)
        .find((row) => Object.entries(fields).every(([name, value]) => row[name] === value)),
    create: (endpoint, fields) => writer.create(endpoint, fields),
    update: (endpoint, id, fields) => writer.update(endpoint, id, fields),
    delete: (endpoint, id) => writer.delete(endpoint, id),
    rename: (endpoint, id, name) =>
      writer.update(endpoint, id, endpoint === 'dcim/device-types' ? { model: name } : { name }),
    shell: shellWrites(store, get),
    begin: () => beginLate(store, writer),
    pruneChanges(before) {
      for (const row of store.inOrderOfId('core/object-changes')) {
        if (row.created < before.getTime() * 1000) store.remove('core/object-changes', row.id);
      }
    },
    backup: () =>
      new Map(
        [...store.tables].map(([endpoint, { rows, nextId }]) => [
          endpoint,
          { rows: [...rows.values()], nextId },
        ]),
      ),
    restore(backup) {
      for (const [endpoint, { rows, nextId }] of backup) {
        for (const { id } of store.inOrderOfId(endpoint)) store.remove(endpoint, id);
        for (const row of rows) store.put(endpoint, row);
        store.table(endpoint).nextId = nextId;
      }
    },
  };
}

function shellWrites(store: Store, get: NetBoxData['get']): ShellWrites {
  return {
    create(endpoint, fields) {
      const defaults: JsonObject = {};
      for (const field of store.table(endpoint).model.fields) {
        if (field.kind === 'value' || field.kind === 'choice') defaults[field.name] = field.default;
        if (field.kind === 'many') defaults[field.name] = [];
        if (field.kind === 'customFields') defaults[field.name] = {};
      }
      const id = store.reserveId(endpoint);
      const row: Row = { ...defaults, created: SHELL_STAMP, last_updated: SHELL_STAMP, ...fields, id };
      store.put(endpoint, row);
      return row;
    },
    update(endpoint, id, fields) {
      const row: Row = { ...get(endpoint, id), ...fields, id };
      store.put(endpoint, row);
      return row;
    },
    delete(endpoint, id) {
      get(endpoint, id);
      store.remove(endpoint, id);
    },
  };
}

function beginLate(store: Store, writer: Writer): LateTransaction {
  const steps: (() => void)[] = [];
  /** Everything that the database hands out when the statement runs, long before the commit. */
  const givenNow = (): Given => ({ stamp: writer.stamp(), changeId: store.reserveId('core/object-changes') });
  return {
    create(endpoint, fields) {
      const given = { ...givenNow(), id: store.reserveId(endpoint) };
      steps.push(() => void writer.create(endpoint, fields, given));
      return given.id;
    },
    update(endpoint, id, fields) {
      const given = givenNow();
      steps.push(() => void writer.update(endpoint, id, fields, 'change', given));
    },
    delete(endpoint, id) {
      const given = givenNow();
      steps.push(() => writer.delete(endpoint, id, given));
    },
    commit() {
      for (const step of steps.splice(0)) step();
    },
    rollback() {
      steps.splice(0);
    },
  };
}
