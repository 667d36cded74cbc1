import { afterEach, describe, expect, it } from 'vitest';
import { type CommentRequest, keepComment } from '../../src/github/comment.ts';
import { createGithubClient } from '../../src/github/octokit.ts';
import { type GithubServer, type StoredComment, startGithubServer } from './github-server.ts';

const MARKER = '<!-- infrahub-sync:from-netbox -->';
const BODY = `${MARKER}\n### \`from-netbox\`: 1 to create`;
const BOT = 'github-actions[bot]';

const servers: GithubServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function github(comments: readonly StoredComment[] = []): Promise<GithubServer> {
  const server = await startGithubServer(comments);
  servers.push(server);
  return server;
}

function request(server: GithubServer, changes: Partial<CommentRequest> = {}): CommentRequest {
  return {
    client: createGithubClient('token', server.url),
    repository: { owner: 'o', name: 'r' },
    pullRequest: { number: 7, fromFork: false, closed: false },
    marker: MARKER,
    render: () => BODY,
    mode: 'on-change',
    newsworthy: true,
    sharing: { with: 'nobody' },
    ...changes,
  };
}

function others(count: number, first = 1): StoredComment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: first + index,
    login: 'octocat',
    body: `Comment ${index}`,
  }));
}

describe('the comment of a pull request', () => {
  it('is created once and then edited', async () => {
    const server = await github(others(2));
    const first = await keepComment(request(server));
    expect(first).toEqual({ status: 'created', url: 'https://github.com/o/r/pull/7#issuecomment-9002' });
    const second = await keepComment(request(server, { render: () => `${MARKER}\nsecond` }));
    expect(second.status).toBe('updated');
    expect(server.state.comments.map((comment) => comment.body)).toEqual([
      'Comment 0',
      'Comment 1',
      `${MARKER}\nsecond`,
    ]);
  });

  it('is found beyond the first page', async () => {
    const ours = { id: 500, login: BOT, body: `${MARKER}\nold` };
    const server = await github([...others(230), ours, ...others(40, 600)]);
    expect((await keepComment(request(server))).status).toBe('updated');
    expect(server.state.comments.find((comment) => comment.id === 500)?.body).toBe(BODY);
    expect(server.state.comments).toHaveLength(271);
    expect(server.state.requests.filter((line) => line.startsWith('GET'))).toHaveLength(3);
  });

  it('is not one that somebody else wrote with the same marker', async () => {
    const server = await github([
      { id: 1, login: 'mallory', body: `${MARKER}\nnot ours` },
      { id: 2, login: BOT, body: `Look: ${MARKER}` },
      { id: 3, login: BOT, body: '<!-- infrahub-sync:from-netbox-2 -->\nanother sync' },
    ]);
    expect((await keepComment(request(server))).status).toBe('created');
    expect(server.state.comments.map((comment) => comment.body)).toEqual([
      `${MARKER}\nnot ours`,
      `Look: ${MARKER}`,
      '<!-- infrahub-sync:from-netbox-2 -->\nanother sync',
      BODY,
    ]);
  });

  it('belongs to the account of the token that is used', async () => {
    const server = await github([
      { id: 1, login: BOT, body: `${MARKER}\nof the workflow token` },
      { id: 2, login: 'sync-app[bot]', body: `${MARKER}\nof the app` },
    ]);
    server.state.viewer = 'sync-app[bot]';
    expect((await keepComment(request(server))).status).toBe('updated');
    expect(server.state.comments.map((comment) => comment.body)).toEqual([
      `${MARKER}\nof the workflow token`,
      BODY,
    ]);
  });

  it('is taken for the workflow token’s where the server does not tell whose token it is', async () => {
    const server = await github([{ id: 1, login: BOT, body: `${MARKER}\nold` }]);
    server.state.viewer = undefined;
    expect((await keepComment(request(server))).status).toBe('updated');
  });

  it('is not written again when it already says the same', async () => {
    const server = await github([{ id: 1, login: BOT, body: BODY.replaceAll('\n', '\r\n') }]);
    expect((await keepComment(request(server))).status).toBe('unchanged');
    expect(server.state.requests.some((line) => line.startsWith('PATCH'))).toBe(false);
  });

  it('does not come to be when nothing changes, unless it always does', async () => {
    const server = await github(others(1));
    expect(await keepComment(request(server, { newsworthy: false }))).toEqual({
      status: 'none',
      reason: 'nothing changes and nothing was commented before',
    });
    expect(server.state.comments).toHaveLength(1);
    expect((await keepComment(request(server, { newsworthy: false, mode: 'always' }))).status).toBe(
      'created',
    );
  });

  it('is edited when nothing changes any more', async () => {
    const server = await github([{ id: 1, login: BOT, body: `${MARKER}\n3 to create` }]);
    const body = `${MARKER}\nno changes`;
    expect((await keepComment(request(server, { newsworthy: false, render: () => body }))).status).toBe(
      'updated',
    );
    expect(server.state.comments[0]?.body).toBe(body);
  });

  it('causes no request when it is turned off', async () => {
    const server = await github();
    expect((await keepComment(request(server, { mode: 'never' }))).status).toBe('none');
    expect(server.state.requests).toEqual([]);
  });

  it('names the permissions that are missing when the token may not write', async () => {
    const server = await github();
    server.state.refusal = { status: 403, message: 'Resource not accessible by integration' };
    const result = await keepComment(request(server));
    expect(result.status).toBe('forbidden');
    expect(result).toMatchObject({
      message: expect.stringContaining('permissions:\n  contents: read\n  pull-requests: write'),
    });
  });

  it('says of a fork that its token can only read', async () => {
    const server = await github();
    server.state.refusal = { status: 403, message: 'Resource not accessible by integration' };
    const pullRequest = { number: 7, fromFork: true, closed: false };
    expect(await keepComment(request(server, { pullRequest }))).toMatchObject({
      status: 'forbidden',
      message: expect.stringContaining('comes from a fork'),
    });
  });

  it('does not take a locked conversation or an exceeded rate for a missing permission', async () => {
    const server = await github();
    for (const message of [
      'You have exceeded a secondary rate limit',
      'Unable to create comment because issue is locked',
    ]) {
      server.state.refusal = { status: 403, message };
      expect(await keepComment(request(server))).toMatchObject({
        status: 'failed',
        message: expect.stringContaining(message),
      });
    }
  });

  it('reports any other trouble as what it is', async () => {
    const server = await github();
    server.state.refusal = { status: 422, message: 'Validation Failed' };
    expect(await keepComment(request(server))).toEqual({
      status: 'failed',
      message: expect.stringContaining('Validation Failed'),
    });
    await server.close();
    servers.pop();
    expect((await keepComment(request(server))).status).toBe('failed');
  });
});
