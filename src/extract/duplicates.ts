import type { RowProblem } from '../mapping/map-result.ts';
import type { Row } from '../mapping/row.ts';

/** Two records with one identity: which is right cannot be told, so neither is taken. */
export function duplicateProblem(kind: string, first: Row, second: Row): RowProblem {
  return {
    code: 'DUPLICATE_IDENTITY',
    kind,
    origin: second.origin,
    recordId: second.localId,
    uniqueId: second.uniqueId,
    field: undefined,
    message: `${kind}: ${first.origin} id ${first.localId} and ${second.origin} id ${second.localId} are both "${second.uniqueId}"`,
    hint: 'Add a field to the identifiers that tells them apart, leave one out with a filter, or rename one.',
  };
}
