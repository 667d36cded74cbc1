import type { ReportError, ReportOperation, RunReport } from '../../src/report/run-report.ts';
import type { RunEnding } from './engine.ts';

/** Operations shown of each list. */
const SHOWN = 4;

/**
 * Holds a warm run against a full diff of the same moment.
 * @returns what differs with what the warm run says of itself, in several lines; undefined when nothing does
 */
export function difference(full: RunEnding, warm: RunEnding, mode: 'diff' | 'sync'): string | undefined {
  if (full.type === 'thrown' && warm.type === 'thrown') {
    if (full.error.message === warm.error.message) return undefined;
    return `thrown by the full run: ${full.error.message}\nthrown by the warm run: ${warm.error.message}`;
  }
  if (full.type === 'thrown') return `only the full run threw: ${full.error.stack}`;
  if (warm.type === 'thrown') return `only the warm run threw: ${warm.error.stack}`;
  const left = comparable(full.report, mode);
  const right = comparable(warm.report, mode);
  if (JSON.stringify(left) === JSON.stringify(right)) return undefined;
  const missing = onlyIn(left.operations, right.operations);
  const extra = onlyIn(right.operations, left.operations);
  return [
    `digest: full ${full.report.digest.slice(0, 12)}, warm ${warm.report.digest.slice(0, 12)}`,
    ...listed('only the full run plans', missing),
    ...listed('only the warm run plans', extra),
    ...listed('only the full run errs', onlyIn(left.errors, right.errors)),
    ...listed('only the warm run errs', onlyIn(right.errors, left.errors)),
    ...sentences(warm.report),
  ].join('\n');
}

/** What has to be the same. A sync adds the outcomes of its writes, which a diff cannot know. */
function comparable(report: RunReport, mode: 'diff' | 'sync') {
  const written = (error: ReportError) => mode === 'sync' && error.dest_id !== null;
  return {
    digest: report.digest,
    operations: report.operations.map(({ action, kind, id, changes }) => ({ action, kind, id, changes })),
    errors:
      mode === 'sync'
        ? []
        : report.errors
            .filter((error) => !written(error))
            .map(errorOf)
            .toSorted(byText),
  };
}

/** Records come in no particular order, and so do the errors about them. */
function byText(left: object, right: object): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

/** Without the message: of several records that clash any two may be named, as they came over the wire. */
function errorOf({ error_class, kind, id }: ReportError) {
  return { error_class, kind, id };
}

function onlyIn<Item extends object>(of: readonly Item[], other: readonly Item[]): string[] {
  const known = new Set(other.map((item) => JSON.stringify(item)));
  return of.map((item: Item | ReportOperation) => JSON.stringify(item)).filter((text) => !known.has(text));
}

function listed(title: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const more = texts.length > SHOWN ? [`  … and ${texts.length - SHOWN} more`] : [];
  return [`${title}:`, ...texts.slice(0, SHOWN).map((text) => `  ${text.slice(0, 600)}`), ...more];
}

/** What the warm run says of how it read each kind. */
function sentences(report: RunReport): string[] {
  return (['A', 'B'] as const).flatMap((side) =>
    Object.entries(report.sides[side].kinds).map(
      ([kind, { mode, reason, rows, changed, deleted }]) =>
        `${side} ${kind}: ${mode}, ${rows} rows, ${changed} changed, ${deleted} deleted: ${reason}`,
    ),
  );
}
