import type { JsonValue } from '../json.ts';

/** One attribute's value before and after; null stands for unset. */
export interface AttributeChange {
  readonly old: JsonValue;
  readonly new: JsonValue;
}

/** One step of a plan. Values are rows' values: references are unique ids. */
export type Operation =
  | {
      readonly action: 'create';
      readonly kind: string;
      readonly id: string;
      /** Every mapped field of the new object. */
      readonly values: Readonly<Record<string, JsonValue>>;
      /** The id it is to have at the destination, made of the source's; absent: the destination chooses. */
      readonly objectId?: string;
    }
  | {
      readonly action: 'update';
      readonly kind: string;
      readonly id: string;
      /** The object's unique id before, where this is a rename: the same source record has another now. */
      readonly renamedFrom?: string;
      readonly destinationId: string;
      readonly changes: Readonly<Record<string, AttributeChange>>;
    }
  | {
      readonly action: 'delete';
      readonly kind: string;
      readonly id: string;
      readonly destinationId: string;
      /** Every mapped field as it is at the destination. */
      readonly values: Readonly<Record<string, JsonValue>>;
    };

export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly unchanged: number;
}

/** The ordered list of creates, updates and deletes that makes the destination like the source. */
export interface Plan {
  /** In the order of execution: kinds in write order, deletes last and in reverse. */
  readonly operations: readonly Operation[];
  /** By kind, in write order; a kind without changes is in it too. */
  readonly byKind: ReadonlyMap<string, Counts>;
  readonly summary: Counts;
  /** SHA-256 in hexadecimal over the operations alone. */
  readonly digest: string;
}
