import { SyncError } from '../../errors.ts';
import type { TierReport } from '../contract.ts';
import type { RestApi } from './api.ts';
import { at } from './endpoint.ts';
import { formatMoment, isZoneless, readMoment } from './moments.ts';
import { type RestRow, readRows } from './read-rows.ts';
import type { EndpointSettings } from './settings.ts';
import type { ChangedSince } from './settings-shape.ts';

const LONG_AGO = new Date('2000-01-01T00:00:00Z');
const FAR_AHEAD = new Date('2099-01-01T00:00:00Z');

/**
 * Whether an endpoint can be asked for what changed. Nothing is taken for granted: a parameter that the server does
 * not know gives everything, one whose format it does not understand may give nothing, and one that it takes for
 * its local time leaves hours out. So the server has to give nothing since a time far ahead, something since long
 * ago, and where records tell their time, the newest one since just before it.
 */
export async function probeTier(api: RestApi, endpoint: string, signal: AbortSignal): Promise<TierReport> {
  const settings = api.settings.endpoint(endpoint);
  const { changed_since: since } = settings;
  const never = (reason: string): TierReport => ({ tier: 'NONE', reason });
  if (since === undefined)
    return never(`${endpoint} has no changed_since in the settings, so it is always read in full`);
  if (settings.total === undefined && settings.fields_parameter === undefined)
    return never(
      `${endpoint} tells no total, so that what was deleted shows only in a full read: set \`total\``,
    );
  if (isZoneless(since) && since.field === undefined)
    return never(
      `the format "${since.format}" says no time zone, and without changed_since.field it cannot be checked how the server of ${endpoint} takes it`,
    );
  const ask = (moment: Date) => rowsSince(api, endpoint, since, moment, signal);
  try {
    if ((await ask(FAR_AHEAD)).length > 0)
      return never(`${endpoint} does not heed the parameter "${since.parameter}"`);
    const all = await ask(LONG_AGO);
    if (all.length === 0)
      return never(
        `${endpoint} has no objects, or does not understand "${since.parameter}" in the format "${since.format}"`,
      );
    const newest = newestOf(all, settings);
    if (newest !== undefined && !(await ask(justBefore(newest.moment))).some(({ id }) => id === newest.id))
      return never(
        `${endpoint} does not list its object ${newest.id} as changed since just before its own "${since.field}"`,
      );
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'HTTP_ERROR') throw error;
    return never(`${endpoint} refuses the parameter "${since.parameter}": ${error.message}`);
  }
  return {
    tier: 'TIMESTAMP',
    reason: `${api.title} can list what changed in ${endpoint} since a point in time`,
  };
}

async function rowsSince(
  api: RestApi,
  endpoint: string,
  since: ChangedSince,
  moment: Date,
  signal: AbortSignal,
): Promise<readonly RestRow[]> {
  const rows: RestRow[] = [];
  const query = [[since.parameter, formatMoment(moment, since)]] as const;
  for await (const page of readRows(api, { endpoint, query }, signal)) rows.push(...page);
  return rows;
}

function justBefore(moment: string): Date {
  return new Date(Date.parse(moment) - 1000);
}

function newestOf(
  rows: readonly RestRow[],
  { changed_since: since }: EndpointSettings,
): { readonly id: string; readonly moment: string } | undefined {
  if (since?.field === undefined) return undefined;
  const { field } = since;
  return rows
    .flatMap(({ id, data }) => {
      const moment = readMoment(at(data, field));
      return moment === undefined ? [] : [{ id, moment }];
    })
    .reduce<{ id: string; moment: string } | undefined>(
      (best, row) => (best === undefined || row.moment > best.moment ? row : best),
      undefined,
    );
}
