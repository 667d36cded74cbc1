import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReportCounts } from '../report/run-report.ts';
import { asCacheError, errorCodeOf, namesIn } from './files.ts';
import { fileNames, isRunId, leftOutPath, runFolder, type Side, snapshotPath, syncFolder } from './layout.ts';
import {
  type CachedRunStatus,
  type Cursors,
  type RunFile,
  readAnyRunFile,
  readCursors,
  readRunFile,
  readSchemaHash,
  readWatched,
  type Sidecar,
  type WatchedFile,
} from './sidecars.ts';
import type { LeftOutRecord } from './snapshot.ts';
import { readLeftOut, readSnapshot, type Snapshot } from './snapshot-read.ts';

/** A run as a list of runs shows it. */
export type ListedRun =
  | {
      readonly runId: string;
      readonly status: CachedRunStatus;
      /** `diff`, `sync` or `apply`. */
      readonly mode: string;
      /** null where another engine wrote no counts. */
      readonly summary: ReportCounts | null;
      /** ISO 8601; null for a run that has not finished. */
      readonly finishedAt: string | null;
    }
  | { readonly runId: string; readonly status: 'broken'; readonly reason: string };

/** A finished run whose files are exactly those that were written. */
export interface VerifiedRun {
  readonly runId: string;
  readonly folder: string;
  readonly info: RunFile;
  readonly cursors: Cursors;
  readonly schemaHash: string;
  hasSnapshot(side: Side, kind: string): boolean;
  /** Throws `CACHE_CORRUPT` when there is none. */
  snapshot(side: Side, kind: string): Promise<Snapshot>;
  /** What is kept of source endpoints that are not mapped; a broken file counts as none. */
  watched(): Promise<Sidecar<WatchedFile>>;
  /** The records that the filters left out; none when no filter left any out. */
  leftOut(side: Side, kind: string): Promise<readonly LeftOutRecord[]>;
}

export type LoadedRun =
  | { readonly status: 'verified'; readonly run: VerifiedRun }
  | { readonly status: 'corrupt'; readonly runId: string; readonly reason: string };

export type LastRun = LoadedRun | { readonly status: 'none'; readonly reason: string };

/** The runs of a sync, newest first. Folders that are not named like a run are not among them. */
export async function listRuns(root: string, sync: string): Promise<readonly ListedRun[]> {
  const names = (await namesIn(syncFolder(root, sync))).filter(isRunId).sort().reverse();
  const runs: ListedRun[] = [];
  for (const runId of names) {
    const found = await readAnyRunFile(path.join(runFolder(root, sync, runId), fileNames.run));
    runs.push(listed(runId, found));
  }
  return runs.sort(newestFirst);
}

function listed(runId: string, found: Awaited<ReturnType<typeof readAnyRunFile>>): ListedRun {
  if (found.status === 'absent') return { runId, status: 'broken', reason: 'it has no run.json' };
  if (found.status === 'broken') return { runId, status: 'broken', reason: found.reason };
  return {
    runId,
    status: found.value.status,
    mode: found.value.mode,
    summary: found.value.summary ?? null,
    finishedAt: found.value.finished_at ?? null,
  };
}

/** By the minute in the run id; within one minute by the time of the end, which the id does not tell. */
function newestFirst(left: ListedRun, right: ListedRun): number {
  const keys = (run: ListedRun): readonly string[] => [
    run.runId.slice(0, 13),
    run.status === 'broken' ? '' : (run.finishedAt ?? ''),
    run.runId,
  ];
  const others = keys(right);
  for (const [index, key] of keys(left).entries()) {
    const other = others[index] ?? '';
    if (key !== other) return key < other ? 1 : -1;
  }
  return 0;
}

/**
 * The newest run that ended as `applied` or `dry-run`, verified. It is `corrupt` when its files are not what
 * was written; older runs are not looked at then, for a guess would hide the trouble.
 *
 * @param currentRunId the run that is asking, which is not a previous one
 */
export async function lastFinishedRun(root: string, sync: string, currentRunId?: string): Promise<LastRun> {
  const runs = (await listRuns(root, sync)).filter(({ runId }) => runId !== currentRunId);
  const last = runs.find(isComparison);
  if (last !== undefined) return loadRun(root, sync, last.runId);
  const newest = runs[0];
  if (newest === undefined) return { status: 'none', reason: 'there is no previous run in the cache' };
  return { status: 'none', reason: `no previous run finished: ${newest.runId} is ${newest.status}` };
}

/** True for a run that ended well and holds both sides, from which another can start. */
export function isComparison(run: ListedRun): boolean {
  return run.status !== 'broken' && isSuccessful(run.status) && run.mode !== 'apply';
}

export function isSuccessful(status: ListedRun['status']): boolean {
  return status === 'applied' || status === 'dry-run';
}

/** Reads a run's sidecars and checks every file against its checksum. */
export async function loadRun(root: string, sync: string, runId: string): Promise<LoadedRun> {
  const folder = runFolder(root, sync, runId);
  const corrupt = (reason: string): LoadedRun => ({ status: 'corrupt', runId, reason });
  const info = await readRunFile(path.join(folder, fileNames.run));
  if (info.status !== 'present') return corrupt(`run.json ${problemOf(info)}`);
  const damage = await firstDamage(folder, info.value.files);
  if (damage !== undefined) return corrupt(damage);
  const cursors = await readCursors(path.join(folder, fileNames.cursors));
  if (cursors.status !== 'present') return corrupt(`cursors.json ${problemOf(cursors)}`);
  const schemaHash = await readSchemaHash(path.join(folder, fileNames.schemaHash));
  if (schemaHash.status !== 'present') return corrupt(`schema-sub-hash.txt ${problemOf(schemaHash)}`);
  const run = verifiedRun(folder, runId, info.value, cursors.value, schemaHash.value);
  return { status: 'verified', run };
}

function problemOf(
  found: { readonly status: 'absent' } | { readonly status: 'broken'; reason: string },
): string {
  return found.status === 'absent' ? 'is missing' : `is broken (${found.reason})`;
}

function verifiedRun(
  folder: string,
  runId: string,
  info: RunFile,
  cursors: Cursors,
  schemaHash: string,
): VerifiedRun {
  return {
    runId,
    folder,
    info,
    cursors,
    schemaHash,
    hasSnapshot: (side, kind) => Object.hasOwn(info.files, snapshotPath(side, kind)),
    snapshot: (side, kind) => readSnapshot(path.join(folder, snapshotPath(side, kind))),
    watched: () => readWatched(path.join(folder, fileNames.watched)),
    leftOut(side, kind) {
      const relative = leftOutPath(side, kind);
      if (!Object.hasOwn(info.files, relative)) return Promise.resolve([]);
      return readLeftOut(path.join(folder, relative));
    },
  };
}

/** The first file that is not what was written; undefined when all are. */
async function firstDamage(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const required of [fileNames.cursors, fileNames.schemaHash]) {
    if (!Object.hasOwn(files, required)) return `run.json has no checksum of ${required}`;
  }
  for (const [relative, expected] of Object.entries(files)) {
    if (!isInside(relative)) return `run.json names a file outside its folder: ${JSON.stringify(relative)}`;
    const actual = await checksum(path.join(folder, relative));
    if (actual === undefined) return `${relative} is missing`;
    if (actual !== expected) return `${relative} is not what was written: its checksum differs`;
  }
  return undefined;
}

function isInside(relative: string): boolean {
  return relative
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
}

async function checksum(file: string): Promise<string | undefined> {
  try {
    return hash('sha256', await readFile(file), 'hex');
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw asCacheError(error, file);
  }
}
