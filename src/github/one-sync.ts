import type { Plan } from '../plan/plan.ts';
import { inertLine, inertLog } from '../report/inert-log.ts';
import { renderText } from '../report/text.ts';
import type { ActionDependencies } from './action.ts';
import type { CacheKeyParts, CacheService, RestoreResult } from './cache-service.ts';
import type { ActionsCore } from './core.ts';
import type { ExecuteOutcome, ExecuteRequest, SyncChoice } from './engine-contract.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs, RunMode } from './inputs.ts';
import { assertReviewed } from './review-gate.ts';
import { notReviewed } from './reviewed-plan.ts';
import { textName } from './shared-text.ts';

/** How one sync of a step ended. */
export type SyncEnd =
  | {
      readonly type: 'reported';
      readonly sync: string;
      readonly outcome: ExecuteOutcome;
      /** Undefined when the run ended before it was known which cache fits. */
      readonly restored: RestoreResult | undefined;
    }
  | {
      readonly type: 'stopped';
      /** Undefined when it stopped before its name was known. */
      readonly sync: string | undefined;
      readonly error: unknown;
      readonly restored: RestoreResult | undefined;
    };

export interface OneSync {
  readonly inputs: Inputs;
  readonly mode: RunMode;
  readonly choice: SyncChoice;
  readonly cache: CacheService;
  readonly event: ActionEvent;
}

const TITLES = { diff: 'Compare', sync: 'Synchronise', apply: 'Apply the plan of' } as const;

/** Operations that the log shows; the job summary has them all. */
const LOGGED_OPERATIONS = 50;

/** Runs one sync with its cache. Never throws: what went wrong is how it ended. */
export async function runOneSync(
  dependencies: Pick<ActionDependencies, 'core' | 'engine' | 'createClient'>,
  { inputs, mode, choice, cache, event }: OneSync,
): Promise<SyncEnd> {
  const { core, engine } = dependencies;
  let known: CacheKeyParts | undefined;
  let restored: RestoreResult | undefined;
  const afterSchema = async (parts: CacheKeyParts) => {
    known = parts;
    restored = await restoreCache(core, cache, parts);
  };
  const approve = (sync: string, plan: Plan) => approvePlan(dependencies, inputs, event, sync, plan);
  try {
    const title = TITLES[mode];
    const outcome = await core.group(`${title} ${inertLine(choice.name ?? '')}`.trim(), () =>
      engine.execute(executeRequest(inputs, mode, choice, { afterSchema, approve })),
    );
    if (outcome.finished && known !== undefined && !engine.cancelled()) await saveCache(core, cache, known);
    core.info(inertLog(renderText(outcome.report, { colour: false, maxOperations: LOGGED_OPERATIONS })));
    return { type: 'reported', sync: outcome.report.sync, outcome, restored };
  } catch (error) {
    return { type: 'stopped', sync: known?.name ?? choice.name, error, restored };
  }
}

function executeRequest(
  inputs: Inputs,
  mode: RunMode,
  choice: SyncChoice,
  hooks: ExecuteRequest['hooks'],
): ExecuteRequest {
  return {
    config: choice.config,
    mode,
    fullExtract: inputs['full-extract'],
    branch: inputs.branch,
    createBranch: inputs['create-branch'],
    allowRowcountDrop: inputs['allow-rowcount-drop'],
    continueOnError: inputs['continue-on-error'],
    maxDeletes: inputs['max-deletes'],
    ownership: {
      deleteOwnedOnly: inputs['delete-owned-only'],
      overwriteProtected: inputs['overwrite-protected'],
    },
    runId: inputs['run-id'],
    onConflict: inputs['on-conflict'],
    hooks,
  };
}

/** With `require-reviewed-plan` only the plan that a pull request shows may be written. */
async function approvePlan(
  { createClient }: Pick<ActionDependencies, 'createClient'>,
  inputs: Inputs,
  { repository, sha }: ActionEvent,
  sync: string,
  plan: Plan,
): Promise<void> {
  if (!inputs['require-reviewed-plan']) return;
  if (repository === undefined || sha === undefined)
    throw notReviewed('it is not known which commit this is', 'Run the action in a workflow of GitHub.');
  await assertReviewed(plan, {
    client: createClient(inputs['github-token']),
    repository,
    sha,
    commentName: textName(inputs, sync),
    sync,
  });
}

async function restoreCache(
  core: ActionsCore,
  cache: CacheService,
  parts: CacheKeyParts,
): Promise<RestoreResult> {
  const result = await cache.restore(parts);
  if (result.status === 'hit') core.info(`Cache restored: ${inertLine(result.matchedKey)}`);
  else if (result.status === 'miss') core.info(`No cache yet for ${inertLine(result.primaryKey)}`);
  else if (result.status === 'off') core.info('No cache is used, as the workflow says.');
  else if (result.status === 'unreadable')
    core.warning(`The cache cannot be used, so everything is read: ${result.reason}.`);
  else core.notice(`No cache: ${result.reason}.`);
  return result;
}

async function saveCache(core: ActionsCore, cache: CacheService, parts: CacheKeyParts): Promise<void> {
  const result = await cache.save(parts);
  if (result.status === 'saved') core.info(`Cache saved: ${inertLine(result.key)}`);
  // That there is no cache service was said when the cache was to be restored.
  if (result.status !== 'not-saved') return;
  core.notice(`The cache was not saved as ${inertLine(result.key)}: ${result.reason}.`);
}
