import { cp } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleWorkflow, pullRequest, type Stage, startStage } from './stage.ts';

const JOB = 'NetBox to Infrahub/sync';

describe('the example workflow under a real runner', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await cp(path.resolve('examples'), path.join(stage.repository, 'examples'), { recursive: true });
    await stage.place('.github/workflows/sync.yml', await exampleWorkflow('netbox-to-infrahub'));
    for (let index = 0; index < 35; index += 1) await stage.github.comment(`Comment ${index}`);
  });
  afterAll(() => stage.close());

  const ours = async () =>
    (await stage.github.comments()).filter(({ body }) => body.startsWith('<!-- infrahub-sync:'));

  it('comments on a pull request what the sync would change, and writes nothing', async () => {
    const end = await stage.run({ event: 'pull_request' });
    expect(end.code, end.log).toBe(0);
    expect(end.outputs[JOB]).toMatchObject({ 'has-changes': 'true', 'cache-hit': 'false' });
    const [comment, ...more] = await ours();
    expect(more).toEqual([]);
    expect(comment?.author).toBe('github-actions[bot]');
    expect(comment?.body).toContain('DcimDevice');
    expect(end.summary).toContain('DcimDevice');
    expect(stage.infrahub.data.count('DcimDevice')).toBe(0);
    for (const secret of [stage.netbox.token, stage.infrahub.token, stage.github.token])
      expect(`${end.log}${end.summary}${comment?.body}`).not.toContain(secret);
  });

  it('edits that comment at the next push', async () => {
    const [before] = await ours();
    await stage.change('POST', 'extras/tags/', { name: 'pushed again', slug: 'pushed-again' });
    const end = await stage.run({ event: 'pull_request', payload: pullRequest('synchronize') });
    expect(end.code, end.log).toBe(0);
    expect(end.outputs[JOB]?.['cache-hit']).toBe('true');
    const [after, ...more] = await ours();
    expect([after?.id, more]).toEqual([before?.id, []]);
    expect(after?.body).toContain('pushed again');
    expect(before?.body).not.toContain('pushed again');
  });

  it('writes after the merge, without a comment', async () => {
    const before = await stage.github.comments();
    const end = await stage.run({ event: 'push', payload: { ref: 'refs/heads/main' } });
    expect(end.code, end.log).toBe(0);
    expect(stage.infrahub.data.count('DcimDevice')).toBe(8);
    expect(await stage.github.comments()).toEqual(before);
  });

  it('says in the comment when nothing is left to do', async () => {
    const [before] = await ours();
    const end = await stage.run({ event: 'pull_request', payload: pullRequest('synchronize') });
    expect(end.outputs[JOB]).toMatchObject({ 'has-changes': 'false', 'to-create': '0' });
    const [after, ...more] = await ours();
    expect([after?.id, more]).toEqual([before?.id, []]);
    expect(after?.body).toMatch(/no changes/i);
  });
});

describe('a token that can only read', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await stage.workflow({ name: 'small', directory: 'syncs', issue: 'true' });
  });
  afterAll(() => stage.close());

  it('makes a pull request from a fork a warning with the permissions, and the job stays green', async () => {
    const payload = pullRequest('opened', 'mallory/network');
    const end = await stage.run({ event: 'pull_request', payload, token: stage.github.readOnlyToken });
    expect(end.code, end.log).toBe(0);
    expect(end.log).toContain('The token may not comment on this pull request');
    expect(end.log).toContain('comes from a fork');
    expect(end.log).toMatch(/permissions:\s+contents: read\s+pull-requests: write/);
    expect(end.summary).toContain('LocationSite');
    expect(await stage.github.comments()).toEqual([]);
  });

  it('makes a drift without an issue a warning, too', async () => {
    const end = await stage.run({ event: 'schedule', token: stage.github.readOnlyToken });
    expect(end.code, end.log).toBe(0);
    expect(end.log).toMatch(/permissions:\s+contents: read\s+issues: write/);
    expect(await stage.github.issues()).toEqual([]);
  });
});
