import type { JsonObject } from '../../../src/json.ts';
import type { Random } from '../../random.ts';
import type { Row } from '../fields.ts';
import type { Store } from '../store.ts';

/** Puts rows into the store past every check, as a bulk load does. */
export interface Maker {
  readonly random: Random;
  readonly store: Store;
  make(endpoint: string, fields: JsonObject): Row;
}

const YEAR = 365 * 86_400 * 1_000_000;

/** @param now microseconds; `last_updated` is spread over the year before, `created` over the one before that */
export function createMaker(store: Store, random: Random, now: number): Maker {
  return {
    random,
    store,
    make(endpoint, fields) {
      const id = store.reserveId(endpoint);
      const updated = now - Math.floor(random.next() * YEAR) - 1;
      const created = updated - Math.floor(random.next() * YEAR) - 1;
      const row: Row = { id, created, last_updated: updated, ...fields };
      store.put(endpoint, row);
      return row;
    },
  };
}

export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .replace(/^-+|-+$/g, '');
}

export const NO_TAGS: number[] = [];
export const NO_CUSTOM_FIELDS: JsonObject = {};
