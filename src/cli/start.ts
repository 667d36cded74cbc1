import { processSurroundings } from '../process.ts';
import { runCommandLine } from './program.ts';

// A reader that has seen enough, such as `| head`, closes its end. The run goes on: half a sync is worse.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCommandLine(process.argv, {
  ...processSurroundings(),
  out: process.stdout,
  talk: process.stderr,
});
