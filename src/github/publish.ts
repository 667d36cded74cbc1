import { SyncError } from '../errors.ts';
import { renderComment } from '../report/comment.ts';
import { commentMarker } from '../report/escape.ts';
import { renderFailure } from '../report/failure.ts';
import { inertLog } from '../report/inert-log.ts';
import type { SyncOutcome } from '../report/outcome.ts';
import type { RunReport } from '../report/run-report.ts';
import { renderSummary } from '../report/summary.ts';
import { changeCount } from '../report/wording.ts';
import { type CommentResult, keepComment } from './comment.ts';
import type { ActionsCore, Environment } from './core.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { GithubClient } from './octokit.ts';
import { problemsOf } from './problems.ts';
import { type SummaryFiles, writeSummary } from './summary.ts';

/** What showing a run needs; nothing of it can fail the job. */
export interface PublishDependencies {
  readonly environment: Environment;
  readonly core: ActionsCore;
  readonly files: SummaryFiles;
  readonly createClient: (token: string) => GithubClient;
}

/** Shows a run in the job summary and, on a pull request, in its comment. */
export async function publishReport(
  dependencies: PublishDependencies,
  inputs: Inputs,
  event: ActionEvent,
  report: RunReport,
): Promise<void> {
  const outcome: SyncOutcome = { type: 'report', report, links: { run: event.runUrl } };
  await summarise(dependencies, (limit) => renderSummary([outcome], limit));
  await comment(dependencies, inputs, event, {
    sync: report.sync,
    body: renderComment([outcome], { name: report.sync, existing: undefined }),
    newsworthy: changeCount(report.summary) > 0 || report.errors.length > 0,
  });
}

/** Shows a run that stopped before it had a plan. A comment that is there no longer shows an older plan. */
export async function publishFailure(
  dependencies: PublishDependencies,
  inputs: Inputs,
  event: ActionEvent,
  failure: { readonly sync: string | undefined; readonly error: unknown },
): Promise<void> {
  const { sync, error } = failure;
  if (!(error instanceof SyncError)) return;
  const problems = problemsOf(error);
  const links = { run: event.runUrl };
  await summarise(dependencies, () => renderFailure({ sync, problems, links }));
  if (sync === undefined) return;
  const stopped: SyncOutcome = { type: 'stopped', sync, problems, links };
  const body = renderComment([stopped], { name: sync, existing: undefined });
  await comment(dependencies, inputs, event, { sync, body, newsworthy: false });
}

async function summarise(
  dependencies: PublishDependencies,
  render: (limit: number) => string,
): Promise<void> {
  const result = await writeSummary(dependencies.environment, dependencies.files, render);
  if (result.status === 'none') dependencies.core.info(inertLog(`No job summary: ${result.reason}.`));
}

async function comment(
  { core, createClient }: PublishDependencies,
  inputs: Inputs,
  event: ActionEvent,
  content: { readonly sync: string; readonly body: string; readonly newsworthy: boolean },
): Promise<void> {
  const { pullRequest, repository } = event;
  const token = inputs['github-token'];
  if (pullRequest === undefined || repository === undefined || inputs.comment === 'never') return;
  if (token === '') {
    core.warning('The pull request is not commented on: the input "github-token" is empty.');
    return;
  }
  const result = await keepComment({
    client: createClient(token),
    repository,
    number: pullRequest.number,
    marker: commentMarker(content.sync),
    body: content.body,
    mode: inputs.comment,
    newsworthy: content.newsworthy,
  });
  tell(core, result);
}

function tell(core: ActionsCore, result: CommentResult): void {
  if (result.status === 'none') core.info(`No comment: ${result.reason}.`);
  else if (result.status === 'forbidden' || result.status === 'failed')
    core.warning(inertLog(result.message));
  else core.info(inertLog(`Comment ${result.status}: ${result.url}`));
}
