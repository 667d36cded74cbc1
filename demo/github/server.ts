import { type DemoRequest, type DemoResponse, type DemoServer, startDemoServer } from '../http-server.ts';

/** One comment of the demo's pull request. */
export interface DemoComment {
  readonly id: number;
  body: string;
  /** Who changed it last, other than its author. */
  editor: string | undefined;
}

/** As much of GitHub's API as a comment on a pull request needs. */
export interface DemoGitHub extends DemoServer {
  readonly comments: readonly DemoComment[];
  /** Paths of the requests, in order. */
  readonly paths: readonly string[];
  /** Merges the pull request: from now on it is found by this commit. */
  merge(sha: string): void;
}

const AUTHOR = 'github-actions[bot]';

export async function startGitHub(): Promise<DemoGitHub> {
  const comments: DemoComment[] = [];
  const paths: string[] = [];
  const merged = { sha: '' };
  const server = await startDemoServer((request) => answer(request, comments, merged.sha), {
    onRequest: ({ url }) => void paths.push(url.pathname),
  });
  return {
    ...server,
    comments,
    paths,
    merge(sha) {
      merged.sha = sha;
    },
  };
}

function answer(request: DemoRequest, comments: DemoComment[], merged: string): DemoResponse {
  const path = request.url.pathname;
  if (path.endsWith('/graphql')) return json(200, { data: graphql(request, comments) });
  const commit = /\/commits\/(\w+)\/pulls$/.exec(path)?.[1];
  if (commit !== undefined) {
    const pull = { number: 7, merged_at: '2026-03-01T08:00:00Z', merge_commit_sha: merged };
    return json(200, commit === merged ? [pull] : []);
  }
  if (/\/issues\/\d+\/comments$/.test(path) && request.method === 'GET')
    return json(200, comments.map(shown));
  if (/\/issues\/\d+\/comments$/.test(path) && request.method === 'POST') {
    const comment = { id: comments.length + 1, body: bodyOf(request), editor: undefined };
    comments.push(comment);
    return json(201, shown(comment));
  }
  const found = comments.find(({ id }) => path.endsWith(`/issues/comments/${id}`));
  if (found !== undefined && request.method === 'PATCH') {
    found.body = bodyOf(request);
    found.editor = undefined;
    return json(200, shown(found));
  }
  return json(404, { message: 'Not Found' });
}

function bodyOf(request: DemoRequest): string {
  const { body } = JSON.parse(request.body) as { body?: unknown };
  return String(body);
}

/** As much as is asked: whose token it is, and who wrote and edited a comment, whose bot GraphQL names shorter. */
function graphql(request: DemoRequest, comments: readonly DemoComment[]): unknown {
  const { query, variables } = JSON.parse(request.body) as { query: string; variables?: { id?: string } };
  if (query.includes('viewer')) return { viewer: { login: AUTHOR } };
  const comment = comments.find(({ id }) => `comment-${id}` === variables?.id);
  if (comment === undefined) return { node: null };
  const editor = comment.editor === undefined ? null : { login: comment.editor };
  return { node: { author: { login: 'github-actions' }, editor } };
}

function shown(comment: DemoComment) {
  const html_url = `https://github.example/acme/network/pull/7#issuecomment-${comment.id}`;
  return {
    id: comment.id,
    node_id: `comment-${comment.id}`,
    body: comment.body,
    html_url,
    user: { login: AUTHOR },
  };
}

function json(status: number, body: unknown): DemoResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
