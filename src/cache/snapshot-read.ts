import { z } from 'zod';
import { SyncError } from '../errors.ts';
import { type JsonValue, setOwn } from '../json.ts';
import type { Row } from '../mapping/row.ts';
import { type ParquetTable, readParquet } from './parquet.ts';
import { fieldsMetadata, type LeftOutRecord } from './snapshot.ts';
import { columnName, decodeCell, type SnapshotColumn } from './snapshot-columns.ts';

/** One row of a snapshot with the record that it was made of. */
export interface SnapshotRow {
  readonly row: Row;
  /** JSON text. */
  readonly record: string;
}

/** A snapshot as it was written; a column's type may be wider than it was declared. */
export interface Snapshot {
  readonly columns: readonly SnapshotColumn[];
  readonly rows: readonly SnapshotRow[];
}

const fieldsSchema = z.array(
  z.object({ name: z.string(), type: z.enum(['text', 'integer', 'number', 'boolean', 'json']) }),
);

/** Reads what `writeSnapshot` wrote: the same rows and records, in the same order. Throws `CACHE_CORRUPT`. */
export async function readSnapshot(file: string): Promise<Snapshot> {
  const table = await readParquet(file);
  const columns = fieldsOf(file, table);
  const fields = columns.map((column) => ({ column, cells: cellsOf(file, table, columnName(column.name)) }));
  const localIds = cellsOf(file, table, 'local_id');
  const uniqueIds = cellsOf(file, table, '_source_id');
  const origins = cellsOf(file, table, '_origin');
  const records = cellsOf(file, table, '_record');
  const absent = table.columns.get('_absent');
  const rows: SnapshotRow[] = [];
  for (let index = 0; index < table.rows; index += 1) {
    const values: Record<string, JsonValue> = {};
    for (const { column, cells } of fields)
      setOwn(values, column.name, decodeCell(column.type, cells[index]));
    for (const name of absentNames(absent?.[index])) delete values[name];
    rows.push({
      row: {
        uniqueId: String(uniqueIds[index]),
        values,
        localId: String(localIds[index]),
        origin: String(origins[index]),
      },
      record: String(records[index]),
    });
  }
  return { columns, rows };
}

/** Reads what `writeLeftOut` wrote. Throws `CACHE_CORRUPT`. */
export async function readLeftOut(file: string): Promise<readonly LeftOutRecord[]> {
  const table = await readParquet(file);
  const localIds = cellsOf(file, table, 'local_id');
  const origins = cellsOf(file, table, '_origin');
  const records = cellsOf(file, table, '_record');
  return localIds.map((localId, index) => ({
    localId: String(localId),
    origin: String(origins[index]),
    record: String(records[index]),
  }));
}

function absentNames(cell: unknown): readonly string[] {
  return typeof cell === 'string' ? z.array(z.string()).parse(JSON.parse(cell)) : [];
}

function fieldsOf(file: string, table: ParquetTable): readonly SnapshotColumn[] {
  try {
    return fieldsSchema.parse(JSON.parse(table.metadata.get(fieldsMetadata) ?? ''));
  } catch (cause) {
    throw corrupt(file, 'it does not tell the types of its fields', cause);
  }
}

function cellsOf(file: string, table: ParquetTable, name: string): readonly unknown[] {
  const cells = table.columns.get(name);
  if (cells !== undefined) return cells;
  throw corrupt(file, `its column ${name} is missing`);
}

function corrupt(file: string, reason: string, cause?: unknown): SyncError {
  return new SyncError({
    code: 'CACHE_CORRUPT',
    message: `${file} is not a snapshot of this engine: ${reason}.`,
    hint: 'Remove the run that it belongs to, or run with a full extract.',
    cause,
  });
}
