import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep, type StepEnd } from '../demo/github/runner.ts';
import { type DemoGitHub, startGitHub } from '../demo/github/server.ts';
import { smallConfig } from './run/small-config.ts';
import { startWorld, type World } from './run/world.ts';

const MERGE = 'a'.repeat(40);

describe('a merge that writes reviewed plans only', () => {
  let world: World;
  let github: DemoGitHub;
  let workspace: string;

  beforeAll(async () => {
    world = await startWorld();
    github = await startGitHub();
    workspace = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-gate-'));
    await mkdir(path.join(workspace, 'syncs/small'), { recursive: true });
    await writeFile(path.join(workspace, 'syncs/small/config.yml'), smallConfig());
    github.merge(MERGE);
  });
  afterAll(() =>
    Promise.all([world.close(), github.close(), rm(workspace, { recursive: true, force: true })]),
  );

  function step(event: string, inputs: Readonly<Record<string, string>>, sha = MERGE): Promise<StepEnd> {
    return runStep({
      script: path.resolve('src/main.ts'),
      workspace,
      folder: path.join(world.folder, 'step'),
      inputs: { 'github-token': 'ghs_token', name: 'small', directory: 'syncs', ...inputs },
      event,
      payload: event === 'pull_request' ? { number: 7, pull_request: { number: 7 } } : {},
      api: github.url,
      environment: { ...world.environment(), INFRAHUB_SYNC_CACHE_DIR: '' },
      sha,
      log: 'pipe',
    });
  }
  const review = () => step('pull_request', { mode: 'diff' });
  const merge = (sha?: string) => step('push', { mode: 'sync', 'require-reviewed-plan': 'true' }, sha);
  const tag = (name: string) => world.netbox.data.create('extras/tags', { name, slug: name });

  it('refuses what nobody reviewed', async () => {
    const end = await merge();
    expect(end.code).toBe(1);
    expect(end.log).toContain('pull request 7 has no comment');
    expect(world.mutations()).toBe(0);
  });

  it('refuses what was planned anew since the review, with the difference', async () => {
    expect((await review()).code).toBe(0);
    const gone = world.netbox.data.list('extras/tags')[0];
    world.netbox.data.update('extras/tags', gone?.id ?? 0, { description: 'other words' });
    tag('since-the-review');
    const end = await merge();
    expect(end.code).toBe(1);
    expect(end.log).toContain('now also: create BuiltinTag "since-the-review"');
    expect(end.log).toContain(`with other values: create BuiltinTag "${gone?.name}"`);
    expect(world.mutations()).toBe(0);
  });

  it('refuses a comment that somebody else edited, and a commit that is no merge', async () => {
    expect((await review()).code).toBe(0);
    const [comment] = github.comments;
    if (comment !== undefined) comment.editor = 'mallory';
    const edited = await merge();
    expect(edited.code).toBe(1);
    expect(edited.log).toContain('was edited by mallory');
    if (comment !== undefined) comment.editor = undefined;
    const pushed = await merge('b'.repeat(40));
    expect(pushed.log).toContain('is not the merge of a pull request');
    expect(world.mutations()).toBe(0);
  });

  it('writes the plan that was reviewed, and nothing is left to review', async () => {
    const end = await merge();
    expect(end.code, end.log).toBe(0);
    expect(world.mutations()).toBeGreaterThan(0);
    const again = await merge('b'.repeat(40));
    expect(again.code, again.log).toBe(0);
  });

  it('applies the plan of an earlier step as it is', async () => {
    tag('applied');
    const planned = await review();
    tag('later');
    const inputs = { mode: 'apply', 'run-id': planned.outputs.get('run-id') ?? '' };
    const end = await step('push', inputs);
    expect(end.code, end.log).toBe(0);
    const names = world.infrahub.data.list('BuiltinTag').map(({ attributes }) => attributes.name);
    expect(names).toContain('applied');
    expect(names).not.toContain('later');
    const missing = await step('push', { mode: 'apply' });
    expect(missing.log).toContain('"mode" is "apply", which needs "run-id"');
  });
});
