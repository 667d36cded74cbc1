import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { runCommandLine } from './program.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
}

// A reader that has seen enough, such as `| head`, closes its end. The run goes on: half a sync is worse.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCommandLine(process.argv, {
  environment: process.env,
  workingDirectory: process.cwd(),
  out: process.stdout,
  talk: process.stderr,
  now: () => new Date(),
  random: Math.random,
  randomBytes,
  processId: process.pid,
  hostName: hostname(),
  signal: interrupted.signal,
});
