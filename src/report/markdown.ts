import { fitSections, type Section } from './fit.ts';
import type { RunReport } from './run-report.ts';
import { changesSection } from './sections/changes.ts';
import { footerSection } from './sections/footer.ts';
import { headlineSection } from './sections/headline.ts';
import { kindTableSection } from './sections/kind-table.ts';
import { errorsSection, warningsSection } from './sections/problems.ts';
import { readingSection } from './sections/reading.ts';

/** GitHub keeps so much of a step's summary. */
export const SUMMARY_LIMIT = 1_048_576;

export interface MarkdownOptions {
  /** At most so many UTF-8 bytes; the job summary's limit unless told. */
  readonly limit?: number;
  /** The page of the workflow run, linked when there is one. */
  readonly runUrl?: string | undefined;
}

/** One run as Markdown, for `--format markdown` and for the job summary. Ends with a line feed. */
export function renderMarkdown(report: RunReport, options: MarkdownOptions = {}): string {
  const limit = options.limit ?? SUMMARY_LIMIT;
  const elsewhere = 'The plan file in the run’s cache folder has all of it.';
  return `${fitSections(reportSections(report, options.runUrl), limit - 1, elsewhere)}\n`;
}

/** A report's parts, top to bottom. */
export function reportSections(report: RunReport, runUrl: string | undefined): readonly Section[] {
  return [
    headlineSection(report),
    kindTableSection(report),
    changesSection(report),
    errorsSection(report),
    warningsSection(report),
    readingSection(report),
    footerSection(report, runUrl),
  ];
}
