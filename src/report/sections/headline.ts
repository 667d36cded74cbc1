import { clip, codeSpan } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount, formatNumber, formatSigns, outcomeInWords } from '../wording.ts';

/** The sync's name and what became of the run: the one part that is always there. */
export function headlineSection(report: RunReport): Section {
  const signs = changeCount(report.summary) === 0 ? '' : ` ${codeSpan(formatSigns(report.summary))}`;
  const headline = `### ${codeSpan(clip(report.sync, 100))}: ${outcomeInWords(report)}${signs}`;
  return wholeSection(0, 'the headline', [headline, ...explanation(report)].join('\n\n'));
}

function explanation(report: RunReport): readonly string[] {
  if (report.status === 'failed') return ['The run stopped before it was through. What was written stays.'];
  if (report.status === 'cancelled')
    return ['The run was cancelled before it was through. What was written stays.'];
  if (changeCount(report.summary) > 0 || report.errors.length > 0) return [];
  const compared = formatNumber(report.summary.unchanged);
  return [`The destination is as the source says: ${compared} objects compared, none differs.`];
}
