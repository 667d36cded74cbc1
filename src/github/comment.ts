import type { Repository } from './event.ts';
import type { CommentMode } from './inputs.ts';
import type { GithubClient } from './octokit.ts';

export interface CommentRequest {
  readonly client: GithubClient;
  readonly repository: Repository;
  /** The pull request's number. */
  readonly number: number;
  /** The first line of `body`, by which the comment is found again. */
  readonly marker: string;
  readonly body: string;
  readonly mode: CommentMode;
  /** Whether the run has something to tell that is worth a first comment: changes or errors. */
  readonly newsworthy: boolean;
}

export type CommentResult =
  | { readonly status: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly status: 'none'; readonly reason: string }
  | { readonly status: 'forbidden'; readonly message: string }
  | { readonly status: 'failed'; readonly message: string };

interface ExistingComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly author: string;
}

/** The account behind a workflow's own token. */
const ACTIONS_BOT = 'github-actions[bot]';

/**
 * Keeps one comment on the pull request up to date: created once, then edited. With `on-change` there is none
 * until there is something to tell; one that is there is edited also when nothing is left. Never throws.
 */
export async function keepComment(request: CommentRequest): Promise<CommentResult> {
  if (request.mode === 'never') return { status: 'none', reason: 'comments are turned off' };
  try {
    const existing = await findComment(request);
    if (existing !== undefined) return await updateComment(request, existing);
    if (request.mode === 'on-change' && !request.newsworthy) {
      return { status: 'none', reason: 'nothing changes and nothing was commented before' };
    }
    return await createComment(request);
  } catch (error) {
    return failure(error);
  }
}

async function createComment(request: CommentRequest): Promise<CommentResult> {
  const { data } = await request.client.rest.issues.createComment({
    owner: request.repository.owner,
    repo: request.repository.name,
    issue_number: request.number,
    body: request.body,
  });
  return { status: 'created', url: data.html_url };
}

async function updateComment(request: CommentRequest, existing: ExistingComment): Promise<CommentResult> {
  // GitHub gives line feeds back as they came, but an editor in the browser makes them CRLF.
  if (existing.body.replaceAll('\r\n', '\n') === request.body)
    return { status: 'unchanged', url: existing.url };
  const { data } = await request.client.rest.issues.updateComment({
    owner: request.repository.owner,
    repo: request.repository.name,
    comment_id: existing.id,
    body: request.body,
  });
  return { status: 'updated', url: data.html_url };
}

/** The oldest comment that begins with the marker and is our own: anyone can write a marker. */
async function findComment(request: CommentRequest): Promise<ExistingComment | undefined> {
  const marked: ExistingComment[] = [];
  const pages = request.client.paginate.iterator(request.client.rest.issues.listComments, {
    owner: request.repository.owner,
    repo: request.repository.name,
    issue_number: request.number,
    per_page: 100,
  });
  for await (const page of pages) {
    for (const comment of page.data) {
      const body = comment.body ?? '';
      if (!body.startsWith(request.marker)) continue;
      marked.push({ id: comment.id, url: comment.html_url, body, author: comment.user?.login ?? '' });
    }
  }
  if (marked.length === 0) return undefined;
  const author = await ownLogin(request.client);
  return marked.find((comment) => comment.author === author);
}

/**
 * Whose token this is. `GET /user` refuses a workflow's own token, GraphQL's viewer answers it with the bot's
 * login; a server that answers neither is taken to have given the workflow's own.
 */
async function ownLogin(client: GithubClient): Promise<string> {
  try {
    const answer = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
    return answer.viewer.login;
  } catch {
    return ACTIONS_BOT;
  }
}

function failure(error: unknown): CommentResult {
  const text = error instanceof Error ? error.message : String(error);
  if (statusOf(error) !== 403 || !/resource not accessible/i.test(text)) {
    return { status: 'failed', message: `The pull request could not be commented on: ${text}` };
  }
  return {
    status: 'forbidden',
    message: [
      'The token may not comment on this pull request, so the report is in the job summary only.',
      'Give the job these permissions:',
      'permissions:',
      '  contents: read',
      '  pull-requests: write',
      'On a pull request from a fork the token can only read, whatever the permissions say.',
    ].join('\n'),
  };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
