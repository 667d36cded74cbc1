import type { JsonValue } from '../json.ts';
import type { Row } from '../mapping/row.ts';

/** A row's value of a field; undefined when the row has none, also for names such as `constructor`. */
export function fieldValue(row: Row, field: string): JsonValue | undefined {
  return Object.hasOwn(row.values, field) ? row.values[field] : undefined;
}
