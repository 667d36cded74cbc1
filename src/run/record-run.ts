import type { OpenRun } from '../cache/open-run.ts';
import { cacheSize } from '../cache/size.ts';
import { SyncError } from '../errors.ts';
import type { RunReport } from '../report/run-report.ts';
import type { RunDependencies } from '../run.ts';
import type { ReportDraft } from './report-draft.ts';
import { writeReportJson, writeReportPages } from './report-files.ts';

export interface RecordedRun {
  readonly sync: string;
  readonly run: OpenRun;
  readonly draft: ReportDraft;
  readonly startedAt: Date;
  /** Leaves the report also as pages to read. */
  readonly pages: boolean;
  /** Runs that stay in the cache when this one has ended. */
  readonly stays: () => Promise<ReadonlySet<string>>;
}

/**
 * Does a run's work and records how it ended, whatever that is: errors, report, and `run.json` last. A `SyncError`
 * ends in the report; any other error is thrown once all is recorded.
 */
export async function recordRun(
  { sync, run, draft, startedAt, pages, stays }: RecordedRun,
  { cacheRoot, now, signal }: Pick<RunDependencies, 'cacheRoot' | 'now' | 'signal'>,
  work: () => Promise<void>,
): Promise<RunReport> {
  let report: RunReport;
  try {
    await work();
  } catch (error) {
    draft.thrown(error instanceof SyncError ? error : undefined);
    if (!(error instanceof SyncError)) throw error;
  } finally {
    await run.errors(draft.errors());
    const duration = now().getTime() - startedAt.getTime();
    report = draft.report(signal.aborted, duration, await cacheSize(cacheRoot, sync, await stays()));
    await writeReportJson(run.folder, report);
    if (pages) await writeReportPages(run.folder, report);
    await run.finish({ ...draft.end(signal.aborted), finishedAt: now() });
  }
  return report;
}
