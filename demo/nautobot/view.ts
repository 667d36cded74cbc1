import { compareText, type JsonObject, type JsonValue } from '../../src/json.ts';
import { formatStamp } from '../stamps.ts';
import { type Field, idsOf, type Model, type Row, textOf } from './model.ts';
import type { Access } from './permissions.ts';
import type { Store } from './store.ts';

/** How an answer shows its objects. */
export interface Shape {
  /** How deep references are shown as whole objects. */
  readonly depth: number;
  /** Which sets of references are shown. */
  readonly sets: 'all' | 'tags' | 'none';
}

/** What is needed to show a row. */
export interface View {
  readonly store: Store;
  readonly access: Access;
  /** `http://host`, for the addresses of objects. */
  readonly base: string;
}

/** A row as the REST API shows it. */
export function showRow(view: View, model: Model, row: Row, shape: Shape): JsonObject {
  const shown: JsonObject = {
    id: row.id,
    object_type: model.objectType,
    display: displayOf(view.store, model, row),
    url: urlOf(view.base, model, row.id),
    natural_slug: `${displayOf(view.store, model, row).toLowerCase()}_${row.id.slice(0, 4)}`,
  };
  for (const field of model.fields) {
    const value = showField(view, row, field, shape);
    if (value !== undefined) shown[field.kind === 'customFields' ? 'custom_fields' : field.name] = value;
  }
  if (model.endpoint === 'ipam/prefixes') {
    const [network = '', length = '0'] = textOf(row, 'prefix').split('/');
    Object.assign(shown, { network, prefix_length: Number(length), ip_version: 4 });
  }
  if (model.stamps === 'none') return shown;
  const created = formatStamp(row.created);
  return { ...shown, created, last_updated: formatStamp(row.last_updated) };
}

function showField(view: View, row: Row, field: Field, shape: Shape): JsonValue | undefined {
  switch (field.kind) {
    case 'value':
      return row[field.name] ?? null;
    case 'choice': {
      const value = row[field.name] ?? null;
      return value === null ? null : { value, label: field.choices[String(value)] ?? String(value) };
    }
    case 'reference': {
      const id = row[field.name] ?? null;
      return id === null ? null : showReference(view, field.to, String(id), shape);
    }
    case 'set':
    case 'through': {
      const isShown = shape.sets === 'all' || (shape.sets === 'tags' && field.name === 'tags');
      if (!isShown) return undefined;
      return heldIds(view.store, row, field).map((id) => showReference(view, field.to, id, shape));
    }
    case 'count':
      return view.store.rows(field.of).filter((other) => other[field.by] === row.id).length;
    case 'customFields':
      return customFields(view.store, row);
  }
}

/** The ids of a set, kept with the row or by rows between the two, in the order of their objects' names. */
export function heldIds(
  store: Store,
  row: Row,
  field: Extract<Field, { kind: 'set' | 'through' }>,
): readonly string[] {
  const between =
    field.kind === 'set' ? [] : store.rows(field.by).filter((each) => each[field.own] === row.id);
  const ids =
    field.kind === 'set' ? idsOf(row, field.name) : between.map((each) => String(each[field.other]));
  if (ids.length < 2) return ids;
  const { sortField } = store.model(field.to);
  const name = (id: string) => textOf(store.get(field.to, id), sortField);
  return [...ids].sort((left, right) => compareText(name(left), name(right)));
}

/** Bare at depth 0. Deeper, an object that the token may not see is hardly more than bare. */
function showReference(view: View, endpoint: string, id: string, shape: Shape): JsonValue {
  const model = view.store.model(endpoint);
  const bare = { id, object_type: model.objectType, url: urlOf(view.base, model, id) };
  const row = view.store.get(endpoint, id);
  if (shape.depth === 0 || !row) return bare;
  if (!view.access.sees(model, row)) return { ...bare, display: displayOf(view.store, model, row) };
  return showRow(view, model, row, { ...shape, depth: shape.depth - 1 });
}

/** The definitions decide which keys there are, whatever an object's data holds. */
function customFields(store: Store, row: Row): JsonObject {
  const data = (row.custom_fields ?? {}) as JsonObject;
  const defined = store.rows('extras/custom-fields').map((field) => textOf(field, 'key'));
  return Object.fromEntries(defined.sort().map((key) => [key, data[key] ?? null]));
}

function displayOf(store: Store, model: Model, row: Row): string {
  if (model.endpoint === 'ipam/prefixes') {
    const namespace = store.get('ipam/namespaces', textOf(row, 'namespace'));
    return `${textOf(row, 'prefix')}: ${textOf(namespace, 'name')}`;
  }
  if (model.endpoint !== 'dcim/device-types') return textOf(row, model.sortField) || row.id;
  const maker = store.get('dcim/manufacturers', textOf(row, 'manufacturer'));
  return `${textOf(maker, 'name')} ${textOf(row, 'model')}`;
}

function urlOf(base: string, model: Model, id: string): string {
  return `${base}/api/${model.endpoint}/${id}/`;
}
