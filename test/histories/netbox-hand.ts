import type { LateTransaction, NetBoxData } from '../../demo/netbox/data.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';

/** Whoever changes a NetBox: behind its API's back or through it. Endpoints are named `dcim/devices`. */
export interface NetBoxHand {
  /** In the order of their ids. */
  list(endpoint: string): Promise<readonly HandRow[]>;
  /** @returns the new id; rejects when NetBox refuses */
  create(endpoint: string, fields: JsonObject): Promise<number>;
  update(endpoint: string, id: number, fields: JsonObject): Promise<void>;
  remove(endpoint: string, id: number): Promise<void>;
}

export type HandRow = JsonObject & { readonly id: number };

/** The embedded NetBox, at once. */
export function embeddedHand(data: NetBoxData): NetBoxHand {
  return {
    list: async (endpoint) => data.list(endpoint),
    create: async (endpoint, fields) => data.create(endpoint, fields).id,
    update: async (endpoint, id, fields) => void data.update(endpoint, id, fields),
    remove: async (endpoint, id) => data.delete(endpoint, id),
  };
}

/** The embedded NetBox, seen when the transaction commits. */
export function lateHand(data: NetBoxData, transaction: LateTransaction): NetBoxHand {
  return {
    list: async (endpoint) => data.list(endpoint),
    create: async (endpoint, fields) => transaction.create(endpoint, fields),
    update: async (endpoint, id, fields) => transaction.update(endpoint, id, fields),
    remove: async (endpoint, id) => transaction.delete(endpoint, id),
  };
}

/** The id that a field holds, as stored (a number) or as the API answers it (an object). */
export function referredId(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (value !== undefined && isJsonObject(value) && typeof value.id === 'number') return value.id;
  return null;
}
