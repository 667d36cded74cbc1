import { SyncError } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import type { KindSchema } from '../mapping/kind-schema.ts';
import type { Row } from '../mapping/row.ts';
import { fieldValue } from '../plan/field-value.ts';
import type { Cell, ParquetColumn } from './parquet.ts';

/** How a field's values are kept: `json` is JSON text, for lists, objects and columns of mixed values. */
export type SnapshotType = 'text' | 'integer' | 'number' | 'boolean' | 'json';

/** A mapped field of a kind and how its values are kept. */
export interface SnapshotColumn {
  readonly name: string;
  readonly type: SnapshotType;
}

/** Kinds of attributes as Infrahub names them; those that are not here hold text. */
const attributeTypes: ReadonlyMap<string, SnapshotType> = new Map([
  ['Number', 'integer'],
  ['NumberPool', 'integer'],
  ['Bandwidth', 'number'],
  ['Boolean', 'boolean'],
  ['Checkbox', 'boolean'],
  ['List', 'json'],
  ['JSON', 'json'],
  ['Any', 'json'],
]);

/** The columns of a kind's snapshot: one per mapped field, in the order given, typed by the schema. */
export function snapshotColumns(
  schema: Pick<KindSchema, 'attributes' | 'relationships'>,
  fields: readonly string[],
): readonly SnapshotColumn[] {
  return fields.map((name) => ({ name, type: columnType(schema, name) }));
}

function columnType(schema: Pick<KindSchema, 'attributes' | 'relationships'>, name: string): SnapshotType {
  const attribute = schema.attributes.get(name);
  if (attribute !== undefined) return attributeTypes.get(attribute.kind) ?? 'text';
  return schema.relationships.get(name)?.cardinality === 'many' ? 'json' : 'text';
}

const fieldPrefix = 'field:';

/**
 * A field's column in the file: its own name, unless that is one of the engine's (`local_id`, or anything
 * that begins with an underscore); then `field:` stands before it.
 */
export function columnName(field: string): string {
  const taken =
    field === 'local_id' || field === '' || field.startsWith('_') || field.startsWith(fieldPrefix);
  return taken ? `${fieldPrefix}${field}` : field;
}

/**
 * The column with the narrowest type that holds every row's value: as declared where the values fit, else
 * wider (`integer` → `number` → `json`), so that a snapshot always gives back what went in. Throws
 * `VALUE_INVALID` for a whole number beyond 2^53 in an integer column: its last digits are lost already.
 */
export function fittingColumn(kind: string, column: SnapshotColumn, rows: readonly Row[]): SnapshotColumn {
  let type = column.type;
  for (const row of rows) {
    const value = fieldValue(row, column.name);
    if (value === null || value === undefined) continue;
    if (column.type === 'integer' && typeof value === 'number') assertExact(kind, column.name, row, value);
    while (!fits(type, value)) type = type === 'integer' ? 'number' : 'json';
  }
  return { name: column.name, type };
}

function fits(type: SnapshotType, value: JsonValue): boolean {
  switch (type) {
    case 'text':
      // A lone surrogate has no UTF-8; JSON text writes it as an escape.
      return typeof value === 'string' && value.isWellFormed();
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return true;
  }
}

function assertExact(kind: string, field: string, row: Row, value: number): void {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
  throw new SyncError({
    code: 'VALUE_INVALID',
    message: `${kind} ${row.uniqueId}: the value ${value} of ${field} is a whole number beyond 2^53, which cannot be kept exactly.`,
    hint: 'Map it to a Text attribute with a transform, or leave the field out.',
  });
}

/** The column of the file for a field. */
export function fieldColumn(column: SnapshotColumn): ParquetColumn<Row> {
  const { name, type } = column;
  return {
    name: columnName(name),
    type: parquetTypes[type],
    required: false,
    distinct: false,
    cell: (row) => encodeCell(type, fieldValue(row, name) ?? null),
  };
}

const parquetTypes = {
  text: 'STRING',
  integer: 'INT64',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  json: 'STRING',
} as const;

function encodeCell(type: SnapshotType, value: JsonValue): Cell {
  if (value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'integer') return BigInt(Number(value));
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The value that a cell stands for. */
export function decodeCell(type: SnapshotType, cell: unknown): JsonValue {
  if (cell === null || cell === undefined) return null;
  if (type === 'json') return JSON.parse(String(cell)) as JsonValue;
  if (type === 'integer' || type === 'number') return Number(cell);
  return typeof cell === 'boolean' ? cell : String(cell);
}
