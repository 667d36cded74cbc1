import { SyncError } from '../../errors.ts';
import type { HttpClient } from '../../http/contract.ts';
import { newestChange } from './change-log.ts';
import type { NautobotApi } from './product.ts';

/**
 * The server's own clock. A web server in front of Nautobot sends a `Date`; its own (uWSGI) does not. Then the
 * login page tells: its cookie ends a given number of seconds from now, at a given time. Without a login page
 * the newest entry of the change log does: a time that was, so that more is read again than need be, never less.
 *
 * @returns 1970 when there is nothing to go by: a warm run from then reads everything as changed
 */
export async function readServerTime(http: HttpClient, api: NautobotApi, signal: AbortSignal): Promise<Date> {
  const date = await api.statusDate(signal);
  if (date !== undefined) return date;
  const cookie = await unlessRefused(() => http.send({ method: 'GET', path: '/login/', signal }));
  const told = timeOfCookie(cookie?.headers['set-cookie'] ?? '');
  if (told !== undefined) return told;
  const mark = await newestChange(api, signal);
  const newest = new Date(mark?.split(' ')[1] ?? '');
  return Number.isNaN(newest.getTime()) ? new Date(0) : newest;
}

/** A login page may lead to another server, which is none of this one's business. */
async function unlessRefused<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SyncError && error.code !== 'CANCELLED') return undefined;
    throw error;
  }
}

/** `csrftoken=…; expires=Wed, 24 Nov 2027 11:36:14 GMT; Max-Age=31449600` was sent at 11:36:14 today. */
export function timeOfCookie(header: string): Date | undefined {
  const [, expires, maxAge] = /\bexpires=([^;]+);[^,]*?\bmax-age=(\d+)/i.exec(header) ?? [];
  if (expires === undefined || maxAge === undefined) return undefined;
  const time = Date.parse(expires) - Number(maxAge) * 1000;
  return Number.isNaN(time) ? undefined : new Date(time);
}
