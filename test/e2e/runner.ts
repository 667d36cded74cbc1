import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { actCommand } from './tools.ts';

/** One run of a repository's workflows, as an event starts it. */
export interface WorkflowRun {
  /** The repository: its files are checked out as they are. */
  readonly repository: string;
  /** Where the runner keeps its own files between runs. */
  readonly home: string;
  readonly workflow: string;
  readonly event: string;
  readonly payload: object;
  readonly runId: string;
  readonly token: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** `act`: the runner's own cache server, which speaks version 1. */
  readonly cacheServer: 'act' | 'none';
  /** Given the process, so that a test can cancel it. */
  readonly started?: (process: ChildProcess) => void;
}

/** What came of it. */
export interface RunEnd {
  readonly code: number | null;
  /** The log of all jobs, a line each. */
  readonly log: string;
  /** Of the step `sync`, by job and name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The jobs' summaries, joined. */
  readonly summary: string;
  /** Warnings, errors and notices of the action, with their level. */
  readonly annotations: readonly string[];
}

/** One line of `act --json`, as far as it is used. */
interface LogLine {
  readonly job?: string;
  readonly jobID?: string;
  readonly matrix?: Readonly<Record<string, string>>;
  readonly msg?: string;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly stepID?: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../..');

/** Runs one workflow with act on this machine itself, without containers. */
export async function runWorkflow(run: WorkflowRun): Promise<RunEnd> {
  // act's server orders caches by whole seconds: of two that were saved in one second it may give the older.
  if (run.cacheServer === 'act') await sleep(1000 - (Date.now() % 1000));
  const eventFile = path.join(run.home, `event-${run.runId}.json`);
  await writeFile(eventFile, JSON.stringify(run.payload));
  const environment = {
    ...run.environment,
    GITHUB_REPOSITORY: 'acme/network',
    GITHUB_RUN_ID: run.runId,
    GITHUB_RUN_ATTEMPT: '1',
  };
  const caching =
    run.cacheServer === 'none'
      ? ['--no-cache-server']
      : ['--cache-server-addr', '127.0.0.1', '--cache-server-path', path.join(run.home, 'cache')];
  const words = [
    run.event,
    '--json',
    ...['--workflows', `.github/workflows/${run.workflow}`, '--eventpath', eventFile],
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    ...caching,
    ...pairs('--secret', { ...run.secrets, GITHUB_TOKEN: run.token }),
    ...pairs('--var', run.variables),
    ...pairs('--env', environment),
  ];
  const child = spawn(actCommand(), words, {
    cwd: run.repository,
    env: {
      // The runner takes `node` from the path: the one that the action wants.
      PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      HOME: run.home,
      XDG_CACHE_HOME: path.join(run.home, '.cache'),
      ACT_DISABLE_VERSION_CHECK: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  run.started?.(child);
  const [out, talk, code] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  return endOf(code, `${out.join('')}\n${talk.join('')}`);
}

function pairs(option: string, values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
}

/** What act says about a folder that is no Git repository, again and again. */
const NOISE = /not located inside a git repository|unable to get git/;

/** A workflow command as act shows it, behind a sign of its own. */
const ANNOTATION = /^\s*\S+\s+::(warning|error|notice)\b[^:]*::(.*?)\n?$/s;

function endOf(code: number | null, text: string): RunEnd {
  const lines = text
    .split('\n')
    .map(parsed)
    .filter(({ msg = '' }) => !NOISE.test(msg));
  const outputs: Record<string, Record<string, string>> = {};
  for (const { command, stepID, job = '', name = '', arg = '' } of lines) {
    if (command !== 'set-output' || stepID?.[0] !== 'sync') continue;
    const ofJob = outputs[job] ?? {};
    ofJob[name] = arg;
    outputs[job] = ofJob;
  }
  return {
    code,
    log: lines.map(({ msg = '' }) => decoded(msg.replace(/\n$/, ''))).join('\n'),
    outputs,
    summary: lines.map(({ command, content = '' }) => (command === 'summary' ? content : '')).join(''),
    annotations: lines.flatMap(({ msg = '' }) => {
      const [, level, text] = ANNOTATION.exec(msg) ?? [];
      return level === undefined ? [] : `${level}: ${decoded(text ?? '')}`;
    }),
  };
}

/** Line feeds in a workflow command's text. */
function decoded(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function parsed(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}
