import { isJsonObject, type JsonValue } from '../../src/json.ts';
import type { ChoiceField, Field, GenericField, Row, ValueField } from './fields.ts';
import { compareSortValues, idOf, idsOf, type Model, textOf } from './model.ts';
import { isAtLeast, type View } from './view.ts';

/** A function that gives a field's JSON text for a row. */
export function compileText(field: Field, model: Model, view: View): (row: Row) => string {
  const { name } = field;
  switch (field.kind) {
    case 'value':
      return compileValue(field);
    case 'choice':
      return compileChoice(field);
    case 'reference':
      return (row) => {
        const id = idOf(row, name);
        return id === null ? 'null' : view.embedded(field.to, id, field.shape);
      };
    case 'many':
      return (row) => {
        const ids = idsOf(row, name);
        if (ids.length === 0) return '[]';
        return `[${sortedByOrder(ids, field.to, view).map((id) => view.embedded(field.to, id, field.shape))}]`;
      };
    case 'generic':
      return compileGeneric(field, view);
    case 'display':
      return (row) => JSON.stringify(model.display(row, view));
    case 'computed':
      return (row) => field.text(row, view, model);
    case 'customFields':
      return compileCustomFields(model, view);
  }
}

function compileValue(field: ValueField): (row: Row) => string {
  const { name } = field;
  if (field.type !== 'decimal') return (row) => JSON.stringify(row[name] ?? field.default);
  return (row) => decimalText(row[name] ?? field.default);
}

/** Python's text of a float: `1.0`, not `1`. */
function decimalText(found: JsonValue): string {
  return typeof found === 'number' && Number.isInteger(found) ? `${found}.0` : JSON.stringify(found);
}

function compileChoice(field: ChoiceField): (row: Row) => string {
  const texts = new Map<JsonValue, string>();
  return (row) => {
    const found = row[field.name] ?? field.default;
    if (found === null || found === '') return 'null';
    const known = texts.get(found);
    if (known !== undefined) return known;
    const label = field.choices[String(found)] ?? String(found);
    const text = field.bare ? JSON.stringify(found) : JSON.stringify({ value: found, label });
    texts.set(found, text);
    return text;
  };
}

function compileGeneric(field: GenericField, view: View): (row: Row) => string {
  const endpoints = new Map(field.to.map((to) => [view.store.table(to).model.contentType, to]));
  return (row) => {
    const endpoint = endpoints.get(textOf(row, `${field.name}_type`));
    return endpoint === undefined ? 'null' : view.embedded(endpoint, idOf(row, `${field.name}_id`));
  };
}

/** Related objects are answered in the order of their own endpoint. */
function sortedByOrder(ids: readonly number[], endpoint: string, view: View): readonly number[] {
  if (ids.length < 2) return ids;
  const { model } = view.store.table(endpoint);
  return ids
    .map((id) => ({ id, row: view.store.get(endpoint, id) }))
    .map(({ id, row }) => ({ id, key: row ? model.sortKey(row, view) : [] }))
    .sort((left, right) => compareSortValues(left.key, right.key) || left.id - right.id)
    .map(({ id }) => id);
}

interface CustomText {
  readonly prefix: string;
  readonly name: string;
  readonly text: (found: JsonValue) => string;
}

/** `custom_fields`: one key per custom field of the type, set or not, in the order of the names. */
function compileCustomFields(model: Model, view: View): (row: Row) => string {
  const tables = ['extras/custom-fields', 'extras/custom-field-choice-sets'].map((name) =>
    view.store.table(name),
  );
  let madeFrom = -1;
  let members: readonly CustomText[] = [];
  return (row) => {
    const generation = tables.reduce((sum, table) => sum + table.generation, 0);
    if (generation !== madeFrom) {
      madeFrom = generation;
      members = customFieldsOf(model.contentType, view).map((field, index) => {
        const name = textOf(field, 'name');
        const prefix = `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
        return { prefix, name, text: compileCustomValue(field, view) };
      });
    }
    if (members.length === 0) return '{}';
    const data = isJsonObject(row.custom_fields) ? row.custom_fields : {};
    let text = '{';
    for (const member of members) text += member.prefix + member.text(data[member.name] ?? null);
    return `${text}}`;
  };
}

/** The custom fields of a content type, by weight and name. */
export function customFieldsOf(contentType: string, view: View): readonly Row[] {
  const { store } = view;
  const ids = store.referrers('extras/custom-fields', 'object_types', contentType);
  if (ids.size === 0) return [];
  return [...ids]
    .flatMap((id) => store.get('extras/custom-fields', id) ?? [])
    .sort((left, right) => (textOf(left, 'name') < textOf(right, 'name') ? -1 : 1));
}

function compileCustomValue(field: Row, view: View): (found: JsonValue) => string {
  const related = (id: JsonValue) => (typeof id === 'number' ? relatedText(field, id, view) : 'null');
  const choice = compileCustomChoice(field, view);
  const some = (text: (found: JsonValue) => string) => (found: JsonValue) =>
    found === null ? 'null' : text(found);
  const list = (text: (found: JsonValue) => string) => (found: JsonValue) =>
    Array.isArray(found) ? `[${found.map(text).join(',')}]` : 'null';
  switch (field.type) {
    case 'decimal':
      return decimalText;
    case 'select':
      return some(choice);
    case 'multiselect':
      return list(choice);
    case 'object':
      return related;
    case 'multiobject':
      return list(related);
    default:
      return some((found) => JSON.stringify(found));
  }
}

/** NetBox answers `{value, label}` from 4.7 on, the bare value before. */
function compileCustomChoice(field: Row, view: View): (found: JsonValue) => string {
  if (!isAtLeast(view.version, '4.7')) return (found) => JSON.stringify(found);
  const set = view.store.get('extras/custom-field-choice-sets', idOf(field, 'choice_set'));
  const choices = Array.isArray(set?.extra_choices) ? set.extra_choices : [];
  const texts = new Map<JsonValue, string>();
  for (const pair of choices) {
    if (Array.isArray(pair)) texts.set(pair[0] ?? null, JSON.stringify({ value: pair[0], label: pair[1] }));
  }
  return (found) => texts.get(found) ?? JSON.stringify({ value: found, label: found });
}

function relatedText(field: Row, id: number, view: View): string {
  const type = textOf(field, 'related_object_type');
  const table = view.store.tables.values().find((each) => each.model.contentType === type);
  return table ? view.embedded(table.model.endpoint, id) : 'null';
}
