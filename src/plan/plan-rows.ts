import { SyncError } from '../errors.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { WithheldDelete } from './diff.ts';
import type { LeftAlone } from './left-alone.ts';
import type { AttributeChange, Operation } from './plan.ts';

/** One row of `plan.parquet`. Values are JSON text; null where there is none. */
export interface PlanRow {
  readonly action: string;
  readonly resource: string;
  /** The row's unique id. */
  readonly source_id: string;
  readonly dest_id: string | null;
  /** Empty when the row is about the whole object. */
  readonly attribute: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
  /** Whose the written values become at the destination. */
  readonly owner: string | null;
  /** Why this is not going to be done; null when it is. */
  readonly skip_reason: string | null;
}

/** A plan as its file has it. */
export interface PlanContent {
  readonly operations: readonly Operation[];
  readonly withheld: readonly WithheldDelete[];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * The rows of a plan, in its order: one for a create or delete, one for each changed attribute of an update,
 * before them one with both unique ids when it is a rename; then one for each delete that was withheld and each
 * attribute that is left alone. A
 * create's `dest_id` is the id that its object is to have.
 */
export function* planRows(content: PlanContent, owner: string | null): Generator<PlanRow> {
  for (const operation of content.operations) yield* operationRows(operation, owner);
  for (const { kind, id, destinationId, reason } of content.withheld) {
    yield { ...wholeObject('delete', kind, id), dest_id: destinationId, skip_reason: reason };
  }
  for (const left of content.leftAlone) yield leftAloneRow(left);
}

function leftAloneRow({ kind, id, destinationId, attribute, change, owner, reason }: LeftAlone): PlanRow {
  return {
    ...wholeObject('update', kind, id),
    dest_id: destinationId,
    attribute,
    old_value: JSON.stringify(change.old),
    new_value: JSON.stringify(change.new),
    owner,
    skip_reason: reason,
  };
}

function* operationRows(operation: Operation, owner: string | null): Generator<PlanRow> {
  const whole = wholeObject(operation.action, operation.kind, operation.id);
  switch (operation.action) {
    case 'create':
      yield {
        ...whole,
        dest_id: operation.objectId ?? null,
        new_value: JSON.stringify(operation.values),
        owner,
      };
      return;
    case 'delete':
      yield { ...whole, dest_id: operation.destinationId, old_value: JSON.stringify(operation.values) };
      return;
    case 'update':
      if (operation.renamedFrom !== undefined) {
        const old_value = JSON.stringify(operation.renamedFrom);
        const new_value = JSON.stringify(operation.id);
        yield { ...whole, dest_id: operation.destinationId, old_value, new_value, owner };
      }
      for (const [attribute, change] of Object.entries(operation.changes)) {
        const old_value = JSON.stringify(change.old);
        const new_value = JSON.stringify(change.new);
        yield { ...whole, dest_id: operation.destinationId, attribute, old_value, new_value, owner };
      }
  }
}

function wholeObject(action: Operation['action'], kind: string, id: string): PlanRow {
  return {
    action,
    resource: kind,
    source_id: id,
    dest_id: null,
    attribute: '',
    old_value: null,
    new_value: null,
    owner: null,
    skip_reason: null,
  };
}

/** The plan that the rows came from, in the same order. Throws `CACHE_CORRUPT` for rows that are not a plan's. */
export function planOfRows(rows: Iterable<PlanRow>): PlanContent {
  const operations: Operation[] = [];
  const withheld: WithheldDelete[] = [];
  const leftAlone: LeftAlone[] = [];
  let open: OpenUpdate | undefined;
  for (const row of rows) {
    if (open !== undefined && row.skip_reason === null && belongsTo(open, row)) {
      addChange(open, row);
      continue;
    }
    open = undefined;
    if (row.skip_reason !== null) {
      if (row.action === 'update') leftAlone.push(leftAloneOf(row, row.skip_reason));
      else withheld.push(withheldOf(row, row.skip_reason));
    } else if (row.action === 'update') {
      open = openUpdate(row);
      operations.push(open.operation);
    } else {
      operations.push(wholeOperation(row));
    }
  }
  return { operations, withheld, leftAlone };
}

interface OpenUpdate {
  readonly operation: Extract<Operation, { action: 'update' }>;
  /** The operation's own changes, still growing. */
  readonly changes: Record<string, AttributeChange>;
}

function openUpdate(row: PlanRow): OpenUpdate {
  const changes: Record<string, AttributeChange> = {};
  const destinationId = required(row, row.dest_id, 'dest_id');
  const plain = {
    action: 'update',
    kind: row.resource,
    id: row.source_id,
    destinationId,
    changes,
  } as const;
  if (row.attribute === '') {
    return { operation: { ...plain, renamedFrom: String(jsonOf(row, 'old_value')) }, changes };
  }
  const open = { operation: plain, changes };
  addChange(open, row);
  return open;
}

function belongsTo({ operation }: OpenUpdate, row: PlanRow): boolean {
  return (
    row.action === 'update' &&
    row.attribute !== '' &&
    row.resource === operation.kind &&
    row.source_id === operation.id
  );
}

function addChange(open: OpenUpdate, row: PlanRow): void {
  const change = { old: jsonOf(row, 'old_value'), new: jsonOf(row, 'new_value') };
  // Defined rather than assigned: an attribute may be called `__proto__`.
  Object.defineProperty(open.changes, row.attribute, { value: change, enumerable: true });
}

function wholeOperation(row: PlanRow): Operation {
  const { resource: kind, source_id: id } = row;
  if (row.action === 'create') {
    const create = { action: 'create', kind, id, values: objectOf(row, 'new_value') } as const;
    return row.dest_id === null ? create : { ...create, objectId: row.dest_id };
  }
  if (row.action !== 'delete') throw corrupt(row, `its action is ${JSON.stringify(row.action)}`);
  const destinationId = required(row, row.dest_id, 'dest_id');
  return { action: 'delete', kind, id, destinationId, values: objectOf(row, 'old_value') };
}

function withheldOf(row: PlanRow, reason: string): WithheldDelete {
  const destinationId = required(row, row.dest_id, 'dest_id');
  return { kind: row.resource, id: row.source_id, destinationId, reason };
}

function leftAloneOf(row: PlanRow, reason: string): LeftAlone {
  const destinationId = required(row, row.dest_id, 'dest_id');
  const owner = required(row, row.owner, 'owner');
  const change = { old: jsonOf(row, 'old_value'), new: jsonOf(row, 'new_value') };
  const { resource: kind, source_id: id, attribute } = row;
  return { kind, id, destinationId, attribute, change, owner, reason };
}

function objectOf(row: PlanRow, column: 'old_value' | 'new_value'): Readonly<Record<string, JsonValue>> {
  const value = jsonOf(row, column);
  if (isJsonObject(value)) return value;
  throw corrupt(row, `its ${column} is not an object`);
}

function jsonOf(row: PlanRow, column: 'old_value' | 'new_value'): JsonValue {
  const text = required(row, row[column], column);
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw corrupt(row, `its ${column} is not JSON`);
  }
}

function required(row: PlanRow, value: string | null, column: string): string {
  if (value !== null) return value;
  throw corrupt(row, `its ${column} is missing`);
}

function corrupt(row: PlanRow, reason: string): SyncError {
  return new SyncError({
    code: 'CACHE_CORRUPT',
    message: `The plan's row for ${row.resource} ${JSON.stringify(row.source_id)} cannot be read: ${reason}.`,
    hint: 'Make the plan again with a diff.',
  });
}
