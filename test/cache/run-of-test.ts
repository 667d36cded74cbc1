import { beginRun, type OpenRun, type RunEnd } from '../../src/cache/open-run.ts';
import type { SnapshotColumn } from '../../src/cache/snapshot-columns.ts';
import type { Row } from '../../src/mapping/row.ts';

export const sync = 'from-netbox';
export const columns: readonly SnapshotColumn[] = [{ name: 'name', type: 'text' }];
export const rows: readonly Row[] = [
  { uniqueId: 'berlin', values: { name: 'Berlin' }, localId: '1', origin: 'dcim.sites' },
];
export const extractedAt = new Date('2025-01-31T09:30:00Z');

/** A run id of a given minute. */
export function runIdAt(minute: number): string {
  return `20250131T09${String(minute).padStart(2, '0')}-1a2b3c4d`;
}

export function begin(root: string, runId: string): Promise<OpenRun> {
  const facts = { mode: 'diff', startedAt: extractedAt, binding: 'b'.repeat(12), schemaHash: 'a'.repeat(12) };
  return beginRun({ root, sync, runId, ...facts });
}

/** The steps of a run in their order; what has been done is done when a run is killed between two. */
export const steps: readonly ((run: OpenRun) => Promise<void>)[] = [
  (run) => run.snapshot('A', { kind: 'DcimSite', columns, rows, records: ['{"id":1}'], extractedAt }, []),
  (run) =>
    run.snapshot('B', { kind: 'DcimSite', columns, rows: [], records: [], extractedAt }, [
      { localId: '9', origin: 'DcimSite', record: '{"id":9}' },
    ]),
  (run) => run.errors([]),
  (run) => run.cursors({ A: { DcimSite: 'TIMESTAMP:2025-01-31T09:30:00Z' }, B: {} }),
  (run) => run.finish(ending('dry-run')),
];

export function ending(status: RunEnd['status'], finishedAt = new Date('2025-01-31T09:31:00Z')): RunEnd {
  return {
    status,
    finishedAt,
    summary: { create: 1, update: 0, delete: 0, unchanged: 0 },
    sides: { A: { mode: 'full', reason: 'the first run' }, B: { mode: 'full', reason: 'the first run' } },
    fullRead: null,
    digest: 'd'.repeat(64),
  };
}

/** A whole run that ended like this. */
export async function finishedRun(
  root: string,
  runId: string,
  status: RunEnd['status'],
  finishedAt?: Date,
): Promise<OpenRun> {
  const run = await begin(root, runId);
  for (const step of steps.slice(0, -1)) await step(run);
  await run.finish(ending(status, finishedAt));
  return run;
}
