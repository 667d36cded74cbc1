import type { NestedReference } from '../adapters/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** An object of another endpoint that a record holds. */
export interface HeldReference {
  readonly endpoint: string;
  readonly id: string;
  /** True when the record shows something of it besides which object it is. */
  readonly shown: boolean;
}

/** Tells every nested object of a record, at any depth. The record itself is not among them. */
export function eachNestedReference(
  record: JsonObject,
  referenceOf: (value: JsonObject) => NestedReference | undefined,
  found: (reference: HeldReference) => void,
): void {
  const walk = (value: JsonValue): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
      return;
    }
    if (!isJsonObject(value)) return;
    const reference = referenceOf(value);
    if (reference?.endpoint !== undefined) {
      const shown = Object.keys(value).length > 2;
      found({ endpoint: reference.endpoint, id: reference.id, shown });
    }
    for (const name in value) walk(value[name] ?? null);
  };
  for (const name in record) walk(record[name] ?? null);
}
