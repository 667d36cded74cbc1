import { Refusal } from '../refusal.ts';
import { parseStamp } from '../stamps.ts';
import type { Field, Row } from './fields.ts';
import { idOf, idsOf, type Model, textOf } from './model.ts';
import type { View } from './view.ts';

type Predicate = (row: Row) => boolean;

/** What a query asks of rows; a filter that NetBox does not know is ignored, as NetBox does. */
export function compileFilters(model: Model, query: URLSearchParams, view: View): readonly Predicate[] {
  const predicates: Predicate[] = [];
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name).filter((value) => value !== '');
    if (values.length === 0) continue;
    const predicate = compileFilter(model, name, values, view);
    if (predicate) predicates.push(predicate);
  }
  return predicates;
}

function compileFilter(model: Model, name: string, values: string[], view: View): Predicate | undefined {
  const custom = model.filters?.[name];
  if (custom) return (row) => custom(row, values, view);
  if (model.endpoint === 'core/object-changes') {
    const ofChanges = changeFilter(name, values);
    if (ofChanges) return ofChanges;
  }
  if (name === 'q') return searchFilter(model, values);
  if (name === 'tag') return tagFilter(values, view);
  if (name.startsWith('cf_')) return customFieldFilter(name.slice(3), values);
  const [field = '', lookup] = splitLookup(name);
  if (field === 'id') return numberFilter(name, 'id', lookup, values);
  if (field === 'last_updated' || field === 'created') {
    return model.stamped === false ? undefined : stampFilter(name, field, lookup, values);
  }
  const known = model.fields.find((each) => each.name === field);
  if (known) return fieldFilter(known, name, lookup, values, view);
  const byId = model.fields.find((each) => each.kind === 'reference' && `${each.name}_id` === field);
  if (byId?.kind === 'reference') return referenceIdFilter(byId.name, byId.to, name, lookup, values, view);
  return undefined;
}

function splitLookup(name: string): [string, string | undefined] {
  const at = name.lastIndexOf('__');
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 2)];
}

function refuseValue(name: string, text: string): never {
  throw new Refusal(400, { [name]: [text] });
}

function refuseChoice(name: string, value: string): never {
  return refuseValue(name, `Select a valid choice. ${value} is not one of the available choices.`);
}

/** NetBox has no `in` lookup: `id__in` is ignored without a word. */
function numberFilter(
  name: string,
  field: string,
  lookup: string | undefined,
  values: readonly string[],
): Predicate | undefined {
  const compare = comparison(lookup);
  if (!compare) return undefined;
  const numbers = values.map((value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) refuseValue(name, 'Enter a whole number.');
    return Number(value);
  });
  if (lookup === undefined) {
    const wanted = new Set(numbers);
    return (row) => wanted.has(Number(row[field] ?? Number.NaN));
  }
  if (lookup === 'n') return (row) => !numbers.includes(Number(row[field] ?? Number.NaN));
  return (row) => numbers.some((number) => compare(Number(row[field] ?? Number.NaN), number));
}

/** Several values of one lookup count as "or". */
function stampFilter(
  name: string,
  field: 'last_updated' | 'created',
  lookup: string | undefined,
  values: readonly string[],
): Predicate | undefined {
  const compare = comparison(lookup);
  if (!compare) return undefined;
  const stamps = values.map((value) => parseStamp(value) ?? refuseValue(name, 'Enter a valid date/time.'));
  if (lookup === 'n') return (row) => !stamps.includes(row[field]);
  return (row) => stamps.some((stamp) => compare(row[field], stamp));
}

function comparison(lookup: string | undefined): ((left: number, right: number) => boolean) | undefined {
  switch (lookup) {
    case undefined:
      return (left, right) => left === right;
    case 'n':
      return (left, right) => left !== right;
    case 'gte':
      return (left, right) => left >= right;
    case 'gt':
      return (left, right) => left > right;
    case 'lte':
      return (left, right) => left <= right;
    case 'lt':
      return (left, right) => left < right;
    default:
      return undefined;
  }
}

function fieldFilter(
  field: Field,
  name: string,
  lookup: string | undefined,
  values: readonly string[],
  view: View,
): Predicate | undefined {
  if (field.kind === 'reference') return referenceKeyFilter(field.name, field.to, name, lookup, values, view);
  if (field.kind === 'choice') {
    const wrong = values.find((value) => !(value in field.choices));
    if (wrong !== undefined && !field.open) refuseChoice(name, wrong);
    const negated = lookup === 'n';
    if (lookup !== undefined && !negated) return undefined;
    return (row) => values.includes(String(row[field.name] ?? field.default ?? '')) !== negated;
  }
  if (field.kind !== 'value') return undefined;
  if (field.type === 'integer' || field.type === 'decimal') {
    return numberFilter(name, field.name, lookup, values);
  }
  if (field.type === 'boolean') {
    if (lookup !== undefined) return undefined;
    return (row) => values.some((each) => isTrue(each) === ((row[field.name] ?? field.default) === true));
  }
  return field.type === 'json' ? undefined : textFilter(field.name, lookup, values);
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true' || value === '1';
}

function textFilter(
  field: string,
  lookup: string | undefined,
  values: readonly string[],
): Predicate | undefined {
  const lower = values.map((value) => value.toLowerCase());
  const test = (check: (text: string, value: string) => boolean) => (row: Row) =>
    lower.some((value) => check(textOf(row, field).toLowerCase(), value));
  switch (lookup) {
    case undefined:
      return (row) => values.includes(textOf(row, field));
    case 'n':
      return (row) => !values.includes(textOf(row, field));
    case 'ie':
      return test((text, value) => text === value);
    case 'ic':
      return test((text, value) => text.includes(value));
    case 'nic':
      return test((text, value) => !text.includes(value));
    case 'isw':
      return test((text, value) => text.startsWith(value));
    case 'iew':
      return test((text, value) => text.endsWith(value));
    case 'empty':
      return (row) => values.some((value) => isTrue(value) === (textOf(row, field) === ''));
    default:
      return undefined;
  }
}

/** `site_id=3`; `null` means those without. An id that does not exist is a 400. */
function referenceIdFilter(
  field: string,
  to: string,
  name: string,
  lookup: string | undefined,
  values: readonly string[],
  view: View,
): Predicate | undefined {
  if (lookup !== undefined && lookup !== 'n') return undefined;
  const ids = values.map((value) => {
    if (value === 'null') return null;
    if (!/^\d+$/.test(value)) refuseValue(name, `“${value}” is not a valid value.`);
    if (!view.store.get(to, Number(value))) refuseChoice(name, value);
    return Number(value);
  });
  const wanted = withDescendants(new Set(ids), field, to, view);
  return (row) => wanted.has(idOf(row, field)) !== (lookup === 'n');
}

/** `site=ber000`: by slug where the other model has one, by name (or rd) where it has not. */
function referenceKeyFilter(
  field: string,
  to: string,
  name: string,
  lookup: string | undefined,
  values: readonly string[],
  view: View,
): Predicate | undefined {
  if (lookup !== undefined && lookup !== 'n') return undefined;
  const { model } = view.store.table(to);
  const key = ['slug', 'rd', 'name'].find((each) => model.fields.some((known) => known.name === each));
  if (!key) return undefined;
  const ids = new Set<number | null>();
  for (const value of values) {
    if (value === 'null') ids.add(null);
    const found = view.store.inOrderOfId(to).filter((row) => row[key] === value);
    if (found.length === 0 && value !== 'null') refuseChoice(name, value);
    for (const row of found) ids.add(row.id);
  }
  const wanted = withDescendants(ids, field, to, view);
  return (row) => wanted.has(idOf(row, field)) !== (lookup === 'n');
}

/** A region stands for all that lies below it; `parent` alone means the parent itself. */
function withDescendants(
  ids: ReadonlySet<number | null>,
  field: string,
  to: string,
  view: View,
): ReadonlySet<number | null> {
  const isTree = view.store.table(to).model.fields.some((each) => each.name === 'parent' && 'to' in each);
  if (!isTree || field === 'parent' || to === 'dcim/interfaces') return ids;
  const all = new Set(ids);
  for (const id of all) {
    if (id === null) continue;
    for (const child of view.store.referrers(to, 'parent', id)) all.add(child);
  }
  return all;
}

/** Several tags count as "and". */
function tagFilter(values: readonly string[], view: View): Predicate {
  const ids = values.map((value) => {
    const tag = view.store.inOrderOfId('extras/tags').find((row) => row.slug === value);
    return tag?.id ?? refuseChoice('tag', value);
  });
  return (row) => ids.every((id) => idsOf(row, 'tags').includes(id));
}

function customFieldFilter(name: string, values: readonly string[]): Predicate {
  return (row) => {
    const data = row.custom_fields;
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
    return values.includes(String(data[name] ?? ''));
  };
}

function searchFilter(model: Model, values: readonly string[]): Predicate {
  const fields = model.searched ?? ['name'];
  const wanted = values.map((value) => value.toLowerCase());
  return (row) =>
    wanted.every((value) => fields.some((field) => textOf(row, field).toLowerCase().includes(value)));
}

/** The change log's own filters; `time__gte` is not among them and is ignored. */
function changeFilter(name: string, values: readonly string[]): Predicate | undefined {
  if (name === 'time_after' || name === 'time_before') {
    const stamps = values.map(
      (value) => parseStamp(value) ?? refuseValue('time', 'Enter a valid date/time.'),
    );
    const stamp = stamps.at(-1) ?? 0;
    return name === 'time_after' ? (row) => row.created >= stamp : (row) => row.created <= stamp;
  }
  if (name === 'changed_object_type') return (row) => values.includes(textOf(row, name));
  return undefined;
}
