import { isUser, json, type RestProduct } from './rest-server.ts';

const ids: Readonly<Record<string, string>> = { devices: 'device_id', groups: 'group_id', ports: 'port_id' };

/** Observium's API v0: a map from id to object; without objects PHP writes that map as an empty list. */
export const observiumProduct: RestProduct = {
  prefix: '/api/v0/',
  endpoints: Object.keys(ids),
  isAllowed: (request) =>
    isUser(request, 'observium', 'secret') || request.headers.authorization === 'Bearer observium-token',
  denied: json(401, { status: 'failed', message: 'Authentication required' }),
  notFound: (path) => json(404, { status: 'failed', message: `No such endpoint: ${path}` }),
  answer(endpoint, _rest, _request, { tables }) {
    const rows = tables(endpoint)
      .list()
      .map(({ id, created: _c, updated: _u, ...row }) => ({
        [ids[endpoint] ?? 'id']: String(id),
        ...row,
      }));
    const byId = Object.fromEntries(rows.map((row) => [row[ids[endpoint] ?? 'id'], row]));
    return json(200, { status: 'ok', count: rows.length, [endpoint]: rows.length === 0 ? [] : byId });
  },
};
