import { clip, codeSpan, link } from '../escape.ts';
import { type Section, wholeSection } from '../fit.ts';
import type { ReportLinks } from '../links.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount } from '../wording.ts';

/** Which plan and which run this was, where more of it is, and how its changes are made. */
export function footerSection(report: RunReport, links: ReportLinks): Section {
  const parts = [`Run ${codeSpan(report.run_id)}`];
  if (report.digest !== '') parts.push(`plan ${codeSpan(report.digest)}`);
  const text = [...howToApply(report), linksLine(parts, links)].join('\n\n');
  return wholeSection(1, 'the run and the plan', text);
}

/** One line: the given parts, then a link to whatever is known. */
export function linksLine(parts: readonly string[], links: ReportLinks): string {
  const linked = [...parts];
  if (links.branch !== undefined) linked.push(branchPart(links.branch));
  if (links.run !== undefined) linked.push(link('workflow run', links.run));
  if (links.report !== undefined) linked.push(link('full report', links.report));
  return linked.join(' · ');
}

function branchPart({ name, url }: NonNullable<ReportLinks['branch']>): string {
  const shown = `branch ${codeSpan(clip(name, 100))}`;
  return url === undefined ? shown : `${shown} (${link('open it', url)})`;
}

function howToApply(report: RunReport): readonly string[] {
  if (report.status !== 'dry-run' || changeCount(report.summary) === 0) return [];
  const name = `--name ${shellWord(report.sync)}`;
  const sync = codeSpan(`infrahub-sync sync ${name}`);
  const apply = codeSpan(`infrahub-sync apply ${name} --run-id ${report.run_id}`);
  return [
    `Nothing was written. The action with \`mode: sync\`, or ${sync}, makes these changes; where this run’s cache is, ${apply} writes just this plan.`,
  ];
}

/** A name as one word of a POSIX shell: it may come from a fork's configuration, and people paste commands. */
function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
