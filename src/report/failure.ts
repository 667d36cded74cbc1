import { formatLocation, type SourceLocation } from '../errors.ts';
import { clip, codeSpan, sentence } from './escape.ts';
import { fitEntries, fitSections, type Section, wholeSection } from './fit.ts';
import type { ReportLinks } from './links.ts';
import { linksLine } from './sections/footer.ts';

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
  readonly links: ReportLinks;
}

/** Less than a comment may have, so that headline, marker and link find room too. */
const LIST_LIMIT = 60_000;

/** Such a run as Markdown, for the job summary: what happened, where, what to do. Ends with a line feed. */
export function renderFailure(failure: FailureReport): string {
  return `${fitSections(failureSections(failure), LIST_LIMIT + 2_000, '')}\n`;
}

/** Such a run's parts, top to bottom. */
export function failureSections(failure: FailureReport): readonly Section[] {
  const { problems, links } = failure;
  const name = failure.sync === undefined ? 'The run' : codeSpan(clip(failure.sync, 100));
  const entries = problems.map(problemEntry);
  const more = (count: number) => `- … and ${count} more`;
  return [
    wholeSection(0, 'the headline', `### ${name}: stopped before there was a plan`),
    {
      rank: 1,
      name: 'some of the errors',
      render: (room) => fitEntries(entries, entries.length, Math.min(room, LIST_LIMIT), more),
    },
    wholeSection(1, 'the links', linksLine([], links)),
  ];
}

function problemEntry(problem: FailureProblem): string {
  const { location, message, hint } = problem;
  const place = location === undefined ? '' : `${codeSpan(clip(formatLocation(location), 300))}: `;
  return `- ${place}${sentence(message, 2_000)}${hint === '' ? '' : `<br>${sentence(hint, 2_000)}`}`;
}
