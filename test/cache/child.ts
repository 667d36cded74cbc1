import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A process that runs one of this folder's scripts and is talked to line by line. */
export interface Child {
  send(line: string): void;
  /** The next line that it printed. */
  next(): Promise<string>;
  /** Kills it as the system would: no clean-up of its own. */
  kill(): Promise<void>;
}

/** Starts `test/cache/<script>` with these arguments; killed when the test ends. */
export function startChild(script: string, ...args: string[]): Child {
  const file = path.join(import.meta.dirname, script);
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [file, ...args]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const gone = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return {
    send: (line) => void child.stdin.write(`${line}\n`),
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`The child ended: ${complaints}`);
      return line.value;
    },
    kill,
  };
}
