import type { JsonValue } from '../json.ts';

/**
 * One object of a kind, the same on both sides once types are those of the destination. References hold the
 * unique id of the row they point at; `many` references a sorted list of them.
 */
export interface Row {
  /** The values of the identifiers joined by `__`. */
  readonly uniqueId: string;
  /** By field name, in the order of the kind's fields. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** The record's id in its own system. */
  readonly localId: string;
  /** The endpoint (source) or the concrete kind (destination) that the record came from. */
  readonly origin: string;
}
