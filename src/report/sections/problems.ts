import { errorPlace } from '../error-place.ts';
import { clip, codeSpan, sentence } from '../escape.ts';
import { fitEntries, type Section } from '../fit.ts';
import type { ReportError, RunReport } from '../run-report.ts';
import { plural } from '../wording.ts';

/** What went wrong: where, what, and what to do about it. */
export function errorsSection(report: RunReport): Section {
  return listSection(1, 'error', report.errors.map(errorEntry));
}

/** What is worth reading and stopped nothing. */
export function warningsSection(report: RunReport): Section {
  return listSection(
    3,
    'warning',
    report.warnings.map((warning) => `- ${sentence(warning)}`),
  );
}

function listSection(rank: number, word: string, entries: readonly string[]): Section {
  const title = `**${plural(entries.length, word)}**`;
  return {
    rank,
    name: `${word}s`,
    render: (room) => {
      if (entries.length === 0) return { text: '', shortened: false };
      // Half of what is left at most, so that a thousand errors of one cause do not crowd out the plan.
      const list = fitEntries(entries, entries.length, Math.floor(room / 2) - title.length - 2, moreOf(word));
      return list === undefined ? undefined : { ...list, text: `${title}\n\n${list.text}` };
    },
  };
}

function moreOf(word: string): (count: number) => string {
  return (count) => `- … and ${plural(count, `more ${word}`)}`;
}

function errorEntry(error: ReportError): string {
  const place = errorPlace(error).map((part) => codeSpan(clip(part, 200)));
  const where = place.length === 0 ? '' : `${place.join(' ')}: `;
  const hint = error.hint === '' ? '' : `<br>${sentence(error.hint)}`;
  return `- ${where}${sentence(error.message)}${hint}`;
}
