import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { SyncError } from '../errors.ts';
import { type WrittenFile, writeAtomically } from './files.ts';

/** What a cell holds: `INT64` takes a bigint, `TIMESTAMP` a Date, null is unset. */
export type Cell = string | number | bigint | boolean | Date | null;

/** A column of a file to be written. */
export interface ParquetColumn<Item> {
  readonly name: string;
  readonly type: Extract<BasicType, 'STRING' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP'>;
  /** Never null in any row. */
  readonly required: boolean;
  /** Hardly any value occurs twice: looking for repetition would be a waste. */
  readonly distinct: boolean;
  /** @param position of the item among all, from 0 */
  readonly cell: (item: Item, position: number) => Cell;
}

/** A file as it was read: columns by name, each with as many cells as there are rows. */
export interface ParquetTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
  /** Texts that the writer put beside the data. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Rows per row group: what is held at a time in columns and as bytes. Larger ones cost memory and save nothing. */
const rowGroupSize = 5_000;

/** Bytes that a file's buffer begins with; it grows as it has to. */
const initialBytes = 1 << 14;

/** Bytes that are collected before they go to the file. */
const flushBytes = 1 << 18;

/** Rows up to which a group is not worth compressing. */
const rowsUncompressed = 500;

/**
 * Writes a Parquet file, column by column in row groups, so that no more than one group is held at a time.
 * Throws `CACHE_UNWRITABLE`.
 */
export function writeParquet<Item>(
  file: string,
  columns: readonly ParquetColumn<Item>[],
  items: Iterable<Item>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Promise<WrittenFile> {
  return writeAtomically(file, async (sink) => {
    const bytes = new ByteWriter(initialBytes);
    const flush = async (): Promise<void> => {
      await sink(bytes.getBytes());
      bytes.index = 0;
    };
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: schemaOf(columns),
      compressors: { ZSTD: (input) => zstdCompressSync(input) },
      // Files are always read whole: no least and greatest values are needed to skip parts of them.
      statistics: false,
      kvMetadata: [...metadata].map(([key, value]) => ({ key, value })),
      createdBy: 'infrahub-sync-action',
    });
    let first = 0;
    for (const group of groupsOf(items)) {
      const columnsOfGroup = columns.map((column) => columnData(column, group, first));
      parquet.write({ columnData: columnsOfGroup, rowGroupSize });
      if (bytes.index >= flushBytes) await flush();
      first += group.length;
    }
    parquet.finish();
    await flush();
  });
}

function schemaOf<Item>(columns: readonly ParquetColumn<Item>[]): ReturnType<typeof schemaFromColumnData> {
  return schemaFromColumnData({
    columnData: columns.map(({ name, type, required }) => ({ name, type, nullable: !required, data: [] })),
  });
}

function columnData<Item>(column: ParquetColumn<Item>, group: readonly Item[], first: number) {
  const { name, type, distinct, cell } = column;
  const data = group.map((item, index) => cell(item, first + index));
  const codec = group.length > rowsUncompressed ? ('ZSTD' as const) : ('UNCOMPRESSED' as const);
  if (!distinct) return { name, data, codec };
  return { name, data: type === 'STRING' ? textBytes(data) : data, codec, encoding: 'PLAIN' as const };
}

/** Texts in UTF-8, encoded in one go: one by one takes several times as long. */
function textBytes(cells: readonly Cell[]): (Cell | Uint8Array)[] {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell : ''));
  const bytes = Buffer.from(texts.join(''), 'utf8');
  const isAscii = bytes.length === texts.reduce((sum, text) => sum + text.length, 0);
  // Halves of a surrogate pair at the seam of two texts would have become one character.
  if (!isAscii && !texts.every((text) => text.isWellFormed())) return [...cells];
  let start = 0;
  return cells.map((cell) => {
    if (typeof cell !== 'string') return cell;
    const end = start + (isAscii ? cell.length : Buffer.byteLength(cell, 'utf8'));
    const part = new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
    start = end;
    return part;
  });
}

function* groupsOf<Item>(items: Iterable<Item>): Generator<Item[]> {
  let group: Item[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < rowGroupSize) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Reads a whole Parquet file. Throws `CACHE_CORRUPT` when it is not one. */
export async function readParquet(file: string, columns?: readonly string[]): Promise<ParquetTable> {
  try {
    await using handle = await open(file, 'r');
    return await readTable(await bufferOf(handle), columns);
  } catch (cause) {
    throw new SyncError({
      code: 'CACHE_CORRUPT',
      message: `${file} cannot be read as Parquet: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Remove the run that it belongs to, or run with a full extract.',
      cause,
    });
  }
}

async function readTable(file: AsyncBuffer, names?: readonly string[]): Promise<ParquetTable> {
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const present = metadata.schema.slice(1).map((element) => element.name);
  const wanted = names === undefined ? present : present.filter((name) => names.includes(name));
  const columns = new Map(wanted.map((name) => [name, new Array<unknown>(rows).fill(null)]));
  await parquetRead({
    file,
    metadata,
    columns: wanted,
    compressors: { ZSTD: (input) => zstdDecompressSync(input) },
    parsers: { stringFromBytes: decodeText },
    onChunk({ columnName, columnData, rowStart }) {
      const column = columns.get(columnName);
      if (column === undefined) return;
      for (let index = 0; index < columnData.length; index += 1) {
        column[rowStart + index] = columnData[index] ?? null;
      }
    },
  });
  const texts = (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ''] as const);
  return { rows, columns, metadata: new Map(texts) };
}

/** A byte order mark at the start of a text is part of it, which the library's own decoder drops. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeText(bytes: Uint8Array | undefined): string | undefined {
  return bytes && decoder.decode(bytes);
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new Error('the file ends too early');
        filled += bytesRead;
      }
      return bytes.buffer;
    },
  };
}
