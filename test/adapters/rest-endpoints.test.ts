import { expect, test } from 'vitest';
import {
  canonicalEndpoint,
  createReferenceReader,
  endpointPath,
} from '../../src/adapters/django-rest/endpoints.ts';
import { formatQuery } from '../../src/adapters/django-rest/query.ts';
import { fieldsQuery } from '../../src/adapters/netbox/fields-query.ts';
import { netbox } from '../../src/adapters/netbox/product.ts';
import { chunkIds } from '../../src/adapters/netbox/read-by-ids.ts';

test.each([
  ['dcim.device_roles', 'dcim.device-roles', '/api/dcim/device-roles/'],
  ['dcim/device-roles/', 'dcim.device-roles', '/api/dcim/device-roles/'],
  ['/api/dcim/sites/', 'dcim.sites', '/api/dcim/sites/'],
  ['plugins.netbox_dns.zones', 'plugins.netbox-dns.zones', '/api/plugins/netbox-dns/zones/'],
])('%s is %s, at %s', (written, canonical, path) => {
  expect(canonicalEndpoint(written)).toBe(canonical);
  expect(endpointPath(canonical, netbox)).toBe(path);
});

test.each(['devices', '', 'dcim.', 'dcim.devices?x=1', 'dcim..devices', '../users.tokens'])(
  '"%s" is no endpoint',
  (endpoint) => {
    expect(() => endpointPath(canonicalEndpoint(endpoint), netbox)).toThrow('is not an endpoint');
  },
);

test.each([
  ['http://netbox/api/dcim/sites/14/', 'dcim.sites'],
  ['http://netbox/api/dcim/device-types/14', 'dcim.device-types'],
  ['https://host/netbox/api/ipam/prefixes/14/', 'ipam.prefixes'],
  ['https://host/api/proxy/api/ipam/prefixes/14/', 'ipam.prefixes'],
  ['http://netbox/api/plugins/netbox-dns/zones/14/', 'plugins.netbox-dns.zones'],
  ['/api/dcim/sites/14/?format=json', 'dcim.sites'],
  ['http://netbox/dcim/sites/14/', undefined],
  ['http://netbox/api/status/', undefined],
])('%s points into %s', (url, endpoint) => {
  expect(createReferenceReader()({ id: 14, url })).toEqual({ id: '14', endpoint });
});

test('an object without an id is no reference; one without a url names no endpoint', () => {
  expect(createReferenceReader()({ value: 'active', label: 'Active' })).toBeUndefined();
  expect(createReferenceReader()({ id: null, url: 'http://netbox/api/dcim/sites/14/' })).toBeUndefined();
  expect(createReferenceReader()({ id: 14 })).toEqual({ id: '14', endpoint: undefined });
});

test('the fields asked for are the top level names, each once, the id and the stamp', () => {
  const query = fieldsQuery(['name', 'site.slug', 'site.name', 'custom_fields.owner']);
  expect(formatQuery(query)).toBe('?fields=id,last_updated,name,site,custom_fields');
  expect(fieldsQuery('everything')).toEqual([]);
  expect(formatQuery([])).toBe('');
});

test('fields that would not fit the request line are not asked for one by one', () => {
  expect(fieldsQuery(Array.from({ length: 300 }, (_, index) => `field_${index}_of_many`))).toEqual([]);
});

test('ids are cut into chunks that fit the room and the page', () => {
  const ids = Array.from({ length: 1500 }, (_, index) => 12_000 - index);
  const chunks = chunkIds(ids, 3000, 400);
  expect(chunks.flatMap((chunk) => chunk.ids)).toEqual([...ids].reverse());
  for (const chunk of chunks) {
    expect(chunk.ids.length).toBeLessThanOrEqual(400);
    expect(chunk.ids.map((id) => `&id=${id}`).join('').length).toBeLessThanOrEqual(3000);
  }
  expect(chunkIds([], 3000, 400)).toEqual([]);
});
