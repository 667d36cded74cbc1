import { createKeyOrder, type JsonValue } from '../json.ts';
import { inChunks } from './in-chunks.ts';
import type {
  ReportCounts,
  ReportError,
  ReportLeftAlone,
  ReportOperation,
  RunReport,
  SideReport,
} from './run-report.ts';

/**
 * The run as `--format json` prints it, in pieces of some 256 kB, so that a large plan is never one string.
 * Keys have a fixed order, whatever order the report's objects have: the format's own; kinds in write order;
 * attributes by name. One operation, one error and one kind stand on a line each, so that lines can be compared.
 */
export function jsonChunks(report: RunReport): Iterable<string> {
  return inChunks(pieces(report));
}

function* pieces(report: RunReport): Generator<string, void, undefined> {
  yield '{\n';
  yield member('sync', report.sync);
  yield member('run_id', report.run_id);
  yield member('status', report.status);
  yield member('digest', report.digest);
  yield member('summary', counts(report.summary));
  yield '  "by_kind": ';
  yield* objectOf(mapEntries(report.by_kind, counts), '  ');
  yield ',\n  "sides": {\n';
  yield* side('A', report.sides.A);
  yield ',\n';
  yield* side('B', report.sides.B);
  yield '\n  },\n';
  yield member('requests', {
    A: { count: report.requests.A.count, bytes: report.requests.A.bytes },
    B: { count: report.requests.B.count, bytes: report.requests.B.bytes },
  });
  yield '  "operations": ';
  yield* listOfTexts(report.operations, createOperationText());
  yield ',\n  "left_alone": ';
  yield* listOf(report.left_alone, leftAlone);
  yield ',\n  "errors": ';
  yield* listOf(report.errors, error);
  yield ',\n  "warnings": ';
  yield* listOf(report.warnings, (warning) => warning);
  yield ',\n  "audit": ';
  if (report.audit === null) yield 'null';
  else yield* listOf(report.audit, ({ side: name, kind, id, what }) => ({ side: name, kind, id, what }));
  yield `,\n  "full_read": ${JSON.stringify(fullRead(report.full_read))}`;
  const { runs, bytes } = report.cache;
  yield `,\n  "cache": ${JSON.stringify({ runs, bytes })}`;
  yield `,\n  "duration_ms": ${JSON.stringify(report.duration_ms)}\n}\n`;
}

function member(name: string, value: JsonValue): string {
  return `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`;
}

function* side(name: string, report: SideReport): Generator<string, void, undefined> {
  const head = `"mode": ${JSON.stringify(report.mode)}, "reason": ${JSON.stringify(report.reason)}`;
  yield `    ${JSON.stringify(name)}: {${head}, "kinds": `;
  const kinds = mapEntries(report.kinds, (kind) => ({
    mode: kind.mode,
    reason: kind.reason,
    rows: kind.rows,
    changed: kind.changed,
    deleted: kind.deleted,
    requests: kind.requests,
  }));
  yield* objectOf(kinds, '    ');
  yield '}';
}

function mapEntries<T>(
  record: Readonly<Record<string, T>>,
  value: (item: T) => JsonValue,
): readonly (readonly [string, JsonValue])[] {
  return Object.entries(record).map(([key, item]) => [key, value(item)] as const);
}

function* objectOf(
  entries: readonly (readonly [string, JsonValue])[],
  indent: string,
): Generator<string, void, undefined> {
  yield '{';
  for (const [index, [key, value]] of entries.entries()) {
    yield `${index === 0 ? '' : ','}\n${indent}  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  }
  yield entries.length === 0 ? '}' : `\n${indent}}`;
}

function listOf<T>(items: readonly T[], value: (item: T) => JsonValue): Generator<string, void, undefined> {
  return listOfTexts(items, (item) => JSON.stringify(value(item)));
}

function* listOfTexts<T>(items: readonly T[], text: (item: T) => string): Generator<string, void, undefined> {
  yield '[';
  for (const [index, item] of items.entries()) yield `${index === 0 ? '' : ','}\n    ${text(item)}`;
  yield items.length === 0 ? ']' : '\n  ]';
}

function fullRead(value: RunReport['full_read']): JsonValue {
  if (value === null) return null;
  const { run_id, objects, requests, duration_ms } = value;
  return {
    run_id,
    objects: { A: objects.A, B: objects.B },
    requests: { A: requests.A, B: requests.B },
    duration_ms,
  };
}

function counts(value: ReportCounts): JsonValue {
  return { create: value.create, update: value.update, delete: value.delete, unchanged: value.unchanged };
}

/** An operation as JSON text, its attributes by name. Put together by hand: a first run has as many as objects. */
function createOperationText(): (operation: ReportOperation) => string {
  const keysOf = createKeyOrder();
  return ({ action, kind, id, renamed_from, dest_id, outcome, changes }) => {
    const whole = JSON.stringify({ action, kind, id, renamed_from, dest_id, outcome });
    let text = '';
    for (const { name, label } of keysOf(changes)) {
      const change = changes[name];
      const before = JSON.stringify(change?.old ?? null);
      text += `${text === '' ? '' : ','}${label}{"old":${before},"new":${JSON.stringify(change?.new ?? null)}}`;
    }
    return `${whole.slice(0, -1)},"changes":{${text}}}`;
  };
}

function leftAlone(value: ReportLeftAlone): JsonValue {
  return {
    kind: value.kind,
    id: value.id,
    dest_id: value.dest_id,
    attribute: value.attribute,
    old: value.old,
    new: value.new,
    owner: value.owner,
    reason: value.reason,
  };
}

function error(value: ReportError): JsonValue {
  return {
    error_class: value.error_class,
    kind: value.kind,
    id: value.id,
    dest_id: value.dest_id,
    attribute: value.attribute,
    message: value.message,
    hint: value.hint,
    retry_count: value.retry_count,
    terminal: value.terminal,
  };
}
