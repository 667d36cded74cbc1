import { relative, sep } from 'node:path';
import { formatLocation, type SourceLocation, SyncError } from '../errors.ts';
import { errorPlace } from '../report/error-place.ts';
import type { FailureProblem } from '../report/failure.ts';
import { inertLine, inertLog } from '../report/inert-log.ts';
import type { ReportError, RunReport } from '../report/run-report.ts';
import type { ActionsCore, AnnotationProperties } from './core.ts';
import { problemsOf } from './problems.ts';

/** GitHub shows ten annotations of a level for a step, and the last is needed to say what is missing. */
const SHOWN = 9;

/**
 * Fails the job with what happened and what to do. A mistake in a file becomes an annotation on its line, and
 * the failure only names the place, so that nothing is said twice.
 *
 * @param workspace absolute folder of the checkout: annotations name files relative to it
 */
export function failWith(core: ActionsCore, error: unknown, workspace: string): void {
  if (!(error instanceof SyncError)) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    core.setFailed(inertLog(`Unexpected error, which is a defect of this action: ${detail}`));
    return;
  }
  const problems = problemsOf(error);
  const located = problems.filter((problem) => problem.location !== undefined);
  for (const problem of located.slice(0, SHOWN)) {
    core.error(problemText(problem), annotationPlace(error.code, problem.location, workspace));
  }
  const rest = problems.filter((problem) => problem.location === undefined).map(problemText);
  core.setFailed([...placesText(located), ...rest].join('\n'));
}

/** What happened and what to do, a line each. */
function problemText(problem: FailureProblem): string {
  const lines = [problem.message, problem.hint].filter((line) => line !== '');
  return lines.map(inertLine).join('\n');
}

function placesText(problems: readonly FailureProblem[]): readonly string[] {
  const places = problems.flatMap(({ location }) => (location === undefined ? [] : formatLocation(location)));
  return places.length === 0 ? [] : [`Stopped by what is wrong at ${places.map(inertLine).join(', ')}.`];
}

function annotationPlace(
  code: string,
  location: SourceLocation | undefined,
  workspace: string,
): AnnotationProperties {
  const title = `infrahub-sync: ${code}`;
  if (location === undefined) return { title };
  const { file, line, column } = location;
  return { title, file: fromWorkspace(file, workspace), startLine: line, startColumn: column };
}

function fromWorkspace(file: string, workspace: string): string {
  if (!file.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(file)) return file.replace(/^\.\//, '');
  return relative(workspace, file).split(sep).join('/');
}

/**
 * What went wrong as annotations: errors when the run failed by it, warnings when it went on. What is wrong with a
 * record of a file stands on its line.
 */
export function annotateReport(core: ActionsCore, report: RunReport, workspace: string): void {
  const annotate = report.status === 'applied' || report.status === 'dry-run' ? core.warning : core.error;
  for (const error of report.errors.slice(0, SHOWN)) {
    annotate(errorText(error), annotationPlace(inertLine(error.error_class), error.location, workspace));
  }
  const more = report.errors.length - SHOWN;
  if (more > 0) annotate(`${more} more errors are in the job summary.`, { title: 'infrahub-sync' });
}

function errorText(error: ReportError): string {
  const place = errorPlace(error);
  const where = place.length === 0 ? '' : `${place.join(' ')}: `;
  return problemText({ message: `${where}${error.message}`, hint: error.hint, location: undefined });
}
