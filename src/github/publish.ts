import { parseSections } from '../report/comment-section.ts';
import { commentMarker, visible } from '../report/escape.ts';
import { renderFailure } from '../report/failure.ts';
import { inertLog } from '../report/inert-log.ts';
import { renderSummary } from '../report/summary.ts';
import { changeCount } from '../report/wording.ts';
import type { ActionDependencies } from './action.ts';
import { type CommentResult, keepComment } from './comment.ts';
import type { ActionsCore } from './core.ts';
import { type IssueResult, keepDriftIssue } from './drift-issue.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs, RunMode } from './inputs.ts';
import type { SyncEnd } from './one-sync.ts';
import { hasDrifted, isNewsworthy, type StepOutcome, stepOutcome, wasCancelled } from './outcomes.ts';
import type { Outputs } from './outputs.ts';
import { type SharedText, sharedText } from './shared-text.ts';
import { writeSummary } from './summary.ts';

/** What showing a step needs; nothing of it can fail the job. */
export type PublishDependencies = Pick<
  ActionDependencies,
  'environment' | 'core' | 'files' | 'createClient' | 'wait' | 'random'
>;

export interface Publication {
  readonly inputs: Inputs;
  readonly mode: RunMode;
  readonly event: ActionEvent;
  readonly ends: readonly SyncEnd[];
}

/** Shows a step's syncs: in the job summary always, in the pull request's comment or the drift's issue. */
export async function publish(
  dependencies: PublishDependencies,
  publication: Publication,
): Promise<Partial<Outputs>> {
  const { inputs, event, ends } = publication;
  await summarise(dependencies, stepOutcome(ends, inputs, event), event.runUrl);
  // A cancelled run was most often replaced by a newer one, whose comment it must not overwrite.
  const lasting = ends.filter((end) => !wasCancelled(end));
  const shown = stepOutcome(lasting, inputs, event).syncs;
  if (shown.length === 0) return {};
  const text = sharedText(inputs, shown, dependencies);
  if (event.pullRequest !== undefined) return comment(dependencies, publication, text);
  return inputs.issue ? issue(dependencies, publication, text) : {};
}

async function summarise(
  { environment, files, core }: PublishDependencies,
  { syncs, nameless }: StepOutcome,
  runUrl: string | undefined,
): Promise<void> {
  const failure =
    nameless.length === 0
      ? ''
      : renderFailure({ sync: undefined, problems: nameless, links: { run: runUrl } });
  const result = await writeSummary(environment, files, (limit) => {
    if (syncs.length === 0) return failure;
    return `${renderSummary(syncs, limit - Buffer.byteLength(failure) - 1)}${failure === '' ? '' : `\n${failure}`}`;
  });
  if (result.status === 'none') core.info(inertLog(`No job summary: ${result.reason}.`));
}

async function comment(
  { core, createClient }: PublishDependencies,
  { inputs, event }: Publication,
  text: SharedText,
): Promise<Partial<Outputs>> {
  const { pullRequest, repository } = event;
  if (pullRequest === undefined || repository === undefined || inputs.comment === 'never') return {};
  const token = inputs['github-token'];
  if (token === '') {
    core.warning('The pull request is not commented on: the input "github-token" is empty.');
    return {};
  }
  const result = await keepComment({
    client: createClient(token),
    repository,
    pullRequest,
    marker: commentMarker(text.name),
    render: text.render,
    mode: inputs.comment,
    newsworthy: text.outcomes.some(isNewsworthy),
    sharing: text.sharing,
  });
  return tell(core, 'Comment', result) ? { 'comment-url': result.url } : {};
}

async function issue(
  { core, createClient }: PublishDependencies,
  { inputs, mode, event }: Publication,
  text: SharedText,
): Promise<Partial<Outputs>> {
  const { repository } = event;
  if (repository === undefined) return {};
  const token = inputs['github-token'];
  if (token === '') {
    core.warning('No issue is kept about the drift: the input "github-token" is empty.');
    return {};
  }
  const result = await keepDriftIssue({
    client: createClient(token),
    repository,
    title: `${visible(text.title)} differs from its source`,
    marker: commentMarker(text.name),
    render: text.render,
    drifted: text.outcomes.some((one) => hasDrifted(one, mode)),
    settled: isSettled,
    sharing: text.sharing,
  });
  return tell(core, 'Issue', result) ? { 'issue-url': result.url } : {};
}

/** Every sync in the text was compared and found the same, or was written without an error. */
function isSettled(body: string): boolean {
  return parseSections(body).every(({ summary: { status, counts, errors } }) => {
    if (errors > 0) return false;
    return status === 'applied' || (status === 'dry-run' && changeCount(counts) === 0);
  });
}

function tell<Result extends CommentResult | IssueResult>(
  core: ActionsCore,
  what: string,
  result: Result,
): result is Extract<Result, { url: string }> {
  if ('message' in result) core.warning(inertLog(result.message));
  else if ('url' in result) core.info(inertLog(`${what} ${result.status}: ${result.url}`));
  else if ('reason' in result) core.info(`No ${what.toLowerCase()}: ${result.reason}.`);
  return 'url' in result;
}
