import { SyncError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Query } from '../django-rest/query.ts';
import type { NautobotApi } from './product.ts';

const CHANGES = 'extras.object-changes';
/** Newest first, which is also the default. */
const newestFirst: Query = [
  ['sort', '-time'],
  ['limit', 1],
  ['depth', 0],
];

/**
 * The newest entry of the change log, as `<id> <time>`. A restored database has none of that id.
 *
 * @returns undefined when the log is empty or may not be read
 */
export async function newestChange(api: NautobotApi, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { page } = await api.list(CHANGES, newestFirst, signal);
    const [newest] = page.rows;
    return newest && markOf(newest.data);
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return undefined;
    throw error;
  }
}

/** False when the entry is gone; also when the log may no longer be read. */
export async function holdsChange(api: NautobotApi, mark: string, signal: AbortSignal): Promise<boolean> {
  const [id = ''] = mark.split(' ');
  try {
    const { page } = await api.list(CHANGES, [['id', id], ...newestFirst], signal);
    return page.rows.some(({ data }) => markOf(data) === mark);
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return false;
    throw error;
  }
}

function markOf(data: JsonObject): string {
  return `${data.id} ${data.time}`;
}
