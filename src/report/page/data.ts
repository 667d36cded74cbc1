/**
 * What the page is given, as JSON inside it. Every text is ready to be shown: on one line and with nothing in it
 * that cannot be seen. It is text, not HTML.
 */
export interface PageData {
  readonly sync: string;
  /** What became of the run, in words. */
  readonly outcome: string;
  /** One more sentence; empty when there is nothing to add. */
  readonly explanation: string;
  readonly status: string;
  readonly runId: string;
  readonly digest: string;
  readonly counts: PageCounts;
  readonly kinds: readonly PageKind[];
  readonly errors: readonly PageProblem[];
  readonly warnings: readonly string[];
  readonly leftAlone: readonly PageProblem[];
  readonly reading: PageReading;
  readonly operations: readonly PageOperation[];
}

/** Create, update, delete, unchanged. */
export type PageCounts = readonly [created: number, updated: number, deleted: number, unchanged: number];

export interface PageKind {
  readonly name: string;
  readonly counts: PageCounts;
}

export interface PageProblem {
  readonly where: string;
  readonly message: string;
  readonly hint: string;
}

export interface PageReading {
  /** How it was read and what that cost, in a sentence or two. */
  readonly sentences: readonly string[];
  readonly sides: readonly PageSide[];
}

export interface PageSide {
  readonly title: string;
  readonly reason: string;
  /** A cell for each of `READING_COLUMNS`. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A tuple, as there may be many: an index into `ACTIONS` and one into `kinds`; the unique id; the id at the
 * destination or nothing; the changes; what went wrong with it or nothing; the unique id before a rename or
 * nothing; how it ended where that is not as planned, or nothing.
 */
export type PageOperation = readonly [
  action: number,
  kind: number,
  id: string,
  destinationId: string,
  changes: readonly PageChange[],
  problem: string,
  renamedFrom: string,
  ended: string,
];

/** A value that is not there at all, before a create or after a delete, is null. */
export type PageChange = readonly [attribute: string, old: string | null, new: string | null];
