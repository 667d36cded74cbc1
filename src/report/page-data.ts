import { compareText } from '../json.ts';
import { errorPlace } from './error-place.ts';
import { visible } from './escape.ts';
import type { PageChange, PageCounts, PageData, PageOperation, PageProblem, PageSide } from './page/data.ts';
import { readingSentences } from './reading-words.ts';
import type {
  ReportCounts,
  ReportLeftAlone,
  ReportOperation,
  ReportTraffic,
  RunReport,
  SideReport,
} from './run-report.ts';
import { showValue } from './value.ts';
import {
  asSentence,
  explanationInWords,
  formatBytes,
  formatNumber,
  outcomeInWords,
  plural,
} from './wording.ts';

const ACTION_NUMBERS = { create: 0, update: 1, delete: 2 } as const;

/** How an operation ended, where that is worth a word. */
const ENDED = {
  planned: '',
  written: '',
  failed: 'failed',
  skipped: 'skipped',
  unknown: 'unknown',
  'left-alone': 'left alone',
} as const;

const NOTHING: ReportCounts = { create: 0, update: 0, delete: 0, unchanged: 0 };

/** Everything that the page shows save for the operations, which may be many. */
export function pageHead(report: RunReport): Omit<PageData, 'operations'> {
  return {
    sync: visible(report.sync),
    outcome: outcomeInWords(report),
    explanation: explanationInWords(report),
    status: report.status,
    runId: visible(report.run_id),
    digest: visible(report.digest),
    counts: countsOf(report.summary),
    kinds: kindNames(report).map((name) => ({
      name: visible(name),
      counts: countsOf(report.by_kind[name] ?? NOTHING),
    })),
    errors: report.errors.map((error) => ({
      where: visible(errorPlace(error).join(' ')),
      message: visible(error.message),
      hint: visible(error.hint),
    })),
    warnings: report.warnings.map(visible),
    leftAlone: report.left_alone.map(leftAlone),
    reading: {
      sentences: readingSentences(report).map(visible),
      sides: [
        pageSide('Source', report.sides.A, report.requests.A),
        pageSide('Destination', report.sides.B, report.requests.B),
      ],
    },
  };
}

/** In write order; a kind that only operations name comes last. */
function kindNames({ by_kind, operations }: RunReport): readonly string[] {
  return [...new Set([...Object.keys(by_kind), ...operations.map(({ kind }) => kind)])];
}

/** The operations in their order, with what went wrong with each. */
export function* pageOperations(report: RunReport): Generator<PageOperation, void, undefined> {
  const kinds = new Map(kindNames(report).map((kind, index) => [kind, index]));
  const problems = Map.groupBy(report.errors, (error) => JSON.stringify([error.kind, error.id]));
  for (const operation of report.operations) {
    const { action, kind, id, dest_id, renamed_from } = operation;
    const found = problems.size === 0 ? undefined : problems.get(JSON.stringify([kind, id]));
    const problem = (found ?? []).map(({ message }) => visible(message)).join(' ');
    const number = ACTION_NUMBERS[action];
    yield [
      number,
      kinds.get(kind) ?? -1,
      visible(id),
      visible(dest_id ?? ''),
      changesOf(operation),
      problem,
      visible(renamed_from ?? ''),
      ENDED[operation.outcome],
    ];
  }
}

function leftAlone({ kind, id, attribute, reason, ...values }: ReportLeftAlone): PageProblem {
  const where = visible([kind, id, attribute ?? ''].join(' ').trim());
  if (attribute === null) return { where, message: visible(reason), hint: '' };
  const kept = `keeps ${showValue(values.old)}, not ${showValue(values.new)}`;
  return { where, message: `${kept}: ${visible(reason)}`, hint: '' };
}

/** By attribute. A new object's unset attributes are no news, nor are a deleted one's. */
function changesOf({ action, changes }: ReportOperation): readonly PageChange[] {
  const shown = Object.entries(changes).flatMap(([attribute, change]): PageChange[] => {
    const name = visible(attribute);
    if (action === 'update') return [[name, showValue(change.old), showValue(change.new)]];
    if (action === 'create') return change.new === null ? [] : [[name, null, showValue(change.new)]];
    return change.old === null ? [] : [[name, showValue(change.old), null]];
  });
  return shown.sort(([left], [right]) => compareText(left, right));
}

function pageSide(name: string, side: SideReport, traffic: ReportTraffic): PageSide {
  const cost = `${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`;
  return {
    title: `${name}, ${side.mode} (${cost})`,
    reason: visible(asSentence(side.reason)),
    rows: Object.entries(side.kinds).map(([kind, read]) => [
      visible(kind),
      read.mode === side.mode || read.reason === '' ? read.mode : `${read.mode}: ${visible(read.reason)}`,
      ...[read.rows, read.changed, read.deleted, read.requests].map(formatNumber),
    ]),
  };
}

function countsOf(counts: ReportCounts): PageCounts {
  return [counts.create, counts.update, counts.delete, counts.unchanged];
}
