import { SyncError } from '../../errors.ts';
import type { NetBoxApi } from './api.ts';
import type { NetBoxRow } from './page.ts';
import type { ReadRequest } from './read-pages.ts';

const MOST_PASSES = 4;

/**
 * All rows of an endpoint by position, for an endpoint that does not page by key. Rows that come and go in
 * between shift the others, so a pass counts only when it met as many rows as the server counts afterwards;
 * otherwise it is repeated. The same row may come more than once.
 * @throws SyncError INCOMPLETE_READ when no pass adds up
 */
export async function* readByOffset(
  api: NetBoxApi,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NetBoxRow[]> {
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    const met = new Set<number>();
    let read = 0;
    for (let more = true; more; ) {
      const { page } = await api.list(
        request.endpoint,
        [['ordering', 'id'], ['limit', request.pageSize], ['offset', read], ...request.query],
        signal,
      );
      for (const { id } of page.rows) met.add(id);
      read += page.rows.length;
      more = page.more;
      yield page.rows;
    }
    const { page } = await api.list(request.endpoint, [['limit', 1], ...request.query], signal);
    if (met.size === read && page.count === met.size) return;
  }
  throw new SyncError({
    code: 'INCOMPLETE_READ',
    message: `NetBox: ${request.endpoint} changed during each of ${MOST_PASSES} reads, so none is known to be complete`,
    hint: 'Run it again when fewer objects come and go there: this endpoint cannot be paged by id.',
  });
}
