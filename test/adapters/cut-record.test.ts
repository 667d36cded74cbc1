import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutRecord, planCut } from '../../src/adapters/django-rest/cut-record.ts';
import type { JsonObject } from '../../src/json.ts';

const device: JsonObject = {
  id: 7,
  url: 'http://netbox/api/dcim/devices/7/',
  name: 'ber-sw-1',
  serial: '',
  status: { value: 'active', label: 'Active' },
  site: { id: 1, url: 'http://netbox/api/dcim/sites/1/', display: 'Berlin', name: 'Berlin', slug: 'ber' },
  device_type: {
    id: 3,
    url: 'http://netbox/api/dcim/device-types/3/',
    model: 'X1',
    device_count: 9,
    manufacturer: { id: 2, url: 'http://netbox/api/dcim/manufacturers/2/', name: 'Birch', slug: 'birch' },
  },
  tags: [
    { id: 1, url: 'http://netbox/api/extras/tags/1/', slug: 'core' },
    { id: 2, url: 'http://netbox/api/extras/tags/2/', slug: 'lab' },
  ],
  tenant: null,
  custom_fields: { owner: 'net', spare: { value: 'a', label: 'A' } },
  local_context_data: { ntp: ['10.0.0.1'] },
};

function cut(...paths: string[]): JsonObject {
  return cutRecord(device, planCut(paths));
}

test('values at the end of a path are kept, others are not', () => {
  expect(cut('name', 'serial', 'tenant', 'nothing.here')).toEqual({
    name: 'ber-sw-1',
    serial: '',
    tenant: null,
  });
});

test('a nested object is cut down to what identifies it', () => {
  expect(cut('site')).toEqual({ site: { id: 1, url: 'http://netbox/api/dcim/sites/1/' } });
});

test('a path through a nested object keeps the object recognisable', () => {
  expect(cut('device_type.manufacturer.name', 'device_type.model')).toEqual({
    device_type: {
      id: 3,
      url: 'http://netbox/api/dcim/device-types/3/',
      model: 'X1',
      manufacturer: { id: 2, url: 'http://netbox/api/dcim/manufacturers/2/', name: 'Birch' },
    },
  });
});

test('a path that ends in an asterisk keeps what is there, less what changes without being saved', () => {
  const { display, ...site } = device.site as JsonObject;
  expect(cut('site.*', 'device_type.manufacturer.*')).toEqual({
    site,
    device_type: {
      id: 3,
      url: 'http://netbox/api/dcim/device-types/3/',
      manufacturer: { id: 2, url: 'http://netbox/api/dcim/manufacturers/2/', name: 'Birch', slug: 'birch' },
    },
  });
  expect(cut('tags.*', 'tags.slug')).toEqual({ tags: device.tags });
  expect(cut('site.*', 'site.display').site).toEqual({ ...site, display });
});

test('a list of nested objects is cut element by element', () => {
  expect(cut('tags')).toEqual({
    tags: [
      { id: 1, url: 'http://netbox/api/extras/tags/1/' },
      { id: 2, url: 'http://netbox/api/extras/tags/2/' },
    ],
  });
  expect(cut('tags.slug').tags).toContainEqual({
    id: 2,
    url: 'http://netbox/api/extras/tags/2/',
    slug: 'lab',
  });
});

test('a path with a position in a list keeps the list as it is', () => {
  expect(cut('tags.1.slug')).toEqual({ tags: device.tags });
});

test('an object that is no nested object is kept whole, unless the paths go deeper only', () => {
  expect(cut('status', 'local_context_data')).toEqual({
    status: { value: 'active', label: 'Active' },
    local_context_data: { ntp: ['10.0.0.1'] },
  });
  expect(cut('status.value')).toEqual({ status: { value: 'active' } });
  expect(cut('status.value', 'status')).toEqual({ status: { value: 'active', label: 'Active' } });
  expect(cut('custom_fields.owner')).toEqual({ custom_fields: { owner: 'net' } });
});

test('a path into a plain value keeps the value: what it means is for the mapping to say', () => {
  expect(cut('name.value', 'tenant.name')).toEqual({ name: 'ber-sw-1', tenant: null });
});

test('cutting what is cut changes nothing, and the record itself is never changed', () => {
  const names = ['name', 'site', 'status', 'tags', 'device_type', 'manufacturer', 'slug', 'value', '1'];
  const path = fc
    .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('.'));
  const before = structuredClone(device);
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
      const plan = planCut(paths);
      const once = cutRecord(device, plan);
      expect(cutRecord(once, plan)).toEqual(once);
      expect(device).toEqual(before);
    }),
  );
});
