import path from 'node:path';
import { fileNames, syncFolder } from '../cache/layout.ts';
import { lastFinishedRun, type VerifiedRun } from '../cache/runs.ts';
import { readRunCounter } from '../cache/sidecars.ts';
import { snapshotVersion } from '../cache/snapshot.ts';
import type { PreparedSync } from './prepare.ts';

/** Whether this run may be warm. `last` is the last finished run of these two systems. */
export type Gate =
  | { readonly status: 'warm'; readonly last: VerifiedRun }
  /** Only the cadence says no, or an audit: what a warm run would have given is worked out besides. */
  | { readonly status: 'resync'; readonly reason: string; readonly last: VerifiedRun }
  | { readonly status: 'full'; readonly reason: string; readonly last: VerifiedRun | undefined };

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
  const found = await lastFinishedRun(root, sync.name, runId);
  const last = found.status === 'verified' && found.run.info.binding === binding ? found.run : undefined;
  const full = (reason: string): Gate => ({ status: 'full', reason, last });
  if (reading === 'full') return full('a full extract was asked for, which is the default');
  const every = sync.incremental.fullResyncEvery;
  if (every <= 1) return full('incremental.full_resync_every is 1, which turns warm runs off');
  if (found.status === 'none') return full(found.reason);
  if (found.status === 'corrupt') return full(`the last run ${found.runId} cannot be used: ${found.reason}`);
  const { run } = found;
  if (run.schemaHash !== schemaHash || run.info.schema_hash !== schemaHash) {
    return full(`the mapping or the destination's schema changed since run ${run.runId}`);
  }
  if (last === undefined || run.info.snapshot_version !== snapshotVersion) {
    return full(`run ${run.runId} was of another source, destination, branch or version of one`);
  }
  if (reading === 'audit') return { status: 'resync', reason: 'an audit reads everything', last };
  const counter = await readRunCounter(path.join(syncFolder(root, sync.name), fileNames.runCounter));
  if (counter.status !== 'present')
    return full('it is not known how many runs there were since everything was read');
  if (counter.value + 1 >= every) {
    return { status: 'resync', reason: `everything is read on every ${ordinal(every)} run`, last };
  }
  return { status: 'warm', last };
}

function ordinal(number: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${number}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}
