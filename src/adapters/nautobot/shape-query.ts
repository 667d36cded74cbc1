import type { Query } from '../django-rest/query.ts';
import { ownFields } from './own-fields.ts';

/**
 * What a request says of the shape of its answer. References stay bare (`depth=0`): nested objects cost three
 * times the time, and what is read of them is looked up. Sets of references are only asked for when one of them
 * is read: Nautobot leaves all but the tags out by default, and those too with `exclude_m2m=true`.
 *
 * @param endpoint in its canonical spelling
 */
export function shapeQuery(endpoint: string, paths: readonly string[] | 'everything'): Query {
  return [['depth', 0], ...setsQuery(endpoint, paths)];
}

function setsQuery(endpoint: string, paths: readonly string[] | 'everything'): Query {
  const fields = ownFields(endpoint);
  if (paths === 'everything' || fields === undefined) return [['exclude_m2m', 'false']];
  const heads = new Set(paths.map((path) => path.split('.')[0] ?? path));
  const read = [...heads].filter((name) => {
    const field = fields.get(name);
    return field === undefined || field.isSet || name === 'content_types';
  });
  if (read.length === 0) return [['exclude_m2m', 'true']];
  const byDefault = read.every((name) => name === 'tags' || name === 'content_types');
  return byDefault ? [] : [['exclude_m2m', 'false']];
}
