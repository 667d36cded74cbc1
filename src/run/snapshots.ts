import type { OpenRun } from '../cache/open-run.ts';
import { snapshotColumns } from '../cache/snapshot-columns.ts';
import type { KindRows } from '../extract/kind-rows.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { PreparedSync } from './prepare.ts';

export interface SnapshotOptions {
  readonly prepared: PreparedSync;
  readonly run: OpenRun;
  /** The times as of which the sides are complete. */
  readonly extractedAt: { readonly A: Date; readonly B: Date };
}

/** Keeps the rows of a kind; waits until those of the kind before are written, so that no more than two are held. */
export type KeepSnapshots = (mapping: KindMapping, a: KindRows, b: KindRows) => Promise<void>;

/**
 * Does work that keeps snapshots, each written while the next kind is read. All are written, or have failed, when it
 * ends, whichever way. Throws `CACHE_UNWRITABLE` and what the work throws.
 */
export async function withSnapshots<Result>(
  options: SnapshotOptions,
  work: (keep: KeepSnapshots) => Promise<Result>,
): Promise<Result> {
  let writing: Promise<void> = Promise.resolve();
  try {
    const result = await work(async (mapping, a, b) => {
      await writing;
      writing = writeBoth(options, mapping, a, b);
      writing.catch(() => undefined); // Whoever awaits it hears of it.
    });
    await writing;
    return result;
  } finally {
    await writing.catch(() => undefined);
  }
}

async function writeBoth(
  { prepared, run, extractedAt }: SnapshotOptions,
  { kind, fields }: KindMapping,
  a: KindRows,
  b: KindRows,
): Promise<void> {
  const schema = prepared.schema.kinds.get(kind);
  if (schema === undefined) throw new Error(`${kind} was not checked against the schema`);
  const columns = snapshotColumns(
    schema,
    fields.map(({ name }) => name),
  );
  for (const [side, { rows, records, leftOut }] of [
    ['A', a],
    ['B', b],
  ] as const) {
    await run.snapshot(side, { kind, columns, rows, records, extractedAt: extractedAt[side] }, leftOut);
  }
}
