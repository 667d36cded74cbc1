import type { PullRequest, Repository } from './event.ts';
import type { CommentMode } from './inputs.ts';
import type { GithubClient } from './octokit.ts';
import { ownLogin } from './own-login.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { keepText, type Sharing, type StickyPlace, type StickyText } from './sticky-text.ts';

export interface CommentRequest {
  readonly client: GithubClient;
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** The first line of what `render` gives, by which the comment is found again. */
  readonly marker: string;
  readonly render: (existing: string | undefined) => string;
  readonly mode: CommentMode;
  /** Whether there is something to tell that is worth a first comment: changes or errors. */
  readonly newsworthy: boolean;
  readonly sharing: Sharing;
}

export type CommentResult =
  | { readonly status: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly status: 'none'; readonly reason: string }
  | Refusal;

/**
 * Keeps one comment on the pull request up to date: created once, then edited. With `on-change` there is none
 * until there is something to tell; one that is there is edited also when nothing is left. Never throws.
 */
export async function keepComment(request: CommentRequest): Promise<CommentResult> {
  const { mode, newsworthy, render, sharing, pullRequest } = request;
  if (mode === 'never') return { status: 'none', reason: 'comments are turned off' };
  try {
    const mayCreate = mode === 'always' || newsworthy;
    const result = await keepText({ place: commentsOf(request), render, mayCreate, sharing });
    if (result.status !== 'none') return { status: result.status, url: result.text.url };
    return { status: 'none', reason: 'nothing changes and nothing was commented before' };
  } catch (error) {
    const { fromFork } = pullRequest;
    const what = 'comment on this pull request';
    return refusalOf(error, { what, permission: 'pull-requests: write', fromFork });
  }
}

/** The comments that begin with the marker and are our own: anyone can write a marker. */
function commentsOf({ client, repository, pullRequest, marker }: CommentRequest): StickyPlace {
  const { issues } = client.rest;
  const where = { owner: repository.owner, repo: repository.name };
  const about = { ...where, issue_number: pullRequest.number };
  return {
    async find() {
      const marked: (StickyText & { readonly author: string })[] = [];
      for await (const page of client.paginate.iterator(issues.listComments, { ...about, per_page: 100 })) {
        for (const comment of page.data) {
          const text = textOf(comment);
          if (text.body.startsWith(marker)) marked.push({ ...text, author: comment.user?.login ?? '' });
        }
      }
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      return marked.filter(({ author }) => author === login).toSorted((one, other) => one.id - other.id);
    },
    create: async (body) => textOf((await issues.createComment({ ...about, body })).data),
    update: async ({ id }, body) =>
      textOf((await issues.updateComment({ ...where, comment_id: id, body })).data),
    async remove({ id }) {
      await issues.deleteComment({ ...where, comment_id: id });
    },
  };
}

function textOf(comment: {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string | undefined;
}): StickyText {
  return { id: comment.id, url: comment.html_url, body: comment.body ?? '' };
}
