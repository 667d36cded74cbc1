import { visible } from './escape.ts';
import type { RunReport } from './run-report.ts';

/** Differences shown before only their number is. */
const SHOWN = 50;

/** What an audit found, for a terminal: whether warm runs can be trusted, and where they could not. */
export function renderAudit(report: RunReport): string {
  const { audit, sides, errors } = report;
  if (audit === null) {
    const trouble = errors.map(({ message }) => `  ${visible(message)}\n`).join('');
    return `${visible(report.sync)}: nothing to audit: ${sides.A.reason}\n${trouble}`;
  }
  if (audit.length === 0) return `${visible(report.sync)}: a warm run would have given the same rows\n`;
  const lines = audit
    .slice(0, SHOWN)
    .map(({ side, kind, id, what }) => `  ${side} ${visible(kind)} ${visible(id)}: ${visible(what)}\n`);
  const more = audit.length > SHOWN ? `  \u2026 and ${audit.length - SHOWN} more\n` : '';
  return `${visible(report.sync)}: a warm run would have got ${audit.length} rows wrong\n${lines.join('')}${more}`;
}
