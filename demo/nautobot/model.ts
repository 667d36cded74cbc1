import type { JsonObject, JsonValue } from '../../src/json.ts';

/** A stored object: references are ids, choices their raw values, stamps microseconds since 1970. */
export interface Row {
  readonly id: string;
  readonly created: number;
  readonly last_updated: number;
  readonly [field: string]: JsonValue;
}

/**
 * What happens to a row when what it refers to is deleted: `protect` 409, `cascade` the row goes too, `clear` the
 * column is emptied by the database, which nothing shows.
 */
export type OnDelete = 'protect' | 'cascade' | 'clear';

export type Field =
  | { readonly kind: 'value'; readonly name: string; readonly default: JsonValue }
  | {
      readonly kind: 'choice';
      readonly name: string;
      /** Value to label. */
      readonly choices: Readonly<Record<string, string>>;
      readonly default: string | null;
    }
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly to: string;
      readonly onDelete: OnDelete;
    }
  /** References to several objects, kept with the row. */
  | { readonly kind: 'set'; readonly name: string; readonly to: string }
  /** References to several objects by rows of another endpoint, whose columns are named. */
  | {
      readonly kind: 'through';
      readonly name: string;
      readonly to: string;
      readonly by: string;
      readonly own: string;
      readonly other: string;
    }
  /** How many rows of an endpoint refer to this one by a column. */
  | { readonly kind: 'count'; readonly name: string; readonly of: string; readonly by: string }
  | { readonly kind: 'customFields' };

/** One endpoint of the API as this server knows it. */
export interface Model {
  /** The path under `/api/`, such as `dcim/devices`. */
  readonly endpoint: string;
  /** As `object_type` names it, such as `dcim.device`. */
  readonly objectType: string;
  /** The list's name in GraphQL; undefined for one that GraphQL does not know. */
  readonly list: string | undefined;
  readonly fields: readonly Field[];
  /** The text that lists are sorted by; several rows may have the same. */
  readonly sortField: string;
  /** `filter` takes `last_updated__gte`, `field` refuses it and has the field, `none` has neither. */
  readonly stamps: 'filter' | 'field' | 'none';
  /** False for rows between two others, of which the change log says nothing. */
  readonly logged: boolean;
}

export function value(name: string, fallback: JsonValue = ''): Field {
  return { kind: 'value', name, default: fallback };
}

export function choice(
  name: string,
  choices: Readonly<Record<string, string>>,
  fallback: string | null = null,
): Field {
  return { kind: 'choice', name, choices, default: fallback };
}

export function reference(name: string, to: string, onDelete: OnDelete): Field {
  return { kind: 'reference', name, to, onDelete };
}

export function set(name: string, to: string): Field {
  return { kind: 'set', name, to };
}

export function through(name: string, to: string, by: string, own: string, other: string): Field {
  return { kind: 'through', name, to, by, own, other };
}

export function count(name: string, of: string, by: string): Field {
  return { kind: 'count', name, of, by };
}

export const TAGS: Field = set('tags', 'extras/tags');
export const CUSTOM_FIELDS: Field = { kind: 'customFields' };

/** A row's columns as they are before anything is set. */
export function defaultsOf(model: Model): JsonObject {
  const defaults: JsonObject = {};
  for (const field of model.fields) {
    if (field.kind === 'value' || field.kind === 'choice') defaults[field.name] = field.default;
    if (field.kind === 'reference') defaults[field.name] = null;
    if (field.kind === 'set') defaults[field.name] = [];
    if (field.kind === 'customFields') defaults.custom_fields = {};
  }
  return defaults;
}

/** A text column, empty when it is null. */
export function textOf(row: Row | undefined, field: string): string {
  const found = row?.[field];
  return typeof found === 'string' ? found : '';
}

/** The ids of a set. */
export function idsOf(row: Row | undefined, field: string): readonly string[] {
  const found = row?.[field];
  return Array.isArray(found) ? found.filter((id) => typeof id === 'string') : [];
}
