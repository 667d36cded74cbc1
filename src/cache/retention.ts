import { rm } from 'node:fs/promises';
import path from 'node:path';
import { asCacheError, removeTemporaryFiles } from './files.ts';
import { fileNames, runFolder, syncFolder } from './layout.ts';
import { isComparison, listRuns } from './runs.ts';

/** How many successful runs stay when nothing else is said. */
export const defaultRunsToKeep = 3;

export interface Retention {
  readonly root: string;
  readonly sync: string;
  /** How many successful runs stay, at least 1. */
  readonly keep: number;
  /** The run that is going on (or has just ended), if one is: it stays, however it ended. */
  readonly currentRunId: string | undefined;
}

/**
 * Removes all but the newest successful comparisons (`applied` or `dry-run`), and every run that failed, was
 * cancelled, never finished or cannot be read. Files of killed writers go too. To be called by the holder of
 * the sync's lock. Answers the ids of the runs that are gone. Throws `CACHE_UNWRITABLE`.
 */
export async function removeOldRuns(retention: Retention): Promise<readonly string[]> {
  const { root, sync, currentRunId } = retention;
  const runs = await listRuns(root, sync);
  const kept = runs.filter(isComparison).slice(0, Math.max(1, retention.keep));
  const keptIds = new Set([currentRunId, ...kept.map((run) => run.runId)]);
  const removed = runs.map((run) => run.runId).filter((runId) => !keptIds.has(runId));
  for (const runId of removed) await removeRun(runFolder(root, sync, runId));
  await removeTemporaryFiles(syncFolder(root, sync));
  return removed;
}

/**
 * Removes everything that a sync's cache holds, save the lock, which the caller has. Answers the ids of the runs
 * that are gone. Throws `CACHE_UNWRITABLE`.
 */
export async function removeAllRuns(root: string, sync: string): Promise<readonly string[]> {
  const runs = await listRuns(root, sync);
  for (const { runId } of runs) await removeRun(runFolder(root, sync, runId));
  const folder = syncFolder(root, sync);
  for (const name of [fileNames.rowCounts, fileNames.runCounter]) {
    await rm(path.join(folder, name), { force: true });
  }
  await removeTemporaryFiles(folder);
  return runs.map(({ runId }) => runId);
}

/**
 * Ids of the runs that will be left once the current one has ended and the old ones are removed.
 * @param succeeds whether it is going to count among the successful ones
 */
export async function runsThatStay(
  { root, sync, keep, currentRunId }: Retention,
  succeeds: boolean,
): Promise<ReadonlySet<string>> {
  const others = (await listRuns(root, sync)).filter(
    (run) => run.runId !== currentRunId && isComparison(run),
  );
  const room = Math.max(1, keep) - (succeeds ? 1 : 0);
  return new Set([
    ...(currentRunId === undefined ? [] : [currentRunId]),
    ...others.slice(0, room).map(({ runId }) => runId),
  ]);
}

/** `run.json` goes first: a run that is half removed must not look finished. */
async function removeRun(folder: string): Promise<void> {
  try {
    await rm(path.join(folder, fileNames.run), { force: true });
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    throw asCacheError(error, folder);
  }
}
