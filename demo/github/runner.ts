import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One step of a job, as a runner starts it. */
export interface StepWish {
  /** The script that `action.yml` names. */
  readonly script: string;
  /** What the repository is checked out to. */
  readonly workspace: string;
  /** Where the runner keeps the step's files. */
  readonly folder: string;
  /** By their names in `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: string;
  readonly payload: object;
  /** GitHub's API. */
  readonly api: string;
  /** Environment variables of the step itself, such as the addresses of the systems. */
  readonly environment: Readonly<Record<string, string>>;
  /** The commit that the event is about. */
  readonly sha?: string;
  /** `inherit`: the log goes where this process's own does. */
  readonly log: 'inherit' | 'pipe';
  /** Aborted: the job is cancelled, which a runner begins with SIGINT. */
  readonly cancel?: AbortSignal;
}

/** How a step ended, as its runner sees it. */
export interface StepEnd {
  readonly code: number | null;
  /** Everything in the log; empty when that was inherited. */
  readonly log: string;
  /** By name; of an output that is set twice the last value counts. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

const FILES = ['event', 'output', 'summary', 'env', 'path', 'state'] as const;

/** Runs one step with the variables and files that a runner gives it. */
export async function runStep(wish: StepWish): Promise<StepEnd> {
  const files = Object.fromEntries(FILES.map((name) => [name, path.join(wish.folder, name)])) as Record<
    (typeof FILES)[number],
    string
  >;
  await mkdir(wish.folder, { recursive: true });
  for (const file of Object.values(files)) await writeFile(file, '');
  await writeFile(files.event, JSON.stringify(wish.payload));
  const { PATH = '', HOME = wish.folder } = process.env;
  const inputs = Object.entries(wish.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const child = spawn(process.execPath, [wish.script], {
    cwd: wish.workspace,
    env: {
      PATH,
      HOME,
      ...wish.environment,
      ...Object.fromEntries(inputs),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: wish.workspace,
      GITHUB_EVENT_NAME: wish.event,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_REPOSITORY: 'acme/network',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_API_URL: wish.api,
      GITHUB_GRAPHQL_URL: `${wish.api}/graphql`,
      GITHUB_RUN_ID: '1001',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_ENV: files.env,
      GITHUB_PATH: files.path,
      GITHUB_STATE: files.state,
      ...(wish.sha === undefined ? {} : { GITHUB_SHA: wish.sha }),
    },
    stdio: ['ignore', wish.log, wish.log],
  });
  wish.cancel?.addEventListener('abort', () => child.kill('SIGINT'));
  const [out, talk, code] = await Promise.all([
    child.stdout?.setEncoding('utf8').toArray() ?? [],
    child.stderr?.setEncoding('utf8').toArray() ?? [],
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  return {
    code,
    log: [...out, ...talk].join(''),
    outputs: outputsOf(await readFile(files.output, 'utf8')),
    summary: await readFile(files.summary, 'utf8'),
  };
}

/** `name<<delimiter`, the value, the delimiter, for each output. */
function outputsOf(text: string): ReadonlyMap<string, string> {
  const all = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm);
  return new Map([...all].map(([, name = '', , value = '']) => [name, value]));
}
