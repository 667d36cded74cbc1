import { type Section, wholeSection } from '../fit.ts';
import type { RunReport } from '../run-report.ts';
import { changeCount } from '../wording.ts';

/** Kinds that have a slice of their own; the others share one. */
const SLICES = 8;

/** A chart of the changes by kind, which GitHub draws from Mermaid's words; nothing when one kind alone changes. */
export function chartSection(report: RunReport): Section {
  const changes = Object.entries(report.by_kind)
    .map(([kind, counts]) => [kind, changeCount(counts)] as const)
    .filter(([, count]) => count > 0)
    .toSorted(([, one], [, other]) => other - one);
  return wholeSection(3, 'the chart', changes.length < 2 ? '' : pie(changes));
}

function pie(changes: readonly (readonly [string, number])[]): string {
  const shown = changes.length > SLICES ? changes.slice(0, SLICES - 1) : changes;
  const rest = changes.slice(shown.length);
  const slices = new Map<string, number>();
  for (const [kind, count] of shown) slices.set(unused(label(kind), slices), count);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) slices.set(unused(`${rest.length} other kinds`, slices), others);
  const lines = [...slices].map(([name, count]) => `  "${name}" : ${count}`);
  return ['```mermaid', 'pie showData title Changes by kind', ...lines, '```'].join('\n');
}

/** Inside Mermaid's quotes everything but plain characters may mean something, so only those are left. */
function label(kind: string): string {
  return kind.replace(/[^A-Za-z0-9_ -]/g, '_').slice(0, 40) || '_';
}

/** Mermaid draws only the first of two slices with one name. */
function unused(name: string, taken: ReadonlyMap<string, number>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${name} ${number}`;
  return candidate;
}
