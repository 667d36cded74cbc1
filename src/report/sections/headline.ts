import { clip, codeSpan } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount, formatNumber, formatSigns, outcomeInWords } from '../wording.ts';

/**
 * The sync's name and what became of the run: the one part that is always there.
 *
 * @param hadChanges whether a reader has seen changes of this sync before
 */
export function headlineSection(report: RunReport, hadChanges: boolean): Section {
  const signs = changeCount(report.summary) === 0 ? '' : ` ${codeSpan(formatSigns(report.summary))}`;
  const anyMore = hadChanges && isSettled(report) ? ' any more' : '';
  const headline = `### ${codeSpan(clip(report.sync, 100))}: ${outcomeInWords(report)}${anyMore}${signs}`;
  return wholeSection(0, 'the headline', [headline, ...explanation(report)].join('\n\n'));
}

function explanation(report: RunReport): readonly string[] {
  if (report.status === 'failed') return ['The run stopped before it was through. What was written stays.'];
  if (report.status === 'cancelled')
    return ['The run was cancelled before it was through. What was written stays.'];
  if (!isSettled(report)) return [];
  const compared = formatNumber(report.summary.unchanged);
  return [`The destination is as the source says: ${compared} objects compared, none differs.`];
}

/** Whether nothing is left to do, and nothing went wrong that would hide some of it. */
function isSettled(report: RunReport): boolean {
  const finished = report.status === 'dry-run' || report.status === 'applied';
  return finished && changeCount(report.summary) === 0 && report.errors.length === 0;
}
