import type { ReportCounts, RunReport } from './run-report.ts';

/** `1,234`: the same on every machine. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 request`, `2 requests`. */
export function plural(count: number, word: string): string {
  return `${formatNumber(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `512 B`, `3.4 kB`, `12.0 MB`; thousands, not 1,024s. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `+3 ~12 -0`: create, update, delete. */
export function formatSigns(counts: ReportCounts): string {
  return `+${counts.create} ~${counts.update} -${counts.delete}`;
}

export function changeCount(counts: ReportCounts): number {
  return counts.create + counts.update + counts.delete;
}

const PLANNED = { create: 'to create', update: 'to update', delete: 'to delete' };
const DONE = { create: 'created', update: 'updated', delete: 'deleted' };

/** `3 to create, 12 to update`, or `3 created, 12 updated`; `no changes` when there is none. */
export function countsInWords(counts: ReportCounts, done: 'planned' | 'done'): string {
  const words = done === 'done' ? DONE : PLANNED;
  const parts = (['create', 'update', 'delete'] as const)
    .filter((action) => counts[action] > 0)
    .map((action) => `${formatNumber(counts[action])} ${words[action]}`);
  return parts.length === 0 ? 'no changes' : parts.join(', ');
}

/** What became of a run, in words; the sync's name is not in it. */
export function outcomeInWords(report: RunReport): string {
  const errors = report.errors.length === 0 ? '' : `, ${plural(report.errors.length, 'error')}`;
  if (report.status === 'dry-run') return `${countsInWords(report.summary, 'planned')}${errors}`;
  // Which of the operations failed is in the list of errors: the counts are the plan's.
  if (report.status === 'applied' && errors === '') return countsInWords(report.summary, 'done');
  const planned = `planned: ${countsInWords(report.summary, 'planned')}`;
  if (report.status === 'applied') return `applied${errors} (${planned})`;
  return `${report.status}${errors} (${planned})`;
}

/** What the counts do not say of a run's end; empty when they say it all. */
export function explanationInWords(report: RunReport): string {
  if (report.status === 'failed') return 'The run stopped before it was through. What was written stays.';
  if (report.status === 'cancelled')
    return 'The run was cancelled before it was through. What was written stays.';
  if (!isSettled(report)) return '';
  return `The destination is as the source says: ${formatNumber(report.summary.unchanged)} objects compared, none differs.`;
}

/** Whether nothing is left to do, and nothing went wrong that would hide some of it. */
export function isSettled(report: RunReport): boolean {
  const finished = report.status === 'dry-run' || report.status === 'applied';
  return finished && changeCount(report.summary) === 0 && report.errors.length === 0;
}

/** A reason as a sentence: a capital letter, unless it begins with a name, and a full stop. */
export function asSentence(reason: string): string {
  if (reason === '') return '';
  const begun = reason.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
