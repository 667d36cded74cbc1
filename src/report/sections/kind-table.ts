import { cellCode, clip } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { ReportCounts, RunReport } from '../run-report.ts';
import { changeCount, formatNumber } from '../wording.ts';

/** How many objects of each kind change; kinds without a change are one line together. */
export function kindTableSection(report: RunReport): Section {
  const kinds = Object.entries(report.by_kind);
  const changed = kinds.filter(([, counts]) => changeCount(counts) > 0);
  if (changed.length === 0) return wholeSection(2, 'the table by kind', '');
  const rows = changed.map(([kind, counts]) => row(cellCode(clip(kind, 100)), counts));
  const rest = kinds.length - changed.length;
  const unchanged = kinds.reduce(
    (sum, [, counts]) => (changeCount(counts) === 0 ? sum + counts.unchanged : sum),
    0,
  );
  if (rest > 0) rows.push(row(`${rest} more`, { create: 0, update: 0, delete: 0, unchanged }));
  const head = ['| kind | create | update | delete | unchanged |', '| :-- | --: | --: | --: | --: |'];
  return wholeSection(2, 'the table by kind', [...head, ...rows].join('\n'));
}

function row(name: string, counts: ReportCounts): string {
  const cells = [counts.create, counts.update, counts.delete, counts.unchanged].map(formatNumber);
  return `| ${name} | ${cells.join(' | ')} |`;
}
