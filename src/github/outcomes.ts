import { SyncError } from '../errors.ts';
import type { FailureProblem } from '../report/failure.ts';
import type { ReportLinks } from '../report/links.ts';
import type { SyncOutcome } from '../report/outcome.ts';
import { changeCount } from '../report/wording.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs, RunMode } from './inputs.ts';
import type { SyncEnd } from './one-sync.ts';
import { problemsOf } from './problems.ts';

/** What a step's syncs came to, as its reports show it. */
export interface StepOutcome {
  readonly syncs: readonly SyncOutcome[];
  /** Problems of configurations whose name is not known. */
  readonly nameless: readonly FailureProblem[];
}

export function stepOutcome(ends: readonly SyncEnd[], inputs: Inputs, event: ActionEvent): StepOutcome {
  const syncs: SyncOutcome[] = [];
  const nameless: FailureProblem[] = [];
  for (const end of ends) {
    const links: ReportLinks = { run: event.runUrl };
    if (end.type === 'reported') {
      const { report, branch } = end.outcome;
      const preview = inputs['create-branch'] ? branch : undefined;
      syncs.push({ type: 'report', report, links: { ...links, branch: preview } });
      continue;
    }
    const problems = problemsOfAny(end.error);
    if (end.sync === undefined) nameless.push(...problems);
    else syncs.push({ type: 'stopped', sync: end.sync, problems, links });
  }
  return { syncs, nameless };
}

function problemsOfAny(error: unknown): readonly FailureProblem[] {
  if (error instanceof SyncError) return problemsOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  const message = `Unexpected error, which is a defect of this action: ${detail}`;
  return [{ message, hint: 'The log has where it happened. Please report it.', location: undefined }];
}

export function wasCancelled(end: SyncEnd): boolean {
  if (end.type === 'reported') return end.outcome.report.status === 'cancelled';
  return end.error instanceof SyncError && end.error.code === 'CANCELLED';
}

/** Whether a run is worth a first comment. One that stopped before it had a plan fails the job loudly enough. */
export function isNewsworthy(outcome: SyncOutcome): boolean {
  if (outcome.type === 'stopped') return false;
  return changeCount(outcome.report.summary) > 0 || outcome.report.errors.length > 0;
}

/** Whether the destination differs from the source once the run is over, as far as the run can tell. */
export function hasDrifted(outcome: SyncOutcome, mode: RunMode): boolean {
  if (outcome.type === 'stopped') return false;
  const { summary, errors } = outcome.report;
  return errors.length > 0 || (mode === 'diff' && changeCount(summary) > 0);
}
