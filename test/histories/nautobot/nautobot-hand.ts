import type { LateTransaction, NautobotData } from '../../../demo/nautobot/data.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

/** Whoever changes a Nautobot: behind its API's back or through it. Endpoints are named `dcim/devices`. */
export interface NautobotHand {
  /** In the order in which they were made. */
  list(endpoint: string): Promise<readonly HandRow[]>;
  /** @returns the new id; rejects when Nautobot refuses */
  create(endpoint: string, fields: JsonObject): Promise<string>;
  update(endpoint: string, id: string, fields: JsonObject): Promise<void>;
  remove(endpoint: string, id: string): Promise<void>;
}

export type HandRow = JsonObject & { readonly id: string };

/** The embedded Nautobot, at once or, with a transaction, when that commits. */
export function embeddedHand(data: NautobotData, late?: LateTransaction): NautobotHand {
  const at = late ?? data;
  return {
    list: async (endpoint) => data.list(endpoint),
    async create(endpoint, fields) {
      const made = at.create(endpoint, fields);
      return typeof made === 'string' ? made : made.id;
    },
    update: async (endpoint, id, fields) => void at.update(endpoint, id, fields),
    remove: async (endpoint, id) => at.delete(endpoint, id),
  };
}

/** The id that a field holds, as stored (a text) or as the API answers it (an object). */
export function referredId(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (value !== undefined && isJsonObject(value) && typeof value.id === 'string') return value.id;
  return null;
}
