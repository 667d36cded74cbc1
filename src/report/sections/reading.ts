import { cellCode, clip, codeSpan, sentence } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import { costInWords, fullCostInWords, modesInWords } from '../reading-words.ts';
import type { KindReadReport, ReportTraffic, RunReport, SideReport } from '../run-report.ts';
import { asSentence, formatBytes, formatNumber, plural } from '../wording.ts';

/** How both sides were read, why so, and what it cost: folded. */
export function readingSection(report: RunReport): Section {
  const full = fullCostInWords(report);
  const text = [
    `<details><summary>How it was read: ${modesInWords(report)}, ${costInWords(report)}</summary>`,
    ...(full === undefined ? [] : [`Reading everything took ${full}, when that was last done.`]),
    side('Source', report.sides.A, report.requests.A),
    side('Destination', report.sides.B, report.requests.B),
    `The cache holds ${plural(report.cache.runs, 'run')}, ${formatBytes(report.cache.bytes)}.`,
    '</details>',
  ];
  return wholeSection(4, 'how it was read', text.join('\n\n'));
}

function side(name: string, report: SideReport, traffic: ReportTraffic): string {
  const kinds = Object.entries(report.kinds);
  const reason = report.reason === '' ? '' : ` ${sentence(asSentence(report.reason))}`;
  const cost = `${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`;
  const intro = `**${name}, ${report.mode}** (${cost}).${reason}`;
  if (kinds.length === 0) return intro;
  const exceptions = kinds
    .filter(([, kind]) => kind.mode !== report.mode && kind.reason !== '')
    .map(
      ([name, kind]) => `- ${codeSpan(clip(name, 100))} ${kind.mode}: ${sentence(asSentence(kind.reason))}`,
    );
  const head = [
    '| kind | read | rows | changed | deleted | requests |',
    '| :-- | :-- | --: | --: | --: | --: |',
  ];
  const table = [...head, ...kinds.map(([kind, read]) => row(kind, read))].join('\n');
  return [intro, table, ...(exceptions.length === 0 ? [] : [exceptions.join('\n')])].join('\n\n');
}

function row(kind: string, read: KindReadReport): string {
  const cells = [read.rows, read.changed, read.deleted, read.requests].map(formatNumber);
  return `| ${cellCode(clip(kind, 100))} | ${read.mode} | ${cells.join(' | ')} |`;
}
