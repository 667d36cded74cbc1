import path from 'node:path';
import { cacheRoot } from '../cache/layout.ts';
import { isProcessAlive } from '../cache/process-alive.ts';
import { createHttpClientFactory } from '../http/client.ts';
import type { RunDependencies } from '../run.ts';

/** What a process has of the world, whether it is the command line or the action. */
export interface ProcessSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly processId: number;
  readonly hostName: string;
  readonly signal: AbortSignal;
}

/** What of a run differs between those who start one. */
export type RunHooks = Pick<RunDependencies, 'maskSecret' | 'observe' | 'beforeCache' | 'approve'>;

/** For one who neither hears of a run nor has a say in it. */
export const quietHooks: RunHooks = {
  maskSecret: () => undefined,
  observe: () => undefined,
  beforeCache: async () => undefined,
  approve: async () => undefined,
};

/** What a run is given of the world. The cache's root is relative to the working directory, for short messages. */
export function runDependencies(surroundings: ProcessSurroundings, hooks: RunHooks): RunDependencies {
  const { environment, workingDirectory, now, random, randomBytes, processId, hostName, signal } =
    surroundings;
  return {
    environment,
    http: createHttpClientFactory({ environment, random, now }),
    cacheRoot: path.relative(workingDirectory, cacheRoot(environment, workingDirectory)) || '.',
    now,
    randomBytes,
    processId,
    hostName,
    isProcessAlive,
    signal,
    ...hooks,
  };
}
