import { computed, type Field, type Row } from '../fields.ts';
import { idOf, type Model, type SortValue, textOf } from '../model.ts';
import type { View } from '../view.ts';

/** Display and order of most models: their name. */
export const byName: Pick<Model, 'display' | 'sortKey'> = {
  display: (row) => textOf(row, 'name'),
  sortKey: (row) => [textOf(row, 'name'), row.id],
};

/** Name and slug are unique, each by itself. */
export const uniqueNameAndSlug = [{ fields: ['name'] }, { fields: ['slug'] }];

/** The names from the root of a tree down to the row, the order in which NetBox lists trees. */
export function pathOf(row: Row, endpoint: string, view: View): SortValue[] {
  const names: SortValue[] = [];
  for (
    let at: Row | undefined = row;
    at && names.length < 50;
    at = view.store.get(endpoint, idOf(at, 'parent'))
  ) {
    names.unshift(textOf(at, 'name'));
  }
  return names;
}

/** Display, order and `_depth` of a model whose rows form a tree. */
export function tree(endpoint: string): Pick<Model, 'display' | 'sortKey'> {
  return {
    display: (row) => textOf(row, 'name'),
    sortKey: (row, view) => [pathOf(row, endpoint, view).join('\u0001'), row.id],
  };
}

export function depth(endpoint: string): Field {
  return computed('_depth', [endpoint], (row, view) => String(pathOf(row, endpoint, view).length - 1));
}

/** The representation of a tree's parent. */
export const PARENT = ['id', 'url', 'display_url', 'display', 'name', 'slug', '_depth'];
/** The representation of most objects within others. */
export const PLAIN = ['id', 'url', 'display', 'name', 'slug', 'description'];
