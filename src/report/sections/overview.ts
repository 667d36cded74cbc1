import { cellCode, clip } from '../escape.ts';
import type { OutcomeSummary } from '../outcome.ts';
import type { ReportCounts } from '../run-report.ts';
import { changeCount, countsInWords, formatNumber, plural } from '../wording.ts';

/** More syncs than this are counted, not listed. */
const LISTED = 100;

const STATUS_WORDS = {
  'dry-run': 'planned',
  applied: 'written',
  failed: 'failed',
  cancelled: 'cancelled',
  stopped: 'stopped before a plan',
} as const;

/** Several syncs at a glance: how much changes in all, then a line for each. */
export function overview(syncs: readonly OutcomeSummary[]): string {
  const total = syncs.map(({ counts }) => counts).reduce(add);
  const errors = syncs.reduce((sum, sync) => sum + sync.errors, 0);
  const done = syncs.every(({ status }) => status === 'applied') && errors === 0 ? 'done' : 'planned';
  const failed = errors === 0 ? '' : `, ${plural(errors, 'error')}`;
  const rest = syncs.length - LISTED;
  return [
    `### ${plural(syncs.length, 'sync')}: ${countsInWords(total, done)}${failed}`,
    '',
    '| sync | result | create | update | delete |',
    '| :-- | :-- | --: | --: | --: |',
    ...syncs.slice(0, LISTED).map(row),
    ...(rest > 0 ? ['', `… and ${plural(rest, 'more sync')}`] : []),
  ].join('\n');
}

function row({ sync, status, counts, errors }: OutcomeSummary): string {
  const cells = [counts.create, counts.update, counts.delete].map(formatNumber);
  return `| ${cellCode(clip(sync, 100))} | ${result(status, counts, errors)} | ${cells.join(' | ')} |`;
}

function result(status: OutcomeSummary['status'], counts: ReportCounts, errors: number): string {
  if (errors > 0) return `${STATUS_WORDS[status]}, ${plural(errors, 'error')}`;
  if (status === 'dry-run' && changeCount(counts) === 0) return 'no changes';
  return STATUS_WORDS[status];
}

function add(left: ReportCounts, right: ReportCounts): ReportCounts {
  return {
    create: left.create + right.create,
    update: left.update + right.update,
    delete: left.delete + right.delete,
    unchanged: left.unchanged + right.unchanged,
  };
}
