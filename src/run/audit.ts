import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import { createDestinationReader } from '../extract/destination-reader.ts';
import { createDestinationSide } from '../extract/destination-side.ts';
import type { KindRead } from '../extract/kind-read.ts';
import type { KindRows } from '../extract/kind-rows.ts';
import type { PreviousSide } from '../extract/previous.ts';
import type { Side } from '../extract/side.ts';
import { createSourceSide } from '../extract/source-side.ts';
import { createWarmSource } from '../extract/warm-source.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { Row } from '../mapping/row.ts';
import { sameValue } from '../plan/diff.ts';
import type { ReportAuditDifference } from '../report/run-report.ts';
import type { SidePlan } from './read-plans.ts';

/** What a warm run would have read, beside the full read that is going on. */
export interface Audit {
  readonly A: Side;
  readonly B: Side;
}

export interface AuditOptions {
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly mappings: ReadonlyMap<string, KindMapping>;
  readonly plans: { readonly A: SidePlan; readonly B: SidePlan };
  /** The run that a warm one would have started from. */
  readonly previous: { readonly A: PreviousSide; readonly B: PreviousSide };
  /** The full reads, for kinds that a warm run would have read in full too. */
  readonly full: {
    readonly A: (kind: string) => Promise<KindRead>;
    readonly B: (kind: string) => Promise<KindRead>;
  };
  readonly readAhead: number;
  readonly signal: AbortSignal;
}

/** Prepares to work out what a warm run would have given. */
export function createAudit(options: AuditOptions): Audit {
  const { source, destination, mappings, plans, previous, full, readAhead, signal } = options;
  const warmA = createWarmSource({
    adapter: source,
    mappings,
    previous: previous.A,
    cursorTime: plans.A.cursorTime,
    signal,
  });
  const warmB = createDestinationReader({
    adapter: destination,
    mappings,
    plan: plans.B,
    previous: previous.B,
    readInFull: full.B,
    signal,
  });
  const readA = async (kind: string): Promise<KindRead> => {
    const result = await warmA.read(kind);
    return result.status === 'warm' ? result.read : full.A(kind);
  };
  return {
    A: createSourceSide(source, mappings, { read: readA }, readAhead),
    B: createDestinationSide(mappings, warmB, readAhead),
  };
}

/** Rows that a warm run would have got wrong, by unique id. */
export function auditDifferences(
  side: 'A' | 'B',
  full: KindRows,
  warm: KindRows,
): readonly ReportAuditDifference[] {
  const { kind } = full;
  const expected = new Map(full.rows.map((row) => [row.uniqueId, row]));
  const found = new Map(warm.rows.map((row) => [row.uniqueId, row]));
  const ids = [...new Set([...expected.keys(), ...found.keys()])];
  return ids.flatMap((id) => {
    const what = difference(expected.get(id), found.get(id));
    return what === undefined ? [] : [{ side, kind, id, what }];
  });
}

function difference(full: Row | undefined, warm: Row | undefined): string | undefined {
  if (full === undefined) return 'a warm run would have kept it, and it is gone';
  if (warm === undefined) return 'a warm run would have missed it';
  const fields = Object.keys(full.values).filter(
    (name) => !sameValue(full.values[name] ?? null, warm.values[name] ?? null),
  );
  return fields.length === 0 ? undefined : `a warm run would have missed a change of ${fields.join(', ')}`;
}
