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
  /** The record that was saved last; undefined where that is not told, or there is none. */
  readonly newest: Newest | undefined;
}

/** Which record of an endpoint was saved last, and when, as the system writes it. */
export interface Newest {
  readonly id: string;
  readonly changedAt: string;
}

/** The later of two; of equal ones the first. */
export function laterOf(left: Newest | undefined, right: Newest | undefined): Newest | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return isLater(right.changedAt, left.changedAt) ? right : left;
}

/** Times in UTC that are written in one form are compared as they stand: there is one for each record. */
function isLater(time: string, than: string): boolean {
  const sameForm = time.length === than.length && time.endsWith('Z') && than.endsWith('Z');
  return sameForm ? time > than : Date.parse(time) > Date.parse(than);
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
  /** Undefined: the next run reads everything. */
  readonly cursor: Cursor | undefined;
}

/** Where the next warm run may start: a time of the server's, or a mark of everything that was read. */
export type Cursor =
  | { readonly tier: Exclude<Tier, 'NONE' | 'PAGE_TOKEN'>; readonly time: Date }
  | { readonly tier: 'PAGE_TOKEN'; readonly token: string };
