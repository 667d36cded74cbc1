import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Speed and memory of the committed bundle, side by side with a floor in the same run: `npm run bench`.
 *
 * The floor is a bare client that fetches the same pages over as many connections and does nothing else. Each
 * figure is the median of some runs, engine and floor in turn.
 */

const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'dist', 'cli', 'index.js');
const here = (file: string): string => path.join(import.meta.dirname, file);
const LATENCY = 20;
const RUNS = 3;
const CONNECTIONS = 4;

interface Timed {
  readonly seconds: number;
  readonly output: string;
}

interface Servers {
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
  stop(): void;
}

const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
try {
  const small = await measureDiff(2_000);
  const large = await measureDiff(20_000);
  console.log(
    `seconds per device, 20,000 against 2,000: ${ratio(large.engine / 20_000, small.engine / 2_000)}`,
  );
  await measureWrites();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A cold diff against an empty destination, and the floor of the same requests. */
async function measureDiff(devices: number): Promise<{ readonly engine: number; readonly floor: number }> {
  const servers = await startServers(devices);
  const engines: number[] = [];
  const floors: number[] = [];
  let peak = 0;
  let output = '';
  await engine('diff', servers); // The servers' first answers cost more: neither side pays for them.
  for (let run = 0; run < RUNS; run += 1) {
    writeFileSync(servers.log, '');
    const timed = await engine('diff', servers);
    engines.push(timed.seconds);
    peak = Math.max(peak, Number(readFileSync(peakFile(), 'utf8')) / 1024);
    const requests = readFileSync(servers.log);
    const replay = path.join(scratch, 'replay.ndjson');
    writeFileSync(replay, requests);
    const floor = await timedRun([here('floor.ts'), replay, String(CONNECTIONS)], servers.environment);
    floors.push(floor.seconds);
    output = floor.output.trim();
  }
  servers.stop();
  const result = { engine: median(engines), floor: median(floors) };
  console.log(
    `${devices} devices: diff ${result.engine.toFixed(2)} s, floor ${result.floor.toFixed(2)} s, ratio ${ratio(result.engine, result.floor)}, peak ${peak.toFixed(0)} MB, ${output}`,
  );
  return result;
}

/** Requests per object of a sync into an empty destination. */
async function measureWrites(): Promise<void> {
  const servers = await startServers(300);
  const { output, seconds } = await engine('sync', servers);
  servers.stop();
  const report = JSON.parse(output) as { summary: { create: number }; requests: { B: { count: number } } };
  const { create } = report.summary;
  const { count } = report.requests.B;
  console.log(
    `sync of ${create} new objects: ${count} requests to the destination, ${(count / create).toFixed(3)} per object, ${seconds.toFixed(1)} s`,
  );
}

function engine(command: 'diff' | 'sync', servers: Servers): Promise<Timed> {
  const cache = mkdtempSync(path.join(scratch, 'cache-'));
  const args = [
    '--import',
    here('peak-memory.ts'),
    cli,
    command,
    '--name',
    'from-netbox',
    '--directory',
    path.join(root, 'examples'),
    '-q',
  ];
  const format = command === 'sync' ? ['--format', 'json'] : [];
  return timedRun([...args, ...format], {
    ...servers.environment,
    INFRAHUB_SYNC_CACHE_DIR: cache,
    PEAK_MEMORY_FILE: peakFile(),
  });
}

function peakFile(): string {
  return path.join(scratch, 'peak');
}

function timedRun(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Timed> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, output });
      else reject(new Error(`${args.join(' ')} ended with ${code}`));
    });
  });
}

async function startServers(devices: number): Promise<Servers> {
  const log = path.join(scratch, `requests-${devices}.ndjson`);
  writeFileSync(log, '');
  const child = fork(here('servers.ts'), [String(devices), String(LATENCY), log]);
  return { environment: await firstMessage(child), log, stop: () => void child.kill() };
}

function firstMessage(child: ChildProcess): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Record<string, string>));
    child.once('exit', (code) => reject(new Error(`the servers ended with ${code}`)));
  });
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function ratio(left: number, right: number): string {
  return (left / right).toFixed(2);
}
