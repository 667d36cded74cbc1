import { SyncError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Query } from '../django-rest/query.ts';
import type { NetBoxApi } from './product.ts';

const CHANGES = 'core.object-changes';
const fields: Query = [
  ['limit', 1],
  ['fields', 'id,time'],
];

/**
 * The newest entry of the change log, as `<id> <time>`. A restored database has given that id to another entry,
 * or has none of it.
 *
 * @returns undefined when the log is empty or may not be read
 */
export async function newestChange(api: NetBoxApi, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { page } = await api.list(CHANGES, [['ordering', '-time'], ...fields], signal);
    const [newest] = page.rows;
    return newest && markOf(newest.data);
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return undefined;
    throw error;
  }
}

/** False when the entry is gone or another one has its id; also when the log may no longer be read. */
export async function holdsChange(api: NetBoxApi, mark: string, signal: AbortSignal): Promise<boolean> {
  const [id = ''] = mark.split(' ');
  try {
    const { page } = await api.list(CHANGES, [['id', id], ...fields], signal);
    return page.rows.some(({ data }) => markOf(data) === mark);
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return false;
    throw error;
  }
}

function markOf(data: JsonObject): string {
  return `${data.id} ${data.time}`;
}
