import { type DemoRequest, type DemoResponse, type DemoServer, startDemoServer } from '../http-server.ts';

/** One comment of the demo's pull request. */
export interface DemoComment {
  readonly id: number;
  body: string;
}

/** As much of GitHub's API as a comment on a pull request needs. */
export interface DemoGitHub extends DemoServer {
  readonly comments: readonly DemoComment[];
}

const AUTHOR = 'github-actions[bot]';

export async function startGitHub(): Promise<DemoGitHub> {
  const comments: DemoComment[] = [];
  const server = await startDemoServer((request) => answer(request, comments));
  return { ...server, comments };
}

function answer(request: DemoRequest, comments: DemoComment[]): DemoResponse {
  const path = request.url.pathname;
  if (path === '/graphql') return json(200, { data: { viewer: { login: AUTHOR } } });
  if (/\/issues\/\d+\/comments$/.test(path) && request.method === 'GET')
    return json(200, comments.map(shown));
  if (/\/issues\/\d+\/comments$/.test(path) && request.method === 'POST') {
    const comment = { id: comments.length + 1, body: bodyOf(request) };
    comments.push(comment);
    return json(201, shown(comment));
  }
  const found = comments.find(({ id }) => path.endsWith(`/issues/comments/${id}`));
  if (found !== undefined && request.method === 'PATCH') {
    found.body = bodyOf(request);
    return json(200, shown(found));
  }
  return json(404, { message: 'Not Found' });
}

function bodyOf(request: DemoRequest): string {
  const { body } = JSON.parse(request.body) as { body?: unknown };
  return String(body);
}

function shown(comment: DemoComment) {
  const html_url = `https://github.example/acme/network/pull/7#issuecomment-${comment.id}`;
  return { ...comment, html_url, user: { login: AUTHOR } };
}

function json(status: number, body: unknown): DemoResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
