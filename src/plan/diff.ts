import type { DiffsyncFlag } from '../config/sync.ts';
import { SyncError } from '../errors.ts';
import { canonicalJson, compareText, isJsonObject, type JsonValue } from '../json.ts';
import type { Row } from '../mapping/row.ts';
import { fieldValue } from './field-value.ts';
import type { AttributeChange, Counts, Operation } from './plan.ts';
import { findTies, type ObjectNaming, type Ties } from './renames.ts';

/** Both sides of one kind. Values are already of the destination's types, on both sides. */
export interface KindRows {
  readonly kind: string;
  readonly source: Iterable<Row>;
  readonly destination: Iterable<Row>;
  /** Names of the mapped fields, in the order in which they are to be shown. */
  readonly fields: readonly string[];
  readonly flags: ReadonlySet<DiffsyncFlag>;
  /** How many source records of this kind have no row because their mapping failed. */
  readonly failedSourceRecords: number;
  /** What the ids of new objects are made of; absent: the destination gives them, and they tell nothing. */
  readonly naming?: ObjectNaming;
}

/** A delete that is not planned although the configuration asks for it, and why. */
export interface WithheldDelete {
  readonly kind: string;
  readonly id: string;
  readonly destinationId: string;
  /** One sentence. */
  readonly reason: string;
}

/** What makes one kind's destination rows like the source's. */
export interface KindDiff {
  readonly kind: string;
  /** By unique id; deletes among them. */
  readonly operations: readonly Operation[];
  readonly counts: Counts;
  /** Rows of one side alone that the flags leave as they are; they are in no count. */
  readonly skipped: { readonly source: number; readonly destination: number };
  readonly withheld: readonly WithheldDelete[];
  /** Objects that get another unique id: by their id at the destination, the new one. */
  readonly renames: ReadonlyMap<string, string>;
}

type Update = Extract<Operation, { action: 'update' }>;

/**
 * Compares the rows of one kind by unique id over the mapped fields. A field that a source row does not have
 * is not said anything about, so it is neither compared nor written; one that a destination row does not have
 * is unset there. Throws `DUPLICATE_IDENTITY` when two rows of one side have the same unique id.
 *
 * Flags mean what they mean in diffsync 2: rows that are skipped are left out of the difference altogether,
 * and count as neither changed nor unchanged.
 */
export function diffKind(input: KindRows): KindDiff {
  const { kind, fields } = input;
  const source = byUniqueId(kind, 'source', input.source);
  const destination = byUniqueId(kind, 'destination', input.destination);
  const skips = skipsOf(input.flags);
  const ties = tiesOf(input, source, destination);
  const renamed = new Set([...ties.renamed.values()].map((row) => row.uniqueId));
  const creates = [...source.values()].filter(
    (row) => !destination.has(row.uniqueId) && !ties.renamed.has(row.uniqueId),
  );
  const deletes = [...destination.values()].filter(
    (row) => !source.has(row.uniqueId) && !renamed.has(row.uniqueId),
  );
  const updates = updatesOf(kind, fields, source, destination, ties);
  const planned = {
    create: skips.source ? [] : creates,
    delete: skips.destination || input.failedSourceRecords > 0 ? [] : deletes,
  };
  const operations: Operation[] = [
    ...planned.create.map((row) => createOperation(kind, fields, row, ties)),
    ...updates,
    ...planned.delete.map((row) => deleteOperation(kind, fields, row)),
  ];
  return {
    kind,
    operations: operations.sort((left, right) => compareText(left.id, right.id)),
    counts: {
      create: planned.create.length,
      update: updates.length,
      delete: planned.delete.length,
      unchanged: source.size - creates.length - updates.length,
    },
    skipped: {
      source: skips.source ? creates.length : 0,
      destination: skips.destination ? deletes.length : 0,
    },
    withheld: skips.destination ? [] : withheldDeletes(kind, input.failedSourceRecords, deletes),
    renames: new Map([...ties.renamed].map(([id, row]) => [row.localId, id])),
  };
}

function tiesOf(
  { kind, naming }: KindRows,
  source: ReadonlyMap<string, Row>,
  destination: ReadonlyMap<string, Row>,
): Ties {
  return findTies({
    kind,
    naming,
    source: source.values(),
    sourceOnly: [...source.values()].filter((row) => !destination.has(row.uniqueId)),
    destinationOnly: [...destination.values()].filter((row) => !source.has(row.uniqueId)),
    taken: new Set([...destination.values()].map((row) => row.localId)),
  });
}

/**
 * Which rows of one side alone the flags leave out. No flag at all, or `NONE` alone, means
 * `SKIP_UNMATCHED_DST`, as in infrahub-sync 2.0: nothing is deleted unless the configuration names flags and
 * this one is not among them.
 */
export function skipsOf(flags: ReadonlySet<DiffsyncFlag>): {
  readonly source: boolean;
  readonly destination: boolean;
} {
  const none = [...flags].every((flag) => flag === 'NONE');
  const both = flags.has('SKIP_UNMATCHED_BOTH');
  return {
    source: both || flags.has('SKIP_UNMATCHED_SRC'),
    destination: none || both || flags.has('SKIP_UNMATCHED_DST'),
  };
}

function byUniqueId(kind: string, side: string, rows: Iterable<Row>): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const other = found.get(row.uniqueId);
    if (other !== undefined) throw duplicate(kind, side, other, row);
    found.set(row.uniqueId, row);
  }
  return found;
}

function duplicate(kind: string, side: string, first: Row, second: Row): SyncError {
  return new SyncError({
    code: 'DUPLICATE_IDENTITY',
    message: `Two ${side} records are both ${kind} ${JSON.stringify(first.uniqueId)}: ${nameOf(first)} and ${nameOf(second)}.`,
    hint: `Add an identifier to the mapping of ${kind} that tells them apart, filter one out, or mend the data.`,
  });
}

function nameOf(row: Row): string {
  return `${row.origin} ${row.localId}`;
}

function updatesOf(
  kind: string,
  fields: readonly string[],
  source: ReadonlyMap<string, Row>,
  destination: ReadonlyMap<string, Row>,
  ties: Ties,
): Update[] {
  const updates: Update[] = [];
  for (const [id, row] of source) {
    const before = ties.renamed.get(id);
    const counterpart = destination.get(id) ?? before;
    if (counterpart === undefined) continue;
    const changes = changesOf(fields, row, counterpart);
    if (changes.length === 0) continue;
    updates.push({
      action: 'update',
      kind,
      id,
      destinationId: counterpart.localId,
      changes: Object.fromEntries(changes),
      ...(before === undefined ? {} : { renamedFrom: before.uniqueId }),
    });
  }
  return updates;
}

function changesOf(fields: readonly string[], source: Row, destination: Row): [string, AttributeChange][] {
  const changes: [string, AttributeChange][] = [];
  for (const field of fields) {
    const wanted = fieldValue(source, field);
    if (wanted === undefined) continue;
    const present = fieldValue(destination, field) ?? null;
    if (!sameValue(wanted, present)) changes.push([field, { old: present, new: wanted }]);
  }
  return changes;
}

/** Lists are the same in the same order (those of references are sorted already), objects whatever theirs. */
export function sameValue(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => sameValue(item, right[index] ?? null));
  }
  return isJsonObject(left) && isJsonObject(right) && canonicalJson(left) === canonicalJson(right);
}

function createOperation(kind: string, fields: readonly string[], row: Row, ties: Ties): Operation {
  const operation = { action: 'create', kind, id: row.uniqueId, values: mappedValues(fields, row) } as const;
  const objectId = ties.newIds.get(row.uniqueId);
  return objectId === undefined ? operation : { ...operation, objectId };
}

function deleteOperation(kind: string, fields: readonly string[], row: Row): Operation {
  const values = mappedValues(fields, row);
  return { action: 'delete', kind, id: row.uniqueId, destinationId: row.localId, values };
}

/** Rows mostly have the fields and nothing else: then their own values serve, as nobody changes them. */
function mappedValues(fields: readonly string[], row: Row): Readonly<Record<string, JsonValue>> {
  const names = Object.keys(row.values);
  if (names.length === fields.length && names.every((name, position) => name === fields[position])) {
    return row.values;
  }
  const present = fields.filter((field) => fieldValue(row, field) !== undefined);
  return Object.fromEntries(present.map((field) => [field, fieldValue(row, field) ?? null]));
}

function withheldDeletes(kind: string, failed: number, rows: readonly Row[]): readonly WithheldDelete[] {
  if (failed === 0) return [];
  const records = failed === 1 ? 'one source record' : `${failed} source records`;
  const reason = `${records} of ${kind} could not be mapped, and this object may be the counterpart of such a record`;
  return rows
    .map((row) => ({ kind, id: row.uniqueId, destinationId: row.localId, reason }))
    .sort((left, right) => compareText(left.id, right.id));
}
