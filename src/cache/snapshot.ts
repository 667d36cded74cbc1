import { SyncError } from '../errors.ts';
import type { Row } from '../mapping/row.ts';
import { fieldValue } from '../plan/field-value.ts';
import type { WrittenFile } from './files.ts';
import { type ParquetColumn, writeParquet } from './parquet.ts';
import { fieldColumn, fittingColumn, type SnapshotColumn } from './snapshot-columns.ts';

/** Raised whenever what a snapshot holds or means changes; part of the cache's binding. */
export const snapshotVersion = 1;

/** The text beside the data that tells which column is which field, and of what type. */
export const fieldsMetadata = 'infrahub-sync.fields';

/** Everything of one side and kind that a snapshot keeps. */
export interface SnapshotInput {
  readonly kind: string;
  readonly columns: readonly SnapshotColumn[];
  readonly rows: readonly Row[];
  /** Beside `rows`: JSON text of the record that each was made of. */
  readonly records: readonly string[];
  /** The server's time as of which the rows are complete. */
  readonly extractedAt: Date;
}

/** A record that a filter left out: no row, but a later change may let it in. */
export interface LeftOutRecord {
  readonly localId: string;
  readonly origin: string;
  /** JSON text. */
  readonly record: string;
}

/**
 * Writes the rows and records of one side and kind: a column for each field, then `local_id`, `_extract_ts`,
 * `_source_id` (the unique id), `_tombstone` (always false), `_origin` and `_record`. When some row lacks
 * fields altogether, `_absent` lists them, so that an absent field is not read back as null.
 * Throws `CACHE_UNWRITABLE`, and `VALUE_INVALID` for a value that cannot be kept exactly.
 */
export function writeSnapshot(file: string, input: SnapshotInput): Promise<WrittenFile> {
  const { kind, rows, extractedAt } = input;
  const fields = input.columns.map((column) => fittingColumn(kind, column, rows));
  const names = fields.map((field) => field.name);
  const someAbsent = rows.some((row) => names.some((name) => fieldValue(row, name) === undefined));
  const columns: ParquetColumn<Row>[] = [
    ...fields.map(fieldColumn),
    textColumn('local_id', (row) => wellFormed(kind, row.localId), true),
    { name: '_extract_ts', type: 'TIMESTAMP', required: true, distinct: false, cell: () => extractedAt },
    textColumn('_source_id', (row) => wellFormed(kind, row.uniqueId), true),
    { name: '_tombstone', type: 'BOOLEAN', required: true, distinct: false, cell: () => false },
    textColumn('_origin', (row) => wellFormed(kind, row.origin), false),
    textColumn('_record', (_, position) => wellFormed(kind, input.records[position] ?? '{}'), true),
  ];
  if (someAbsent)
    columns.push(textColumn('_absent', (row) => JSON.stringify(absentFields(names, row)), false));
  return writeParquet(file, columns, rows, new Map([[fieldsMetadata, JSON.stringify(fields)]]));
}

/** Writes the records that the filters left out, beside the kind's rows. Throws `CACHE_UNWRITABLE`. */
export function writeLeftOut(
  file: string,
  kind: string,
  records: Iterable<LeftOutRecord>,
  extractedAt: Date,
): Promise<WrittenFile> {
  const columns: ParquetColumn<LeftOutRecord>[] = [
    textColumn('local_id', (item) => wellFormed(kind, item.localId), true),
    { name: '_extract_ts', type: 'TIMESTAMP', required: true, distinct: false, cell: () => extractedAt },
    textColumn('_origin', (item) => wellFormed(kind, item.origin), false),
    textColumn('_record', (item) => wellFormed(kind, item.record), true),
  ];
  return writeParquet(file, columns, records);
}

function textColumn<Item>(
  name: string,
  cell: (item: Item, position: number) => string,
  distinct: boolean,
): ParquetColumn<Item> {
  return { name, type: 'STRING', required: true, distinct, cell };
}

function absentFields(names: readonly string[], row: Row): readonly string[] {
  return names.filter((name) => fieldValue(row, name) === undefined);
}

/** A text with a lone surrogate has no UTF-8: it would come back as another text. */
function wellFormed(kind: string, text: string): string {
  if (text.isWellFormed()) return text;
  throw new SyncError({
    code: 'VALUE_INVALID',
    message: `${kind}: the text ${JSON.stringify(text.slice(0, 200))} holds half of a surrogate pair and cannot be kept.`,
    hint: 'Mend the text in its system.',
  });
}
