import { setTimeout as sleep } from 'node:timers/promises';
import * as cache from '@actions/cache';
import * as core from '@actions/core';
import { runAction } from './github/action.ts';
import { createEngine } from './github/engine.ts';
import { runnerFiles } from './github/files.ts';
import { createGithubClient } from './github/octokit.ts';
import { createRunnerCache } from './github/runner-cache.ts';
import { processSurroundings } from './process.ts';

const surroundings = processSurroundings();
const { environment } = surroundings;

await runAction({
  environment,
  core,
  files: runnerFiles,
  createClient: (token) => createGithubClient(token, environment.GITHUB_API_URL),
  createCache: (event, inputs) => createRunnerCache(cache, surroundings, event, inputs),
  engine: createEngine({ ...surroundings, core }),
  wait: (milliseconds) => sleep(milliseconds),
  random: surroundings.random,
});
