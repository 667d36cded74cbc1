import { json, type RestProduct } from './rest-server.ts';
import type { RestObject } from './table.ts';

/** PeeringDB's API: guests may read; `since` (Unix seconds) gives deleted objects as well. */
export const peeringDbProduct: RestProduct = {
  prefix: '/api/',
  endpoints: ['org', 'net', 'ix', 'fac', 'netixlan'],
  isAllowed: ({ headers }) =>
    headers.authorization === undefined || headers.authorization === 'Api-Key peeringdb-key',
  denied: json(401, { meta: { error: 'Invalid API key' } }),
  notFound: () => json(404, { detail: 'Not found.' }),
  answer(endpoint, _rest, { url }, { tables }) {
    const since = url.searchParams.get('since');
    if (since !== null && !/^\d+$/.test(since))
      return json(400, { meta: { error: "'since' is no number" }, data: [] });
    const fields = url.searchParams.get('fields')?.split(',');
    const rows = tables(endpoint)
      .list()
      .filter((row) => (since === null ? row.status !== 'deleted' : stamp(row) >= Number(since)));
    return json(200, { data: rows.map((row) => shown(row, fields)), meta: {} });
  },
};

function stamp(row: RestObject): number {
  return Math.floor((row.updated as Date).getTime() / 1000);
}

function shown(row: RestObject, fields: readonly string[] | undefined) {
  const seconds = (value: unknown) => `${(value as Date).toISOString().slice(0, 19)}Z`;
  const all = { status: 'ok', ...row, created: seconds(row.created), updated: seconds(row.updated) };
  if (fields === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name)));
}
