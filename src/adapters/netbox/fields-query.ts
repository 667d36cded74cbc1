import type { Query } from '../django-rest/query.ts';

/** A list of field names longer than this is left out: the request line of NetBox ends at 4,094 bytes. */
const LONGEST_FIELDS = 2000;

/**
 * The `fields` parameter: `id`, `last_updated` and the top level names of the paths. None when everything is
 * wanted.
 * @param paths dotted paths, as in a projection
 */
export function fieldsQuery(paths: readonly string[] | 'everything'): Query {
  if (paths === 'everything') return [];
  const names = new Set(['id', 'last_updated', ...paths.map((path) => path.split('.')[0] ?? path)]);
  const fields = [...names].filter((name) => name !== '').join(',');
  return encodeURIComponent(fields).length > LONGEST_FIELDS ? [] : [['fields', fields]];
}
