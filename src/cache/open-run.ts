import path from 'node:path';
import type { FullRead, ReadMode, ReportCounts, ReportError } from '../report/run-report.ts';
import { writeErrors } from './errors-file.ts';
import { forceFolder, type WrittenFile } from './files.ts';
import { fileNames, leftOutPath, runFolder, type Side, snapshotPath } from './layout.ts';
import {
  type Cursors,
  type RunFile,
  type WatchedFile,
  writeCursors,
  writeRunFile,
  writeSchemaHash,
  writeWatched,
} from './sidecars.ts';
import {
  type LeftOutRecord,
  type SnapshotInput,
  snapshotVersion,
  writeLeftOut,
  writeSnapshot,
} from './snapshot.ts';

/** What is known of a run when it begins. */
export interface RunStart {
  readonly root: string;
  readonly sync: string;
  readonly runId: string;
  /** `diff`, `sync` or `apply`. */
  readonly mode: string;
  readonly startedAt: Date;
  /** 12 hex, see `bindingHash`. */
  readonly binding: string;
  /** 12 hex, see `schemaHash`. */
  readonly schemaHash: string;
}

/** What is known of a run when it ends. */
export interface RunEnd {
  readonly status: 'applied' | 'dry-run' | 'failed' | 'cancelled';
  readonly finishedAt: Date;
  readonly summary: ReportCounts;
  /** null when the run ended before both sides were read. */
  readonly sides: Readonly<Record<Side, { readonly mode: ReadMode; readonly reason: string }>> | null;
  /** null when there is no plan. */
  readonly digest: string | null;
  readonly fullRead: FullRead | null;
}

/** A run that is going on: it takes the run's files and keeps their checksums for `run.json`. */
export interface OpenRun {
  readonly runId: string;
  readonly folder: string;
  /** Where the plan goes; tell `note` once it is written. */
  readonly planFile: string;
  /** The snapshot of a side and kind, and what the filters left out, if anything. */
  snapshot(side: Side, input: SnapshotInput, leftOut: readonly LeftOutRecord[]): Promise<void>;
  cursors(cursors: Cursors): Promise<void>;
  watched(watched: WatchedFile): Promise<void>;
  /** Writes `errors.parquet`, unless there are none. */
  errors(errors: readonly ReportError[]): Promise<void>;
  /** Keeps the checksum of a file that another wrote into the run's folder; the path has forward slashes. */
  note(relative: string, written: WrittenFile): void;
  /** Writes `run.json`, last: from then on the run counts as finished. */
  finish(end: RunEnd): Promise<void>;
}

/** Makes a run's folder with a `run.json` that says `running`. Throws `CACHE_UNWRITABLE`. */
export async function beginRun(start: RunStart): Promise<OpenRun> {
  const folder = runFolder(start.root, start.sync, start.runId);
  const inFolder = (relative: string): string => path.join(folder, relative);
  const files = new Map<string, string>();
  const note = (relative: string, written: WrittenFile): void => {
    files.set(relative, written.sha256);
  };
  await writeRunFile(inFolder(fileNames.run), runningFile(start));
  note(fileNames.schemaHash, await writeSchemaHash(inFolder(fileNames.schemaHash), start.schemaHash));
  return {
    runId: start.runId,
    folder,
    planFile: inFolder(fileNames.plan),
    note,
    async snapshot(side, input, leftOut) {
      const relative = snapshotPath(side, input.kind);
      note(relative, await writeSnapshot(inFolder(relative), input));
      if (leftOut.length === 0) return;
      const beside = leftOutPath(side, input.kind);
      note(beside, await writeLeftOut(inFolder(beside), input.kind, leftOut, input.extractedAt));
    },
    async cursors(cursors) {
      note(fileNames.cursors, await writeCursors(inFolder(fileNames.cursors), cursors));
    },
    async watched(watched) {
      note(fileNames.watched, await writeWatched(inFolder(fileNames.watched), watched));
    },
    async errors(errors) {
      if (errors.length === 0) return;
      note(fileNames.errors, await writeErrors(inFolder(fileNames.errors), errors));
    },
    async finish(end) {
      const folders = new Set([...files.keys()].map((relative) => path.dirname(inFolder(relative))));
      for (const written of folders) await forceFolder(written);
      await writeRunFile(inFolder(fileNames.run), finishedFile(start, end, files));
      await forceFolder(folder);
    },
  };
}

function runningFile(start: RunStart): RunFile {
  return {
    status: 'running',
    mode: start.mode,
    summary: { create: 0, update: 0, delete: 0, unchanged: 0 },
    finished_at: null,
    started_at: start.startedAt.toISOString(),
    sync: start.sync,
    run_id: start.runId,
    binding: start.binding,
    schema_hash: start.schemaHash,
    snapshot_version: snapshotVersion,
    sides: null,
    digest: null,
    full_read: null,
    files: {},
  };
}

function finishedFile(start: RunStart, end: RunEnd, files: ReadonlyMap<string, string>): RunFile {
  return {
    ...runningFile(start),
    status: end.status,
    summary: end.summary,
    finished_at: end.finishedAt.toISOString(),
    sides: end.sides,
    digest: end.digest,
    full_read: end.fullRead,
    files: Object.fromEntries(files),
  };
}
