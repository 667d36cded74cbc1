import { createProgress } from '../cli/progress.ts';
import { type ConfigRequest, findSyncs, loadRequestedSync } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import type { Sync } from '../config/sync.ts';
import { SyncError } from '../errors.ts';
import { inertLog } from '../report/inert-log.ts';
import { applySaved } from '../run/apply-saved.ts';
import { removeBranch } from '../run/destination-branch.ts';
import { type ProcessSurroundings, quietHooks, runDependencies } from '../run/surroundings.ts';
import { executeRun, type RunDependencies, type RunResult } from '../run.ts';
import type { ActionsCore } from './core.ts';
import type { Engine, ExecuteOutcome, ExecuteRequest, SyncChoice } from './engine-contract.ts';
import type { SyncSelection } from './inputs.ts';

/** What the engine is given of the runner. */
export interface EngineSurroundings extends ProcessSurroundings {
  readonly core: ActionsCore;
}

/** The engine as the action asks for it: the request in the engine's words, its talk in the job's log. */
export function createEngine(surroundings: EngineSurroundings): Engine {
  const { environment, core, signal } = surroundings;
  return {
    cancelled: () => signal.aborted,
    select: (selection, directory) => select(selection, directory, surroundings),
    execute: (request) => execute(request, surroundings),
    async removeBranch(config, branch) {
      const sync = await loadRequestedSync(config, nodeFiles(), environment);
      const { http, now } = runDependencies(surroundings, quietHooks);
      const warn = (message: string) => core.warning(inertLog(message));
      return removeBranch(sync, { environment, http, now, branch, maskSecret: core.setSecret, warn }, signal);
    },
  };
}

async function execute(request: ExecuteRequest, surroundings: EngineSurroundings): Promise<ExecuteOutcome> {
  const { environment, core } = surroundings;
  const sync = await loadRequestedSync(request.config, nodeFiles(), environment);
  const progress = createProgress({ terminal: logTerminal(core), verbosity: 'default', show: undefined });
  const dependencies = runDependencies(surroundings, {
    maskSecret: core.setSecret,
    observe: progress.observe,
    beforeCache: (known) =>
      request.hooks.afterSchema({ name: known.sync, hash: `${known.binding}-${known.schemaHash}` }),
    approve: (plan) => request.hooks.approve(sync.name, plan),
  });
  const { report, planFile, reportFiles, keys, branch } = await runOf(request, sync, dependencies).finally(
    progress.end,
  );
  const finished = report.status === 'dry-run' || report.status === 'applied';
  return { report, planPath: planFile, reportFiles, schemaHash: keys.schemaHash, branch, finished };
}

function runOf(request: ExecuteRequest, sync: Sync, dependencies: RunDependencies): Promise<RunResult> {
  const { mode, branch, continueOnError, maxDeletes } = request;
  if (mode === 'apply') {
    const { runId, onConflict } = request;
    return applySaved({ sync, runId, branch, onConflict, continueOnError, maxDeletes }, dependencies);
  }
  return executeRun(
    {
      sync,
      mode,
      reading: request.fullExtract ? 'full' : 'warm',
      branch,
      createBranch: request.createBranch,
      allowRowCountDrop: request.allowRowcountDrop,
      continueOnError,
      maxDeletes,
      ownership: request.ownership,
      reportPages: true,
    },
    dependencies,
  );
}

async function select(
  selection: SyncSelection,
  directory: string,
  { environment }: EngineSurroundings,
): Promise<readonly SyncChoice[]> {
  if (selection.by === 'config-file')
    return [{ name: undefined, config: { type: 'file', file: selection.file, directory } }];
  if (selection.by === 'names') return selection.names.map((name) => byName(name, directory));
  const found = await findSyncs(directory, nodeFiles(), environment, { missingVariables: 'warning' });
  if (found.length === 0) throw nothingFound(directory);
  // A name that two files give is one choice, and loading it tells of both.
  const names = new Set(found.flatMap(({ name }) => name ?? []));
  const nameless = found.filter(({ name }) => name === undefined);
  return [
    ...[...names].map((name) => byName(name, directory)),
    ...nameless.map(
      ({ file }): SyncChoice => ({ name: undefined, config: { type: 'file', file, directory: undefined } }),
    ),
  ];
}

function byName(name: string, directory: string): SyncChoice {
  const config: ConfigRequest = { type: 'name', name, directory };
  return { name, config };
}

function nothingFound(directory: string): SyncError {
  return new SyncError({
    code: 'CONFIG_NOT_FOUND',
    message: `there is no config.yml below ${directory}`,
    hint: 'Name the folder that holds the syncs with "directory", and check that the repository is checked out before.',
  });
}

function logTerminal(core: ActionsCore): { write(text: string): void } {
  return { write: (text) => core.info(inertLog(text.replace(/\n$/, ''))) };
}
