import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunObservations } from './observe-run.ts';

/**
 * Speed and memory of the committed bundle, side by side with a floor in the same run.
 *
 * `npm run bench` measures on embedded servers that answer after 20 ms. `npm run bench -- --live` measures on the
 * servers that NETBOX_URL, NETBOX_TOKEN, INFRAHUB_ADDRESS and INFRAHUB_API_TOKEN name, and writes nothing to them.
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

/** Where the servers are, and the tokens for them. */
type Addresses = Readonly<Record<string, string>>;

interface Measured {
  readonly engine: number;
  readonly floor: number;
}

const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
const observations = path.join(scratch, 'observations.json');
try {
  if (process.argv.includes('--live')) await measureDiff('the given servers', {});
  else await measureEmbedded();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measureEmbedded(): Promise<void> {
  const small = await withServers(2_000, (servers) => measureDiff('2,000 devices', servers));
  const large = await withServers(20_000, (servers) => measureDiff('20,000 devices', servers));
  console.log(
    `seconds per device, 20,000 against 2,000: ${ratio(large.engine / 20_000, small.engine / 2_000)}`,
  );
  await withServers(300, measureWrites);
}

/** A cold diff, and the floor of the same requests. */
async function measureDiff(what: string, servers: Addresses): Promise<Measured> {
  const engines: number[] = [];
  const floors: number[] = [];
  let peak = 0;
  let output = '';
  await engine('diff', servers); // The servers' first answers cost more: neither side pays for them.
  for (let run = 0; run < RUNS; run += 1) {
    engines.push((await engine('diff', servers)).seconds);
    const observed = JSON.parse(readFileSync(observations, 'utf8')) as RunObservations;
    peak = Math.max(peak, observed.peak / 1024);
    const floor = await timedRun([here('floor.ts'), observations, String(CONNECTIONS)], servers);
    floors.push(floor.seconds);
    output = floor.output.trim();
  }
  const result = { engine: median(engines), floor: median(floors) };
  console.log(
    `${what}: diff ${result.engine.toFixed(2)} s, floor ${result.floor.toFixed(2)} s, ratio ${ratio(result.engine, result.floor)}, peak ${peak.toFixed(0)} MB, ${output}`,
  );
  return result;
}

/** Requests per object of a sync into an empty destination. */
async function measureWrites(servers: Addresses): Promise<void> {
  const { output, seconds } = await engine('sync', servers);
  const report = JSON.parse(output) as { summary: { create: number }; requests: { B: { count: number } } };
  const { create } = report.summary;
  const { count } = report.requests.B;
  console.log(
    `sync of ${create} new objects: ${count} requests to the destination, ${(count / create).toFixed(3)} per object, ${seconds.toFixed(1)} s`,
  );
}

function engine(command: 'diff' | 'sync', servers: Addresses): Promise<Timed> {
  const cache = mkdtempSync(path.join(scratch, 'cache-'));
  const args = [
    '--import',
    here('observe-run.ts'),
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
    ...servers,
    INFRAHUB_SYNC_CACHE_DIR: cache,
    RUN_OBSERVATIONS: observations,
  });
}

function timedRun(args: readonly string[], environment: Addresses): Promise<Timed> {
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

async function withServers<Result>(
  devices: number,
  work: (servers: Addresses) => Promise<Result>,
): Promise<Result> {
  const child = fork(here('servers.ts'), [String(devices), String(LATENCY)]);
  try {
    return await work(await firstMessage(child));
  } finally {
    child.kill();
  }
}

function firstMessage(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Addresses));
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
