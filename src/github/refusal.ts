/** Why GitHub did not take what was written, for the log. */
export type Refusal =
  | { readonly status: 'forbidden'; readonly message: string }
  | { readonly status: 'failed'; readonly message: string };

export interface RefusedWrite {
  /** In words that follow "the token may not" and "it was not possible to", such as `comment on this pull request`. */
  readonly what: string;
  /** Such as `pull-requests: write`. */
  readonly permission: string;
  /** True when the job runs for a pull request of a fork, whose token can only read. */
  readonly fromFork: boolean;
}

/**
 * An error of GitHub's client in words. A 403 is most often a token that may not write, for which the lines to
 * add to the workflow are told; it is something else when a rate is exceeded or the conversation is locked.
 */
export function refusalOf(error: unknown, write: RefusedWrite): Refusal {
  const text = error instanceof Error ? error.message : String(error);
  if (statusOf(error) !== 403 || /rate limit|abuse|locked|archived/i.test(text)) {
    return { status: 'failed', message: `It was not possible to ${write.what}: ${text}` };
  }
  const way = write.fromFork
    ? [
        'This pull request comes from a fork, and for forks the token can only read, whatever the workflow says.',
        'In a workflow for pull requests of the own repository, these lines would allow it:',
      ]
    : ['Give the job these permissions:'];
  return {
    status: 'forbidden',
    message: [
      `The token may not ${write.what}, so the report is in the job summary only.`,
      ...way,
      'permissions:',
      '  contents: read',
      `  ${write.permission}`,
    ].join('\n'),
  };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
