import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import { customFieldsOf } from './field-text.ts';
import type { ChoiceField, Field, ManyField, ReferenceField, Row, ValueField } from './fields.ts';
import { idOf, type Model, textOf } from './model.ts';
import { isNetwork, networkOf, parseNetwork } from './networks.ts';
import type { View } from './view.ts';

/** Errors by field, as NetBox answers them with a 400. */
type Errors = Record<string, JsonValue>;
type Checked = { readonly value: JsonValue } | { readonly error: JsonValue };

const REQUIRED = 'This field is required.';
const NOT_NULL = 'This field may not be null.';

/**
 * Turns the body of a write into stored values; fields that it does not know are ignored, as NetBox does.
 *
 * @param mode `create` and `replace` (PUT) ask for the required fields, `change` (PATCH) does not
 * @throws {Refusal} 400 with the errors of all fields
 */
export function readInput(
  model: Model,
  input: JsonObject,
  mode: 'create' | 'replace' | 'change',
  view: View,
): JsonObject {
  const values: JsonObject = {};
  const errors: Errors = {};
  for (const field of model.fields) {
    const given = input[field.name];
    if (given === undefined) {
      if (mode !== 'change' && isRequired(field)) errors[field.name] = [REQUIRED];
      else if (mode === 'create') setDefault(field, values);
      continue;
    }
    const checked = checkField(field, given, model, view);
    if (checked === undefined) continue;
    if ('error' in checked) errors[field.name] = checked.error;
    else values[field.name] = checked.value;
  }
  for (const name of ['a_terminations', 'b_terminations']) {
    if (model.endpoint === 'dcim/cables' && Array.isArray(input[name])) values[name] = input[name];
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, errors);
  return values;
}

function isRequired(field: Field): boolean {
  return 'required' in field && field.required;
}

function setDefault(field: Field, values: JsonObject): void {
  if (field.kind === 'value' || field.kind === 'choice') values[field.name] = field.default;
  if (field.kind === 'reference') values[field.name] = null;
  if (field.kind === 'many') values[field.name] = [];
  if (field.kind === 'customFields') values[field.name] = {};
}

/** Undefined for a field that cannot be written. */
function checkField(field: Field, given: JsonValue, model: Model, view: View): Checked | undefined {
  switch (field.kind) {
    case 'value':
      return checkValue(field, given);
    case 'choice':
      return checkChoice(field, given);
    case 'reference':
      return field.readOnly ? undefined : checkReference(field, given, view);
    case 'many':
      return checkMany(field, given, view);
    case 'customFields':
      return checkCustomFields(given, model, view);
    default:
      return undefined;
  }
}

function checkValue(field: ValueField, given: JsonValue): Checked {
  if (given === null) return field.nullable ? { value: null } : { error: [NOT_NULL] };
  switch (field.type) {
    case 'json':
      return { value: given };
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : { error: ['Must be a valid boolean.'] };
    case 'integer':
    case 'decimal':
      return checkNumber(field, given);
    default:
      return checkText(field, given);
  }
}

function checkNumber(field: ValueField, given: JsonValue): Checked {
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof number !== 'number' || Number.isNaN(number)) {
    return { error: [`A valid ${field.type === 'integer' ? 'integer' : 'number'} is required.`] };
  }
  if (field.maximum !== undefined && number > field.maximum) {
    return { error: [`Ensure this value is less than or equal to ${field.maximum}.`] };
  }
  if (field.minimum !== undefined && number < field.minimum) {
    return { error: [`Ensure this value is greater than or equal to ${field.minimum}.`] };
  }
  return { value: number };
}

function checkText(field: ValueField, given: JsonValue): Checked {
  if (typeof given !== 'string' && typeof given !== 'number') return { error: ['Not a valid string.'] };
  const text = String(given).trim();
  if (text === '') {
    if (field.required) return { error: ['This field may not be blank.'] };
    return { value: field.nullable ? null : '' };
  }
  if (field.type === 'slug' && !/^[-\p{L}\p{N}_]+$/u.test(text)) {
    return {
      error: ['“slug”', '"slug"'].map(
        (word) => `Enter a valid ${word} consisting of Unicode letters, numbers, underscores, or hyphens.`,
      ),
    };
  }
  if (field.type === 'color' && !/^[0-9a-f]{6}$/.test(text)) {
    return { error: ['Enter a valid hexadecimal RGB color code.'] };
  }
  if (field.type === 'address' || field.type === 'prefix') return checkNetwork(field, text);
  if (field.type === 'mac' && !/^([0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(text)) {
    return { error: [`Invalid MAC address format: ${text}`] };
  }
  return { value: text };
}

function checkNetwork(field: ValueField, text: string): Checked {
  if (!parseNetwork(text) || !text.includes('/')) return { error: [`Invalid IP address format: ${text}`] };
  if (field.type === 'prefix' && !isNetwork(text)) {
    const meant = networkOf(text);
    return { error: [`${text} is not a valid prefix.${meant ? ` Did you mean ${meant}?` : ''}`] };
  }
  return { value: text };
}

function checkChoice(field: ChoiceField, given: JsonValue): Checked {
  if (given === null || given === '') {
    if (field.default === null) return { value: null };
    return { error: ['This field may not be blank.'] };
  }
  const asked = isJsonObject(given) ? (given.value ?? null) : given;
  if (typeof asked !== 'string' && typeof asked !== 'number') {
    return { error: ['Value must be passed directly (e.g. "foo": 123); do not use a dictionary or list.'] };
  }
  if (!field.open && !(asked in field.choices)) return { error: [`${asked} is not a valid choice.`] };
  return { value: typeof field.default === 'number' ? Number(asked) : asked };
}

function checkReference(field: ReferenceField, given: JsonValue, view: View): Checked {
  if (given === null) return field.required ? { error: [NOT_NULL] } : { value: null };
  return findRelated(field.to, given, view);
}

function checkMany(field: ManyField, given: JsonValue, view: View): Checked {
  if (!Array.isArray(given)) return { error: { __all__: ['Expected a list of items but got type "str".'] } };
  const ids: JsonValue[] = [];
  for (const each of given) {
    const found = findRelated(field.to, each, view);
    if ('error' in found) return found;
    if (!ids.includes(found.value)) ids.push(found.value);
  }
  return { value: ids };
}

/** A related object by its id or by a dictionary of its attributes. */
function findRelated(endpoint: string, given: JsonValue, view: View): Checked {
  if (typeof given === 'number' || (typeof given === 'string' && /^\d+$/.test(given))) {
    if (view.store.get(endpoint, Number(given))) return { value: Number(given) };
    return { error: [`Related object not found using the provided numeric ID: ${given}`] };
  }
  if (!isJsonObject(given)) {
    return {
      error: [
        `Related objects must be referenced by numeric ID or by dictionary of attributes. Received an unrecognized value: ${given}`,
      ],
    };
  }
  const entries = Object.entries(given).filter(([name]) => name !== 'url' && name !== 'display');
  const found = view.store
    .inOrderOfId(endpoint)
    .filter((row) => entries.every(([name, value]) => row[name] === value));
  const [only] = found;
  if (only && found.length === 1) return { value: only.id };
  const shown = entries.map(([name, value]) => `'${name}': ${pythonText(value)}`).join(', ');
  if (found.length > 1) {
    return { error: [`Multiple objects match the provided attributes: {${shown}}`] };
  }
  return { error: [`Related object not found using the provided attributes: {${shown}}`] };
}

function pythonText(value: JsonValue): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

function checkCustomFields(given: JsonValue, model: Model, view: View): Checked {
  if (!isJsonObject(given)) return { error: ['Expected a dictionary.'] };
  const fields = new Map(customFieldsOf(model.contentType, view).map((row) => [textOf(row, 'name'), row]));
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name);
    if (!field) return { error: { [name]: `Custom field '${name}' does not exist for this object type.` } };
    const stored = storedCustomValue(textOf(field, 'type'), value);
    const wrong = customValueError(field, stored, view);
    if (wrong) throw new Refusal(400, { __all__: [`Invalid value for custom field '${name}': ${wrong}`] });
    result[name] = stored;
  }
  return { value: result };
}

function customValueError(field: Row, value: JsonValue, view: View): string | undefined {
  if (value === null) return undefined;
  const set = view.store.get('extras/custom-field-choice-sets', idOf(field, 'choice_set'));
  const choices = Array.isArray(set?.extra_choices) ? set.extra_choices : [];
  const isChoice = (each: JsonValue) => choices.some((pair) => Array.isArray(pair) && pair[0] === each);
  const named = textOf(set, 'name');
  switch (field.type) {
    case 'select':
      return isChoice(value) ? undefined : `Invalid choice (${value}) for choice set ${named}.`;
    case 'multiselect':
      if (Array.isArray(value) && value.every(isChoice)) return undefined;
      return `Invalid choice(s) (${JSON.stringify(value).replaceAll('"', "'")}) for choice set ${named}.`;
    case 'integer':
      return Number.isInteger(value) ? undefined : 'Value must be an integer.';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Value must be true or false.';
    default:
      return undefined;
  }
}

/** Related objects are stored as ids, choices as their values. */
function storedCustomValue(type: string, value: JsonValue): JsonValue {
  const single = (each: JsonValue): JsonValue => {
    if (!isJsonObject(each)) return each;
    return (type.endsWith('object') ? each.id : each.value) ?? null;
  };
  if (type === 'object' || type === 'select') return single(value);
  if (type === 'multiobject' || type === 'multiselect')
    return Array.isArray(value) ? value.map(single) : value;
  return value;
}
