import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallConfig } from '../run/small-config.ts';
import { expression, JOB, pullRequest, type Stage, startStage } from './stage.ts';

describe('a scheduled run', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await stage.workflow({ name: 'small', directory: 'syncs', issue: 'true' });
  });
  afterAll(() => stage.close());

  it('opens an issue when it finds drift, edits it while it lasts, and comments on nothing', async () => {
    const first = await stage.run({ event: 'schedule' });
    expect(first.code, first.log).toBe(0);
    const [opened, ...more] = await stage.github.issues();
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ state: 'open', title: 'Infrahub sync small differs from its source' });
    expect(first.outputs[JOB]?.['issue-url']).toMatch(new RegExp(`/issues/${opened?.number}$`));
    await stage.change('POST', 'extras/tags/', { name: 'one more', slug: 'one-more' });
    await stage.run({ event: 'schedule' });
    const [edited, ...others] = await stage.github.issues();
    expect(others).toEqual([]);
    expect(edited?.body).toContain('one more');
    expect(await stage.github.comments()).toEqual([]);
  });

  it('closes the issue when the drift is gone', async () => {
    await stage.workflow({ name: 'small', directory: 'syncs', issue: 'true', mode: 'sync' });
    const end = await stage.run({ event: 'push' });
    expect(end.code, end.log).toBe(0);
    await stage.workflow({ name: 'small', directory: 'syncs', issue: 'true' });
    await stage.run({ event: 'schedule' });
    expect((await stage.github.issues()).map(({ state }) => state)).toEqual(['closed']);
  });
});

describe('a preview branch', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await stage.workflow({
      name: 'small',
      directory: 'syncs',
      mode: 'sync',
      branch: `pr-${expression('github.event.number')}`,
      'create-branch': 'true',
      'delete-branch': 'true',
      'full-extract': 'false',
    });
  });
  afterAll(() => stage.close());

  const sites = (branch: string) => stage.infrahub.data.list('LocationSite', { branch }).length;

  it('is made for the pull request, synced into and linked, and the default branch stays as it is', async () => {
    const end = await stage.run({ event: 'pull_request' });
    expect(end.code, end.log).toBe(0);
    expect([sites('pr-1'), sites('main')]).toEqual([1, 0]);
    const [comment] = await stage.github.comments();
    expect(comment?.body).toContain(`${stage.infrahub.url}/branches/pr-1`);
  });

  it('is deleted when the pull request is closed', async () => {
    const end = await stage.run({ event: 'pull_request', payload: pullRequest('closed') });
    expect(end.code, end.log).toBe(0);
    expect(() => sites('pr-1')).toThrow('no branch pr-1');
  });

  it('is made and filled again when the pull request is opened again, whatever the cache holds', async () => {
    const end = await stage.run({ event: 'pull_request' });
    expect(end.code, end.log).toBe(0);
    expect(sites('pr-1')).toBe(1);
  });
});

describe('several syncs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    for (const name of ['one', 'two', 'three'])
      await stage.place(`syncs/${name}/config.yml`, smallConfig('', name));
  });
  afterAll(() => stage.close());

  it('of one step share a comment', async () => {
    await stage.workflow({ name: 'one, two', directory: 'syncs' });
    const end = await stage.run({ event: 'pull_request' });
    expect(end.code, end.log).toBe(0);
    const [comment, ...more] = await stage.github.comments();
    expect(more).toEqual([]);
    expect(sectionsOf(comment?.body)).toEqual(['one', 'two']);
    expect(Object.keys(JSON.parse(end.outputs[JOB]?.results ?? '{}') as object)).toEqual(['one', 'two']);
  });

  it('of as many jobs, begun at once from a list, share a comment and lose nothing of it', async () => {
    await stage.place('.github/workflows/sync.yml', matrixWorkflow());
    const end = await stage.run({ event: 'pull_request' });
    expect(end.code, end.log).toBe(0);
    const comments = (await stage.github.comments()).filter(({ body }) =>
      body.includes('infrahub-sync:network'),
    );
    expect(comments.map(({ body }) => sectionsOf(body))).toEqual([['one', 'small', 'three', 'two']]);
  });
});

function sectionsOf(body: string | undefined): readonly string[] {
  return [...(body ?? '').matchAll(/^<!-- infrahub-sync-section:(\S+)/gm)].map(([, name = '']) => name);
}

/** Lists the syncs, then runs each in a job of its own, all at once. */
function matrixWorkflow(): string {
  const secret = (name: string) => `          ${name}: ${expression(`secrets.${name}`)}`;
  const variable = (name: string) => `          ${name}: ${expression(`vars.${name}`)}`;
  return `name: Sync
on: [pull_request]
jobs:
  list:
    runs-on: ubuntu-latest
    outputs:
      matrix: ${expression('steps.sync.outputs.matrix')}
    steps:
      - uses: actions/checkout@v5
      - id: sync
        uses: ./action
        with: { mode: list, directory: syncs }
  sync:
    needs: list
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix: ${expression('fromJSON(needs.list.outputs.matrix)')}
    steps:
      - uses: actions/checkout@v5
      - uses: ./action
        with:
          name: ${expression('matrix.name')}
          directory: syncs
          comment-name: network
        env:
${[variable('NETBOX_URL'), variable('INFRAHUB_ADDRESS'), secret('NETBOX_TOKEN'), secret('INFRAHUB_API_TOKEN')].join('\n')}
`;
}
