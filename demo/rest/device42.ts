import { isUser, json, type RestProduct } from './rest-server.ts';

const keys: Readonly<Record<string, string>> = { customers: 'Customers', 'devices/all': 'Devices' };
const ids: Readonly<Record<string, string>> = { buildings: 'building_id', 'devices/all': 'device_id' };

/** No more rows to a part than this, whatever is asked for. */
const MOST_ROWS = 1000;

/** Device42's API 1.0: parts by offset, `total_count` beside them; paths end in a slash. */
export const device42Product: RestProduct = {
  prefix: '/api/1.0/',
  endpoints: ['buildings', 'customers', 'devices/all', 'tags'],
  isAllowed: (request) => isUser(request, 'guest', 'secret'),
  denied: json(401, { msg: 'Authentication failed', code: 401 }),
  notFound: (path) => json(404, { msg: `unknown path ${path}`, code: 404 }),
  answer(endpoint, _rest, { url }, { tables }) {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(url.searchParams.get('limit') ?? MOST_ROWS), MOST_ROWS);
    const all = tables(endpoint).list();
    const rows = all.slice(offset, offset + limit).map(({ id, created: _c, updated: _u, ...row }) => ({
      [ids[endpoint] ?? 'id']: id,
      ...row,
    }));
    return json(200, { total_count: all.length, [keys[endpoint] ?? endpoint]: rows, limit, offset });
  },
};
