import type { JsonValue } from '../json.ts';
import type { Row } from '../mapping/row.ts';
import { describeValue } from '../mapping/value-types.ts';
import { sameValue } from '../plan/diff.ts';
import { laterIds } from '../plan/object-ids.ts';
import type { Operation } from '../plan/plan.ts';

/** What a saved operation means at the destination as it is now. */
export type OperationCheck =
  /** @property operation as planned, but for the id of a new object where that was taken meanwhile */
  | { readonly status: 'as-planned'; readonly operation: Operation }
  /** The destination is already as the operation makes it: an earlier attempt got this far. */
  | { readonly status: 'done'; readonly destinationId: string }
  /** Somebody else changed it since the plan was made. */
  | { readonly status: 'moved'; readonly reason: string };

/** The rows of one kind at the destination, as they are now. */
export interface CurrentRows {
  readonly byUniqueId: ReadonlyMap<string, Row>;
  readonly byObjectId: ReadonlyMap<string, Row>;
}

export function currentRows(rows: readonly Row[]): CurrentRows {
  return {
    byUniqueId: new Map(rows.map((row) => [row.uniqueId, row])),
    byObjectId: new Map(rows.map((row) => [row.localId, row])),
  };
}

/** Holds one operation of a saved plan against the destination as it is now, by value. */
export function checkOperation(operation: Operation, current: CurrentRows): OperationCheck {
  switch (operation.action) {
    case 'create':
      return checkCreate(operation, current);
    case 'update':
      return checkUpdate(operation, current.byObjectId.get(operation.destinationId));
    case 'delete':
      return checkDelete(operation, current.byObjectId.get(operation.destinationId));
  }
}

function checkCreate(
  operation: Extract<Operation, { action: 'create' }>,
  { byUniqueId, byObjectId }: CurrentRows,
): OperationCheck {
  const there = byUniqueId.get(operation.id);
  if (there !== undefined) {
    const other = Object.entries(operation.values).find(([name, value]) => !holds(there, name, value));
    if (other === undefined) return { status: 'done', destinationId: there.localId };
    return { status: 'moved', reason: `it is there by now, and ${differs(there, other[0], other[1])}` };
  }
  const { objectId } = operation;
  if (objectId === undefined || !byObjectId.has(objectId)) return { status: 'as-planned', operation };
  const { objectId: _taken, ...rest } = operation;
  const free = laterIds(objectId).find((id) => !byObjectId.has(id));
  return { status: 'as-planned', operation: free === undefined ? rest : { ...rest, objectId: free } };
}

function checkUpdate(
  operation: Extract<Operation, { action: 'update' }>,
  there: Row | undefined,
): OperationCheck {
  if (there === undefined) return { status: 'moved', reason: 'it is gone' };
  const changes = Object.entries(operation.changes);
  if (changes.every(([name, change]) => holds(there, name, change.new))) {
    return { status: 'done', destinationId: there.localId };
  }
  const other = changes.find(
    ([name, { old, new: wanted }]) => !holds(there, name, old) && !holds(there, name, wanted),
  );
  if (other === undefined) return { status: 'as-planned', operation };
  return { status: 'moved', reason: differs(there, other[0], other[1].old) };
}

function checkDelete(
  operation: Extract<Operation, { action: 'delete' }>,
  there: Row | undefined,
): OperationCheck {
  if (there === undefined) return { status: 'done', destinationId: operation.destinationId };
  const other = Object.entries(operation.values).find(([name, value]) => !holds(there, name, value));
  if (other === undefined) return { status: 'as-planned', operation };
  return { status: 'moved', reason: differs(there, other[0], other[1]) };
}

function holds(row: Row, name: string, value: JsonValue): boolean {
  return sameValue(currentValue(row, name), value);
}

function currentValue(row: Row, name: string): JsonValue {
  return Object.hasOwn(row.values, name) ? (row.values[name] ?? null) : null;
}

function differs(row: Row, name: string, planned: JsonValue): string {
  return `${name} is ${describeValue(currentValue(row, name))}, and the plan saw ${describeValue(planned)}`;
}
