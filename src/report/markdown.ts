import { fitSections, type Section } from './fit.ts';
import type { ReportLinks } from './links.ts';
import type { RunReport } from './run-report.ts';
import { changesSection } from './sections/changes.ts';
import { chartSection } from './sections/chart.ts';
import { footerSection } from './sections/footer.ts';
import { headlineSection } from './sections/headline.ts';
import { kindTableSection } from './sections/kind-table.ts';
import { leftAloneSection } from './sections/left-alone.ts';
import { errorsSection, warningsSection } from './sections/problems.ts';
import { readingSection } from './sections/reading.ts';

export interface MarkdownOptions {
  /** At most so many UTF-8 bytes; all of it unless told. */
  readonly limit?: number;
  readonly links?: ReportLinks;
}

/** One run as Markdown, for `--format markdown` and for the run's folder. Ends with a line feed. */
export function renderMarkdown(report: RunReport, options: MarkdownOptions = {}): string {
  const { limit = Number.MAX_SAFE_INTEGER, links = {} } = options;
  const sections = reportSections(report, links, {});
  return `${fitSections(sections, limit - 1, 'The plan file in the run’s cache folder has all of it.')}\n`;
}

export interface SectionOptions {
  /** Whether a reader has seen changes of this sync before, so that none is news. */
  readonly hadChanges?: boolean;
  /** Whether to draw a chart: a job summary shows it, a terminal does not. */
  readonly chart?: boolean;
  /** How many errors of one cause are told; all, unless it says otherwise. */
  readonly errorsPerCause?: number;
}

/** A report's parts, top to bottom. */
export function reportSections(
  report: RunReport,
  links: ReportLinks,
  options: SectionOptions,
): readonly Section[] {
  return [
    headlineSection(report, options.hadChanges ?? false),
    kindTableSection(report),
    ...(options.chart === true ? [chartSection(report)] : []),
    changesSection(report),
    leftAloneSection(report),
    errorsSection(report, options.errorsPerCause ?? Number.POSITIVE_INFINITY),
    warningsSection(report),
    readingSection(report),
    footerSection(report, links),
  ];
}
