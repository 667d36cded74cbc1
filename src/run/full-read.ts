import type { FullRead, ReportTraffic } from '../report/run-report.ts';
import type { Comparison, SideRead } from './compare.ts';
import type { Gate } from './gate.ts';

export interface ReadingCost {
  readonly runId: string;
  /** Requests of each side up to the end of the reading. */
  readonly traffic: { readonly A: ReportTraffic; readonly B: ReportTraffic };
  /** How long it took to read both sides and compare them. */
  readonly milliseconds: number;
}

/**
 * What reading everything costs: measured when this run did nothing else, otherwise what the run it builds on
 * knew of it; null when no run did.
 */
export function fullReadOf(comparison: Comparison, cost: ReadingCost, gate: Gate): FullRead | null {
  const { reads, audit } = comparison;
  const everything = [...reads.A.values(), ...reads.B.values()].every(({ mode }) => mode === 'full');
  // An audit reads more than everything: what changed, a second time.
  if (!everything || audit !== undefined) return gate.last?.info.full_read ?? null;
  return {
    run_id: cost.runId,
    objects: { A: objectsRead(reads.A), B: objectsRead(reads.B) },
    requests: { A: cost.traffic.A.count, B: cost.traffic.B.count },
    duration_ms: Math.round(cost.milliseconds),
  };
}

function objectsRead(reads: ReadonlyMap<string, SideRead>): number {
  return [...reads.values()].reduce((sum, { changed }) => sum + changed, 0);
}
