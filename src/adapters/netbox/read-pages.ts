import { pagesOfTasks, type TaskResult } from '../django-rest/concurrent-pages.ts';
import type { Query } from '../django-rest/query.ts';
import { createRangePlan, type KeyRange } from './key-ranges.ts';
import { isInKeyOrder, type NetBoxPage, type NetBoxRow } from './page.ts';
import type { NetBoxApi } from './product.ts';
import { readByOffset } from './read-by-offset.ts';

/** What is read, and how. */
export interface ReadRequest {
  readonly endpoint: string;
  /** Parameters of every page, such as `fields`. */
  readonly query: Query;
  readonly pageSize: number;
  readonly concurrency: number;
}

/** Thrown inside a read when an endpoint does not page by key, whatever is asked. */
const IGNORES_KEYS = Symbol('ignores keys');

/**
 * All rows of an endpoint, each once, complete while others write: every row that exists throughout is in it.
 *
 * The first page comes in the order of ids and tells how many rows there are and how densely their ids lie. The
 * rest is cut into ranges of ids that are read side by side, each by key: a page begins at an id, not at a
 * position, so rows that come and go shift nothing. NetBox 4.6 and later pages by `start=`; before that
 * `ordering=id` with `id__gte=` does the same. An endpoint that ignores both is read by position and checked.
 */
export async function* readPages(
  api: NetBoxApi,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NetBoxRow[]> {
  const seen = new Set<number>();
  const unseen = (rows: readonly NetBoxRow[]) =>
    rows.filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  try {
    for await (const rows of readByKey(api, request, signal)) yield unseen(rows);
  } catch (error) {
    if (error !== IGNORES_KEYS) throw error;
    for await (const rows of readByOffset(api, request, signal)) yield unseen(rows);
  }
}

async function* readByKey(
  api: NetBoxApi,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NetBoxRow[]> {
  const { endpoint, query, pageSize, concurrency } = request;
  const firstQuery: Query = [['ordering', 'id'], ['limit', pageSize], ...query];
  const { page: first, apiVersion } = await api.list(endpoint, firstQuery, signal);
  if (!isInKeyOrder(first.rows, 0)) throw IGNORES_KEYS;
  yield first.rows;
  if (!first.more) return;

  const readRange = createRangeReader(api, request, hasStart(apiVersion));
  const plan = createRangePlan(first.count ?? first.rows.length);
  yield* pagesOfTasks(
    plan.after({ from: 0, before: undefined }, first),
    async (range: KeyRange, taskSignal): Promise<TaskResult<KeyRange, readonly NetBoxRow[]>> => {
      const page = await readRange(range, taskSignal);
      return { page: page.rows, more: plan.after(range, page) };
    },
    concurrency,
    signal,
  );
}

/** Reads the first page of a range by `start=`, or by filter once the endpoint has shown that it ignores that. */
function createRangeReader(api: NetBoxApi, request: ReadRequest, startsByKey: boolean) {
  let byStart = startsByKey;

  return async function readRange(range: KeyRange, signal: AbortSignal): Promise<NetBoxPage> {
    const upperBound: Query = range.before === undefined ? [] : [['id__lt', range.before]];
    const common: Query = [...upperBound, ['limit', request.pageSize], ...request.query];
    if (byStart) {
      const { page } = await api.list(request.endpoint, [['start', range.from], ...common], signal);
      if (page.count === null && isInKeyOrder(page.rows, range.from)) return withinRange(page, range);
      byStart = false;
    }
    const lowerBound: Query = [
      ['ordering', 'id'],
      ['id__gte', range.from],
    ];
    const { page } = await api.list(request.endpoint, [...lowerBound, ...common], signal);
    if (!isInKeyOrder(page.rows, range.from)) throw IGNORES_KEYS;
    return withinRange(page, range);
  };
}

/** A server that ignores the upper bound gives rows beyond it: those belong to the next range. */
function withinRange(page: NetBoxPage, { before }: KeyRange): NetBoxPage {
  if (before === undefined || (page.rows.at(-1)?.id ?? 0) < before) return page;
  return { ...page, rows: page.rows.filter(({ id }) => id < before), more: false };
}

function hasStart(apiVersion: string | undefined): boolean {
  const [major = 0, minor = 0] = (apiVersion ?? '').split('.').map(Number);
  return major > 4 || (major === 4 && minor >= 6);
}
