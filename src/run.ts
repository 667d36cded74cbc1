import type { DestinationAdapter, SourceAdapter } from './adapters/contract.ts';
import { applyPlan } from './apply/apply-plan.ts';
import { unresolvedReferences } from './apply/unresolved-references.ts';
import { fileNames, newRunId } from './cache/layout.ts';
import { beginRun, type OpenRun } from './cache/open-run.ts';
import { writePlanFile } from './cache/plan-file.ts';
import { defaultRunsToKeep, removeOldRuns, runsThatStay } from './cache/retention.ts';
import type { Sync } from './config/sync.ts';
import type { HttpClientFactory } from './http/contract.ts';
import { buildPlan } from './plan/build-plan.ts';
import {
  assertFewDeletes,
  assertNoRowCountDrop,
  type DeleteLimit,
  deleteExcesses,
} from './plan/guardrails.ts';
import type { OwnershipRules } from './plan/left-alone.ts';
import type { Plan } from './plan/plan.ts';
import type { RunReport } from './report/run-report.ts';
import { baselineDrops, keepBaseline } from './run/baseline.ts';
import { type Comparison, compareSides } from './run/compare.ts';
import { cursorsOf } from './run/cursors.ts';
import { createBranch } from './run/destination-branch.ts';
import type { RunObserver } from './run/events.ts';
import { fullReadOf } from './run/full-read.ts';
import { openGate, type Reading } from './run/gate.ts';
import { respectOwners } from './run/ownership.ts';
import { type PreparedSync, prepareSync } from './run/prepare.ts';
import { readPlans } from './run/read-plans.ts';
import { recordRun } from './run/record-run.ts';
import { createReportDraft, type ReportDraft } from './run/report-draft.ts';
import { type ReportFiles, reportFiles } from './run/report-files.ts';
import { withLock, withSystems } from './run/session.ts';

/** What a user asks of one run. */
export interface RunRequest {
  readonly sync: Sync;
  readonly mode: 'diff' | 'sync';
  readonly reading: Reading;
  readonly branch: string | undefined;
  /** Makes the destination's branch when there is none of its name. */
  readonly createBranch: boolean;
  readonly allowRowCountDrop: boolean;
  readonly continueOnError: boolean;
  readonly maxDeletes: DeleteLimit;
  readonly ownership: OwnershipRules;
  /** Leaves the report in the run's folder also as pages to read, beside the JSON that is always there. */
  readonly reportPages: boolean;
}

/** What a run is given of the world. */
export interface RunDependencies {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly http: HttpClientFactory;
  /** The cache's root folder. */
  readonly cacheRoot: string;
  readonly now: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly processId: number;
  readonly hostName: string;
  readonly isProcessAlive: (processId: number) => boolean;
  readonly maskSecret: (secret: string) => void;
  readonly observe: RunObserver;
  readonly signal: AbortSignal;
  /** Called once it is known which cache fits, before the cache is read: the action restores it here. */
  readonly beforeCache: (keys: CacheKeys) => Promise<void>;
  /** Asked before the first write of a sync; what it throws keeps the plan from being written. */
  readonly approve: (plan: Plan) => Promise<void>;
}

export interface CacheKeys {
  readonly sync: string;
  readonly binding: string;
  readonly schemaHash: string;
  readonly runId: string;
}

export interface RunResult {
  readonly report: RunReport;
  readonly folder: string;
  readonly planFile: string;
  readonly reportFiles: ReportFiles;
  readonly keys: CacheKeys;
  /** Undefined for a destination without branches. */
  readonly branch: { readonly name: string; readonly url: string } | undefined;
}

/**
 * One run, start to end. Trouble with records or writes ends in a report whose status is `failed`; trouble
 * before there is anything to report is thrown.
 *
 * @throws SyncError (ConfigError among them) for what keeps the run from beginning
 */
export async function executeRun(request: RunRequest, dependencies: RunDependencies): Promise<RunResult> {
  const { sync } = request;
  const startedAt = dependencies.now();
  const runId = newRunId(startedAt, dependencies.randomBytes(4));
  return withLock(sync.name, dependencies, () =>
    withSystems(request, dependencies, (source, destination) =>
      runLocked({ request, dependencies, source, destination, runId, startedAt }),
    ),
  );
}

/** Everything that the steps of a run share. */
interface RunSteps {
  readonly request: RunRequest;
  readonly dependencies: RunDependencies;
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly runId: string;
  readonly startedAt: Date;
}

async function runLocked(steps: RunSteps): Promise<RunResult> {
  const { request, dependencies, source, destination, runId, startedAt } = steps;
  const { sync, mode, continueOnError } = request;
  const { cacheRoot, signal } = dependencies;
  if (request.createBranch) await createBranch(destination, signal);
  const prepared = await prepareSync(sync, source, destination, request.branch, signal);
  const { binding, schemaHash, warnings } = prepared;
  const keys = { sync: sync.name, binding, schemaHash, runId };
  await dependencies.beforeCache(keys);
  const run = await beginRun({
    root: cacheRoot,
    sync: sync.name,
    runId,
    mode,
    startedAt,
    binding,
    schemaHash,
  });
  dependencies.observe({ type: 'started', runId, kinds: [...prepared.mappings.keys()] });
  const draft = createReportDraft({
    sync: sync.name,
    runId,
    mode,
    unread: 'the run ended before this side was read',
    continueOnError,
    source,
    destination,
    warnings,
  });
  const retention = { root: cacheRoot, sync: sync.name, keep: defaultRunsToKeep, currentRunId: runId };
  const stays = () => runsThatStay(retention, draft.isSound());
  const report = await recordRun(
    { sync: sync.name, run, draft, startedAt, pages: request.reportPages, stays },
    dependencies,
    () => readCompareWrite(steps, prepared, run, draft),
  );
  await removeOldRuns(retention);
  return {
    report,
    folder: run.folder,
    planFile: run.planFile,
    reportFiles: reportFiles(run.folder),
    keys,
    branch: destination.branch,
  };
}

async function readCompareWrite(
  steps: RunSteps,
  prepared: PreparedSync,
  run: OpenRun,
  draft: ReportDraft,
): Promise<void> {
  const { request, dependencies, source, destination, runId } = steps;
  const { observe, signal, cacheRoot } = dependencies;
  const { sync } = request;
  const readingSince = dependencies.now();
  const gate = await openGate({ root: cacheRoot, prepared, reading: request.reading, runId });
  const plans = await readPlans({ prepared, gate, source, destination, signal });
  const compared = await compareSides({ prepared, source, destination, plans, run, observe, signal });
  const rules = request.ownership;
  const { mappings } = prepared;
  const owned = await respectOwners({ diffs: compared.diffs, mappings, destination, rules, signal });
  const comparison = { ...compared, diffs: owned.diffs };
  await run.cursors(cursorsOf(comparison));
  const milliseconds = dependencies.now().getTime() - readingSince.getTime();
  const traffic = { A: source.usage(), B: destination.usage() };
  draft.compared(comparison, fullReadOf(comparison, { runId: steps.runId, traffic, milliseconds }, gate));
  const plan = buildPlan(prepared.tiers.flat(), comparison.diffs);
  const withheld = comparison.diffs.flatMap((diff) => diff.withheld);
  draft.planned(
    plan,
    owned.leftAlone,
    unresolvedReferences(plan.operations, prepared.mappings, comparison.existing),
  );
  run.note(
    fileNames.plan,
    await writePlanFile(run.planFile, { ...plan, withheld, leftAlone: owned.leftAlone }, null),
  );
  observe({ type: 'planned', summary: plan.summary });
  const drops = request.allowRowCountDrop ? [] : await baselineDrops(cacheRoot, sync.name, comparison);
  const excesses = deleteExcesses(plannedDeletes(comparison), request.maxDeletes);
  if (request.mode === 'diff') {
    draft.dropsSeen(drops);
    draft.excessesSeen(excesses);
  } else {
    assertNoRowCountDrop(drops);
    assertFewDeletes(excesses);
  }
  if (request.mode === 'sync' && draft.isSound()) {
    await dependencies.approve(plan);
    await write(steps, prepared, comparison, plan, draft);
  }
  if (draft.isSound() && !signal.aborted) await keepBaseline(cacheRoot, sync.name, comparison, drops);
}

/** How much of each kind would be deleted, and of how much. */
function plannedDeletes({ diffs, reads }: Comparison) {
  return diffs.map(({ kind, counts }) => ({
    kind,
    deletes: counts.delete,
    objects: reads.B.get(kind)?.rows ?? 0,
  }));
}

async function write(
  steps: RunSteps,
  prepared: PreparedSync,
  comparison: Comparison,
  plan: Plan,
  draft: ReportDraft,
): Promise<void> {
  const { request, dependencies, destination } = steps;
  const total = plan.operations.length;
  const outcomes = await applyPlan({
    operations: plan.operations,
    tiers: prepared.tiers,
    mappings: prepared.mappings,
    existing: comparison.existing,
    adapter: destination,
    continueOnError: request.continueOnError || prepared.sync.flags.has('CONTINUE_ON_FAILURE'),
    signal: dependencies.signal,
    onProgress: (done) => dependencies.observe({ type: 'written', done, total }),
  });
  draft.applied(outcomes);
}
