import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/**
 * The tables of inputs and outputs in README.md and docs/action.md, from action.yml. Run as a script it writes
 * them; a test holds the files against what it would write.
 */

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

const root = path.resolve(import.meta.dirname, '..');

/** Files with tables, relative to the repository's root. */
export const FILES_WITH_TABLES = ['README.md', 'docs/action.md'] as const;

/**
 * The text with a table after each `<!-- action.yml: inputs -->` and `<!-- action.yml: outputs -->`, up to
 * `<!-- end -->`.
 *
 * @param actionFile the text of action.yml
 * @throws Error when the text has no place for one of the tables
 */
export function withTables(text: string, actionFile: string): string {
  const action = parse(actionFile) as ActionFile;
  const inputs = Object.entries(action.inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default === undefined ? '' : `\`${input.default}\``,
    cell(input.description),
  ]);
  const outputs = Object.entries(action.outputs).map(([name, output]) => [
    `\`${name}\``,
    cell(output.description),
  ]);
  const filled = fill(text, 'inputs', table(['input', 'default', 'meaning'], inputs));
  return fill(filled, 'outputs', table(['output', 'meaning'], outputs));
}

function fill(text: string, part: string, content: string): string {
  const start = `<!-- action.yml: ${part} -->`;
  const [before, after, ...more] = text.split(start);
  const end = after?.indexOf('<!-- end -->') ?? -1;
  if (before === undefined || after === undefined || more.length > 0 || end === -1) {
    throw new Error(`there has to be one "${start}" with "<!-- end -->" after it`);
  }
  return `${before}${start}\n\n${content}\n\n${after.slice(end)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map(() => ':--');
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

if (import.meta.main) {
  const actionFile = readFileSync(path.join(root, 'action.yml'), 'utf8');
  for (const name of FILES_WITH_TABLES) {
    const file = path.join(root, name);
    writeFileSync(file, withTables(readFileSync(file, 'utf8'), actionFile));
  }
}
