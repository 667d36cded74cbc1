import { SyncError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { ListAnswer } from './answer.ts';
import type { Query, RestApi } from './api.ts';
import { at } from './endpoint.ts';
import type { EndpointSettings } from './settings.ts';

/** One object as the API returned it. */
export interface RestRow {
  readonly id: string;
  readonly data: JsonObject;
}

export interface RowsRequest {
  readonly endpoint: string;
  readonly query: Query;
}

const MOST_PASSES = 6;
/** A server that never comes to an end is at fault. */
const MOST_PAGES = 100_000;

/**
 * All rows of an endpoint, each once. Rows that come and go while pages are read shift the others, and neither a
 * count nor the order of a server that is not known tells what was skipped. So what takes several pages is read
 * again until two passes in a row meet the same ids, as many as the server counts. Pages that are told by a cursor
 * do not shift, and one answer with everything cannot.
 * @throws SyncError INCOMPLETE_READ when no two passes agree
 */
export async function* readRows(
  api: RestApi,
  request: RowsRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly RestRow[]> {
  const endpoint = api.settings.endpoint(request.endpoint);
  let previous: ReadonlyMap<string, RestRow> | undefined;
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    const met = new Map<string, RestRow>();
    let total: number | undefined;
    let pages = 0;
    for await (const answer of pagesOf(api, request, endpoint, signal)) {
      const before = met.size;
      for (const row of rowsWithIds(answer, request.endpoint, endpoint, api)) met.set(row.id, row);
      total = answer.total ?? total;
      pages += 1;
      // A page without anything new: the server repeats itself, as one does that knows no pages.
      if (pages > 1 && met.size === before) break;
    }
    const settled = pages <= 1 || endpoint.pagination.type === 'cursor' || sameIds(met, previous);
    if (settled && (total === undefined || total === met.size)) {
      yield [...met.values()];
      return;
    }
    previous = met;
  }
  throw new SyncError({
    code: 'INCOMPLETE_READ',
    message: `${api.title}: ${request.endpoint} changed during each of ${MOST_PASSES} reads, or does not give as many rows as it counts`,
    hint: 'Run it again when fewer objects come and go there, ask for larger pages, or sort by id with `params` if the server can.',
  });
}

async function* pagesOf(
  api: RestApi,
  { endpoint: name, query: more }: RowsRequest,
  endpoint: EndpointSettings,
  signal: AbortSignal,
): AsyncGenerator<ListAnswer> {
  let received = 0;
  let address: string | undefined;
  let step: Query | undefined = firstStep(endpoint);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = [...Object.entries(endpoint.params), ...more, ...(step ?? [])];
    const answer: ListAnswer =
      address === undefined
        ? await api.list(name, query, signal, page > 0 && endpoint.pagination.type === 'page')
        : await api.follow(name, address, signal);
    yield answer;
    received += answer.rows.length;
    if (answer.rows.length === 0) return;
    const next = nextStep(endpoint, answer, page, received);
    if (next === undefined) return;
    address = typeof next === 'string' ? next : undefined;
    step = typeof next === 'string' ? undefined : next;
  }
  throw new Error(`${name} has more than ${MOST_PAGES} pages`);
}

function firstStep({ pagination }: EndpointSettings): Query {
  switch (pagination.type) {
    case 'none':
      return [];
    case 'page':
      return [...sizeOf(pagination), [pagination.parameter, pagination.first]];
    case 'offset':
      return [...sizeOf(pagination), [pagination.parameter, 0]];
    default:
      return sizeOf(pagination);
  }
}

function sizeOf(pagination: { readonly size: number; readonly size_parameter?: string | undefined }): Query {
  return pagination.size_parameter === undefined ? [] : [[pagination.size_parameter, pagination.size]];
}

/** The next page as an address or as parameters; undefined after the last one. */
function nextStep(
  { pagination }: EndpointSettings,
  { body, headers, total, rows }: ListAnswer,
  page: number,
  received: number,
): string | Query | undefined {
  const done = total !== undefined && received >= total;
  switch (pagination.type) {
    case 'none':
      return undefined;
    case 'next-link':
      return textOf(at(body, pagination.field));
    case 'link-header':
      return nextOfLink(headers.link);
    case 'cursor': {
      const cursor = at(body, pagination.field);
      if (cursor === null || cursor === '' || cursor === false) return undefined;
      return [...sizeOf(pagination), [pagination.parameter, String(cursor)]];
    }
    case 'page':
      return done ? undefined : [...sizeOf(pagination), [pagination.parameter, pagination.first + page + 1]];
    case 'offset':
      // By what came, not by what was asked for: a server may give fewer rows to a page than that.
      return done || rows.length === 0
        ? undefined
        : [...sizeOf(pagination), [pagination.parameter, received]];
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** RFC 8288: `<https://…?page=2>; rel="next", <…>; rel="last"`. */
function nextOfLink(header: string | undefined): string | undefined {
  for (const [, address, parameters] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,]*)*)/g)) {
    if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters ?? '')) return address;
  }
  return undefined;
}

function rowsWithIds(
  answer: ListAnswer,
  name: string,
  { idFields }: EndpointSettings,
  api: RestApi,
): readonly RestRow[] {
  const rows = answer.rows.map((data): RestRow => {
    const id = idOf(data, idFields);
    if (id !== undefined) return { id, data };
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `${api.title}: ${name} lists an object without ${quoted(idFields)}, by which objects are told apart; it has ${Object.keys(data).slice(0, 8).join(', ')}`,
      hint: 'Set id_field, for this endpoint alone below `endpoints`, to a field that every object has a different value in.',
    });
  });
  const twice = rows.find(({ id }, index) => index > 0 && rows[index - 1]?.id === id);
  if (twice === undefined && new Set(rows.map(({ id }) => id)).size === rows.length) return rows;
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${api.title}: ${name} lists two objects with one ${quoted(idFields)} in one answer${twice === undefined ? '' : `: ${twice.id}`}`,
    hint: 'Set id_field to a field that every object has a different value in.',
  });
}

/** The id that an object tells by the first of these paths that it has; undefined when it has none. */
export function idOf(data: JsonValue, idFields: readonly string[]): string | undefined {
  for (const path of idFields) {
    const id = at(data, path);
    if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return String(id);
  }
  return undefined;
}

function quoted(idFields: readonly string[]): string {
  return idFields.map((name) => `"${name}"`).join(' or ');
}

function sameIds(
  left: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown> | undefined,
): boolean {
  if (right === undefined || left.size !== right.size) return false;
  for (const id of left.keys()) if (!right.has(id)) return false;
  return true;
}
