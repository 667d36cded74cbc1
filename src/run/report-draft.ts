import type { Adapter } from '../adapters/contract.ts';
import type { OperationOutcome } from '../apply/outcome.ts';
import type { UnresolvedReference } from '../apply/unresolved-references.ts';
import type { RunEnd } from '../cache/open-run.ts';
import type { SyncError } from '../errors.ts';
import { type DeleteExcess, excessWords, type RowCountDrop } from '../plan/guardrails.ts';
import type { LeftAlone } from '../plan/left-alone.ts';
import type { Counts, Operation, Plan } from '../plan/plan.ts';
import {
  neededReport,
  outcomeError,
  problemError,
  protectedReport,
  reportOperation,
  thrownError,
  unresolvedError,
} from '../report/build-report.ts';
import type {
  FullRead,
  KindReadReport,
  ReportCache,
  ReportCounts,
  ReportError,
  ReportLeftAlone,
  RunReport,
  RunStatus,
  SideReport,
} from '../report/run-report.ts';
import type { Comparison, SideRead } from './compare.ts';

export interface DraftOptions {
  readonly sync: string;
  readonly runId: string;
  readonly mode: 'diff' | 'sync' | 'apply';
  /** Why a side has nothing to tell of, when it was not compared. One sentence. */
  readonly unread: string;
  /** true: a record that cannot be mapped is reported and left out; false: it fails the run. */
  readonly continueOnError: boolean;
  readonly source: Adapter;
  readonly destination: Adapter;
  readonly warnings: readonly string[];
}

/** A run's report while it comes about: told what happens, in the order it happens. */
export interface ReportDraft {
  /** @param fullRead what reading everything costs, if it is known */
  compared(comparison: Comparison, fullRead: FullRead | null): void;
  /** @param leftAlone what is not in the plan because it is not this sync's */
  planned(plan: Plan, leftAlone: readonly LeftAlone[], unresolved: readonly UnresolvedReference[]): void;
  /** Kinds with suspiciously few rows, where that stops nothing. */
  dropsSeen(drops: readonly RowCountDrop[]): void;
  /** Kinds of which too much would be deleted, where that stops nothing. */
  excessesSeen(excesses: readonly DeleteExcess[]): void;
  applied(outcomes: readonly OperationOutcome[]): void;
  thrown(error: SyncError | undefined): void;
  /** False when something happened that keeps the run from counting as finished. */
  isSound(): boolean;
  /** What `run.json` says of the end. */
  end(cancelled: boolean): Omit<RunEnd, 'finishedAt'>;
  errors(): readonly ReportError[];
  report(cancelled: boolean, duration: number, cache: ReportCache): RunReport;
}

const NOTHING: Counts = { create: 0, update: 0, delete: 0, unchanged: 0 };

export function createReportDraft(options: DraftOptions): ReportDraft {
  const warnings = [...options.warnings];
  const errors: ReportError[] = [];
  let comparison: Comparison | undefined;
  let fullRead: FullRead | null = null;
  let plan: Plan | undefined;
  let outcomes: readonly OperationOutcome[] = [];
  const unwritable = new Set<Operation>();
  const leftAlone: ReportLeftAlone[] = [];
  /** For `errors.parquet` alone: operations that were rightly not carried out. */
  const notes: ReportError[] = [];
  let sound = true;

  const addErrors = (added: readonly ReportError[], tolerated: boolean): void => {
    // One by one: there may be more than a call takes arguments.
    for (const error of added) errors.push(error);
    if (added.length > 0 && !tolerated) sound = false;
  };
  const status = (cancelled: boolean): RunStatus => {
    if (cancelled) return 'cancelled';
    if (!sound) return 'failed';
    return options.mode === 'diff' ? 'dry-run' : 'applied';
  };

  return {
    compared(found, cost) {
      comparison = found;
      fullRead = cost;
      addErrors(found.problems.map(problemError), options.continueOnError);
      warnings.push(...withheldWarnings(found), ...auditWarnings(found));
    },
    planned(made, notOurs, unresolved) {
      plan = made;
      for (const left of notOurs) leftAlone.push(protectedReport(left));
      for (const { operation } of unresolved) unwritable.add(operation);
      addErrors(unresolved.map(unresolvedError), options.continueOnError);
    },
    excessesSeen(excesses) {
      if (excesses.length > 0) warnings.push(excessWarning(excesses));
    },
    dropsSeen: (drops) => void warnings.push(...drops.map(dropWarning)),
    applied(results) {
      outcomes = results;
      for (const [position, operation] of (plan?.operations ?? []).entries()) {
        const outcome = results[position];
        // Why an operation could not be tried was told when it was planned.
        if (outcome === undefined || (outcome.status === 'skipped' && unwritable.has(operation))) continue;
        const error = outcomeError(operation, outcome);
        if (outcome.status === 'left-alone' && operation.action !== 'create') {
          leftAlone.push(neededReport(operation, outcome.reason));
          if (error !== undefined) notes.push(error);
          continue;
        }
        // What is skipped because of a failed write is not the failure: that one is told, too.
        const tolerated =
          outcome.status === 'left-out' || (options.continueOnError && outcome.status === 'skipped');
        if (error !== undefined) addErrors([error], tolerated);
      }
    },
    thrown(error) {
      sound = false;
      if (error !== undefined) errors.push(thrownError(error));
    },
    isSound: () => sound,
    end: (cancelled) => ({
      status: status(cancelled),
      summary: plan?.summary ?? NOTHING,
      sides: comparison === undefined ? null : sidesOf(comparison, options.unread),
      digest: plan?.digest ?? null,
      fullRead,
    }),
    errors: () => [...errors, ...notes],
    report: (cancelled, duration, cache) => ({
      sync: options.sync,
      run_id: options.runId,
      status: status(cancelled),
      digest: plan?.digest ?? '',
      summary: plan?.summary ?? NOTHING,
      by_kind: Object.fromEntries(plan?.byKind ?? []) satisfies Record<string, ReportCounts>,
      sides: sidesOf(comparison, options.unread),
      requests: { A: options.source.usage(), B: options.destination.usage() },
      operations: (plan?.operations ?? []).map((operation, position) =>
        reportOperation(operation, outcomes[position]),
      ),
      left_alone: leftAlone,
      errors,
      warnings,
      audit: comparison?.audit ?? null,
      full_read: fullRead,
      cache,
      duration_ms: Math.round(duration),
    }),
  };
}

function sidesOf(
  comparison: Comparison | undefined,
  unread: string,
): { readonly A: SideReport; readonly B: SideReport } {
  return { A: sideReport(comparison?.reads.A, unread), B: sideReport(comparison?.reads.B, unread) };
}

function sideReport(reads: ReadonlyMap<string, SideRead> | undefined, unread: string): SideReport {
  if (reads === undefined) return { mode: 'full', reason: unread, kinds: {} };
  const kinds = [...reads].map(([kind, read]): [string, KindReadReport] => {
    const { mode, reason, rows, changed, deleted, requests } = read;
    return [kind, { mode, reason, rows, changed, deleted, requests }];
  });
  const warm = kinds.some(([, { mode }]) => mode === 'warm');
  return {
    mode: warm ? 'warm' : 'full',
    reason: kinds[0]?.[1].reason ?? 'no kind is mapped',
    kinds: Object.fromEntries(kinds),
  };
}

function withheldWarnings(comparison: Comparison): readonly string[] {
  return comparison.diffs.flatMap(({ kind, withheld }) => {
    const [first] = withheld;
    if (first === undefined) return [];
    return [`${withheld.length} deletes of ${kind} are held back: ${first.reason}`];
  });
}

function excessWarning(excesses: readonly DeleteExcess[]): string {
  return `More would be deleted than one run may delete: ${excessWords(excesses)}; a sync would stop here unless --max-deletes is raised`;
}

function dropWarning({ kind, before, now }: RowCountDrop): string {
  return `${kind} has ${now} rows at the source and had ${before} at the last successful run; a sync would stop here unless --allow-rowcount-drop is given`;
}

function auditWarnings({ audit }: Comparison): readonly string[] {
  const [first] = audit ?? [];
  if (audit === undefined || first === undefined) return [];
  const where = first.side === 'A' ? 'source' : 'destination';
  return [
    `Warm runs went wrong on ${audit.length} rows, such as ${first.kind} "${first.id}" (${where}): ${first.what}. This run read everything and is right.`,
  ];
}
