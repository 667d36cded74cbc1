import path from 'node:path';
import { fileNames, syncFolder } from '../cache/layout.ts';
import { readRowCounts, readRunCounter, writeRowCounts, writeRunCounter } from '../cache/sidecars.ts';
import { type RowCountDrop, rowCountDrops } from '../plan/guardrails.ts';
import type { Comparison } from './compare.ts';

/** Kinds whose source rows fell below half of the last successful run's. */
export async function baselineDrops(
  root: string,
  sync: string,
  comparison: Comparison,
): Promise<readonly RowCountDrop[]> {
  const found = await readRowCounts(path.join(syncFolder(root, sync), fileNames.rowCounts));
  return rowCountDrops(found.status === 'present' ? found.value : {}, rowCounts(comparison));
}

/** Makes this run's counts the baseline of the next, except for kinds that dropped without a word; counts the run. */
export async function keepBaseline(
  root: string,
  sync: string,
  comparison: Comparison,
  unexplained: readonly RowCountDrop[],
): Promise<void> {
  const folder = syncFolder(root, sync);
  const before = new Map(unexplained.map((drop) => [drop.kind, drop.before]));
  const counts = [...rowCounts(comparison)].map(([kind, now]) => [kind, before.get(kind) ?? now] as const);
  await writeRowCounts(path.join(folder, fileNames.rowCounts), Object.fromEntries(counts));
  const counterFile = path.join(folder, fileNames.runCounter);
  const counter = await readRunCounter(counterFile);
  const runsSinceFull = counter.status === 'present' ? counter.value : 0;
  await writeRunCounter(counterFile, isWarm(comparison) ? runsSinceFull + 1 : 0);
}

function isWarm({ reads }: Comparison): boolean {
  return [...reads.A.values(), ...reads.B.values()].some(({ mode }) => mode === 'warm');
}

function rowCounts(comparison: Comparison): ReadonlyMap<string, number> {
  return new Map([...comparison.reads.A].map(([kind, read]) => [kind, read.rows]));
}
