import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import type { PreviousSide } from '../extract/previous.ts';
import type { ReadPlan } from '../extract/read-source.ts';
import type { Gate } from './gate.ts';
import type { PreparedSync } from './prepare.ts';
import { previousSide } from './previous-run.ts';

export interface ReadPlansOptions {
  readonly prepared: PreparedSync;
  readonly gate: Gate;
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly signal: AbortSignal;
}

/** How one side is read in this run. */
export interface SidePlan extends ReadPlan {
  /** The run that a warm read starts from; undefined: everything is read. */
  readonly previous: PreviousSide | undefined;
  /** The run that a warm read would have started from, when this one reads everything to check on that. */
  readonly audited: PreviousSide | undefined;
}

/** How each side is read in this run, decided before the first record is. */
export async function readPlans(
  options: ReadPlansOptions,
): Promise<{ readonly A: SidePlan; readonly B: SidePlan }> {
  const { source, destination, signal, gate, prepared } = options;
  const [timeA, timeB] = await Promise.all([source.serverTime(signal), destination.serverTime(signal)]);
  const overlap = prepared.sync.incremental.overlapSeconds * 1000;
  const plan = (side: 'A' | 'B', time: Date): SidePlan => ({
    reason: gate.status === 'full' ? gate.reason : 'everything is read',
    cursorTime: new Date(time.getTime() - overlap),
    previous: gate.status === 'warm' ? previousSide(gate.run, side) : undefined,
    audited: gate.status === 'full' && gate.resync ? previousSide(gate.resync, side) : undefined,
  });
  return { A: plan('A', timeA), B: plan('B', timeB) };
}
