import type { History } from './history.ts';
import type { Newest } from './kind-read.ts';

/** One record as the last snapshot kept it, whether it gave a row or not. */
export interface KeptRecord {
  /** The endpoint, or the concrete kind at the destination. */
  readonly origin: string;
  readonly id: string;
  /** JSON text, as `RecordSet` has it. */
  readonly record: string;
}

/** What the last finished run knew of one side. */
export interface PreviousSide {
  readonly runId: string;
  /** Up to when a kind's records are complete, by the server's clock; undefined: it has to be read in full. */
  cursor(kind: string): Date | undefined;
  /** A mark of all that a kind was read from; undefined where it has none. */
  mark(kind: string): string | undefined;
  records(kind: string): Promise<readonly KeptRecord[]>;
  /** What is kept of endpoints that are not mapped themselves. */
  watched(): Promise<Watched>;
  /** What that run knew of the system's own history. */
  history(): Promise<History>;
}

/** Endpoints whose objects are shown in records of others. */
export interface Watched {
  /** Ids of all objects, by endpoint. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Endpoints whose changes cannot be told, and why. */
  readonly unwatched: ReadonlyMap<string, string>;
  /** The record of each mapped endpoint that was saved last: whether the server was set back shows on it. */
  readonly newest: ReadonlyMap<string, Newest>;
}

export const nothingWatched: Watched = {
  ids: new Map(),
  unwatched: new Map(),
  newest: new Map(),
};
