import { clip, htmlCode, longestBacktickRun, visible } from '../escape.ts';
import { byteLength, type Rendered, type Section } from '../fit.ts';
import type { ReportOperation, RunReport } from '../run-report.ts';
import { showChange, showShort } from '../value.ts';
import { countsInWords, plural } from '../wording.ts';

const ID_LENGTH = 200;
const VALUE_LENGTH = 160;
/** Up to so many operations in all, the sections start unfolded. */
const FEW = 10;
/** What is hardest to undo must not be what is left out. */
const IMPORTANCE = { delete: 2, update: 1, create: 0 } as const;
const SEPARATOR = '\n\n';

interface KindChanges {
  readonly kind: string;
  readonly words: string;
  readonly operations: readonly ReportOperation[];
}

/**
 * A folded section for each kind with each object's changes as a diff block. Kinds that lose objects come
 * first, then those with the most updates, then the rest as they are written; within a kind what is deleted,
 * then what is updated, then what is new. When room is short every kind
 * has its share of it, and what a small kind leaves goes to the larger ones.
 */
export function changesSection(report: RunReport): Section {
  return {
    rank: 5,
    name: 'some of the changes',
    render: (room) => renderKinds(kindsByImportance(report), room, report.operations.length <= FEW),
  };
}

function kindsByImportance(report: RunReport): readonly KindChanges[] {
  const done = report.status === 'applied' && report.errors.length === 0 ? 'done' : 'planned';
  const operations = Map.groupBy(report.operations, (operation) => operation.kind);
  const kinds = Object.entries(report.by_kind).filter(([kind]) => operations.has(kind));
  return kinds
    .toSorted(([, left], [, right]) => right.delete - left.delete || right.update - left.update)
    .map(([kind, counts]) => ({
      kind,
      words: countsInWords(counts, done),
      operations: (operations.get(kind) ?? []).toSorted(
        (left, right) => IMPORTANCE[right.action] - IMPORTANCE[left.action],
      ),
    }));
}

function renderKinds(kinds: readonly KindChanges[], room: number, open: boolean): Rendered | undefined {
  const texts = new Map<KindChanges, string>();
  let left = room;
  let shortened = false;
  const smallestFirst = kinds.toSorted((one, other) => one.operations.length - other.operations.length);
  for (const [index, kind] of smallestFirst.entries()) {
    const share = Math.floor(left / (kinds.length - index)) - SEPARATOR.length;
    const rendered = renderKind(kind, share, open);
    if (rendered === undefined || rendered.shortened) shortened = true;
    if (rendered === undefined) continue;
    texts.set(kind, rendered.text);
    left -= byteLength(rendered.text) + SEPARATOR.length;
  }
  if (texts.size === 0 && kinds.length > 0) return undefined;
  return { text: kinds.flatMap((kind) => texts.get(kind) ?? []).join(SEPARATOR), shortened };
}

function renderKind(changes: KindChanges, room: number, open: boolean): Rendered | undefined {
  const total = changes.operations.length;
  const frame = (fence: string, lines: readonly string[]) => {
    const more = total - lines.length;
    return [
      `<details${open ? ' open' : ''}><summary>${htmlCode(clip(changes.kind, 100))}: ${changes.words}</summary>`,
      '',
      `${fence}diff`,
      ...lines,
      fence,
      ...(more > 0 ? ['', `… and ${plural(more, 'more object')}`] : []),
      '',
      '</details>',
    ].join('\n');
  };
  const kept: string[] = [];
  let fence = '```';
  let length = byteLength(frame('', []));
  for (const operation of changes.operations) {
    const entry = operationLines(operation).join('\n');
    const wider = '`'.repeat(Math.max(fence.length, longestBacktickRun(entry) + 1));
    length += byteLength(entry) + 1;
    if (length + 2 * wider.length > room) break;
    fence = wider;
    kept.push(entry);
  }
  if (kept.length === 0) return undefined;
  return { text: frame(fence, kept), shortened: kept.length < total };
}

/** One object: a line that names it, then a line for each value that goes or comes. */
function operationLines(operation: ReportOperation): readonly string[] {
  const changes = Object.entries(operation.changes).map(
    ([attribute, change]) => [visible(clip(attribute, ID_LENGTH)), change] as const,
  );
  const width = Math.max(0, ...changes.map(([attribute]) => attribute.length));
  const lines = changes.flatMap(([attribute, change]) => {
    const name = attribute.padEnd(width);
    if (operation.action === 'update') {
      const values = showChange(change, VALUE_LENGTH);
      return [`- ${name}  ${values.old}`, `+ ${name}  ${values.new}`];
    }
    const value = operation.action === 'create' ? change.new : change.old;
    const sign = operation.action === 'create' ? '+' : '-';
    // A new object's unset attributes are no news.
    return value === null ? [] : [`${sign} ${name}  ${showShort(value, VALUE_LENGTH)}`];
  });
  const { renamed_from: before } = operation;
  const what = before === null ? operation.action : `rename ${visible(clip(before, ID_LENGTH))} to`;
  return [`@@ ${what} ${visible(clip(operation.id, ID_LENGTH))} @@`, ...lines];
}
