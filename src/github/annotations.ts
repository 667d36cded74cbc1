import { relative, sep } from 'node:path';
import { formatLocation, type SourceLocation, SyncError } from '../errors.ts';
import { inertLine, inertLog } from '../report/inert-log.ts';
import type { ReportError, RunReport } from '../report/run-report.ts';
import type { ActionsCore, AnnotationProperties } from './core.ts';

/** GitHub shows ten annotations of a level for a step; the last of ours says how many are missing. */
const SHOWN = 9;

/**
 * Fails the job with what happened and what to do. A mistake in a file becomes an annotation on its line, and
 * the failure only names the place, so that nothing is said twice.
 *
 * @param workspace absolute folder of the checkout: annotations name files relative to it
 */
export function failWith(core: ActionsCore, error: unknown, workspace: string): void {
  const message = failureMessage(error);
  if (!(error instanceof SyncError) || error.location === undefined) {
    core.setFailed(message);
    return;
  }
  core.error(message, annotationPlace(error, error.location, workspace));
  core.setFailed(`Stopped by the error at ${inertLine(formatLocation(error.location))}.`);
}

/** What happened and what to do, for a log: one or two lines. */
function failureMessage(error: unknown): string {
  if (error instanceof SyncError) return inertLog(`${inertLine(error.message)}\n${inertLine(error.hint)}`);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return inertLog(`Unexpected error, which is a defect of this action: ${detail}`);
}

function annotationPlace(
  error: SyncError,
  { file, line, column }: SourceLocation,
  workspace: string,
): AnnotationProperties {
  const title = `infrahub-sync: ${error.code}`;
  return { title, file: fromWorkspace(file, workspace), startLine: line, startColumn: column };
}

function fromWorkspace(file: string, workspace: string): string {
  if (!file.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(file)) return file.replace(/^\.\//, '');
  return relative(workspace, file).split(sep).join('/');
}

/** Failed operations as annotations: errors when the run failed by them, warnings when it went on. */
export function annotateReport(core: ActionsCore, report: RunReport): void {
  const annotate = report.status === 'applied' || report.status === 'dry-run' ? core.warning : core.error;
  for (const error of report.errors.slice(0, SHOWN)) {
    annotate(errorText(error), { title: `infrahub-sync: ${inertLine(error.error_class)}` });
  }
  const more = report.errors.length - SHOWN;
  if (more > 0) annotate(`${more} more errors are in the job summary.`, { title: 'infrahub-sync' });
}

function errorText(error: ReportError): string {
  const place = [error.kind, error.id, error.attribute].filter((part) => part !== null && part !== '');
  const where = place.length === 0 ? '' : `${place.join(' ')}: `;
  const hint = error.hint === '' ? '' : `\n${inertLine(error.hint)}`;
  return `${inertLine(`${where}${error.message}`)}${hint}`;
}
