import { commentMarker, link } from './escape.ts';
import { byteLength, fitSections } from './fit.ts';
import { reportSections } from './markdown.ts';
import type { RunReport } from './run-report.ts';

/** GitHub refuses a longer comment with 422. Counted in characters there, in bytes here: never more. */
export const COMMENT_LIMIT = 65_536;

export interface CommentOptions {
  /** The page of the workflow run, where the job summary is. */
  readonly runUrl: string | undefined;
}

/**
 * One run as the pull request's comment: the marker by which it is found again, then the report within
 * GitHub's limit.
 */
export function renderComment(report: RunReport, options: CommentOptions): string {
  const marker = `${commentMarker(report.sync)}\n`;
  const elsewhere =
    options.runUrl === undefined
      ? 'The job summary has more of it.'
      : `The ${link('job summary', options.runUrl)} has more of it.`;
  const sections = reportSections(report, options.runUrl);
  return marker + fitSections(sections, COMMENT_LIMIT - byteLength(marker), elsewhere);
}
