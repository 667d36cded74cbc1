import { formatLocation, type SourceLocation } from '../errors.ts';
import { clip, codeSpan, commentMarker, link, sentence } from './escape.ts';
import { fitEntries } from './fit.ts';

/** One thing that keeps a run from beginning. */
export interface FailureProblem {
  /** What happened, and to what. */
  readonly message: string;
  /** What to do; may be empty. */
  readonly hint: string;
  readonly location: SourceLocation | undefined;
}

/** What is known of a run that stopped before it had a plan. */
export interface FailureReport {
  /** The sync's name; undefined when the run stopped before it was known. */
  readonly sync: string | undefined;
  readonly problems: readonly FailureProblem[];
  readonly runUrl: string | undefined;
}

/** Less than a comment may have, so that headline, marker and link find room too. */
const LIST_LIMIT = 60_000;

/** Such a run as Markdown, for the job summary: what happened, where, what to do. */
export function renderFailure(failure: FailureReport): string {
  const { problems, runUrl } = failure;
  const name = failure.sync === undefined ? 'The run' : codeSpan(clip(failure.sync, 100));
  const more = (count: number) => `- … and ${count} more`;
  const list = fitEntries(problems.map(problemEntry), problems.length, LIST_LIMIT, more);
  const parts = [
    `### ${name}: stopped before there was a plan`,
    list?.text ?? '',
    runUrl === undefined ? '' : link('workflow run', runUrl),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function problemEntry(problem: FailureProblem): string {
  const { location, message, hint } = problem;
  const place = location === undefined ? '' : `${codeSpan(clip(formatLocation(location), 300))}: `;
  return `- ${place}${sentence(message, 2_000)}${hint === '' ? '' : `<br>${sentence(hint, 2_000)}`}`;
}

/** The same as the pull request's comment, so that it does not go on showing an older plan. */
export function renderFailureComment(failure: FailureReport & { readonly sync: string }): string {
  return `${commentMarker(failure.sync)}\n${renderFailure(failure)}`;
}
