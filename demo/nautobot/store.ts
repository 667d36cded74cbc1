import type { Random } from '../random.ts';
import type { Model, Row } from './model.ts';

/** All rows by endpoint: a database without transactions, whose rows are replaced, never changed. */
export interface Store {
  readonly models: ReadonlyMap<string, Model>;
  /** @throws for an endpoint that this server does not have: a mistake of the caller */
  model(endpoint: string): Model;
  /** In the order in which they were made. */
  rows(endpoint: string): readonly Row[];
  get(endpoint: string, id: string | null): Row | undefined;
  put(endpoint: string, row: Row): void;
  remove(endpoint: string, id: string): void;
  /** An id that the generator's seed decides; it looks like any other UUID. */
  newId(): string;
  /** Carries out `work`; when it throws, its changes are taken back. */
  atomically<T>(work: () => T): T;
  copy(): StoreCopy;
  restore(copy: StoreCopy): void;
}

export type StoreCopy = ReadonlyMap<string, readonly Row[]>;

export function createStore(models: readonly Model[], random: Random): Store {
  const byEndpoint = new Map(models.map((model) => [model.endpoint, model]));
  const tables = new Map(models.map(({ endpoint }) => [endpoint, new Map<string, Row>()]));
  let isAtomic = false;

  const table = (endpoint: string): Map<string, Row> => {
    const found = tables.get(endpoint);
    if (!found) throw new Error(`the embedded Nautobot has no endpoint ${endpoint}`);
    return found;
  };
  const copy = (): StoreCopy =>
    new Map([...tables].map(([endpoint, rows]) => [endpoint, [...rows.values()]]));
  const restore = (from: StoreCopy): void => {
    for (const [endpoint, rows] of from) {
      const into = table(endpoint);
      into.clear();
      for (const row of rows) into.set(row.id, row);
    }
  };

  return {
    models: byEndpoint,
    model(endpoint) {
      const found = byEndpoint.get(endpoint);
      if (!found) throw new Error(`the embedded Nautobot has no endpoint ${endpoint}`);
      return found;
    },
    rows: (endpoint) => [...table(endpoint).values()],
    get: (endpoint, id) => (id === null ? undefined : table(endpoint).get(id)),
    put: (endpoint, row) => void table(endpoint).set(row.id, row),
    remove: (endpoint, id) => void table(endpoint).delete(id),
    newId: () => uuid(random),
    atomically(work) {
      if (isAtomic) return work();
      const before = copy();
      isAtomic = true;
      try {
        return work();
      } catch (error) {
        restore(before);
        throw error;
      } finally {
        isAtomic = false;
      }
    },
    copy,
    restore,
  };
}

function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, (_, place) => {
    if (place === 12) return '4';
    const digit = random.integer(0, 15);
    return (place === 16 ? 8 + (digit % 4) : digit).toString(16);
  }).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
