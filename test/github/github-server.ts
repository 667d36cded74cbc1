import {
  type DemoRequest,
  type DemoResponse,
  type DemoServer,
  startDemoServer,
} from '../../demo/http-server.ts';

export interface StoredComment {
  readonly id: number;
  readonly login: string;
  body: string;
}

export interface GithubServerState {
  /** Comments of pull request 7 of o/r, oldest first. */
  readonly comments: StoredComment[];
  /** `POST /repos/…`, in order. */
  readonly requests: string[];
  /** Whose token it is; undefined: GraphQL refuses to tell. */
  viewer: string | undefined;
  /** What writing a comment is refused with. */
  refusal: { readonly status: number; readonly message: string } | undefined;
}

export interface GithubServer extends DemoServer {
  readonly state: GithubServerState;
}

const COLLECTION = '/repos/o/r/issues/7/comments';

/** The part of GitHub's REST and GraphQL API that comments need: pages with Link headers, 404, 403, 422. */
export async function startGithubServer(comments: readonly StoredComment[] = []): Promise<GithubServer> {
  const state: GithubServerState = {
    comments: comments.map((comment) => ({ ...comment })),
    requests: [],
    viewer: 'github-actions[bot]',
    refusal: undefined,
  };
  const server = await startDemoServer((request) => answer(state, request));
  return { ...server, state };
}

function answer(state: GithubServerState, request: DemoRequest): DemoResponse {
  const { method, url } = request;
  state.requests.push(`${method} ${url.pathname}`);
  if (method === 'POST' && url.pathname === '/graphql') return viewer(state);
  if (method === 'GET' && url.pathname === COLLECTION) return page(state, url);
  if (method === 'GET') return json(404, { message: 'Not Found' });
  if (state.refusal !== undefined) return json(state.refusal.status, { message: state.refusal.message });
  const { body } = JSON.parse(request.body) as { body: string };
  if (body.length > 65_536) return json(422, { message: 'Body is too long (maximum is 65536 characters)' });
  if (method === 'POST' && url.pathname === COLLECTION) {
    const created = { id: 9_000 + state.comments.length, login: state.viewer ?? 'github-actions[bot]', body };
    state.comments.push(created);
    return json(201, shown(created));
  }
  const id = Number(/^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
  const comment = state.comments.find((candidate) => candidate.id === id);
  if (method !== 'PATCH' || comment === undefined) return json(404, { message: 'Not Found' });
  comment.body = body;
  return json(200, shown(comment));
}

function viewer(state: GithubServerState): DemoResponse {
  if (state.viewer === undefined) return json(403, { message: 'Resource not accessible by integration' });
  return json(200, { data: { viewer: { login: state.viewer } } });
}

function page(state: GithubServerState, url: URL): DemoResponse {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const items = state.comments.slice((number - 1) * size, number * size).map(shown);
  if (number * size >= state.comments.length) return json(200, items);
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  return json(200, items, { link: `<${next.href}>; rel="next"` });
}

function shown(comment: StoredComment): unknown {
  return {
    id: comment.id,
    body: comment.body,
    user: { login: comment.login, type: comment.login.endsWith('[bot]') ? 'Bot' : 'User' },
    html_url: `https://github.com/o/r/pull/7#issuecomment-${comment.id}`,
  };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): DemoResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
