import * as cache from '@actions/cache';
import * as core from '@actions/core';
import { cacheRoot } from './cache/layout.ts';
import { runAction } from './github/action.ts';
import { createCacheService } from './github/cache-service.ts';
import { createEngine } from './github/engine.ts';
import { runnerFiles } from './github/files.ts';
import { createGithubClient } from './github/octokit.ts';
import { processSurroundings } from './process.ts';

const surroundings = processSurroundings();
const { environment, workingDirectory } = surroundings;

await runAction({
  environment,
  core,
  files: runnerFiles,
  createClient: (token) => createGithubClient(token, environment.GITHUB_API_URL),
  createCache: (event) =>
    createCacheService({
      api: cache,
      cacheRoot: cacheRoot(environment, workingDirectory),
      workspace: environment.GITHUB_WORKSPACE ?? workingDirectory,
      runId: event.runId,
      runAttempt: event.runAttempt,
    }),
  execute: createEngine({ ...surroundings, core }),
});
