import type { NestedReference } from '../adapters/contract.ts';
import { SyncError } from '../errors.ts';
import { compareText, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type {
  ElementMapping,
  FieldSource,
  KindMapping,
  MappedAttribute,
  MappedField,
  MappedRelationship,
} from './kind-mapping.ts';
import type { MapResult, RowProblem } from './map-result.ts';
import { recordPlace } from './record-place.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { uniqueIdOf } from './unique-id.ts';
import { describeValue, toAttributeValue } from './value-types.ts';

/** What the mapping of a source needs to know besides the record. */
export interface SourceContext {
  /** Rows of the kinds that were mapped before. */
  readonly index: ReferenceIndex;
  /** How the source's records name other objects. */
  readonly referenceOf: (value: JsonObject) => NestedReference | undefined;
}

/** What became of a record of which only the identity was asked. */
export type Identification =
  | { readonly status: 'identified'; readonly uniqueId: string }
  | { readonly status: 'left-out' }
  | { readonly status: 'problem'; readonly problem: RowProblem };

/** Maps one record of the source: filters, transforms, fields, references, types. */
export function mapSourceRecord(
  mapping: KindMapping,
  element: ElementMapping,
  recordId: string,
  data: JsonObject,
  context: SourceContext,
): MapResult {
  const result = evaluate(mapping, element, mapping.fields, recordId, data, context);
  if (result.status !== 'values') return result;
  const { values } = result;
  const uniqueId = uniqueIdOf(mapping.identifiers, values);
  return { status: 'row', row: { uniqueId, values, localId: recordId, origin: element.endpoint } };
}

/** The unique id alone: what others need to refer to a record before it is mapped whole. */
export function identifySourceRecord(
  mapping: KindMapping,
  element: ElementMapping,
  recordId: string,
  data: JsonObject,
  context: SourceContext,
): Identification {
  const fields = mapping.fields.filter((field) => mapping.identifiers.includes(field.name));
  const result = evaluate(mapping, element, fields, recordId, data, context);
  if (result.status !== 'values') return result;
  return { status: 'identified', uniqueId: uniqueIdOf(mapping.identifiers, result.values) };
}

type Evaluation =
  | { readonly status: 'values'; readonly values: Readonly<Record<string, JsonValue>> }
  | { readonly status: 'left-out' }
  | { readonly status: 'problem'; readonly problem: RowProblem };

/** Stops the evaluation of one record; never leaves this file. */
class FieldProblem extends Error {
  readonly details: Pick<RowProblem, 'code' | 'message' | 'hint'>;
  constructor(details: Pick<RowProblem, 'code' | 'message' | 'hint'>) {
    super(details.message);
    this.details = details;
  }
}

function evaluate(
  mapping: KindMapping,
  element: ElementMapping,
  fields: readonly MappedField[],
  recordId: string,
  data: JsonObject,
  context: SourceContext,
): Evaluation {
  const values: Record<string, JsonValue> = {};
  let current: string | undefined;
  try {
    if (!element.passes(data)) return { status: 'left-out' };
    const record = element.transforms.reduce((before, transform) => transform.apply(before), data);
    for (const field of fields) {
      current = field.name;
      values[field.name] = fieldValue(field, element.sources.get(field.name) ?? [], record, context);
    }
    return { status: 'values', values };
  } catch (error) {
    return {
      status: 'problem',
      problem: problemOf(error, mapping, element, { recordId, data }, current, values),
    };
  }
}

function problemOf(
  error: unknown,
  mapping: KindMapping,
  element: ElementMapping,
  { recordId, data }: { readonly recordId: string; readonly data: JsonObject },
  field: string | undefined,
  values: Readonly<Record<string, JsonValue>>,
): RowProblem {
  const where = `${mapping.kind}, ${recordPlace(element.endpoint, recordId, data)}`;
  const known = mapping.identifiers.every((name) => Object.hasOwn(values, name));
  const base = {
    kind: mapping.kind,
    origin: element.endpoint,
    recordId,
    uniqueId: known ? uniqueIdOf(mapping.identifiers, values) : undefined,
    field,
  };
  if (error instanceof FieldProblem) {
    const { code, message, hint } = error.details;
    return { ...base, code, message: `${where}: ${field}: ${message}`, hint };
  }
  if (error instanceof SyncError) {
    return { ...base, code: error.code, message: `${where}: ${error.message}`, hint: error.hint };
  }
  throw error;
}

function fieldValue(
  field: MappedField,
  sources: readonly FieldSource[],
  record: JsonObject,
  context: SourceContext,
): JsonValue {
  const { value, source } = lastValue(sources, record);
  if (field.type === 'attribute') return attributeValue(field, value, source);
  if (field.schema.cardinality === 'many') return peers(field, value, source, context);
  return onePeer(field, value, source, context);
}

/** Static wins if it is declared and not null; of several ways to fill a field, the last that gives a value. */
function lastValue(
  sources: readonly FieldSource[],
  record: JsonObject,
): { readonly value: JsonValue; readonly source: FieldSource | undefined } {
  for (let position = sources.length - 1; position >= 0; position -= 1) {
    const source = sources[position];
    const value = source?.read(record) ?? null;
    if (value !== null) return { value, source };
  }
  return { value: null, source: sources.at(-1) };
}

function attributeValue(
  field: MappedAttribute,
  value: JsonValue,
  source: FieldSource | undefined,
): JsonValue {
  const typed = toAttributeValue(field.schema, value);
  if (typed.status === 'ok') return typed.value;
  if (typed.status === 'missing') throw mandatoryMissing(source);
  throw new FieldProblem({
    code: 'VALUE_INVALID',
    message: `${describeValue(value)} is not ${typed.expected}, which a ${field.schema.kind} takes`,
    hint: isJsonObject(value)
      ? `Map one of its values instead, such as ${pathText(source)}.${Object.keys(value)[0] ?? 'value'}.`
      : 'Correct the value at the source, convert it with a transform, or leave the record out with a filter.',
  });
}

function mandatoryMissing(source: FieldSource | undefined): FieldProblem {
  return new FieldProblem({
    code: 'MANDATORY_MISSING',
    message:
      source === undefined
        ? 'is mandatory at the destination and this entry of the mapping does not fill it'
        : `is mandatory at the destination and ${pathText(source)} is empty in this record`,
    hint: 'Fill it at the source, give it a value with static or a transform, or leave such records out with a filter.',
  });
}

function onePeer(
  field: MappedRelationship,
  value: JsonValue,
  source: FieldSource | undefined,
  context: SourceContext,
): JsonValue {
  if (value === null || value === '') {
    if (field.schema.optional) return null;
    throw mandatoryMissing(source);
  }
  return peer(value, source, context);
}

function peers(
  field: MappedRelationship,
  value: JsonValue,
  source: FieldSource | undefined,
  context: SourceContext,
): JsonValue {
  const list = Array.isArray(value) ? value : [value];
  const ids = list
    .filter((entry) => entry !== null && entry !== '')
    .map((entry) => peer(entry, source, context));
  if (ids.length === 0 && !field.schema.optional) throw mandatoryMissing(source);
  return [...new Set(ids)].sort(compareText);
}

/** A nested object is looked up by its id; anything else is taken as a unique id itself. */
function peer(value: JsonValue, source: FieldSource | undefined, context: SourceContext): string {
  if (Array.isArray(value)) {
    throw new FieldProblem({
      code: 'VALUE_INVALID',
      message: 'a list where one object is expected',
      hint: 'Map a relationship of cardinality one to a single object, or use a relationship of cardinality many.',
    });
  }
  if (!isJsonObject(value)) return uniqueIdOf(['value'], { value });
  const targets = source?.targets ?? [];
  const reference = context.referenceOf(value);
  if (reference === undefined) {
    throw new FieldProblem({
      code: 'REFERENCE_UNRESOLVED',
      message: `${describeValue(value)} names no object of the source`,
      hint: `Map ${pathText(source)} to something that has an id, or to the unique id of a ${targets.join(' or ')}.`,
    });
  }
  const found = context.index.resolve(targets, reference.endpoint, reference.id);
  if (found.status === 'found') return found.uniqueId;
  throw unresolved(reference, found, targets);
}

function unresolved(
  reference: NestedReference,
  found:
    | { readonly status: 'missing' }
    | { readonly status: 'ambiguous'; readonly origins: readonly string[] },
  targets: readonly string[],
): FieldProblem {
  const what =
    reference.endpoint === undefined ? `id ${reference.id}` : `${reference.endpoint} id ${reference.id}`;
  if (found.status === 'ambiguous') {
    return new FieldProblem({
      code: 'REFERENCE_UNRESOLVED',
      message: `${what} is in ${found.origins.join(' and in ')}, and the record does not tell which is meant`,
      hint: 'Map the unique id of the object instead of the nested object.',
    });
  }
  return new FieldProblem({
    code: 'REFERENCE_UNRESOLVED',
    message: `refers to ${what}, which is not among the rows of ${targets.join(', ')}`,
    hint: 'Map its endpoint to that kind, let its filters pass the object, or leave this record out with a filter of its own.',
  });
}

function pathText(source: FieldSource | undefined): string {
  if (source === undefined) return 'the field';
  return source.mapping.type === 'static' ? 'the static value' : source.mapping.path;
}
