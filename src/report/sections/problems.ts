import { type ErrorCause, errorCauses } from '../error-causes.ts';
import { errorPlace } from '../error-place.ts';
import { clip, codeSpan, sentence } from '../escape.ts';
import { fitEntries, type Section } from '../fit.ts';
import type { ReportError, RunReport } from '../run-report.ts';
import { formatNumber, plural } from '../wording.ts';

/**
 * What went wrong: where, what, and what to do about it.
 * @param perCause how many errors of one cause are told: a mistake in the mapping is met again by every record
 */
export function errorsSection({ errors }: RunReport, perCause: number): Section {
  const entries = errorCauses(errors).flatMap((cause) => causeEntries(cause, perCause));
  const section = listSection(1, 'error', errors.length, entries);
  return entries.length === errors.length ? section : shortenedSection(section);
}

/** The section as one that lacks entries, whether or not what is left fits. */
function shortenedSection(section: Section): Section {
  return {
    ...section,
    render: (room) => {
      const rendered = section.render(room);
      return rendered && { ...rendered, shortened: true };
    },
  };
}

/** What is worth reading and stopped nothing. */
export function warningsSection(report: RunReport): Section {
  return listSection(
    3,
    'warning',
    report.warnings.length,
    report.warnings.map((warning) => `- ${sentence(warning)}`),
  );
}

/** @param count of all, which may be more than have an entry of their own */
function listSection(rank: number, word: string, count: number, entries: readonly string[]): Section {
  const title = `**${plural(count, word)}**`;
  const more = entries.length === count ? moreOf(word) : () => `- … and ${word}s of other causes`;
  return {
    rank,
    name: `${word}s`,
    render: (room) => {
      if (entries.length === 0) return { text: '', shortened: false };
      // Half of what is left at most, so that a thousand errors of one cause do not crowd out the plan.
      const list = fitEntries(entries, entries.length, Math.floor(room / 2) - title.length - 2, more);
      return list === undefined ? undefined : { ...list, text: `${title}\n\n${list.text}` };
    },
  };
}

function moreOf(word: string): (count: number) => string {
  return (count) => `- … and ${plural(count, `more ${word}`)}`;
}

function causeEntries({ name, errors }: ErrorCause, most: number): readonly string[] {
  const shown = errors.slice(0, most).map(errorEntry);
  const more = errors.length - shown.length;
  return more > 0 ? [...shown, `- … and ${formatNumber(more)} more of ${codeSpan(name)}`] : shown;
}

function errorEntry(error: ReportError): string {
  const place = errorPlace(error).map((part) => codeSpan(clip(part, 200)));
  const where = place.length === 0 ? '' : `${place.join(' ')}: `;
  const hint = error.hint === '' ? '' : `<br>${sentence(error.hint)}`;
  return `- ${where}${sentence(error.message)}${hint}`;
}
