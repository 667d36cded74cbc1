import { expect } from 'vitest';
import type { Environment } from '../../src/config/environment.ts';
import { ConfigError, type ConfigIssue } from '../../src/config/issue.ts';
import { type LoadOptions, loadSync } from '../../src/config/load.ts';
import type { Sync } from '../../src/config/sync.ts';

/** Stands in a test's YAML where the issue is expected; taken out before the text is read. */
const MARK = '§';

/** What comes before `schema_mapping` in most tests: valid. */
export const HEAD = ['name: from-netbox', 'source: {name: netbox}', 'destination: {name: infrahub}', ''].join(
  '\n',
);

/** A small valid configuration with the given entries of `schema_mapping`. */
export function withMappings(entries: string): string {
  return `${HEAD}schema_mapping:\n${entries}`;
}

/** A small valid configuration with more keys at the top. */
export function withKeys(keys: string): string {
  return withMappings(
    '  - {name: BuiltinTag, mapping: extras.tags, fields: [{name: name, mapping: name}]}\n',
  ).concat(keys);
}

/** Text without its mark, and the mark's place, line and column from 1. */
export function unmark(text: string): { text: string; line: number; column: number } {
  const before = text.slice(0, text.indexOf(MARK)).split('\n');
  return { text: text.replace(MARK, ''), line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

export function load(text: string, environment: Environment = {}, options: LoadOptions = {}): Sync {
  return loadSync(text, 'config.yml', environment, options);
}

/** All issues of a text, errors and warnings. */
export function issuesOf(text: string, environment: Environment = {}): readonly ConfigIssue[] {
  try {
    return load(text, environment).warnings;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.issues, ...error.warnings];
  }
}

/** Expects one issue at the mark, and no other error. */
export function expectIssueAtMark(
  marked: string,
  severity: 'error' | 'warning',
  message: string,
  hint: string,
  environment: Environment = {},
): void {
  const { text, line, column } = unmark(marked);
  const issues = issuesOf(text, environment).filter(
    (issue) => severity === 'warning' || issue.severity === 'error',
  );
  expect(issues).toEqual([{ severity, message, hint, location: { file: 'config.yml', line, column } }]);
}
