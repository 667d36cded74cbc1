import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { asCacheError, errorCodeOf, type WrittenFile, writeTextAtomically } from './files.ts';

/** How a run ended, or that it has not. */
export const runStatuses = ['pending', 'running', 'dry-run', 'applied', 'failed', 'cancelled'] as const;

export type CachedRunStatus = (typeof runStatuses)[number];

/** A small file as it was found. A broken one counts as if there were none, for the reason given. */
export type Sidecar<Value> =
  | { readonly status: 'present'; readonly value: Value }
  | { readonly status: 'absent' }
  | { readonly status: 'broken'; readonly reason: string };

const countsSchema = z.object({
  create: z.number(),
  update: z.number(),
  delete: z.number(),
  unchanged: z.number(),
});

const sideSchema = z.object({ mode: z.enum(['full', 'warm']), reason: z.string() });

const sidesNumberSchema = z.object({ A: z.number(), B: z.number() });

const fullReadSchema = z.object({
  run_id: z.string(),
  objects: sidesNumberSchema,
  requests: sidesNumberSchema,
  duration_ms: z.number(),
});

/** What every engine of this cache format writes into `run.json`. */
const anyRunSchema = z.looseObject({
  status: z.enum(runStatuses),
  mode: z.string(),
  summary: countsSchema.nullish().catch(null),
  finished_at: z.string().nullish(),
});

/** `run.json` as this engine writes it. Times are ISO 8601 in UTC. */
const runSchema = z.object({
  status: z.enum(runStatuses),
  /** `diff`, `sync` or `apply`. */
  mode: z.string(),
  summary: countsSchema,
  finished_at: z.string().nullable(),
  started_at: z.string(),
  sync: z.string(),
  run_id: z.string(),
  /** 12 hex over source, destination, branch and snapshot version. */
  binding: z.string(),
  /** 12 hex, as in `schema-sub-hash.txt`. */
  schema_hash: z.string(),
  snapshot_version: z.number(),
  sides: z.object({ A: sideSchema, B: sideSchema }).nullable(),
  /** SHA-256 of the plan's operations; null while there is no plan. */
  digest: z.string().nullable(),
  /** What reading everything costs, kept from run to run; null when it is not known. */
  full_read: fullReadSchema.nullable().default(null),
  /** SHA-256 of each of the run's files that a later run reads, by path inside the run's folder. */
  files: z.record(z.string(), z.string()),
});

export type RunFile = z.infer<typeof runSchema>;

/** What can be said of a run whoever wrote it. */
export type AnyRunFile = z.infer<typeof anyRunSchema>;

const cursorsSchema = z.object({
  A: z.record(z.string(), z.string()),
  B: z.record(z.string(), z.string()),
});

/** By side and kind (or endpoint): a tier and the point in time, such as `TIMESTAMP:2025-01-31T09:30:00Z`. */
export type Cursors = z.infer<typeof cursorsSchema>;

const watchedSchema = z.object({
  ids: z.record(z.string(), z.array(z.string())),
  unwatched: z.record(z.string(), z.string()),
  newest: z.record(z.string(), z.object({ id: z.string(), changedAt: z.string() })),
  history_mark: z.string().nullable(),
  history_lost: z.boolean().optional(),
  destination_history_mark: z.string().nullish(),
  destination_history_lost: z.boolean().optional(),
});

/**
 * What a warm read of the source needs besides the records. Of endpoints whose objects are shown in records of
 * others: the ids of all their objects, or why their changes cannot be told. Of mapped endpoints: the record
 * that was saved last. Of either system: the newest entry of its history, and whether that can no longer be read.
 */
export type WatchedFile = z.infer<typeof watchedSchema>;

const rowCountsSchema = z.record(z.string(), z.number().int().nonnegative());

const runCounterSchema = z.object({ runs_since_full: z.number().int().nonnegative() });

export function readRunFile(file: string): Promise<Sidecar<RunFile>> {
  return readJson(file, runSchema);
}

export function readAnyRunFile(file: string): Promise<Sidecar<AnyRunFile>> {
  return readJson(file, anyRunSchema);
}

export function writeRunFile(file: string, run: RunFile): Promise<WrittenFile> {
  return writeJson(file, run);
}

export function readCursors(file: string): Promise<Sidecar<Cursors>> {
  return readJson(file, cursorsSchema);
}

export function writeCursors(file: string, cursors: Cursors): Promise<WrittenFile> {
  return writeJson(file, cursors);
}

export function readWatched(file: string): Promise<Sidecar<WatchedFile>> {
  return readJson(file, watchedSchema);
}

export function writeWatched(file: string, watched: WatchedFile): Promise<WrittenFile> {
  return writeJson(file, watched);
}

/** Source rows by kind of the last successful run: the guardrail's baseline. */
export function readRowCounts(file: string): Promise<Sidecar<Readonly<Record<string, number>>>> {
  return readJson(file, rowCountsSchema);
}

export function writeRowCounts(file: string, counts: Readonly<Record<string, number>>): Promise<WrittenFile> {
  return writeJson(file, counts);
}

/** How many runs there were since everything was last read. */
export async function readRunCounter(file: string): Promise<Sidecar<number>> {
  const found = await readJson(file, runCounterSchema);
  return found.status === 'present' ? { status: 'present', value: found.value.runs_since_full } : found;
}

export function writeRunCounter(file: string, runsSinceFull: number): Promise<WrittenFile> {
  return writeJson(file, { runs_since_full: runsSinceFull });
}

export async function readSchemaHash(file: string): Promise<Sidecar<string>> {
  const found = await readText(file);
  if (found.status !== 'present') return found;
  const hash = found.value.trim();
  if (/^[0-9a-f]{12}$/.test(hash)) return { status: 'present', value: hash };
  return { status: 'broken', reason: `${file} does not hold 12 hexadecimal digits` };
}

export function writeSchemaHash(file: string, hash: string): Promise<WrittenFile> {
  return writeTextAtomically(file, hash);
}

async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<Sidecar<z.infer<Schema>>> {
  const found = await readText(file);
  if (found.status !== 'present') return found;
  const parsed = schema.safeParse(parseJson(found.value));
  if (parsed.success) return { status: 'present', value: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return { status: 'broken', reason: `${file} is not as expected${place}: ${issue?.message ?? 'invalid'}` };
}

/** undefined when it is not JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(file: string): Promise<Sidecar<string>> {
  try {
    return { status: 'present', value: await readFile(file, 'utf8') };
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'absent' };
    if (code === 'EISDIR') return { status: 'broken', reason: `${file} is a folder` };
    throw asCacheError(error, file);
  }
}

function writeJson(file: string, value: object): Promise<WrittenFile> {
  return writeTextAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
}
