import { codeSpan, link } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount } from '../wording.ts';

/** Which plan and which run this was, where more of it is, and how its changes are made. */
export function footerSection(report: RunReport, runUrl: string | undefined): Section {
  const parts = [`Run ${codeSpan(report.run_id)}`];
  if (report.digest !== '') parts.push(`plan ${codeSpan(report.digest)}`);
  if (runUrl !== undefined) parts.push(link('workflow run', runUrl));
  const text = [...howToApply(report), parts.join(' · ')].join('\n\n');
  return wholeSection(1, 'the run and the plan', text);
}

function howToApply(report: RunReport): readonly string[] {
  if (report.status !== 'dry-run' || changeCount(report.summary) === 0) return [];
  const command = codeSpan(`infrahub-sync sync --name ${report.sync}`);
  return [`Nothing was written. The action with \`mode: sync\`, or ${command}, makes these changes.`];
}
