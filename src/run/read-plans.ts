import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import type { History } from '../extract/history.ts';
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
  /** What the last run knew of the system's history, whether or not a read starts from that run. */
  readonly history: History;
}

/** How each side is read in this run, decided before the first record is. */
export async function readPlans(
  options: ReadPlansOptions,
): Promise<{ readonly A: SidePlan; readonly B: SidePlan }> {
  const { source, destination, signal, gate, prepared } = options;
  const [timeA, timeB] = await Promise.all([source.serverTime(signal), destination.serverTime(signal)]);
  const overlap = prepared.sync.incremental.overlapSeconds * 1000;
  const plan = async (side: 'A' | 'B', time: Date): Promise<SidePlan> => {
    const last = gate.last && previousSide(gate.last, side);
    return {
      reason: gate.status === 'warm' ? 'everything is read' : gate.reason,
      cursorTime: new Date(time.getTime() - overlap),
      previous: gate.status === 'warm' ? last : undefined,
      audited: gate.status === 'resync' ? last : undefined,
      history: (await last?.history()) ?? { status: 'untold' },
    };
  };
  return { A: await plan('A', timeA), B: await plan('B', timeB) };
}
