import type { AttributeChange } from '../plan/plan.ts';
import { errorCauses } from './error-causes.ts';
import { errorPlace } from './error-place.ts';
import { clip, visible } from './escape.ts';
import { inertLine } from './inert-log.ts';
import type {
  ReportError,
  ReportLeftAlone,
  ReportOperation,
  ReportTraffic,
  RunReport,
  SideReport,
} from './run-report.ts';
import { showChange, showShort } from './value.ts';
import {
  changeCount,
  formatBytes,
  formatDuration,
  formatNumber,
  formatSigns,
  outcomeInWords,
  plural,
} from './wording.ts';

export interface TextOptions {
  /** Whether to use ANSI colours: for a terminal, not for a file. */
  readonly colour: boolean;
  /** How many operations are shown before only their number is; Infinity for all, and for all errors. */
  readonly maxOperations: number;
}

const VALUE_LENGTH = 200;
const LEFT_ALONE_SHOWN = 50;
/** Of each cause. */
const ERRORS_SHOWN = 10;
const SIGNS = { create: '+', update: '~', delete: '-' } as const;
const COLOURS = { create: '32', update: '33', delete: '31', error: '31', title: '1', quiet: '2' } as const;

type Colour = keyof typeof COLOURS;
interface Line {
  readonly text: string;
  readonly colour: Colour | undefined;
}

/**
 * One run for a terminal: what changes, how it was read, what went wrong. Ends with a line feed. Data is shown
 * without control characters, and no line is a workflow command of GitHub Actions.
 */
export function renderText(report: RunReport, options: TextOptions): string {
  const blocks = [
    [painted('title', `${report.sync}: ${outcomeInWords(report)}`)],
    kindTable(report),
    operationLines(report.operations, options.maxOperations),
    leftAloneLines(report.left_alone),
    errorLines(report.errors, options.maxOperations === Infinity ? Infinity : ERRORS_SHOWN),
    warningLines(report.warnings),
    [
      ...sideLines('source', report.sides.A, report.requests.A),
      ...sideLines('destination', report.sides.B, report.requests.B),
    ],
    closingLines(report),
  ];
  const drawn = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => draw(line, options.colour)).join('\n'));
  return `${drawn.join('\n\n')}\n`;
}

function plain(text: string): Line {
  return { text, colour: undefined };
}

function painted(colour: Colour, text: string): Line {
  return { text, colour };
}

/** The one place where a line's text becomes inert, whatever it was made of. */
function draw(line: Line, colours: boolean): string {
  const text = inertLine(line.text);
  return colours && line.colour !== undefined ? `\u001b[${COLOURS[line.colour]}m${text}\u001b[0m` : text;
}

function kindTable(report: RunReport): readonly Line[] {
  const kinds = Object.entries(report.by_kind);
  if (kinds.length === 0) return [];
  const rows = [...kinds, ['total', report.summary] as const].map(([kind, counts]) => [
    visible(kind),
    ...[counts.create, counts.update, counts.delete, counts.unchanged].map(formatNumber),
  ]);
  return alignColumns([['kind', 'create', 'update', 'delete', 'unchanged'], ...rows]).map(plain);
}

/** The first column to the left, numbers to the right. */
function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function operationLines(operations: readonly ReportOperation[], max: number): readonly Line[] {
  const shown = operations.slice(0, max).flatMap((operation) => {
    const { renamed_from: before } = operation;
    const renamed = before === null ? '' : ` (renamed from ${clip(before, VALUE_LENGTH)})`;
    const head = `${SIGNS[operation.action]} ${operation.kind} ${clip(operation.id, VALUE_LENGTH)}${renamed}`;
    return [painted(operation.action, head), ...changeLines(operation)];
  });
  const more = operations.length - max;
  return more > 0 ? [...shown, plain(`… and ${plural(more, 'more operation')}`)] : shown;
}

function changeLines(operation: ReportOperation): readonly Line[] {
  const changes = Object.entries(operation.changes).filter(
    ([, change]) => operation.action === 'update' || change.old !== null || change.new !== null,
  );
  const width = Math.max(0, ...changes.map(([attribute]) => visible(attribute).length));
  return changes.map(([attribute, change]) =>
    plain(`    ${visible(attribute).padEnd(width)}  ${changeText(operation.action, change)}`),
  );
}

function changeText(action: ReportOperation['action'], change: AttributeChange): string {
  if (action === 'create') return showShort(change.new, VALUE_LENGTH);
  if (action === 'delete') return showShort(change.old, VALUE_LENGTH);
  const values = showChange(change, VALUE_LENGTH);
  return `${values.old} → ${values.new}`;
}

function leftAloneLines(leftAlone: readonly ReportLeftAlone[]): readonly Line[] {
  if (leftAlone.length === 0) return [];
  const shown = leftAlone.slice(0, LEFT_ALONE_SHOWN).map((left) => plain(`  ${leftAloneWords(left)}`));
  const more = leftAlone.length - shown.length;
  return [
    plain(`left alone: ${leftAlone.length}`),
    ...shown,
    ...(more > 0 ? [plain(`  … and ${more} more`)] : []),
  ];
}

function leftAloneWords({ kind, id, attribute, reason, ...values }: ReportLeftAlone): string {
  const object = `${kind} ${clip(id, VALUE_LENGTH)}`;
  if (attribute === null) return `${object}: ${reason}`;
  const { old, new: wanted } = showChange(values, VALUE_LENGTH);
  return `${object} ${attribute} ${old} → ${wanted}: ${reason}`;
}

/** Every cause with its first errors; a hint stands below the first error that it is for. */
function errorLines(errors: readonly ReportError[], most: number): readonly Line[] {
  if (errors.length === 0) return [];
  const lines = errorCauses(errors).flatMap((cause) => {
    const shown = cause.errors.slice(0, most);
    const more = cause.errors.length - shown.length;
    const rest =
      more > 0 ? [plain(`  … and ${formatNumber(more)} more of ${cause.name}, all in plan.json`)] : [];
    return [...shown.flatMap((error, index) => oneErrorLines(error, shown[index - 1]?.hint)), ...rest];
  });
  return [painted('title', plural(errors.length, 'error')), ...lines];
}

function oneErrorLines(error: ReportError, hintAbove: string | undefined): readonly Line[] {
  const place = errorPlace(error);
  const where = place.length === 0 ? '' : `${place.join(' ')}: `;
  const hint = error.hint === '' || error.hint === hintAbove ? [] : [plain(`      ${error.hint}`)];
  return [painted('error', `  ${where}${error.message}`), ...hint];
}

function warningLines(warnings: readonly string[]): readonly Line[] {
  if (warnings.length === 0) return [];
  return [plain(plural(warnings.length, 'warning')), ...warnings.map((warning) => plain(`  ${warning}`))];
}

function sideLines(name: string, side: SideReport, traffic: ReportTraffic): readonly Line[] {
  const kinds = Object.entries(side.kinds);
  const rows = kinds.reduce((sum, [, kind]) => sum + kind.rows, 0);
  const exceptions = kinds
    .filter(([, kind]) => kind.mode !== side.mode)
    .map(([kind, read]) => plain(`  ${kind} read ${read.mode}: ${read.reason}`));
  return [
    plain(`${name} read ${side.mode}: ${side.reason}`),
    plain(`  ${plural(rows, 'row')}, ${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`),
    ...exceptions,
  ];
}

function closingLines(report: RunReport): readonly Line[] {
  const changes = changeCount(report.summary) === 0 ? '' : `${formatSigns(report.summary)} · `;
  const { runs, bytes } = report.cache;
  const cache = `cache ${plural(runs, 'run')}, ${formatBytes(bytes)}`;
  const lines = [`${changes}run ${report.run_id} · ${formatDuration(report.duration_ms)} · ${cache}`];
  if (report.digest !== '') lines.push(`plan ${report.digest}`);
  return lines.map((line) => painted('quiet', line));
}
