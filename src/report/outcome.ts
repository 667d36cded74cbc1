import type { FailureProblem } from './failure.ts';
import type { ReportLinks } from './links.ts';
import type { ReportCounts, RunReport, RunStatus } from './run-report.ts';

/** What became of one sync: a report, or what kept it from having one. */
export type SyncOutcome =
  | { readonly type: 'report'; readonly report: RunReport; readonly links: ReportLinks }
  | {
      readonly type: 'stopped';
      readonly sync: string;
      readonly problems: readonly FailureProblem[];
      readonly links: ReportLinks;
    };

/** As much of an outcome as an overview over several syncs needs. */
export interface OutcomeSummary {
  readonly sync: string;
  readonly status: RunStatus | 'stopped';
  readonly counts: ReportCounts;
  readonly errors: number;
}

const NOTHING: ReportCounts = { create: 0, update: 0, delete: 0, unchanged: 0 };

export function syncOf(outcome: SyncOutcome): string {
  return outcome.type === 'report' ? outcome.report.sync : outcome.sync;
}

export function outcomeSummary(outcome: SyncOutcome): OutcomeSummary {
  if (outcome.type === 'stopped') {
    return { sync: outcome.sync, status: 'stopped', counts: NOTHING, errors: outcome.problems.length };
  }
  const { sync, status, summary, errors } = outcome.report;
  return { sync, status, counts: summary, errors: errors.length };
}
