import { describe, expect, it } from 'vitest';
import { readEvent } from '../../src/github/event.ts';

const ENVIRONMENT = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_SERVER_URL: 'https://ghe.example',
};

function payload(value: unknown): (path: string) => Promise<string> {
  return async () => JSON.stringify(value);
}

const PULL_REQUEST = {
  number: 7,
  pull_request: {
    number: 7,
    head: { repo: { full_name: 'o/r' } },
    base: { repo: { full_name: 'o/r' } },
  },
};

describe('the event of a job', () => {
  it('has the pull request, the repository and the page of the run', async () => {
    expect(await readEvent(ENVIRONMENT, payload(PULL_REQUEST))).toEqual({
      name: 'pull_request',
      repository: { owner: 'o', name: 'r' },
      pullRequest: { number: 7, fromFork: false, closed: false },
      runId: '42',
      runAttempt: '1',
      runUrl: 'https://ghe.example/o/r/actions/runs/42',
    });
  });

  it('knows a fork, also one that was deleted', async () => {
    const fromFork = async (repo: unknown) => {
      const event = { ...PULL_REQUEST, pull_request: { ...PULL_REQUEST.pull_request, head: { repo } } };
      return (await readEvent(ENVIRONMENT, payload(event))).pullRequest?.fromFork;
    };
    expect(await fromFork({ full_name: 'mallory/r' })).toBe(true);
    expect(await fromFork(null)).toBe(true);
  });

  it('knows that a pull request was closed', async () => {
    const event = await readEvent(ENVIRONMENT, payload({ ...PULL_REQUEST, action: 'closed' }));
    expect(event.pullRequest?.closed).toBe(true);
  });

  it('links the attempt of a run that was started again', async () => {
    const event = await readEvent({ ...ENVIRONMENT, GITHUB_RUN_ATTEMPT: '3' }, payload(PULL_REQUEST));
    expect(event.runUrl).toBe('https://ghe.example/o/r/actions/runs/42/attempts/3');
  });

  it('has no pull request for a push, a schedule or a comment, whatever the payload holds', async () => {
    for (const name of ['push', 'schedule', 'issue_comment', 'workflow_dispatch']) {
      const event = await readEvent({ ...ENVIRONMENT, GITHUB_EVENT_NAME: name }, payload(PULL_REQUEST));
      expect(event.pullRequest).toBeUndefined();
    }
  });

  it('is empty outside of GitHub Actions and when its payload cannot be read', async () => {
    const unreadable = () => Promise.reject(new Error('no such file'));
    expect(await readEvent({}, unreadable)).toEqual({
      name: '',
      repository: undefined,
      pullRequest: undefined,
      runId: '0',
      runAttempt: '1',
      runUrl: undefined,
    });
    expect((await readEvent(ENVIRONMENT, unreadable)).pullRequest).toBeUndefined();
    expect((await readEvent(ENVIRONMENT, async () => '{')).pullRequest).toBeUndefined();
    expect((await readEvent(ENVIRONMENT, payload({ number: 'seven' }))).pullRequest).toBeUndefined();
  });
});
