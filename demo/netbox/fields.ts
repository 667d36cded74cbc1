import type { JsonValue } from '../../src/json.ts';
import { formatStamp } from '../stamps.ts';
import type { Model } from './model.ts';
import type { View } from './view.ts';

/** A stored object: references are ids, choices their raw values, stamps microseconds since 1970. */
export interface Row {
  readonly id: number;
  readonly created: number;
  readonly last_updated: number;
  readonly [field: string]: JsonValue;
}

/**
 * What happens to a row when what it refers to is deleted, as NetBox answers:
 * `protect` 409, `cascade` the row goes too, `clear` set to null by a save (stamped and logged), `detach` set to
 * null in the database only (nothing shows it).
 */
export type OnDelete = 'protect' | 'cascade' | 'clear' | 'detach';

/** What the text of a stored value looks like in an answer and what a write may set. */
export type ValueType =
  | 'text'
  | 'slug'
  | 'color'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'json'
  | 'address'
  | 'prefix'
  | 'mac';

interface Named {
  readonly name: string;
  /** The first version (major.minor) whose API has the field. */
  readonly since?: string;
}

export interface ValueField extends Named {
  readonly kind: 'value';
  readonly type: ValueType;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly default: JsonValue;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ChoiceField extends Named {
  readonly kind: 'choice';
  /** Value to label. */
  readonly choices: Readonly<Record<string, string>>;
  /** Null for a field that may be empty. */
  readonly default: string | number | null;
  readonly required: boolean;
  /** Accepts values that the table does not list, as their own label: NetBox knows more of them than this server. */
  readonly open: boolean;
  /** The answer has the bare value, not `{value, label}`. */
  readonly bare: boolean;
}

export interface ReferenceField extends Named {
  readonly kind: 'reference';
  readonly to: string;
  readonly required: boolean;
  readonly onDelete: OnDelete;
  /** Which representation of the other object is embedded. */
  readonly shape: string;
  readonly readOnly: boolean;
}

/** A pair of columns (`scope_type`, `scope_id`) that may point to several models, and the object itself. */
export interface GenericField extends Named {
  readonly kind: 'generic';
  readonly to: readonly string[];
  readonly onDelete: OnDelete;
}

export interface ManyField extends Named {
  readonly kind: 'many';
  readonly to: string;
  readonly shape: string;
}

export interface ComputedField extends Named {
  readonly kind: 'computed';
  /** The endpoints whose rows the text depends on. */
  readonly needs: readonly string[];
  /** The JSON text. */
  readonly text: (row: Row, view: View, model: Model) => string;
}

/** The object's name as NetBox shows it. */
export interface DisplayField extends Named {
  readonly kind: 'display';
}

export interface CustomFieldsField extends Named {
  readonly kind: 'customFields';
}

export type Field =
  | ValueField
  | ChoiceField
  | ReferenceField
  | GenericField
  | ManyField
  | ComputedField
  | DisplayField
  | CustomFieldsField;

interface ValueOptions {
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly default?: JsonValue;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly since?: string;
}

/** A stored value; without options a text that is empty until it is set. */
export function value(name: string, type: ValueType = 'text', options: ValueOptions = {}): ValueField {
  const fallback = options.nullable ? null : type === 'boolean' ? false : '';
  return {
    kind: 'value',
    name,
    type,
    required: options.required ?? false,
    nullable: options.nullable ?? false,
    default: options.default ?? fallback,
    ...(options.minimum === undefined ? {} : { minimum: options.minimum }),
    ...(options.maximum === undefined ? {} : { maximum: options.maximum }),
    ...(options.since === undefined ? {} : { since: options.since }),
  };
}

interface ChoiceOptions {
  readonly required?: boolean;
  readonly open?: boolean;
  readonly bare?: boolean;
  readonly since?: string;
}

export function choice(
  name: string,
  choices: Readonly<Record<string, string>>,
  fallback: string | number | null = null,
  options: ChoiceOptions = {},
): ChoiceField {
  return {
    kind: 'choice',
    name,
    choices,
    default: fallback,
    required: options.required ?? false,
    open: options.open ?? false,
    bare: options.bare ?? false,
    ...(options.since === undefined ? {} : { since: options.since }),
  };
}

interface ReferenceOptions {
  readonly required?: boolean;
  readonly shape?: string;
  readonly readOnly?: boolean;
  readonly since?: string;
}

/** A reference to one object of another endpoint. */
export function reference(
  name: string,
  to: string,
  onDelete: OnDelete,
  options: ReferenceOptions = {},
): ReferenceField {
  return {
    kind: 'reference',
    name,
    to,
    onDelete,
    required: options.required ?? false,
    shape: options.shape ?? 'nested',
    readOnly: options.readOnly ?? false,
    ...(options.since === undefined ? {} : { since: options.since }),
  };
}

/** The parent within a tree. */
export function parent(endpoint: string): ReferenceField {
  return reference('parent', endpoint, 'cascade', { shape: 'parent' });
}

/** References to several objects of another endpoint. */
export function many(name: string, to: string, shape = 'nested'): ManyField {
  return { kind: 'many', name, to, shape };
}

export function generic(name: string, to: readonly string[], onDelete: OnDelete): GenericField {
  return { kind: 'generic', name, to, onDelete };
}

export function computed(
  name: string,
  needs: readonly string[],
  text: (row: Row, view: View, model: Model) => string,
): ComputedField {
  return { kind: 'computed', name, needs, text };
}

/** A field of the real API that this server does not keep: always the same text. */
export function constant(name: string, text: string, since?: string): ComputedField {
  return { kind: 'computed', name, needs: [], text: () => text, ...(since === undefined ? {} : { since }) };
}

/** How many rows of `endpoint` refer to this one by `field`. */
export function count(name: string, endpoint: string, field: string): ComputedField {
  return computed(name, [endpoint], (row, view) =>
    String(view.store.referrers(endpoint, field, row.id).size),
  );
}

/** Fields that are always null. */
export function nulls(...names: string[]): ComputedField[] {
  return names.map((name) => constant(name, 'null'));
}

/** Counts of things that this server does not keep. */
export function zeros(...names: string[]): ComputedField[] {
  return names.map((name) => constant(name, '0'));
}

/** id, url, display_url, display: how every object begins. */
export const HEAD: readonly Field[] = [
  computed('id', [], (row) => String(row.id)),
  computed('url', [], (row, view, model) => `"${view.base}/api/${model.endpoint}/${row.id}/"`),
  computed(
    'display_url',
    [],
    (row, view, model) => `"${view.base}/${model.page ?? model.endpoint}/${row.id}/"`,
  ),
  { kind: 'display', name: 'display' },
];

export const TAGS: ManyField = many('tags', 'extras/tags', 'tag');
export const CUSTOM_FIELDS: CustomFieldsField = { kind: 'customFields', name: 'custom_fields' };
export const OWNER: ComputedField = constant('owner', 'null', '4.5');
export const STAMPS: readonly Field[] = [
  computed('created', [], (row) => `"${formatStamp(row.created)}"`),
  computed('last_updated', [], (row) => `"${formatStamp(row.last_updated)}"`),
];
