import { SyncError } from '../../errors.ts';
import type { NetBoxRow } from './page.ts';
import type { NetBoxApi } from './product.ts';
import type { ReadRequest } from './read-pages.ts';

const MOST_PASSES = 5;

/**
 * All rows of an endpoint by position, for an endpoint that does not page by key. Rows that come and go in
 * between shift the others. A count alone does not show it: a row that is deleted after it was read makes
 * another be skipped, and the sum is right. So the endpoint is read again until two passes in a row meet the same
 * rows, as many as the server counts: a row deleted in the first of them would be missing from the second.
 * The same row may come more than once.
 * @throws SyncError INCOMPLETE_READ when no two passes agree
 */
export async function* readByOffset(
  api: NetBoxApi,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NetBoxRow[]> {
  let previous: ReadonlySet<number> | undefined;
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    const met = new Set<number>();
    let counted: number | null = null;
    let read = 0;
    for (let more = true; more; ) {
      const { page } = await api.list(
        request.endpoint,
        [['ordering', 'id'], ['limit', request.pageSize], ['offset', read], ...request.query],
        signal,
      );
      for (const { id } of page.rows) met.add(id);
      counted = page.count;
      read += page.rows.length;
      more = page.more;
      yield page.rows;
    }
    if (met.size === counted && previous !== undefined && areSame(met, previous)) return;
    previous = met;
  }
  throw new SyncError({
    code: 'INCOMPLETE_READ',
    message: `NetBox: ${request.endpoint} changed during each of ${MOST_PASSES} reads, so none is known to be complete`,
    hint: 'Run it again when fewer objects come and go there: this endpoint cannot be paged by id.',
  });
}

function areSame(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  if (left.size !== right.size) return false;
  for (const id of left) if (!right.has(id)) return false;
  return true;
}
