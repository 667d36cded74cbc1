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

export interface StoredIssue {
  readonly number: number;
  readonly login: string;
  readonly title: string;
  body: string;
  state: 'open' | 'closed';
}

export interface GithubServerState {
  /** Comments of pull request 7 of o/r, oldest first. */
  readonly comments: StoredComment[];
  /** Issues of o/r, oldest first. */
  readonly issues: StoredIssue[];
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

const ISSUES = '/repos/o/r/issues';
const COLLECTION = `${ISSUES}/7/comments`;

/** The part of GitHub's REST and GraphQL API that comments need: pages with Link headers, 404, 403, 422. */
export async function startGithubServer(comments: readonly StoredComment[] = []): Promise<GithubServer> {
  const state: GithubServerState = {
    comments: comments.map((comment) => ({ ...comment })),
    issues: [],
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
  if (method === 'GET' && url.pathname === COLLECTION) return page(state.comments.map(shown), url);
  if (method === 'GET' && url.pathname === ISSUES)
    return page(
      state.issues.filter((issue) => issue.state === url.searchParams.get('state')).map(shownIssue),
      url,
    );
  if (method === 'GET') return json(404, { message: 'Not Found' });
  if (state.refusal !== undefined) return json(state.refusal.status, { message: state.refusal.message });
  const id = Number(/^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
  if (method === 'DELETE') {
    const place = state.comments.findIndex((candidate) => candidate.id === id);
    if (place !== -1) state.comments.splice(place, 1);
    return place === -1 ? json(404, { message: 'Not Found' }) : { status: 204 };
  }
  if (url.pathname.startsWith(ISSUES) && !url.pathname.includes('comments'))
    return writeIssue(state, request);
  const { body } = JSON.parse(request.body) as { body: string };
  if (body.length > 65_536) return json(422, { message: 'Body is too long (maximum is 65536 characters)' });
  if (method === 'POST' && url.pathname === COLLECTION) {
    const created = { id: 9_000 + state.comments.length, login: state.viewer ?? 'github-actions[bot]', body };
    state.comments.push(created);
    return json(201, shown(created));
  }
  const comment = state.comments.find((candidate) => candidate.id === id);
  if (method !== 'PATCH' || comment === undefined) return json(404, { message: 'Not Found' });
  comment.body = body;
  return json(200, shown(comment));
}

function viewer(state: GithubServerState): DemoResponse {
  if (state.viewer === undefined) return json(403, { message: 'Resource not accessible by integration' });
  return json(200, { data: { viewer: { login: state.viewer } } });
}

function writeIssue(state: GithubServerState, { method, url, body }: DemoRequest): DemoResponse {
  const change = JSON.parse(body) as { title: string; body?: string; state?: 'open' | 'closed' };
  if (method === 'POST') {
    const number = 100 + state.issues.length;
    const login = state.viewer ?? 'github-actions[bot]';
    const issue: StoredIssue = { number, login, title: change.title, body: change.body ?? '', state: 'open' };
    state.issues.push(issue);
    return json(201, shownIssue(issue));
  }
  const issue = state.issues.find(({ number }) => url.pathname === `${ISSUES}/${number}`);
  if (issue === undefined) return json(404, { message: 'Not Found' });
  issue.body = change.body ?? issue.body;
  issue.state = change.state ?? issue.state;
  return json(200, shownIssue(issue));
}

function shownIssue({ number, login, title, body, state }: StoredIssue): unknown {
  return { number, title, body, state, user: { login }, html_url: `https://github.com/o/r/issues/${number}` };
}

function page(all: readonly unknown[], url: URL): DemoResponse {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const items = all.slice((number - 1) * size, number * size);
  if (number * size >= all.length) return json(200, items);
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
