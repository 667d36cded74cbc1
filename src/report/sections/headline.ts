import { clip, codeSpan } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount, explanationInWords, formatSigns, isSettled, outcomeInWords } from '../wording.ts';

/**
 * The sync's name and what became of the run: the one part that is always there.
 *
 * @param hadChanges whether a reader has seen changes of this sync before
 */
export function headlineSection(report: RunReport, hadChanges: boolean): Section {
  const signs = changeCount(report.summary) === 0 ? '' : ` ${codeSpan(formatSigns(report.summary))}`;
  const explanation = explanationInWords(report);
  const anyMore = hadChanges && isSettled(report) ? ' any more' : '';
  const headline = `### ${codeSpan(clip(report.sync, 100))}: ${outcomeInWords(report)}${anyMore}${signs}`;
  return wholeSection(
    0,
    'the headline',
    [headline, ...(explanation === '' ? [] : [explanation])].join('\n\n'),
  );
}
