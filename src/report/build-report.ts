import type { OperationOutcome } from '../apply/outcome.ts';
import type { UnresolvedReference } from '../apply/unresolved-references.ts';
import type { SyncError } from '../errors.ts';
import { setOwn } from '../json.ts';
import type { RowProblem } from '../mapping/map-result.ts';
import type { LeftAlone } from '../plan/left-alone.ts';
import type { AttributeChange, Operation } from '../plan/plan.ts';
import type { ReportError, ReportLeftAlone, ReportOperation } from './run-report.ts';

/** A plan's operation as the report shows it. */
export function reportOperation(
  operation: Operation,
  outcome: OperationOutcome | undefined,
): ReportOperation {
  const { action, kind, id } = operation;
  const ended = outcome?.status === 'left-out' ? 'skipped' : (outcome?.status ?? 'planned');
  if (operation.action === 'update') {
    const { destinationId: dest_id, changes, renamedFrom } = operation;
    return { action, kind, id, renamed_from: renamedFrom ?? null, dest_id, outcome: ended, changes };
  }
  const dest_id = operation.action === 'delete' ? operation.destinationId : idOfWritten(outcome);
  return {
    action,
    kind,
    id,
    dest_id,
    renamed_from: null,
    outcome: ended,
    // Worked out when it is looked at: a first run has as many creates as there are objects.
    get changes() {
      return changesOfWhole(operation);
    },
  };
}

function idOfWritten(outcome: OperationOutcome | undefined): string | null {
  return outcome?.status === 'written' ? outcome.destinationId : null;
}

function changesOfWhole({
  action,
  values,
}: Exclude<Operation, { action: 'update' }>): ReportOperation['changes'] {
  const changes: Record<string, AttributeChange> = {};
  for (const name of Object.keys(values)) {
    const value = values[name] ?? null;
    setOwn(changes, name, action === 'create' ? { old: null, new: value } : { old: value, new: null });
  }
  return changes;
}

/** A record that gave no row, as the report and `errors.parquet` show it. */
export function problemError(problem: RowProblem): ReportError {
  return {
    error_class: problem.code,
    kind: problem.kind,
    id: problem.uniqueId ?? `${problem.origin} id ${problem.recordId}`,
    dest_id: null,
    attribute: problem.field ?? null,
    message: problem.message,
    hint: problem.hint,
    retry_count: 0,
    terminal: true,
    location: problem.location,
  };
}

/** An operation that was not written; undefined for one that was. */
export function outcomeError(operation: Operation, outcome: OperationOutcome): ReportError | undefined {
  if (outcome.status === 'written') return undefined;
  const base = {
    kind: operation.kind,
    id: operation.id,
    dest_id: operation.action === 'create' ? null : operation.destinationId,
  };
  if (outcome.status === 'skipped') {
    return {
      ...base,
      error_class: 'SKIPPED',
      attribute: null,
      message: `${operation.kind} "${operation.id}" was not written: ${outcome.reason}`,
      hint: 'The next run picks it up once the cause is mended.',
      retry_count: 0,
      terminal: false,
    };
  }
  if (outcome.status === 'left-out') {
    return {
      ...base,
      error_class: 'PLAN_CONFLICT',
      attribute: null,
      message: `${operation.kind} "${operation.id}" was left out: ${outcome.reason}`,
      hint: 'Make a new plan with a diff.',
      retry_count: 0,
      terminal: false,
    };
  }
  if (outcome.status === 'left-alone') {
    return {
      ...base,
      error_class: 'LEFT_ALONE',
      attribute: null,
      message: `${operation.kind} "${operation.id}" was left alone: ${outcome.reason}`,
      hint: 'It is planned again by each run, until nothing at the destination needs it any more.',
      retry_count: 0,
      terminal: false,
    };
  }
  if (outcome.status === 'unknown') {
    return {
      ...base,
      error_class: outcome.errorClass,
      attribute: null,
      message: `${operation.kind} "${operation.id}": ${outcome.message}`,
      hint: outcome.hint,
      retry_count: outcome.retries,
      terminal: false,
    };
  }
  return {
    ...base,
    error_class: outcome.errorClass,
    attribute: outcome.attribute ?? null,
    message: `${operation.kind} "${operation.id}": ${outcome.message}`,
    hint: outcome.hint,
    retry_count: outcome.retries,
    terminal: outcome.terminal,
  };
}

/** A change that was not planned because of who the attribute belongs to. */
export function protectedReport(left: LeftAlone): ReportLeftAlone {
  const { kind, id, destinationId, attribute, change, owner, reason } = left;
  return { kind, id, dest_id: destinationId, attribute, old: change.old, new: change.new, owner, reason };
}

/** An object that was to be deleted and is still needed. */
export function neededReport(
  operation: Exclude<Operation, { action: 'create' }>,
  reason: string,
): ReportLeftAlone {
  const { kind, id, destinationId } = operation;
  return { kind, id, dest_id: destinationId, attribute: null, old: null, new: null, owner: null, reason };
}

/** A planned reference that leads nowhere. */
export function unresolvedError({ operation, field, reason }: UnresolvedReference): ReportError {
  return {
    error_class: 'REFERENCE_UNRESOLVED',
    kind: operation.kind,
    id: operation.id,
    dest_id: operation.action === 'create' ? null : operation.destinationId,
    attribute: field,
    message: `${operation.kind} "${operation.id}": ${field}: ${reason}`,
    hint: 'Create the object at the destination, map the kind it belongs to, or correct the value.',
    retry_count: 0,
    terminal: true,
  };
}

/** An error that ended the run. */
export function thrownError(error: SyncError): ReportError {
  return {
    error_class: error.code,
    kind: '',
    id: null,
    dest_id: null,
    attribute: null,
    message: error.message,
    hint: error.hint,
    retry_count: 0,
    terminal: true,
    location: error.location,
  };
}
