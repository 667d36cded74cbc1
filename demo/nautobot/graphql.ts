import { type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { JsonObject, JsonValue } from '../../src/json.ts';
import { formatStamp } from '../stamps.ts';
import type { Model, Row } from './model.ts';
import { heldIds, type View } from './view.ts';

/** What a GraphQL request is answered with. */
export interface GraphQLAnswer {
  readonly status: 200 | 400;
  readonly body: JsonObject;
}

/** A query that Nautobot's schema does not know. */
class Unknown extends Error {}

/**
 * Answers a query of lists: no page cap, and an empty list where the token may not read. Whether an interface was
 * saved shows here and not in REST's filters.
 */
export function answerGraphQL(view: View, text: string): GraphQLAnswer {
  try {
    const query = parse(text).definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const data: JsonObject = {};
    for (const field of fieldsOf(query)) data[keyOf(field)] = listOf(view, field);
    return { status: 200, body: { data } };
  } catch (error) {
    return {
      status: 400,
      body: { errors: [{ message: error instanceof Error ? error.message : String(error) }] },
    };
  }
}

function listOf(view: View, field: FieldNode): JsonValue {
  const model = [...view.store.models.values()].find(({ list }) => list === field.name.value);
  if (!model) throw new Unknown(`Cannot query field '${field.name.value}' on type 'Query'.`);
  const rows = view.store.rows(model.endpoint).filter((row) => view.access.sees(model, row));
  const limit = numberArgument(field, 'limit') ?? rows.length;
  const offset = numberArgument(field, 'offset') ?? 0;
  // The fields are checked even when there is no row to show them of.
  const select = (row: Row | undefined) => objectOf(view, model, row, field);
  select(undefined);
  return rows.slice(offset, offset + limit).map(select);
}

function objectOf(view: View, model: Model, row: Row | undefined, from: FieldNode): JsonObject {
  const shown: JsonObject = {};
  for (const field of fieldsOf(from)) shown[keyOf(field)] = shownValue(view, model, row, field);
  return shown;
}

function shownValue(view: View, model: Model, row: Row | undefined, asked: FieldNode): JsonValue {
  const name = asked.name.value;
  if (name === 'id') return row?.id ?? null;
  if (model.stamps !== 'none' && (name === 'last_updated' || name === 'created'))
    return row === undefined ? null : formatStamp(row[name]).replace('Z', '+00:00');
  const field = model.fields.find((each) => each.kind !== 'customFields' && each.name === name);
  if (!field) throw new Unknown(`Cannot query field '${name}' on type '${model.objectType}'.`);
  if (field.kind === 'set' || field.kind === 'through') {
    const held = row === undefined ? [] : heldIds(view.store, row, field);
    return held.flatMap((id) => nested(view, field.to, id, asked) ?? []);
  }
  if (field.kind === 'reference') {
    const id = row?.[name] ?? null;
    return id === null ? null : (nested(view, field.to, String(id), asked) ?? null);
  }
  // Choices are constants here.
  const value = row?.[name] ?? null;
  return field.kind === 'choice' && typeof value === 'string'
    ? value.toUpperCase().replaceAll('-', '_')
    : value;
}

/** An object that the token may not see is not there. */
function nested(view: View, endpoint: string, id: string, asked: FieldNode): JsonObject | undefined {
  const model = view.store.model(endpoint);
  const row = view.store.get(endpoint, id);
  return row && view.access.sees(model, row) ? objectOf(view, model, row, asked) : undefined;
}

function fieldsOf(node: FieldNode | OperationDefinitionNode | undefined): readonly FieldNode[] {
  return (node?.selectionSet?.selections ?? []).flatMap((each) => (each.kind === Kind.FIELD ? [each] : []));
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function numberArgument(field: FieldNode, name: string): number | undefined {
  const argument = field.arguments?.find((each) => each.name.value === name);
  return argument?.value.kind === Kind.INT ? Number(argument.value.value) : undefined;
}
