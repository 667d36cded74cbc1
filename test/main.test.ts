import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep, type StepEnd } from '../demo/github/runner.ts';
import { type DemoGitHub, startGitHub } from '../demo/github/server.ts';
import { smallConfig } from './run/small-config.ts';
import { startWorld, type World } from './run/world.ts';

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
  async function step(
    inputs: Readonly<Record<string, string>>,
    event = 'pull_request',
    cancel: AbortSignal = new AbortController().signal,
  ): Promise<StepEnd> {
    requests = 0;
    return runStep({
      script: path.resolve('src/main.ts'),
      workspace,
      folder: path.join(world.folder, 'step'),
      inputs: { 'github-token': 'ghs_secret', ...inputs },
      event,
      payload: event === 'pull_request' ? { number: 7, pull_request: { number: 7 } } : {},
      api: github.url,
      environment: { ...world.environment(), INFRAHUB_SYNC_CACHE_DIR: '' },
      log: 'pipe',
      cancel,
    });
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
      'plan-json-path': expect.stringMatching(/\/plan\.json$/),
      'report-path': expect.stringMatching(/\/report\.html$/),
      'markdown-path': expect.stringMatching(/\/plan\.md$/),
      'plan-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
      'schema-hash': expect.stringMatching(/^[0-9a-f]{12}$/),
      'cache-hit': 'false',
      'cache-primary-key': expect.any(String),
      'cache-matched-key': '',
      results: expect.stringContaining('"small":{"status":"dry-run","has-changes":"true"'),
      matrix: '{"include":[]}',
      'comment-url': expect.stringContaining('#issuecomment-1'),
      'issue-url': '',
    });
    for (const name of ['plan-path', 'plan-json-path', 'report-path', 'markdown-path'])
      await readFile(path.join(workspace, end.outputs.get(name) ?? ''));
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

  it('stops in good order when the job is cancelled: nothing is begun, nothing kept, nothing commented', async () => {
    world.netbox.data.create('extras/tags', { name: 'one more', slug: 'one-more' });
    const comments = structuredClone(github.comments);
    const cancel = new AbortController();
    world.netboxWire.onRequest = ({ url }) => {
      if (url.pathname.includes('/extras/tags')) cancel.abort();
    };
    const end = await step({ ...small, mode: 'sync' }, 'pull_request', cancel.signal);
    world.netboxWire.onRequest = undefined;
    expect(end.code, end.log).toBe(1);
    const file = path.join(workspace, path.dirname(end.outputs.get('plan-path') ?? ''), 'run.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ status: 'cancelled' });
    expect(end.log).toContain('ended as "cancelled"');
    expect(end.log).not.toMatch(/Cache saved|Comment/);
    expect(github.comments).toEqual(comments);
    expect(JSON.parse(end.outputs.get('results') ?? '')).toMatchObject({ small: { status: 'cancelled' } });
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
    expect(end.log).toContain('"mode" is "dif", allowed are "diff", "sync", "apply", "list"');
    expect(end.log).toContain('"comment" is "sometimes", allowed are "on-change", "always", "never"');
    expect(end.log).toContain('"full-extract" is "maybe", allowed are "true", "false"');
    expect(requests).toBe(0);
    expect(end.outputs.get('run-id')).toBe('');
  });
});
