import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import { applyPlan } from '../apply/apply-plan.ts';
import type { OperationCheck } from '../apply/check-operation.ts';
import type { OperationOutcome } from '../apply/outcome.ts';
import { fileNames, newRunId } from '../cache/layout.ts';
import { beginRun, type OpenRun } from '../cache/open-run.ts';
import { readPlanFile, writePlanFile } from '../cache/plan-file.ts';
import { loadRun, type VerifiedRun } from '../cache/runs.ts';
import type { Sync } from '../config/sync.ts';
import { SyncError } from '../errors.ts';
import { assertFewDeletes, type DeleteLimit, deleteExcesses } from '../plan/guardrails.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { PlanContent } from '../plan/plan-rows.ts';
import { planOfOperations } from '../plan/saved-plan.ts';
import type { RunDependencies, RunResult } from '../run.ts';
import { type CheckedPlan, checkPlan } from './check-plan.ts';
import { type PreparedSync, prepareSync } from './prepare.ts';
import { recordRun } from './record-run.ts';
import { createReportDraft, type ReportDraft } from './report-draft.ts';
import { reportFiles } from './report-files.ts';
import { withLock, withSystems } from './session.ts';

/** What a user asks of the apply of a saved plan. */
export interface ApplyRequest {
  readonly sync: Sync;
  /** The run that made the plan. */
  readonly runId: string;
  readonly branch: string | undefined;
  /** What happens when objects are no longer as the plan saw them: nothing is written, or they are left out. */
  readonly onConflict: 'stop' | 'skip';
  readonly continueOnError: boolean;
  readonly maxDeletes: DeleteLimit;
}

/** Conflicts that the message names; all are in the errors. */
const NAMED_CONFLICTS = 5;

/**
 * Writes a saved plan as it is, without reading the source: checked against the destination as it is now, and
 * then written in the plan's order. What an earlier attempt has written is found and not written again.
 *
 * @throws SyncError PLAN_CONFLICT when the plan was made by another mapping, schema or system, CACHE_CORRUPT
 *   when its files are not what was written
 */
export async function applySaved(request: ApplyRequest, dependencies: RunDependencies): Promise<RunResult> {
  return withLock(request.sync.name, dependencies, () =>
    withSystems(request, dependencies, (source, destination) =>
      applyLocked({ request, dependencies, source, destination, startedAt: dependencies.now() }),
    ),
  );
}

interface ApplySteps {
  readonly request: ApplyRequest;
  readonly dependencies: RunDependencies;
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly startedAt: Date;
}

async function applyLocked(steps: ApplySteps): Promise<RunResult> {
  const { request, dependencies, source, destination, startedAt } = steps;
  const { sync, continueOnError } = request;
  const { cacheRoot, signal } = dependencies;
  const prepared = await prepareSync(sync, source, destination, request.branch, signal);
  const { binding, schemaHash, warnings } = prepared;
  const runId = newRunId(startedAt, dependencies.randomBytes(4));
  const keys = { sync: sync.name, binding, schemaHash, runId };
  await dependencies.beforeCache(keys);
  const plannedBy = await planningRun(cacheRoot, request, prepared);
  const content = await readPlanFile(`${plannedBy.folder}/${fileNames.plan}`);
  const plan = planOfOperations([...prepared.mappings.keys()], content.operations);
  if (plan.digest !== plannedBy.info.digest) throw damaged(request.runId, 'its digest is another');
  const start = { root: cacheRoot, sync: sync.name, runId, mode: 'apply', startedAt, binding, schemaHash };
  const run = await beginRun(start);
  dependencies.observe({ type: 'started', runId, kinds: [...prepared.mappings.keys()] });
  const draft = createReportDraft({
    sync: sync.name,
    runId,
    mode: 'apply',
    unread: `the plan of run ${request.runId} is applied as it is`,
    continueOnError,
    source,
    destination,
    warnings,
  });
  const stays = async () => new Set([runId, request.runId]);
  const report = await recordRun(
    { sync: sync.name, run, draft, startedAt, pages: true, stays },
    dependencies,
    () => checkAndWrite(steps, { prepared, run, draft, plannedBy, content, plan }),
  );
  const { folder, planFile } = run;
  return { report, folder, planFile, reportFiles: reportFiles(folder), keys, branch: destination.branch };
}

/** The run that made the plan, whole and of this very mapping, schema, source, destination and branch. */
async function planningRun(
  root: string,
  { sync, runId }: ApplyRequest,
  { schemaHash, binding }: PreparedSync,
): Promise<VerifiedRun> {
  const loaded = await loadRun(root, sync.name, runId);
  if (loaded.status === 'corrupt') throw damaged(runId, loaded.reason);
  const { run } = loaded;
  const { status, mode } = run.info;
  if (mode === 'apply' || (status !== 'dry-run' && status !== 'applied')) {
    throw stale(runId, `it is a run of mode "${mode}" that ended as "${status}"`);
  }
  if (run.schemaHash !== schemaHash) {
    throw stale(runId, "the mapping or the destination's schema changed since");
  }
  if (run.info.binding !== binding) {
    throw stale(runId, 'it is of another source, destination, branch or version of one');
  }
  return run;
}

interface SavedPlan {
  readonly prepared: PreparedSync;
  readonly run: OpenRun;
  readonly draft: ReportDraft;
  readonly plannedBy: VerifiedRun;
  readonly content: PlanContent;
  readonly plan: Plan;
}

async function checkAndWrite(steps: ApplySteps, saved: SavedPlan): Promise<void> {
  const { request, dependencies, destination } = steps;
  const { prepared, run, draft, plannedBy, content, plan } = saved;
  const { observe, signal } = dependencies;
  run.note(fileNames.plan, await writePlanFile(run.planFile, content, null));
  draft.planned(plan, content.leftAlone, []);
  observe({ type: 'planned', summary: plan.summary });
  const { operations } = plan;
  const checked = await checkPlan({ operations, prepared, destination, plannedBy, observe, signal });
  if (request.onConflict === 'stop') assertNothingMoved(operations, checked.checks);
  const deletes = [...plan.byKind].map(([kind, counts]) => ({
    kind,
    deletes: counts.delete,
    objects: checked.objects.get(kind) ?? 0,
  }));
  assertFewDeletes(deleteExcesses(deletes, request.maxDeletes));
  draft.applied(await writeChecked(steps, prepared, operations, checked));
}

/** Writes what is as planned; what is done already counts as written, what moved as skipped. */
async function writeChecked(
  { request, dependencies, destination }: ApplySteps,
  prepared: PreparedSync,
  operations: readonly Operation[],
  { checks, existing }: CheckedPlan,
): Promise<readonly OperationOutcome[]> {
  const left = checks.flatMap((check) => (check.status === 'as-planned' ? [check.operation] : []));
  const outcomes = await applyPlan({
    operations: left,
    tiers: prepared.tiers,
    mappings: prepared.mappings,
    existing,
    adapter: destination,
    continueOnError: request.continueOnError || prepared.sync.flags.has('CONTINUE_ON_FAILURE'),
    signal: dependencies.signal,
    onProgress: (done) => dependencies.observe({ type: 'written', done, total: left.length }),
  });
  const written = outcomes.values();
  return operations.map((_operation, position): OperationOutcome => {
    const check = checks[position];
    if (check?.status === 'done') return { status: 'written', destinationId: check.destinationId };
    if (check?.status === 'moved') return { status: 'left-out', reason: check.reason };
    return written.next().value ?? { status: 'skipped', reason: 'the run stopped before it' };
  });
}

function assertNothingMoved(operations: readonly Operation[], checks: readonly OperationCheck[]): void {
  const moved = operations.flatMap((operation, position) => {
    const check = checks[position];
    return check?.status === 'moved' ? [`${operation.kind} "${operation.id}": ${check.reason}`] : [];
  });
  if (moved.length === 0) return;
  const named = moved.slice(0, NAMED_CONFLICTS).join('; ');
  const more = moved.length > NAMED_CONFLICTS ? `; and ${moved.length - NAMED_CONFLICTS} more` : '';
  throw new SyncError({
    code: 'PLAN_CONFLICT',
    message: `${moved.length} of ${operations.length} objects are no longer as the plan saw them: ${named}${more}. Nothing was written.`,
    hint: 'Make a new plan with a diff, or leave these objects out with --on-conflict skip (the input on-conflict: skip).',
  });
}

function stale(runId: string, reason: string): SyncError {
  return new SyncError({
    code: 'PLAN_CONFLICT',
    message: `The plan of run ${runId} cannot be applied: ${reason}.`,
    hint: 'Make a new plan with a diff.',
  });
}

function damaged(runId: string, reason: string): SyncError {
  return new SyncError({
    code: 'CACHE_CORRUPT',
    message: `The plan of run ${runId} cannot be used: ${reason}.`,
    hint: 'Look for the runs that there are with `infrahub-sync runs`, or make a new plan with a diff.',
  });
}
