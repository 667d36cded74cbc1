import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import type { Sync } from '../config/sync.ts';
import type { ReadPlan } from '../extract/read-source.ts';

export interface ReadPlansOptions {
  readonly sync: Sync;
  /** false: the user asked for a warm run. */
  readonly fullExtract: boolean;
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly signal: AbortSignal;
}

/** How each side is read in this run, decided before the first record is. */
export async function readPlans(
  options: ReadPlansOptions,
): Promise<{ readonly A: ReadPlan; readonly B: ReadPlan }> {
  const { source, destination, signal } = options;
  const [timeA, timeB] = await Promise.all([source.serverTime(signal), destination.serverTime(signal)]);
  const reason = options.fullExtract
    ? 'a full extract was asked for, which is the default'
    : 'this version reads everything on every run';
  const overlap = options.sync.incremental.overlapSeconds * 1000;
  const planAt = (time: Date): ReadPlan => ({ reason, cursorTime: new Date(time.getTime() - overlap) });
  return { A: planAt(timeA), B: planAt(timeB) };
}
