import { isJsonObject, type JsonValue } from '../../src/json.ts';
import type { ChoiceField, Field, GenericField, Row, ValueField } from './fields.ts';
import { idOf, idsOf, type Model, textOf } from './model.ts';
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
      return (row) => customFieldsText(row, model, view);
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
    .map(({ id, row }) => ({ id, key: String(row ? model.sortKey(row, view)[0] : '') }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : left.id - right.id))
    .map(({ id }) => id);
}

/** `custom_fields`: one key per custom field of the type, set or not, in the order of the names. */
function customFieldsText(row: Row, model: Model, view: View): string {
  const fields = customFieldsOf(model.contentType, view);
  if (fields.length === 0) return '{}';
  const values = row.custom_fields;
  const data = isJsonObject(values) ? values : {};
  const members = fields.map((field) => {
    const name = textOf(field, 'name');
    return `${JSON.stringify(name)}:${customValueText(field, data[name] ?? null, view)}`;
  });
  return `{${members.join(',')}}`;
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

function customValueText(field: Row, found: JsonValue, view: View): string {
  if (found === null) return 'null';
  switch (field.type) {
    case 'decimal':
      return decimalText(found);
    case 'select':
      return choiceText(field, found, view);
    case 'multiselect':
      return Array.isArray(found) ? `[${found.map((each) => choiceText(field, each, view))}]` : 'null';
    case 'object':
      return typeof found === 'number' ? relatedText(field, found, view) : 'null';
    case 'multiobject':
      if (!Array.isArray(found)) return 'null';
      return `[${found.filter((id) => typeof id === 'number').map((id) => relatedText(field, id, view))}]`;
    default:
      return JSON.stringify(found);
  }
}

/** NetBox answers `{value, label}` from 4.7 on, the bare value before. */
function choiceText(field: Row, found: JsonValue, view: View): string {
  if (!isAtLeast(view.version, '4.7')) return JSON.stringify(found);
  const set = view.store.get('extras/custom-field-choice-sets', idOf(field, 'choice_set'));
  const choices = Array.isArray(set?.extra_choices) ? set.extra_choices : [];
  const choice = choices.find((pair) => Array.isArray(pair) && pair[0] === found);
  return JSON.stringify({ value: found, label: Array.isArray(choice) ? choice[1] : found });
}

function relatedText(field: Row, id: number, view: View): string {
  const type = textOf(field, 'related_object_type');
  const table = view.store.tables.values().find((each) => each.model.contentType === type);
  return table ? view.embedded(table.model.endpoint, id) : 'null';
}
