import type { JsonObject } from '../../src/json.ts';
import { defaultsOf, type Row } from './model.ts';
import type { Store, StoreCopy } from './store.ts';
import type { Writer } from './writer.ts';

/** The data behind a running embedded Nautobot, for tests that change it. Endpoints are named `dcim/devices`. */
export interface NautobotData {
  /** All rows in the order in which they were made, as stored: references are ids, choices their raw values. */
  list(endpoint: string): readonly Row[];
  /** The first row whose columns equal the given ones. */
  find(endpoint: string, fields: JsonObject): Row | undefined;
  /** As POST: checked, stamped, logged, with what follows from it. @throws {Refusal} as the API would answer */
  create(endpoint: string, fields: JsonObject): Row;
  /** As PATCH. @throws {Refusal} as the API would answer */
  update(endpoint: string, id: string, fields: JsonObject): Row;
  /** As DELETE. @throws {Refusal} as the API would answer */
  delete(endpoint: string, id: string): void;
  /** As statements in a database shell: no check, no stamp, no change log. */
  readonly shell: {
    create(endpoint: string, fields: JsonObject): Row;
    update(endpoint: string, id: string, fields: JsonObject): void;
    delete(endpoint: string, id: string): void;
  };
  /** Starts a transaction: its changes are stamped when they are made and seen by clients when it commits. */
  begin(): LateTransaction;
  backup(): StoreCopy;
  /** Everything as it was, as after a restored dump. */
  restore(backup: StoreCopy): void;
}

export interface LateTransaction {
  /** @returns the id that the row will have */
  create(endpoint: string, fields: JsonObject): string;
  update(endpoint: string, id: string, fields: JsonObject): void;
  delete(endpoint: string, id: string): void;
  /** Makes the changes visible, with the stamps of when they were made. */
  commit(): void;
  rollback(): void;
}

const SHELL_STAMP = Date.UTC(2020, 0, 1) * 1000;

export function createData(store: Store, writer: Writer): NautobotData {
  return {
    list: (endpoint) => store.rows(endpoint),
    find: (endpoint, fields) =>
      store
        .rows(endpoint)
        .find((row) => Object.entries(fields).every(([name, value]) => row[name] === value)),
    create: (endpoint, fields) => writer.create(endpoint, fields),
    update: (endpoint, id, fields) => writer.update(endpoint, id, fields),
    delete: (endpoint, id) => writer.delete(endpoint, id),
    shell: {
      create(endpoint, fields) {
        const stamps = { created: SHELL_STAMP, last_updated: SHELL_STAMP };
        const row: Row = { ...defaultsOf(store.model(endpoint)), ...stamps, ...fields, id: store.newId() };
        store.put(endpoint, row);
        return row;
      },
      update(endpoint, id, fields) {
        const row = store.get(endpoint, id);
        if (row) store.put(endpoint, { ...row, ...fields, id });
      },
      delete: (endpoint, id) => store.remove(endpoint, id),
    },
    begin: () => beginLate(store, writer),
    backup: () => store.copy(),
    restore: (backup) => store.restore(backup),
  };
}

function beginLate(store: Store, writer: Writer): LateTransaction {
  const steps: (() => void)[] = [];
  return {
    create(endpoint, fields) {
      const given = { id: store.newId(), stamp: writer.stamp() };
      steps.push(() => void writer.create(endpoint, fields, given));
      return given.id;
    },
    update(endpoint, id, fields) {
      const given = { stamp: writer.stamp() };
      steps.push(() => void writer.update(endpoint, id, fields, given));
    },
    delete(endpoint, id) {
      const given = { stamp: writer.stamp() };
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
