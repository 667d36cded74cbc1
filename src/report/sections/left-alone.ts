import { clip, codeSpan, sentence } from '../escape.ts';
import { fitEntries, type Section } from '../fit.ts';
import type { ReportLeftAlone, RunReport } from '../run-report.ts';
import { showChange } from '../value.ts';
import { formatNumber, plural } from '../wording.ts';

/** What stays as it is, because it is somebody else's or something still needs it. */
export function leftAloneSection(report: RunReport): Section {
  const entries = report.left_alone.map(entry);
  const title = `**${plural(entries.length, 'difference')}** left alone`;
  return {
    rank: 4,
    name: 'what is left alone',
    render: (room) => {
      if (entries.length === 0) return { text: '', shortened: false };
      const list = fitEntries(entries, entries.length, Math.floor(room / 4) - title.length - 2, more);
      return list === undefined ? undefined : { ...list, text: `${title}\n\n${list.text}` };
    },
  };
}

function more(count: number): string {
  return `- … and ${formatNumber(count)} more`;
}

function entry({ kind, id, attribute, reason, ...values }: ReportLeftAlone): string {
  const object = [kind, id].map((part) => codeSpan(clip(part, 200))).join(' ');
  if (attribute === null) return `- ${object}: ${sentence(reason)}`;
  const { old, new: wanted } = showChange(values, 100);
  return `- ${object} ${codeSpan(clip(attribute, 200))} keeps ${codeSpan(old)}, not ${codeSpan(wanted)}: ${sentence(reason)}`;
}
