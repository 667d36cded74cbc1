import type { SourceLocation } from '../errors.ts';
import type { JsonValue } from '../json.ts';

/**
 * One run as `--format json` prints it: a stable format, documented in docs/json-format.md. Every other
 * report is drawn from it. Names are those of the format, hence the underscores.
 */
export interface RunReport {
  readonly sync: string;
  readonly run_id: string;
  readonly status: RunStatus;
  /** SHA-256 of the plan's operations. */
  readonly digest: string;
  readonly summary: ReportCounts;
  /** In write order. */
  readonly by_kind: Readonly<Record<string, ReportCounts>>;
  /** A the source, B the destination. */
  readonly sides: { readonly A: SideReport; readonly B: SideReport };
  readonly requests: { readonly A: ReportTraffic; readonly B: ReportTraffic };
  /** In the order of execution. */
  readonly operations: readonly ReportOperation[];
  /** What is not done, and stays as it is, because it is not this sync's to change or is still needed. */
  readonly left_alone: readonly ReportLeftAlone[];
  readonly errors: readonly ReportError[];
  /** Sentences worth reading that stopped nothing. */
  readonly warnings: readonly string[];
  /** Rows that a warm run would have got wrong; null when that was not worked out, empty when there are none. */
  readonly audit: readonly ReportAuditDifference[] | null;
  /** What reading everything costs, as last measured; null when no run that this one builds on did so. */
  readonly full_read: FullRead | null;
  /** What the sync's cache holds after the run, its reports aside. */
  readonly cache: ReportCache;
  readonly duration_ms: number;
}

/** The cost of a run that read both sides in full. */
export interface FullRead {
  readonly run_id: string;
  readonly objects: { readonly A: number; readonly B: number };
  readonly requests: { readonly A: number; readonly B: number };
  /** Reading and comparing, without writing. */
  readonly duration_ms: number;
}

/** Runs that are kept for later ones to start from, and the bytes of their files. */
export interface ReportCache {
  readonly runs: number;
  readonly bytes: number;
}

/** One row that a warm run would have got wrong. */
export interface ReportAuditDifference {
  readonly side: 'A' | 'B';
  readonly kind: string;
  /** The row's unique id. */
  readonly id: string;
  readonly what: string;
}

export type RunStatus = 'dry-run' | 'applied' | 'failed' | 'cancelled';

export interface ReportCounts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly unchanged: number;
}

export interface ReportTraffic {
  readonly count: number;
  readonly bytes: number;
}

export type ReadMode = 'full' | 'warm';

export interface SideReport {
  readonly mode: ReadMode;
  /** One sentence. */
  readonly reason: string;
  readonly kinds: Readonly<Record<string, KindReadReport>>;
}

export interface KindReadReport {
  readonly mode: ReadMode;
  readonly reason: string;
  /** Rows after filters. */
  readonly rows: number;
  /** Records read because they changed; in a full read, all of them. */
  readonly changed: number;
  readonly deleted: number;
  readonly requests: number;
}

/** An attribute, or a whole object where `attribute` is null, that is left as it is. */
export interface ReportLeftAlone {
  readonly kind: string;
  readonly id: string;
  readonly dest_id: string;
  readonly attribute: string | null;
  /** What it is, and what the source says; null for a whole object. */
  readonly old: JsonValue;
  readonly new: JsonValue;
  /** Whose it is; null when it is only needed. */
  readonly owner: string | null;
  /** One sentence without its full stop. */
  readonly reason: string;
}

/** How an operation ended; `planned` when nothing was to be written, or not this. */
export type ReportOutcome = 'planned' | 'written' | 'failed' | 'skipped' | 'unknown' | 'left-alone';

export interface ReportOperation {
  readonly action: 'create' | 'update' | 'delete';
  readonly kind: string;
  /** The row's unique id. */
  readonly id: string;
  /** The object's unique id before, for an update that is a rename; else null. */
  readonly renamed_from: string | null;
  readonly outcome: ReportOutcome;
  /** The object's id at the destination; null for a create that is not written yet. */
  readonly dest_id: string | null;
  /** A create has every field with `old` null, a delete every field with `new` null. */
  readonly changes: Readonly<Record<string, { readonly old: JsonValue; readonly new: JsonValue }>>;
}

export interface ReportError {
  readonly error_class: string;
  /** Empty when the error concerns no kind. */
  readonly kind: string;
  readonly id: string | null;
  readonly dest_id: string | null;
  readonly attribute: string | null;
  readonly message: string;
  readonly hint: string;
  readonly retry_count: number;
  /** False when the same thing may succeed later. */
  readonly terminal: boolean;
  /** The line of a user's file that it is about; not part of the JSON, whose message says it. */
  readonly location?: SourceLocation | undefined;
}
