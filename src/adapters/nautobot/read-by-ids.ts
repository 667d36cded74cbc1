import { pagesOfTasks } from '../django-rest/concurrent-pages.ts';
import { type NautobotApi, type NautobotRow, nautobotIds } from './product.ts';
import type { ReadRequest } from './read-pages.ts';

/** Ids in one request: 4 kB of address, what the most cautious servers and proxies take. */
const IDS_AT_ONCE = 90;

/** Rows of these ids, each once; ids that are gone are not among them. Asks by `id=…&id=…`. */
export async function* readRowsByIds(
  api: NautobotApi,
  request: ReadRequest,
  ids: Iterable<string>,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  const wanted = [...new Set(ids)].filter(nautobotIds.is);
  const size = Math.min(IDS_AT_ONCE, request.pageSize);
  const chunks: (readonly string[])[] = [];
  for (let from = 0; from < wanted.length; from += size) chunks.push(wanted.slice(from, from + size));
  yield* pagesOfTasks(
    chunks,
    async (chunk, taskSignal) => {
      const asked = chunk.map((id) => ['id', id] as const);
      const query = [['limit', size], ...request.query, ...asked] as const;
      const { page } = await api.list(request.endpoint, query, taskSignal);
      const met = new Set(page.rows.map(({ id }) => id));
      // A server whose pages are smaller than asked for.
      const left = page.more ? chunk.filter((id) => !met.has(id)) : [];
      return { page: page.rows, more: left.length > 0 ? [left] : [] };
    },
    request.concurrency,
    signal,
  );
}
