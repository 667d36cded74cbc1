import type { Repository } from './event.ts';
import type { GithubClient } from './octokit.ts';
import { ownLogin } from './own-login.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { keepText, type Sharing, type StickyPlace, type StickyText } from './sticky-text.ts';

export interface IssueRequest {
  readonly client: GithubClient;
  readonly repository: Repository;
  /** One line; only a new issue gets it. */
  readonly title: string;
  /** The first line of what `render` gives, by which the issue is found again. */
  readonly marker: string;
  readonly render: (existing: string | undefined) => string;
  /** Whether this run found that the destination differs from the source. */
  readonly drifted: boolean;
  /** Whether a text says that nothing differs any more, so that its issue can be closed. */
  readonly settled: (body: string) => boolean;
  readonly sharing: Sharing;
}

export type IssueResult =
  | { readonly status: 'created' | 'updated' | 'unchanged' | 'closed'; readonly url: string }
  | { readonly status: 'none' }
  | Refusal;

/**
 * Keeps one open issue while there is drift: opened when it is found, edited while it lasts, closed when it is
 * gone. Drift that comes back opens a new one, so that a closed issue stays what it was. Never throws.
 */
export async function keepDriftIssue(request: IssueRequest): Promise<IssueResult> {
  const { client, repository, render, drifted, settled, sharing } = request;
  try {
    const result = await keepText({ place: issuesOf(request), render, mayCreate: drifted, sharing });
    if (result.status === 'none') return result;
    const { text } = result;
    if (drifted || !settled(text.body)) return { status: result.status, url: text.url };
    await client.rest.issues.update({
      owner: repository.owner,
      repo: repository.name,
      issue_number: text.id,
      state: 'closed',
      state_reason: 'completed',
    });
    return { status: 'closed', url: text.url };
  } catch (error) {
    const what = 'open or edit an issue about the drift';
    return refusalOf(error, { what, permission: 'issues: write', fromFork: false });
  }
}

/** Open issues that begin with the marker and are our own. GitHub lists pull requests among issues. */
function issuesOf({ client, repository, marker, title }: IssueRequest): StickyPlace {
  const { issues } = client.rest;
  const where = { owner: repository.owner, repo: repository.name };
  const change = async (id: number, changes: { body: string } | { body: string; state: 'closed' }) =>
    textOf((await issues.update({ ...where, issue_number: id, ...changes })).data);
  return {
    async find() {
      const marked: (StickyText & { readonly author: string })[] = [];
      const wanted = { ...where, state: 'open' as const, per_page: 100 };
      for await (const page of client.paginate.iterator(issues.listForRepo, wanted)) {
        for (const issue of page.data) {
          const text = textOf(issue);
          if (issue.pull_request !== undefined || !text.body.startsWith(marker)) continue;
          marked.push({ ...text, author: issue.user?.login ?? '' });
        }
      }
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      return marked.filter(({ author }) => author === login).toSorted((one, other) => one.id - other.id);
    },
    create: async (body) => textOf((await issues.create({ ...where, title, body })).data),
    update: ({ id }, body) => change(id, { body }),
    async remove({ id, body }) {
      // An issue cannot be deleted; a second one of two that were opened at once is closed.
      await change(id, { body, state: 'closed' });
    },
  };
}

function textOf(issue: {
  readonly number: number;
  readonly html_url: string;
  readonly body?: string | null | undefined;
}): StickyText {
  return { id: issue.number, url: issue.html_url, body: issue.body ?? '' };
}
