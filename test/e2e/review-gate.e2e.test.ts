import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoGitHub, startGitHub } from '../../demo/github/server.ts';
import type { RunEnd } from './runner.ts';
import { expression, JOB, type Stage, startStage } from './stage.ts';

const MERGE = 'a'.repeat(40);

describe('reviewed plans under a real runner', () => {
  let stage: Stage;
  // The emulator does not tell which pull request a commit merged, nor who edited a comment.
  let github: DemoGitHub;

  beforeAll(async () => {
    [stage, github] = await Promise.all([startStage(), startGitHub()]);
    github.merge(MERGE);
    await stage.workflow({
      name: 'small',
      directory: 'syncs',
      mode: expression("github.event_name == 'pull_request' && 'diff' || 'sync'"),
      'full-extract': 'false',
      'require-reviewed-plan': 'true',
    });
  });
  afterAll(() => Promise.all([stage.close(), github.close()]));

  const run = (event: 'pull_request' | 'push'): Promise<RunEnd> =>
    stage.run({
      event,
      ...(event === 'push' ? { payload: { ref: 'refs/heads/main', after: MERGE } } : {}),
      environment: { GITHUB_API_URL: github.url },
    });

  it('the merge is red, with the difference, when the source moved after the review', async () => {
    const review = await run('pull_request');
    expect(review.code, review.log).toBe(0);
    expect(github.comments).toHaveLength(1);
    await stage.change('POST', 'extras/tags/', { name: 'in between', slug: 'in-between' });
    const merge = await run('push');
    expect(merge.code).not.toBe(0);
    expect(merge.log).toContain('now also: create BuiltinTag');
    expect(merge.annotations.join('\n')).toContain('in between');
    expect(stage.infrahub.data.count('BuiltinTag')).toBe(0);
  });

  it('the merge is green when nothing changed since the review, and writes just that', async () => {
    const review = await run('pull_request');
    expect(review.code, review.log).toBe(0);
    const merge = await run('push');
    expect(merge.code, merge.log).toBe(0);
    expect(merge.outputs[JOB]?.['plan-digest']).toBe(review.outputs[JOB]?.['plan-digest']);
    const tags = stage.infrahub.data.list('BuiltinTag').map(({ attributes }) => attributes.name);
    expect(tags).toContain('in between');
  });
});
