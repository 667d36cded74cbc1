import type { IdForm, RestPage, RestRow } from '../django-rest/page.ts';

/** One object as NetBox returned it. */
export type NetBoxRow = RestRow<number>;

/** One page of a list; it has no count when the server pages by key (`start=`, NetBox 4.6 and later). */
export type NetBoxPage = RestPage<number>;

export const netboxIds: IdForm<number> = {
  name: 'a whole number',
  is: (value): value is number => Number.isSafeInteger(value),
};

/** True when ids only rise and none is below the first one asked for. */
export function isInKeyOrder(rows: readonly NetBoxRow[], from: number): boolean {
  let least = from;
  for (const { id } of rows) {
    if (id < least) return false;
    least = id + 1;
  }
  return true;
}
