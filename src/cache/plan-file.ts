import { z } from 'zod';
import { SyncError } from '../errors.ts';
import { type PlanContent, type PlanRow, planOfRows, planRows } from '../plan/plan-rows.ts';
import type { WrittenFile } from './files.ts';
import { type ParquetColumn, readParquet, writeParquet } from './parquet.ts';

const columns: readonly ParquetColumn<PlanRow>[] = [
  column('action', true, false),
  column('resource', true, false),
  column('source_id', true, true),
  column('dest_id', false, true),
  column('attribute', true, false),
  column('old_value', false, true),
  column('new_value', false, true),
  column('owner', false, false),
  column('skip_reason', false, false),
];

function column(name: keyof PlanRow, required: boolean, distinct: boolean): ParquetColumn<PlanRow> {
  return { name, type: 'STRING', required, distinct, cell: (row) => row[name] };
}

const rowSchema: z.ZodType<PlanRow> = z.object({
  action: z.string(),
  resource: z.string(),
  source_id: z.string(),
  dest_id: z.string().nullable(),
  attribute: z.string(),
  old_value: z.string().nullable(),
  new_value: z.string().nullable(),
  owner: z.string().nullable(),
  skip_reason: z.string().nullable(),
});

/**
 * Writes `plan.parquet`.
 * @param owner the lineage owner of what is written; null when there is none. Throws `CACHE_UNWRITABLE`.
 */
export function writePlanFile(
  file: string,
  content: PlanContent,
  owner: string | null,
): Promise<WrittenFile> {
  return writeParquet(file, columns, planRows(content, owner));
}

/** Reads what `writePlanFile` wrote: the same operations in the same order. Throws `CACHE_CORRUPT`. */
export async function readPlanFile(file: string): Promise<PlanContent> {
  const table = await readParquet(file);
  const names = columns.map(({ name }) => name);
  const rows = Array.from({ length: table.rows }, (_, index) => {
    const cells = names.map((name) => [name, table.columns.get(name)?.[index]] as const);
    return checkedRow(file, Object.fromEntries(cells));
  });
  return planOfRows(rows);
}

function checkedRow(file: string, cells: object): PlanRow {
  const parsed = rowSchema.safeParse(cells);
  if (parsed.success) return parsed.data;
  throw new SyncError({
    code: 'CACHE_CORRUPT',
    message: `${file} is not a plan: ${z.prettifyError(parsed.error)}`,
    hint: 'Make the plan again with a diff.',
    cause: parsed.error,
  });
}
