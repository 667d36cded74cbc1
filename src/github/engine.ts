import { createProgress } from '../cli/progress.ts';
import type { ConfigRequest } from '../config/find.ts';
import { loadRequestedSync } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import { inertLog } from '../report/inert-log.ts';
import { type ProcessSurroundings, runDependencies } from '../run/surroundings.ts';
import { executeRun } from '../run.ts';
import type { ExecuteOutcome, ExecuteRequest } from './action.ts';
import type { ActionsCore } from './core.ts';

/** What the engine is given of the runner. */
export interface EngineSurroundings extends ProcessSurroundings {
  readonly core: ActionsCore;
}

/** The engine as the action asks for it: the request in the engine's words, its talk in the job's log. */
export function createEngine(
  surroundings: EngineSurroundings,
): (request: ExecuteRequest) => Promise<ExecuteOutcome> {
  return async (request) => {
    const { environment, core } = surroundings;
    const sync = await loadRequestedSync(configRequest(request), nodeFiles(), environment);
    const progress = createProgress({ terminal: logTerminal(core), verbosity: 'default', show: undefined });
    const { report, planFile, keys } = await executeRun(
      {
        sync,
        mode: request.mode,
        reading: request.fullExtract ? 'full' : 'warm',
        branch: request.branch,
        allowRowCountDrop: request.allowRowcountDrop,
        continueOnError: request.continueOnError,
      },
      runDependencies(surroundings, {
        maskSecret: core.setSecret,
        observe: progress.observe,
        beforeCache: (known) =>
          request.hooks.afterSchema({ name: known.sync, hash: `${known.binding}-${known.schemaHash}` }),
      }),
    ).finally(progress.end);
    const finished = report.status === 'dry-run' || report.status === 'applied';
    return { report, planPath: planFile, schemaHash: keys.schemaHash, finished };
  };
}

function configRequest({ name, configFile, directory }: ExecuteRequest): ConfigRequest {
  if (configFile !== undefined) return { type: 'file', file: configFile, directory };
  return { type: 'name', name: name ?? '', directory };
}

function logTerminal(core: ActionsCore): { write(text: string): void } {
  return { write: (text) => core.info(inertLog(text.replace(/\n$/, ''))) };
}
