import { Refusal } from '../refusal.ts';
import type { Row } from './fields.ts';
import { compileFilters } from './filters.ts';
import { compareSortValues, type Model, type SortValue } from './model.ts';
import { isAtLeast, type Selection, type View, type Wanted } from './view.ts';

const DEFAULT_LIMIT = 50;
const COMMA = Buffer.from(',');
const END = Buffer.from(']}');

export interface ListOptions {
  /** The most rows of a page, whatever `limit` says. */
  readonly maxPageSize: number;
}

/** Answers a list request with its JSON text, in UTF-8. */
export type Lister = (model: Model, query: URLSearchParams) => Buffer;

/** Keeps the sorted rows of the last orders that were asked for. */
export function createLister(view: View, options: ListOptions): Lister {
  const orders = new Map<string, { changes: number; rows: readonly Row[] }>();

  function sorted(model: Model, ordering: string | null): readonly Row[] {
    const key = `${model.endpoint} ${ordering ?? ''}`;
    const known = orders.get(key);
    if (known?.changes === view.store.changes) return known.rows;
    const rows = sortRows(model, ordering, view);
    orders.delete(key);
    orders.set(key, { changes: view.store.changes, rows });
    if (orders.size > 16) orders.delete(orders.keys().next().value ?? '');
    return rows;
  }

  return (model, query) => {
    const page = readPage(query, options, view.version);
    const predicates = compileFilters(model, query, view);
    const matches = (row: Row) => predicates.every((predicate) => predicate(row));
    const selection = view.select(model.endpoint, wantedOf(model, query, view.version));
    if (page.type === 'keyset') return keysetPage(view, model, query, page, matches, selection);
    const all = sorted(model, query.get('ordering'));
    const rows = predicates.length === 0 ? all : all.filter(matches);
    const texts = rows.slice(page.offset, page.offset + page.limit).map((row) => view.bytes(row, selection));
    const next = page.offset + page.limit;
    const previous = page.offset - page.limit;
    return pageText(
      rows.length,
      next < rows.length ? address(view, model, query, { limit: page.limit, offset: next }) : null,
      page.offset > 0
        ? address(view, model, query, { limit: page.limit, offset: previous > 0 ? previous : undefined })
        : null,
      texts,
    );
  };
}

function keysetPage(
  view: View,
  model: Model,
  query: URLSearchParams,
  page: KeysetPage,
  matches: (row: Row) => boolean,
  selection: Selection,
): Buffer {
  const all = view.store.inOrderOfId(model.endpoint);
  const rows: Row[] = [];
  for (let at = firstFrom(all, page.start); at < all.length && rows.length < page.limit; at++) {
    const row = all[at];
    if (row && matches(row)) rows.push(row);
  }
  const last = rows.at(-1);
  const full = last !== undefined && rows.length === page.limit;
  return pageText(
    null,
    full ? address(view, model, query, { limit: page.limit, start: last.id + 1 }) : null,
    null,
    rows.map((row) => view.bytes(row, selection)),
  );
}

/** The index of the first row whose id is at least `start`. */
function firstFrom(rows: readonly Row[], start: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.id ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface OffsetPage {
  readonly type: 'offset';
  readonly limit: number;
  readonly offset: number;
}

interface KeysetPage {
  readonly type: 'keyset';
  readonly limit: number;
  readonly start: number;
}

/** `start` came with 4.6; before, it is one more unknown filter that is ignored. */
function readPage(query: URLSearchParams, options: ListOptions, version: string): OffsetPage | KeysetPage {
  const asked = wholeNumber(query.get('limit')) ?? DEFAULT_LIMIT;
  const limit = Math.min(asked === 0 ? options.maxPageSize : asked, options.maxPageSize);
  const startText = query.get('start');
  if (startText === null || !isAtLeast(version, '4.6')) {
    return { type: 'offset', limit, offset: wholeNumber(query.get('offset')) ?? 0 };
  }
  if (query.has('offset')) throw new Refusal(400, ["'start' and 'offset' are mutually exclusive."]);
  if (query.get('ordering')) {
    throw new Refusal(400, ['Ordering cannot be specified in conjunction with cursor-based pagination.']);
  }
  const start = wholeNumber(startText);
  if (start === undefined) {
    throw new Refusal(400, ["Invalid 'start' parameter: must be a non-negative integer."]);
  }
  return { type: 'keyset', limit, start };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * The fields of the answer: `fields` before `omit` before `brief`. `exclude=config_context` counts as `omit`
 * before 4.7, from then on it is ignored.
 */
export function wantedOf(model: Model, query: URLSearchParams, version: string): Wanted {
  const fields = query.getAll('fields').at(-1);
  if (fields) return { type: 'fields', names: fields.split(',') };
  const omit = query.getAll('omit').at(-1);
  if (omit) return { type: 'omit', names: omit.split(',') };
  const brief = query.get('brief');
  const briefShape = model.shapes.brief ?? [];
  if (brief && briefShape.length > 0) return { type: 'shape', name: 'brief' };
  const exclude = query.get('exclude');
  if (exclude === 'config_context' && !isAtLeast(version, '4.7')) return { type: 'omit', names: [exclude] };
  return { type: 'full' };
}

function sortRows(model: Model, ordering: string | null, view: View): readonly Row[] {
  const rows = view.store.inOrderOfId(model.endpoint);
  const keys = (ordering ?? '').split(',').filter((key) => isSortable(model, key.replace(/^-/, '')));
  if (keys.length === 1 && (keys[0] === 'id' || keys[0] === 'pk')) return rows;
  const signs = keys.map((key) => (key.startsWith('-') ? -1 : 1));
  const keyed = rows.map((row) => ({ row, key: sortKeyOf(model, keys, row, view) }));
  keyed.sort((left, right) => {
    if (keys.length === 0) return compareSortValues(left.key, right.key);
    for (const [index, sign] of signs.entries()) {
      const order = sign * compareSortValues([left.key[index] ?? null], [right.key[index] ?? null]);
      if (order !== 0) return order;
    }
    return left.row.id - right.row.id;
  });
  return keyed.map(({ row }) => row);
}

function isSortable(model: Model, name: string): boolean {
  if (['id', 'pk', 'created', 'last_updated', 'time'].includes(name)) return true;
  return model.fields.some(
    (field) => field.name === name && ['value', 'choice', 'reference'].includes(field.kind),
  );
}

function sortKeyOf(model: Model, keys: readonly string[], row: Row, view: View): readonly SortValue[] {
  if (keys.length === 0) return model.sortKey(row, view);
  return keys.map((key) => {
    const name = key.replace(/^-/, '');
    if (name === 'time') return row.created;
    const field = model.fields.find((each) => each.name === name);
    const found = row[name === 'pk' ? 'id' : name] ?? null;
    if (field?.kind === 'reference' && typeof found === 'number') return view.display(field.to, found);
    return typeof found === 'number' || typeof found === 'string'
      ? found
      : found === null
        ? null
        : String(found);
  });
}

/** The address of another page: the same query with its names sorted, as NetBox writes it. */
function address(
  view: View,
  model: Model,
  query: URLSearchParams,
  changes: Readonly<Record<string, number | undefined>>,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, String(value));
  }
  next.sort();
  return `${view.base}/api/${model.endpoint}/?${next}`;
}

function pageText(
  count: number | null,
  next: string | null,
  previous: string | null,
  texts: readonly Buffer[],
): Buffer {
  const links = `"next":${JSON.stringify(next)},"previous":${JSON.stringify(previous)}`;
  const pieces: Uint8Array[] = [Buffer.from(`{"count":${count},${links},"results":[`)];
  for (const text of texts) {
    if (pieces.length > 1) pieces.push(COMMA);
    pieces.push(text);
  }
  pieces.push(END);
  return Buffer.concat(pieces);
}
