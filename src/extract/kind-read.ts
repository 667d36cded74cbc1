import type { Tier } from '../adapters/contract.ts';
import type { ReadMode } from '../report/run-report.ts';

/** The records of one endpoint (source) or concrete kind (destination), as JSON text to keep memory small. */
export interface RecordSet {
  /** Position among the kind's mapping elements; 0 at the destination. */
  readonly element: number;
  readonly origin: string;
  readonly ids: readonly string[];
  /** Beside `ids`: each record's data. */
  readonly records: readonly string[];
}

/** What was read of one kind on one side, and how. */
export interface KindRead {
  readonly kind: string;
  readonly sets: readonly RecordSet[];
  readonly mode: ReadMode;
  /** One sentence: why it was read this way. */
  readonly reason: string;
  /** Records read because they changed; in a full read, all of them. */
  readonly changed: number;
  readonly deleted: number;
  /** Up to when the records are complete, by the server's clock, where a warm run may start from it. */
  readonly cursor: { readonly tier: Exclude<Tier, 'NONE'>; readonly time: Date } | undefined;
}
