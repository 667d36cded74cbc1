import type { JsonObject } from '../json.ts';
import type { RowProblem } from '../mapping/map-result.ts';
import { recordPlace } from '../mapping/record-place.ts';
import type { Row } from '../mapping/row.ts';

/** A row and the JSON text of its record. */
export interface PlacedRow {
  readonly row: Row;
  readonly record: string;
}

/** Two records with one identity: which is right cannot be told, so neither is taken. */
export function duplicateProblem(kind: string, first: PlacedRow, second: PlacedRow): RowProblem {
  const { row } = second;
  return {
    code: 'DUPLICATE_IDENTITY',
    kind,
    origin: row.origin,
    recordId: row.localId,
    uniqueId: row.uniqueId,
    field: undefined,
    message: `${kind}: ${placeOf(first)} and ${placeOf(second)} are both "${row.uniqueId}"`,
    hint: 'Add a field to the identifiers that tells them apart, leave one out with a filter, or rename one.',
  };
}

function placeOf({ row, record }: PlacedRow): string {
  return recordPlace(row.origin, row.localId, JSON.parse(record) as JsonObject);
}
