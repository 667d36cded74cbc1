import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import * as cache from '@actions/cache';
import * as core from '@actions/core';
import { cacheRoot } from './cache/layout.ts';
import { runAction } from './github/action.ts';
import { createCacheService } from './github/cache-service.ts';
import { createEngine } from './github/engine.ts';
import { runnerFiles } from './github/files.ts';
import { createGithubClient } from './github/octokit.ts';

const environment = process.env;
const workingDirectory = process.cwd();
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
}

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
  execute: createEngine({
    environment,
    workingDirectory,
    core,
    now: () => new Date(),
    random: Math.random,
    randomBytes,
    processId: process.pid,
    hostName: hostname(),
    signal: interrupted.signal,
  }),
});
