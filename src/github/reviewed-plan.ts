import { SyncError } from '../errors.ts';
import { type CommentSection, parseSections } from '../report/comment-section.ts';
import { commentMarker } from '../report/escape.ts';
import type { Repository } from './event.ts';
import type { GithubClient } from './octokit.ts';
import { ownLogin } from './own-login.ts';

export interface ReviewedPlanRequest {
  readonly client: GithubClient;
  readonly repository: Repository;
  /** The commit that is run for: a pull request's merge. */
  readonly sha: string;
  /** The comment's name, which is the sync's unless several share one. */
  readonly commentName: string;
  readonly sync: string;
}

/** The plan that a pull request's comment shows. */
export interface ReviewedPlan {
  readonly pullRequest: number;
  readonly url: string;
  readonly digest: string;
  /** See `encodeOutline`; undefined when the comment had no room for it. */
  readonly outline: string | undefined;
}

/**
 * Finds the plan that was reviewed: in this action's own comment on the pull request that a commit merged. A
 * comment that somebody else edited does not count.
 *
 * @throws SyncError PLAN_NOT_REVIEWED that says what is missing
 */
export async function findReviewedPlan(request: ReviewedPlanRequest): Promise<ReviewedPlan> {
  const pullRequest = await mergedPullRequest(request);
  const comment = await ownComment(request, pullRequest);
  await assertOwnWords(request, comment);
  const { digest, outline } = sectionOf(request, comment).plan ?? {};
  if (digest === undefined) {
    throw notReviewed(
      `the comment ${comment.url} shows no plan of ${request.sync}`,
      'Let the workflow run again on a pull request, with mode: diff, and merge that.',
    );
  }
  return { pullRequest, url: comment.url, digest, outline };
}

async function mergedPullRequest({ client, repository, sha }: ReviewedPlanRequest): Promise<number> {
  const where = { owner: repository.owner, repo: repository.name };
  const found = await asked('which pull request it is of', () =>
    client.paginate(client.rest.repos.listPullRequestsAssociatedWithCommit, { ...where, commit_sha: sha }),
  );
  const merged = found.filter(({ merged_at: at, merge_commit_sha: commit }) => at !== null && commit === sha);
  const [only, ...others] = merged;
  if (only !== undefined && others.length === 0) return only.number;
  throw notReviewed(
    `commit ${sha} is ${merged.length === 0 ? 'not the merge of a pull request' : 'the merge of several pull requests'}`,
    'Run this step for the push that merges a pull request, or leave require-reviewed-plan out.',
  );
}

interface OwnComment {
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
}

async function ownComment(
  { client, repository, commentName }: ReviewedPlanRequest,
  pullRequest: number,
): Promise<OwnComment> {
  const marker = commentMarker(commentName);
  const comments = await asked('its comments', () =>
    client.paginate(client.rest.issues.listComments, {
      owner: repository.owner,
      repo: repository.name,
      issue_number: pullRequest,
      per_page: 100,
    }),
  );
  const login = await ownLogin(client);
  const [first] = comments
    .filter(({ body, user }) => body?.startsWith(marker) && user?.login === login)
    .toSorted((one, other) => one.id - other.id);
  if (first !== undefined) return { nodeId: first.node_id, url: first.html_url, body: first.body ?? '' };
  throw notReviewed(
    `pull request ${pullRequest} has no comment of ${login} with a plan`,
    'Let the workflow run with mode: diff on pull requests, with the permission pull-requests: write.',
  );
}

interface Edits {
  readonly node: {
    readonly author?: { readonly login: string } | null;
    readonly editor?: { readonly login: string } | null;
  } | null;
}

/** REST does not tell who edited a comment last, GraphQL does. */
async function assertOwnWords({ client }: ReviewedPlanRequest, comment: OwnComment): Promise<void> {
  const text =
    'query ($id: ID!) { node(id: $id) { ... on IssueComment { author { login } editor { login } } } }';
  const { node } = await asked('who edited its comment', () =>
    client.graphql<Edits>(text, { id: comment.nodeId }),
  );
  const [author, editor] = [node?.author?.login, node?.editor?.login];
  if (author === undefined) throw notReviewed(`it cannot be told who wrote ${comment.url}`, TOKEN_HINT);
  if (editor === undefined || editor === author) return;
  throw notReviewed(
    `the comment ${comment.url} was edited by ${editor}`,
    'Let the workflow run again on a pull request, so that the comment is its own, and merge that.',
  );
}

function sectionOf({ sync }: ReviewedPlanRequest, comment: OwnComment): Partial<CommentSection> {
  return parseSections(comment.body).find(({ summary }) => summary.sync === sync) ?? {};
}

const TOKEN_HINT = 'Give the job the permissions contents: read and pull-requests: read.';

/** What cannot be found out is not reviewed: this never lets anything through. */
async function asked<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw notReviewed(`GitHub does not tell ${what}: ${reason}`, TOKEN_HINT, error);
  }
}

export function notReviewed(reason: string, hint: string, cause?: unknown): SyncError {
  return new SyncError({
    code: 'PLAN_NOT_REVIEWED',
    message: `The plan is not a reviewed one, and nothing was written: ${reason}.`,
    hint,
    cause,
  });
}
