import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { ProcessSurroundings } from './run/surroundings.ts';

/** This process's surroundings. From the call on, the first SIGINT or SIGTERM stops the run in good order. */
export function processSurroundings(): ProcessSurroundings {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
  }
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    now: () => new Date(),
    random: Math.random,
    randomBytes,
    processId: process.pid,
    hostName: hostname(),
    signal: interrupted.signal,
  };
}
