import { SyncError } from '../../errors.ts';
import { pagesOfTasks } from '../django-rest/concurrent-pages.ts';
import type { Query } from '../django-rest/query.ts';
import type { NautobotApi, NautobotRow } from './product.ts';
import { readRowsByIds } from './read-by-ids.ts';

/** What is read, and how. */
export interface ReadRequest {
  readonly endpoint: string;
  /** Parameters of every page, such as `depth`. */
  readonly query: Query;
  readonly pageSize: number;
  readonly concurrency: number;
}

/** Ids that a read has to have met once it is through; undefined when only reading again can tell. */
export type ExpectedIds = (signal: AbortSignal) => Promise<ReadonlySet<string> | undefined>;

const MOST_PASSES = 5;

/**
 * All rows of an endpoint that match the query, each once, complete while others write: every row that exists
 * throughout is in it.
 *
 * Nautobot pages by position only, and by default in an order that loses rows though nothing changes (places are
 * sorted by a name that several have). `sort=id` is a total order, but rows that come and go still shift the
 * others. So the ids are compared at the end, and what was skipped is read by its id; where the ids cannot be had
 * at once, the endpoint is read again until two reads agree. One page is one moment, and needs neither.
 *
 * @throws SyncError INCOMPLETE_READ when no two reads agree
 */
export async function* readPages(
  api: NautobotApi,
  request: ReadRequest,
  filter: Query,
  expectedIds: ExpectedIds,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  const seen = new Set<string>();
  const unseen = (rows: readonly NautobotRow[]) =>
    rows.filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  const pass: Pass = { met: new Set(), count: 0, pages: 0 };
  for await (const rows of readOnce(api, request, filter, pass, signal)) yield unseen(rows);
  if (pass.pages <= 1) return;
  const expected = await expectedIds(signal);
  if (expected === undefined) {
    for await (const rows of readUntilAgreed(api, request, filter, pass, signal)) yield unseen(rows);
    return;
  }
  const missing = [...expected].filter((id) => !seen.has(id));
  for await (const rows of readRowsByIds(api, request, missing, signal)) yield unseen(rows);
}

/** What one read from the first to the last page has met. */
interface Pass {
  readonly met: Set<string>;
  /** Rows that the server counted at last. */
  count: number;
  pages: number;
}

async function* readOnce(
  api: NautobotApi,
  { endpoint, query, pageSize, concurrency }: ReadRequest,
  filter: Query,
  pass: Pass,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  const readAt = async (offset: number, taskSignal: AbortSignal) => {
    const position: Query = offset === 0 ? [] : [['offset', offset]];
    const fixed: Query = [['sort', 'id'], ['limit', pageSize], ...position];
    const { page } = await api.list(endpoint, [...fixed, ...query, ...filter], taskSignal);
    for (const { id } of page.rows) pass.met.add(id);
    pass.count = page.count ?? page.rows.length;
    pass.pages += 1;
    return page;
  };
  const first = await readAt(0, signal);
  yield first.rows;
  if (!first.more) return;
  // The server may give fewer rows than asked for: what it gave is how far the next page is.
  const step = first.rows.length;
  const offsets: { readonly offset: number }[] = [];
  for (let offset = step; offset < pass.count; offset += step) offsets.push({ offset });
  let furthest = offsets.at(-1)?.offset ?? 0;
  yield* pagesOfTasks(
    offsets,
    async ({ offset }, taskSignal) => {
      const page = await readAt(offset, taskSignal);
      if (!page.more || offset < furthest) return { page: page.rows, more: [] };
      furthest = offset + step;
      return { page: page.rows, more: [{ offset: furthest }] };
    },
    concurrency,
    signal,
  );
}

/** A count alone does not show that a row was skipped: one that is deleted after it was read hides it. */
async function* readUntilAgreed(
  api: NautobotApi,
  request: ReadRequest,
  filter: Query,
  first: Pass,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  let previous = first;
  for (let passes = 2; passes <= MOST_PASSES; passes += 1) {
    const pass: Pass = { met: new Set(), count: 0, pages: 0 };
    yield* readOnce(api, request, filter, pass, signal);
    if (pass.met.size === pass.count && areSame(pass.met, previous.met)) return;
    previous = pass;
  }
  throw new SyncError({
    code: 'INCOMPLETE_READ',
    message: `Nautobot: ${request.endpoint} changed during each of ${MOST_PASSES} reads, so none is known to be complete`,
    hint: 'Run it again when fewer objects come and go there: this endpoint can only be paged by position.',
  });
}

function areSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (left.size !== right.size) return false;
  for (const id of left) if (!right.has(id)) return false;
  return true;
}
