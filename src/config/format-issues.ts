import { formatLocation } from '../errors.ts';
import type { ConfigIssue } from './issue.ts';

/**
 * Issues as text, one after another, in the form that editors and terminals turn into links:
 * `config.yml:42:7: error: …` with the hint on a line of its own.
 */
export function formatIssues(issues: readonly ConfigIssue[]): string {
  return issues.map(formatIssue).join('\n');
}

function formatIssue(issue: ConfigIssue): string {
  const line = `${formatLocation(issue.location)}: ${issue.severity}: ${issue.message}`;
  return issue.hint === '' ? line : `${line}\n  hint: ${issue.hint}`;
}
