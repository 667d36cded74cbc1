import { json, type RestProduct } from './rest-server.ts';
import type { RestObject } from './table.ts';

/** How LibreNMS calls an endpoint's rows, and their id, where it is not what the endpoint's name says. */
const keys: Readonly<Record<string, string>> = {
  devices: 'devices',
  devicegroups: 'groups',
  ports: 'ports',
  'resources/locations': 'locations',
};
const ids: Readonly<Record<string, string>> = { devices: 'device_id', ports: 'port_id' };

/** LibreNMS's API v0: everything in one answer; ids and numbers of older versions are text. */
export const libreNmsProduct: RestProduct = {
  prefix: '/api/v0/',
  endpoints: Object.keys(keys),
  isAllowed: ({ headers }) => headers['x-auth-token'] === 'librenms-token',
  denied: json(401, { message: 'Unauthenticated.' }),
  notFound: (path) => json(404, { status: 'error', message: `This API endpoint doesn't exist: ${path}` }),
  answer(endpoint, _rest, _request, { tables }) {
    const rows = tables(endpoint)
      .list()
      .map((row) => shown(row, ids[endpoint] ?? 'id'));
    return json(200, { status: 'ok', [keys[endpoint] ?? endpoint]: rows, count: rows.length });
  },
};

function shown({ id, created: _created, updated: _updated, ...row }: RestObject, idField: string) {
  return { [idField]: String(id), ...row };
}
