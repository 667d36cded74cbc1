import { expect, test } from 'vitest';
import { listName } from '../../src/adapters/nautobot/graphql.ts';
import { shapeQuery } from '../../src/adapters/nautobot/shape-query.ts';
import { followPaths } from '../../src/adapters/nautobot/tracking.ts';

test.each([
  ['dcim.devices', 'status.name'],
  ['dcim.devices', 'location.parent.name'],
  ['dcim.devices', 'device_type.*'],
  ['dcim.devices', 'tags.*'],
  ['dcim.interfaces', 'type.value'],
  ['ipam.ip-addresses', 'primary_ip4'],
  ['ipam.vlans', 'locations.*'],
])('what %s shows by %s is followed, or said not to be', (endpoint, path) => {
  const known = path !== 'primary_ip4';
  expect(typeof followPaths({ endpoint, paths: [path] })).toBe(known ? 'object' : 'string');
});

test.each([
  ['dcim.locations', 'device_count', 'device_count'],
  ['dcim.devices', 'display', 'display'],
  ['dcim.devices', 'config_context.ntp', 'config_context'],
  ['dcim.devices', 'location.device_count', 'device_count'],
  ['dcim.interfaces', 'cable', 'cable'],
  ['dcim.interfaces', 'untagged_vlan.locations', 'locations'],
  ['plugins.x.things', 'name', 'plugins.x.things'],
  ['dcim.devices', 'virtual_chassis.nothing', 'nothing'],
])('%s cannot be followed when %s is read', (endpoint, path, named) => {
  expect(followPaths({ endpoint, paths: [path] })).toContain(named);
});

test('fields that change without a stamp are compared, definitions and modules are watched', () => {
  expect(followPaths({ endpoint: 'ipam.vlans', paths: ['locations', 'vid'] })).toMatchObject({
    silentFields: ['locations'],
  });
  const rules = (endpoint: string, path: string) => {
    const followed = followPaths({ endpoint, paths: [path] });
    return typeof followed === 'string' ? followed : followed.ripples.map((rule) => rule.endpoint);
  };
  expect(rules('dcim.devices', 'custom_fields.owner')).toEqual([
    'extras.custom-fields',
    'extras.custom-field-choices',
  ]);
  expect(rules('dcim.interfaces', 'device.name')).toEqual(['dcim.modules']);
  expect(rules('ipam.ip-addresses', 'parent.namespace.name')).toEqual(['ipam.prefixes']);
  expect(rules('dcim.interfaces', 'name')).toEqual([]);
});

test.each([
  ['dcim.devices', ['name', 'status.name'], 'true'],
  ['dcim.devices', ['name', 'tags'], undefined],
  ['ipam.vlans', ['locations'], 'false'],
  ['ipam.prefixes', ['parent', 'prefix'], 'true'],
  ['plugins.x.things', ['name'], 'false'],
  ['dcim.devices', ['unheard_of'], 'false'],
] as const)('%s reading %s asks for sets with exclude_m2m=%s', (endpoint, paths, expected) => {
  const query = new Map(shapeQuery(endpoint, paths));
  expect(query.get('exclude_m2m')).toBe(expected);
  expect(query.get('depth')).toBe(0);
});

test.each([
  ['dcim.device-types', 'device_types'],
  ['virtualization.interfaces', 'vm_interfaces'],
  ['ipam.ip-address-to-interface', 'ip_address_assignments'],
  ['dcim.interface-connections', undefined],
  ['plugins.x.devices', undefined],
  ['users.users', undefined],
])('GraphQL lists %s as %s', (endpoint, name) => {
  expect(listName(endpoint)).toBe(name);
});
