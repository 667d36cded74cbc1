import type { Field, Row } from './fields.ts';
import type { View } from './view.ts';

/** A rule that no two rows may have the same values in these fields. */
export interface UniqueRule {
  readonly fields: readonly string[];
  /** NetBox's text; without it, the one that NetBox makes up from the names of model and fields. */
  readonly message?: string;
  /** True: two empty values count as the same. */
  readonly nullsEqual?: boolean;
}

/** A filter of one endpoint beyond those that follow from its fields. */
export type CustomFilter = (row: Row, values: readonly string[], view: View) => boolean;

/** One endpoint of the API as this server knows it. */
export interface Model {
  /** The path under `/api/`, such as `dcim/devices`; also the model's name within this server. */
  readonly endpoint: string;
  /** As the change log names it, such as `dcim.device`. */
  readonly contentType: string;
  /** The path of its page, where it is not the endpoint's. */
  readonly page?: string;
  /** As NetBox's messages name it, such as `device type`. */
  readonly verboseName: string;
  /** In the order of the answer. */
  readonly fields: readonly Field[];
  /** Names of the fields of `brief=1` and of other representations; a name after `0:` is answered as 0. */
  readonly shapes: Readonly<Record<string, readonly string[]>>;
  readonly display: (row: Row, view: View) => string;
  /** What display and the sort keys read from other endpoints. */
  readonly displayNeeds?: readonly string[];
  /** What rows are sorted by when nothing else is asked for: numbers, texts (natural order) or null (last). */
  readonly sortKey: (row: Row, view: View) => readonly SortValue[];
  readonly unique?: readonly UniqueRule[];
  readonly searched?: readonly string[];
  readonly filters?: Readonly<Record<string, CustomFilter>>;
  readonly readOnly?: boolean;
  /** False for endpoints that ignore `last_updated` filters. */
  readonly stamped?: boolean;
}

export type SortValue = string | number | null;

const collator = new Intl.Collator('en', { numeric: true });

/** Natural order of texts; null after everything else, as PostgreSQL sorts it. */
export function compareSortValues(left: readonly SortValue[], right: readonly SortValue[]): number {
  for (let index = 0; index < left.length; index++) {
    const a = left[index] ?? null;
    const b = right[index] ?? null;
    if (a === b) continue;
    if (a === null) return 1;
    if (b === null) return -1;
    const order =
      typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    if (order !== 0) return order;
  }
  return 0;
}

/** A text field of a row, empty when it is null. */
export function textOf(row: Row | undefined, field: string): string {
  const found = row?.[field];
  return typeof found === 'string' ? found : '';
}

/** The id that a reference field holds. */
export function idOf(row: Row | undefined, field: string): number | null {
  const found = row?.[field];
  return typeof found === 'number' ? found : null;
}

/** The ids that a many field holds. */
export function idsOf(row: Row, field: string): readonly number[] {
  const found = row[field];
  return Array.isArray(found) ? found.filter((id) => typeof id === 'number') : [];
}
