import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoGitHub, startGitHub } from '../demo/github/server.ts';
import { smallConfig } from './run/small-config.ts';
import { startWorld, type World } from './run/world.ts';

/** How a job's step ended, as its runner sees it. */
interface StepEnd {
  readonly code: number | null;
  /** Everything in the log. */
  readonly log: string;
  /** By name; of an output that is set twice the last value counts. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

describe('the action as a runner starts it', () => {
  let world: World;
  let github: DemoGitHub;
  let workspace: string;
  let requests: number;

  beforeAll(async () => {
    world = await startWorld();
    const count = () => {
      requests += 1;
    };
    world.netboxWire.onRequest = count;
    world.infrahubWire.onRequest = count;
    github = await startGitHub();
    workspace = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-workspace-'));
    await place('syncs/small', smallConfig());
    await place(
      'syncs/broken',
      smallConfig('', 'broken').replace('mapping: extras.tags', 'maping: extras.tags'),
    );
  });
  afterAll(async () => {
    await Promise.all([world.close(), github.close(), rm(workspace, { recursive: true, force: true })]);
  });

  async function place(folder: string, text: string): Promise<void> {
    await mkdir(path.join(workspace, folder), { recursive: true });
    await writeFile(path.join(workspace, folder, 'config.yml'), text);
  }

  /** Runs the step with these inputs, for a pull request unless another event is given. */
  async function step(inputs: Readonly<Record<string, string>>, event = 'pull_request'): Promise<StepEnd> {
    const files = Object.fromEntries(
      ['event', 'output', 'summary', 'env', 'path', 'state'].map((name) => [
        name,
        path.join(world.folder, name),
      ]),
    );
    const payload = event === 'pull_request' ? { number: 7, pull_request: { number: 7 } } : {};
    for (const file of Object.values(files)) await writeFile(file, '');
    await writeFile(files.event ?? '', JSON.stringify(payload));
    requests = 0;
    const { PATH = '', HOME = '' } = process.env;
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const child = spawn(process.execPath, [path.resolve('src/main.ts')], {
      cwd: workspace,
      env: {
        PATH,
        HOME,
        ...world.environment(),
        INFRAHUB_SYNC_CACHE_DIR: '',
        'INPUT_GITHUB-TOKEN': 'ghs_secret',
        ...Object.fromEntries(given),
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: workspace,
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: files.event,
        GITHUB_REPOSITORY: 'acme/network',
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_API_URL: github.url,
        GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
        GITHUB_RUN_ID: '1001',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        GITHUB_ENV: files.env,
        GITHUB_PATH: files.path,
        GITHUB_STATE: files.state,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, talk, code] = await Promise.all([
      child.stdout.setEncoding('utf8').toArray(),
      child.stderr.setEncoding('utf8').toArray(),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    return {
      code,
      log: [...out, ...talk].join(''),
      outputs: outputsOf(await readFile(files.output ?? '', 'utf8')),
      summary: await readFile(files.summary ?? '', 'utf8'),
    };
  }

  const small = { name: 'small', directory: 'syncs' };

  it('comments what would change, sets its outputs and writes a summary, and no token shows', async () => {
    const end = await step({ ...small, mode: 'diff' });
    expect(end.code, end.log).toBe(0);
    expect(Object.fromEntries(end.outputs)).toEqual({
      'has-changes': 'true',
      'to-create': expect.stringMatching(/^[1-9]\d*$/),
      'to-update': '0',
      'to-delete': '0',
      'run-id': expect.stringMatching(/^\d{8}T\d{4}-[0-9a-f]{8}$/),
      'plan-path': expect.stringMatching(/^\.infrahub-sync-cache\/small\/.*\/plan\.parquet$/),
      'plan-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
      'schema-hash': expect.stringMatching(/^[0-9a-f]{12}$/),
      'cache-hit': 'false',
      'cache-primary-key': expect.any(String),
      'cache-matched-key': '',
    });
    await readFile(path.join(workspace, end.outputs.get('plan-path') ?? ''));
    expect(end.summary).toContain('LocationSite');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('LocationSite');
    expect(world.mutations()).toBe(0);

    const masks = /^::add-mask::(.*)$/gm;
    const masked = [...end.log.matchAll(masks)].map((match) => match[1]);
    const secrets = [world.netbox.token, world.infrahub.token, 'ghs_secret'];
    expect(masked).toEqual(expect.arrayContaining(secrets));
    const told = [end.log.replace(masks, ''), end.summary, ...end.outputs.values(), github.comments[0]?.body];
    for (const secret of secrets) expect(told.join('\n')).not.toContain(secret);
  });

  it('writes for a push without a comment, and then edits the comment to say that nothing is left', async () => {
    const before = github.comments[0]?.body;
    const pushed = await step({ ...small, mode: 'sync' }, 'push');
    expect(pushed.code, pushed.log).toBe(0);
    expect(world.infrahub.data.count('LocationSite')).toBe(world.netbox.data.list('dcim/sites').length);
    expect(github.comments[0]?.body).toBe(before);

    const after = await step({ ...small, mode: 'diff' });
    expect(after.outputs.get('has-changes')).toBe('false');
    expect(after.outputs.get('to-create')).toBe('0');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).not.toBe(before);
  });

  it('annotates a mistake of the configuration at its line and fails before any request', async () => {
    const text = await readFile(path.join(workspace, 'syncs/broken/config.yml'), 'utf8');
    const line = text.split('\n').findIndex((one) => one.includes('maping:')) + 1;
    const end = await step({ name: 'broken', directory: 'syncs' });
    expect(end.code).toBe(1);
    const annotation = new RegExp(
      `^::error .*file=syncs/broken/config\\.yml,line=${line},col=5.*"maping"`,
      'm',
    );
    expect(end.log).toMatch(annotation);
    expect(requests).toBe(0);
    expect(end.outputs.get('has-changes')).toBe('false');
  });

  it('refuses wrong inputs with those that are allowed before any request', async () => {
    const end = await step({ ...small, mode: 'dif', comment: 'sometimes', 'full-extract': 'maybe' });
    expect(end.code).toBe(1);
    expect(end.log).toContain('"mode" is "dif", allowed are "diff", "sync"');
    expect(end.log).toContain('"comment" is "sometimes", allowed are "on-change", "always", "never"');
    expect(end.log).toContain('"full-extract" is "maybe", allowed are "true", "false"');
    expect(requests).toBe(0);
    expect(end.outputs.get('run-id')).toBe('');
  });
});

/** `name<<delimiter`, the value, the delimiter, for each output. */
function outputsOf(text: string): ReadonlyMap<string, string> {
  const all = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm);
  return new Map([...all].map(([, name = '', , value = '']) => [name, value]));
}
