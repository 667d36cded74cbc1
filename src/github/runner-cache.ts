import { cacheRoot } from '../cache/layout.ts';
import { type CacheApi, type CacheService, createCacheService } from './cache-service.ts';
import type { Environment } from './core.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import { createSealedCache } from './sealed-cache.ts';

/** The cache of a runner's job as the inputs want it: open or sealed, used or not. */
export function createRunnerCache(
  api: CacheApi,
  runner: { readonly environment: Environment; readonly workingDirectory: string },
  event: ActionEvent,
  inputs: Inputs,
): CacheService {
  const { environment, workingDirectory } = runner;
  const workspace = environment.GITHUB_WORKSPACE ?? workingDirectory;
  const secret = inputs['cache-encryption-key'];
  return createCacheService({
    api: secret.status === 'given' ? createSealedCache({ api, key: secret.key, workspace }) : api,
    // Without its secret a cache would be saved open, and what was sealed could not be read.
    mode: secret.status === 'missing' ? 'false' : inputs.cache,
    cacheRoot: cacheRoot(environment, workingDirectory),
    workspace,
    runId: event.runId,
    runAttempt: event.runAttempt,
  });
}
