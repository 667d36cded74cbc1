import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import { type Lock, takeLock } from '../../src/cache/lock.ts';
import { isProcessAlive } from '../../src/cache/process-alive.ts';
import { SyncError } from '../../src/errors.ts';

/** Takes a lock for each line `take <sync>` and gives it back for each line `release`; prints the outcome. */
const root = process.argv[2] ?? '';
let held: Lock | undefined;
console.log('ready');
for await (const line of createInterface(process.stdin)) {
  const [command, sync = ''] = line.split(' ');
  if (command === 'release') {
    await held?.release();
    held = undefined;
    console.log('released');
    continue;
  }
  try {
    held = await takeLock({
      root,
      sync,
      processId: process.pid,
      hostName: hostname(),
      token: randomBytes(8).toString('hex'),
      now: () => new Date(),
      isProcessAlive,
    });
    console.log('won');
  } catch (error) {
    console.log(error instanceof SyncError ? error.code : String(error));
  }
}
