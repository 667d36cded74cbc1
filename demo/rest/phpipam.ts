import { json, type RestProduct } from './rest-server.ts';

/** phpIPAM's API with an app `sync`: a list without objects is a 404, or for sections a 200 without `data`. */
export const phpIpamProduct: RestProduct = {
  prefix: '/api/sync/',
  endpoints: ['sections', 'subnets', 'addresses', 'vlans'],
  isAllowed: ({ headers }) => headers.token === 'phpipam-code',
  denied: json(401, { code: 401, success: false, message: 'Please provide token', time: 0.001 }),
  notFound: () => json(400, { code: 400, success: false, message: 'Invalid controller', time: 0.001 }),
  answer(endpoint, _rest, _request, { tables }) {
    const rows = tables(endpoint)
      .list()
      .map(({ id, created: _c, updated: _u, ...row }) => ({
        [endpoint === 'vlans' ? 'vlanId' : 'id']: String(id),
        ...row,
        editDate: null,
      }));
    if (rows.length > 0) return json(200, { code: 200, success: true, data: rows, time: 0.002 });
    if (endpoint === 'sections')
      return json(200, { code: 200, success: true, message: 'No sections available', time: 0.002 });
    return json(404, { code: 404, success: false, message: `No ${endpoint} found`, time: 0.002 });
  },
};
