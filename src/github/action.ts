import { inertLine, inertLog } from '../report/inert-log.ts';
import type { RunReport } from '../report/run-report.ts';
import { renderText } from '../report/text.ts';
import { annotateReport, failWith } from './annotations.ts';
import type { CacheKeyParts, CacheService } from './cache-service.ts';
import type { ActionsCore, Environment } from './core.ts';
import { type ActionEvent, readEvent } from './event.ts';
import type { ActionFiles } from './files.ts';
import { type ActionMode, type Inputs, readInputs } from './inputs.ts';
import type { GithubClient } from './octokit.ts';
import { cacheOutputs, DEFAULT_OUTPUTS, runOutputs, setOutputs } from './outputs.ts';
import { publishFailure, publishReport } from './publish.ts';

/** One run as the action asks the engine for it. */
export interface ExecuteRequest {
  readonly name: string | undefined;
  readonly configFile: string | undefined;
  readonly directory: string;
  readonly mode: ActionMode;
  readonly fullExtract: boolean;
  readonly branch: string | undefined;
  readonly allowRowcountDrop: boolean;
  readonly continueOnError: boolean;
  readonly hooks: {
    /** Once the binding and the schema's hash are known, before anything is read from the cache folder. */
    afterSchema(parts: CacheKeyParts): Promise<void>;
  };
}

export interface ExecuteOutcome {
  readonly report: RunReport;
  readonly planPath: string;
  readonly schemaHash: string;
  /** Whether the run got to its end, so that its cache is worth keeping. */
  readonly finished: boolean;
}

export interface ActionDependencies {
  readonly environment: Environment;
  readonly core: ActionsCore;
  readonly files: ActionFiles;
  /** @param event has the run's id and attempt, which are part of a cache key */
  readonly createCache: (event: ActionEvent) => CacheService;
  readonly createClient: (token: string) => GithubClient;
  /** @throws SyncError */
  readonly execute: (request: ExecuteRequest) => Promise<ExecuteOutcome>;
}

/** Operations that the log shows; the job summary has them all. */
const LOGGED_OPERATIONS = 50;

/**
 * The action, start to end, save for the engine: inputs, run, cache, outputs, summary, comment, annotations.
 * Whatever goes wrong becomes a failed job with what to do; nothing is thrown.
 */
export async function runAction(dependencies: ActionDependencies): Promise<void> {
  const { core, environment } = dependencies;
  try {
    setOutputs(core, DEFAULT_OUTPUTS);
    const inputs = readInputs(environment);
    if (inputs['github-token'] !== '') core.setSecret(inputs['github-token']);
    const event = await readEvent(environment, dependencies.files.read);
    await runWith(dependencies, inputs, event);
  } catch (error) {
    failWith(core, error, environment.GITHUB_WORKSPACE ?? '');
  }
}

async function runWith(dependencies: ActionDependencies, inputs: Inputs, event: ActionEvent): Promise<void> {
  const { core } = dependencies;
  const cache = dependencies.createCache(event);
  let known: CacheKeyParts | undefined;
  const afterSchema = async (parts: CacheKeyParts) => {
    known = parts;
    await restoreCache(core, cache, parts);
  };
  try {
    const outcome = await core.group(inputs.mode === 'sync' ? 'Synchronise' : 'Compare', () =>
      dependencies.execute(executeRequest(inputs, afterSchema)),
    );
    setOutputs(core, runOutputs(outcome));
    if (outcome.finished && known !== undefined) await saveCache(core, cache, known);
    core.info(inertLog(renderText(outcome.report, { colour: false, maxOperations: LOGGED_OPERATIONS })));
    await publishReport(dependencies, inputs, event, outcome.report);
    annotateReport(core, outcome.report);
    if (!outcome.finished) core.setFailed(unfinishedMessage(outcome.report));
  } catch (error) {
    const name = inputs.sync.by === 'name' ? inputs.sync.name : undefined;
    await publishFailure(dependencies, inputs, event, { sync: known?.name ?? name, error });
    throw error;
  }
}

function executeRequest(
  inputs: Inputs,
  afterSchema: (parts: CacheKeyParts) => Promise<void>,
): ExecuteRequest {
  return {
    name: inputs.sync.by === 'name' ? inputs.sync.name : undefined,
    configFile: inputs.sync.by === 'config-file' ? inputs.sync.file : undefined,
    directory: inputs.directory,
    mode: inputs.mode,
    fullExtract: inputs['full-extract'],
    branch: inputs.branch,
    allowRowcountDrop: inputs['allow-rowcount-drop'],
    continueOnError: inputs['continue-on-error'],
    hooks: { afterSchema },
  };
}

async function restoreCache(core: ActionsCore, cache: CacheService, parts: CacheKeyParts): Promise<void> {
  const result = await cache.restore(parts);
  setOutputs(core, cacheOutputs(result));
  if (result.status === 'hit') core.info(`Cache restored: ${inertLine(result.matchedKey)}`);
  else if (result.status === 'miss') core.info(`No cache yet for ${inertLine(result.primaryKey)}`);
  else core.notice(`No cache: ${result.reason}.`);
}

async function saveCache(core: ActionsCore, cache: CacheService, parts: CacheKeyParts): Promise<void> {
  const result = await cache.save(parts);
  if (result.status === 'saved') core.info(`Cache saved: ${inertLine(result.key)}`);
  // That there is no cache service was said when the cache was to be restored.
  if (result.status !== 'not-saved') return;
  core.notice(`The cache was not saved as ${inertLine(result.key)}: ${result.reason}.`);
}

function unfinishedMessage(report: RunReport): string {
  const first = report.errors[0];
  if (first === undefined) return `The run ended as "${report.status}" before it was through.`;
  const hint = first.hint === '' ? '' : `\n${inertLine(first.hint)}`;
  return `The run ended as "${report.status}": ${inertLine(first.message)}${hint}`;
}
