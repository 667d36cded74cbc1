import path from 'node:path';
import { fileNames, syncFolder } from '../cache/layout.ts';
import { lastFinishedRun, type VerifiedRun } from '../cache/runs.ts';
import { readRunCounter } from '../cache/sidecars.ts';
import { snapshotVersion } from '../cache/snapshot.ts';
import type { PreparedSync } from './prepare.ts';

/** Whether this run may be warm. */
export type Gate =
  | { readonly status: 'warm'; readonly run: VerifiedRun }
  /** @property resync the run that a warm one would have started from, when only the cadence says no */
  | { readonly status: 'full'; readonly reason: string; readonly resync: VerifiedRun | undefined };

export interface GateOptions {
  /** The cache's root folder. */
  readonly root: string;
  readonly prepared: PreparedSync;
  readonly reading: Reading;
  /** The run that asks. */
  readonly runId: string;
}

/**
 * What the user asks for: everything read, only what changed where that is exact, or everything read and held
 * against what a warm run would have given.
 */
export type Reading = 'full' | 'warm' | 'audit';

/** A warm run needs to be asked for, a finished run of the same mapping and systems, and that it is not yet time for a full one. */
export async function openGate(options: GateOptions): Promise<Gate> {
  const { root, prepared, reading, runId } = options;
  const { sync, schemaHash, binding } = prepared;
  if (reading === 'full') return full('a full extract was asked for, which is the default');
  const every = sync.incremental.fullResyncEvery;
  if (every <= 1) return full('incremental.full_resync_every is 1, which turns warm runs off');
  const last = await lastFinishedRun(root, sync.name, runId);
  if (last.status === 'none') return full(last.reason);
  if (last.status === 'corrupt') return full(`the last run ${last.runId} cannot be used: ${last.reason}`);
  const { run } = last;
  if (run.schemaHash !== schemaHash || run.info.schema_hash !== schemaHash) {
    return full(`the mapping or the destination's schema changed since run ${run.runId}`);
  }
  if (run.info.binding !== binding || run.info.snapshot_version !== snapshotVersion) {
    return full(`run ${run.runId} was of another source, destination, branch or version of one`);
  }
  if (reading === 'audit') return { status: 'full', reason: 'an audit reads everything', resync: run };
  const counter = await readRunCounter(path.join(syncFolder(root, sync.name), fileNames.runCounter));
  if (counter.status !== 'present')
    return full('it is not known how many runs there were since everything was read');
  if (counter.value + 1 >= every) {
    return { status: 'full', reason: `everything is read on every ${ordinal(every)} run`, resync: run };
  }
  return { status: 'warm', run };
}

function full(reason: string): Gate {
  return { status: 'full', reason, resync: undefined };
}

function ordinal(number: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${number}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}
