import { failWith } from './annotations.ts';
import type { CacheService } from './cache-service.ts';
import type { ActionsCore, Environment } from './core.ts';
import type { Engine } from './engine-contract.ts';
import { type ActionEvent, readEvent } from './event.ts';
import type { ActionFiles } from './files.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { listSyncs } from './list-syncs.ts';
import type { GithubClient } from './octokit.ts';
import { DEFAULT_OUTPUTS, setOutputs } from './outputs.ts';
import { removeBranches } from './remove-branches.ts';
import { runSyncs } from './run-syncs.ts';

export interface ActionDependencies {
  readonly environment: Environment;
  readonly core: ActionsCore;
  readonly files: ActionFiles;
  /** @param event has the run's id and attempt, which are part of a cache key */
  readonly createCache: (event: ActionEvent, inputs: Inputs) => CacheService;
  readonly createClient: (token: string) => GithubClient;
  readonly engine: Engine;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/**
 * The action, start to end, save for the engine: inputs, runs, cache, outputs, summary, comment, annotations.
 * Whatever goes wrong becomes a failed job with what to do; nothing is thrown.
 */
export async function runAction(dependencies: ActionDependencies): Promise<void> {
  const { core, environment } = dependencies;
  try {
    setOutputs(core, DEFAULT_OUTPUTS);
    const inputs = readInputs(environment);
    protectSecrets(core, inputs);
    const event = await readEvent(environment, dependencies.files.read);
    await act(dependencies, inputs, event);
  } catch (error) {
    failWith(core, error, environment.GITHUB_WORKSPACE ?? '');
  }
}

async function act(dependencies: ActionDependencies, inputs: Inputs, event: ActionEvent): Promise<void> {
  const choices = await dependencies.engine.select(inputs.sync, inputs.directory);
  const { mode, branch } = inputs;
  if (mode === 'list') listSyncs(dependencies.core, choices);
  else if (inputs['delete-branch'] && branch !== undefined && event.pullRequest?.closed === true)
    await removeBranches(dependencies, choices, branch);
  else await runSyncs(dependencies, { inputs, mode, event, choices });
}

function protectSecrets(core: ActionsCore, inputs: Inputs): void {
  const token = inputs['github-token'];
  if (token !== '') core.setSecret(token);
  const cache = inputs['cache-encryption-key'];
  if (cache.status === 'given') core.setSecret(cache.key);
  if (cache.status === 'missing')
    core.warning(
      '"cache-encryption-key" is empty, so no cache is used: is the secret there, and may this job see it?',
    );
}
