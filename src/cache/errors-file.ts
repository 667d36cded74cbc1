import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { ReportError } from '../report/run-report.ts';
import type { WrittenFile } from './files.ts';
import { type ParquetColumn, readParquet, writeParquet } from './parquet.ts';

type TextKey = 'id' | 'dest_id' | 'attribute' | 'error_class' | 'kind' | 'message' | 'hint';

const columns: readonly ParquetColumn<ReportError>[] = [
  text('error_class', 'error_class', true),
  text('resource', 'kind', true),
  text('source_id', 'id', false),
  text('dest_id', 'dest_id', false),
  text('attribute', 'attribute', false),
  text('message', 'message', true),
  text('hint', 'hint', true),
  {
    name: 'retry_count',
    type: 'INT64',
    required: true,
    distinct: false,
    cell: (error) => BigInt(error.retry_count),
  },
  { name: 'terminal', type: 'BOOLEAN', required: true, distinct: false, cell: (error) => error.terminal },
];

function text(name: string, key: TextKey, required: boolean): ParquetColumn<ReportError> {
  // Messages quote what a server said, which may hold half of a surrogate pair.
  const cell = (error: ReportError) => error[key]?.toWellFormed() ?? null;
  return { name, type: 'STRING', required, distinct: false, cell };
}

/** Writes `errors.parquet`: one row per error, in the order given. Throws `CACHE_UNWRITABLE`. */
export function writeErrors(file: string, errors: readonly ReportError[]): Promise<WrittenFile> {
  return writeParquet(file, columns, errors);
}

const rowSchema = z.object({
  error_class: z.string(),
  resource: z.string(),
  source_id: z.string().nullable(),
  dest_id: z.string().nullable(),
  attribute: z.string().nullable(),
  message: z.string(),
  hint: z.string(),
  retry_count: z.bigint(),
  terminal: z.boolean(),
});

/** Reads what `writeErrors` wrote. Throws `CACHE_CORRUPT`. */
export async function readErrors(file: string): Promise<readonly ReportError[]> {
  const table = await readParquet(file);
  return Array.from({ length: table.rows }, (_, index) => {
    const cells = Object.fromEntries([...table.columns].map(([name, column]) => [name, column[index]]));
    const { resource, source_id, retry_count, ...rest } = checkedRow(file, cells);
    return { ...rest, kind: resource, id: source_id, retry_count: Number(retry_count) };
  });
}

function checkedRow(file: string, cells: object): z.infer<typeof rowSchema> {
  const parsed = rowSchema.safeParse(cells);
  if (parsed.success) return parsed.data;
  throw new SyncError({
    code: 'CACHE_CORRUPT',
    message: `${file} is not a list of errors: ${z.prettifyError(parsed.error)}`,
    hint: 'Remove the run that it belongs to.',
    cause: parsed.error,
  });
}
