import type { JsonObject } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import { parseStamp } from '../stamps.ts';
import type { Model, Row } from './model.ts';
import { type Shape, showRow, type View } from './view.ts';

export interface ListOptions {
  /** The most rows of a page, whatever `limit` says. */
  readonly maxPageSize: number;
  /** `major.minor`: before 2.4 `exclude_m2m` is an unknown filter, before 3.0 all sets are shown by default. */
  readonly version: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One page of a list. Filters that are not known are refused, a `sort` that is not known is ignored. */
export function listRows(
  view: View,
  model: Model,
  query: URLSearchParams,
  address: string,
  options: ListOptions,
): JsonObject {
  const kept = filterRows(view, model, query, options);
  const limit = pageSize(query.get('limit'), options.maxPageSize);
  const offset = wholeNumber(query.get('offset')) ?? 0;
  const sorted = sortRows(model, kept, query.get('sort'), offset);
  const shape = readShape(query, options);
  const page = (start: number) => {
    const next = new URLSearchParams(query);
    next.set('limit', String(limit));
    next.set('offset', String(start));
    return `${address}?${next}`;
  };
  return {
    count: sorted.length,
    next: offset + limit < sorted.length ? page(offset + limit) : null,
    previous: offset > 0 ? page(Math.max(0, offset - limit)) : null,
    results: sorted.slice(offset, offset + limit).map((row) => showRow(view, model, row, shape)),
  };
}

/** How objects are to be shown; `depth` goes to 10. */
export function readShape(query: URLSearchParams, { version }: ListOptions): Shape {
  const depth = Math.min(wholeNumber(query.get('depth')) ?? 0, 10);
  const exclude = query.get('exclude_m2m');
  if (exclude === null) return { depth, sets: version >= 3 ? 'tags' : 'all' };
  return { depth, sets: /^(true|1|yes|on|t|y)$/i.test(exclude) ? 'none' : 'all' };
}

function filterRows(
  view: View,
  model: Model,
  query: URLSearchParams,
  { version }: ListOptions,
): readonly Row[] {
  let rows = view.store.rows(model.endpoint).filter((row) => view.access.sees(model, row));
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    if (['limit', 'offset', 'sort', 'depth', 'include', 'format'].includes(name)) continue;
    if (name === 'exclude_m2m' && version >= 2.4) continue;
    if (name === 'id') {
      if (!values.every((id) => UUID.test(id))) throw new Refusal(400, { id: ['Enter a valid UUID.'] });
      rows = rows.filter(({ id }) => values.includes(id));
    } else if (name === 'last_updated__gte' && model.stamps === 'filter') {
      const [since] = values
        .slice(-1)
        .map((text) => (text === '' ? Number.NEGATIVE_INFINITY : parseStamp(text)));
      if (since === undefined) throw new Refusal(400, { last_updated__gte: ['Enter a valid date/time.'] });
      rows = rows.filter((row) => row.last_updated >= since);
    } else if (model.endpoint === 'extras/object-changes' && name === 'action') {
      rows = rows.filter((row) => values.includes(String(row.action)));
    } else if (model.endpoint === 'extras/object-changes' && name === 'time__gte') {
      const since = parseStamp(values.at(-1) ?? '') ?? 0;
      rows = rows.filter((row) => row.created >= since);
    } else if (model.fields.some((field) => field.kind !== 'customFields' && field.name === name)) {
      rows = rows.filter((row) => values.includes(String(row[name])));
    } else throw new Refusal(400, { [name]: ['Unknown filter field'] });
  }
  return rows;
}

/**
 * By name where nothing else is asked for: rows of the same name come in whatever order the database finds them
 * in, which differs from page to page, so that some come twice and others never.
 */
function sortRows(model: Model, rows: readonly Row[], sort: string | null, offset: number): readonly Row[] {
  const down = sort?.startsWith('-') ?? false;
  const asked = sort?.replace(/^-/, '');
  const isKnown =
    asked === 'id' ||
    asked === 'created' ||
    model.fields.some((field) => 'name' in field && field.name === asked);
  const field = asked !== undefined && isKnown ? asked : model.sortField;
  const isLog = model.endpoint === 'extras/object-changes' && !isKnown;
  const mixed = (row: Row) =>
    ((Number.parseInt(row.id.slice(0, 6), 16) ^ (offset * 7919)) * 2654435761) >>> 0;
  const compare = (left: Row, right: Row): number => {
    const [a, b] = [left[field] ?? '', right[field] ?? ''];
    if (a === b) return mixed(left) - mixed(right);
    return a < b ? -1 : 1;
  };
  const sorted = [...rows].sort(compare);
  return down || isLog ? sorted.reverse() : sorted;
}

function pageSize(text: string | null, most: number): number {
  const asked = wholeNumber(text);
  if (asked === undefined) return Math.min(50, most);
  return asked === 0 ? most : Math.min(asked, most);
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
