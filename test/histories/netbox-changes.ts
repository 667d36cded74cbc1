import fc from 'fast-check';
import type { NetBoxChange } from './history.ts';

/** Changes that anybody may make through NetBox's REST API, each as likely as it is telling. */

const pick = fc.nat({ max: 11 });
const CREATED = [
  'dcim/devices',
  'dcim/devices',
  'dcim/interfaces',
  'dcim/interfaces',
  'dcim/cables',
  'dcim/cables',
  'dcim/sites',
  'dcim/locations',
  'dcim/racks',
  'dcim/device-types',
  'dcim/mac-addresses',
  'ipam/vlans',
  'ipam/ip-addresses',
  'ipam/prefixes',
  'ipam/vrfs',
  'extras/tags',
  'extras/custom-fields',
  'extras/config-contexts',
  'tenancy/tenants',
  'tenancy/tenant-groups',
  'dcim/manufacturers',
] as const;
const DELETED = [...CREATED, 'dcim/regions', 'dcim/platforms', 'ipam/route-targets'] as const;
const RENAMED = [...DELETED, 'dcim/device-roles', 'dcim/device-roles'] as const;
const TOUCHED = ['dcim/devices', 'dcim/sites', 'dcim/interfaces', 'extras/tags'] as const;
const TAGGED = ['dcim/devices', 'dcim/sites'] as const;

/** endpoint, field, endpoint that is referred to */
const POINTED: readonly (readonly [string, string, string])[] = [
  ['dcim/racks', 'site', 'dcim/sites'],
  ['dcim/racks', 'location', 'dcim/locations'],
  ['dcim/locations', 'site', 'dcim/sites'],
  ['dcim/locations', 'parent', 'dcim/locations'],
  ['dcim/devices', 'rack', 'dcim/racks'],
  ['dcim/devices', 'site', 'dcim/sites'],
  ['dcim/devices', 'location', 'dcim/locations'],
  ['dcim/devices', 'role', 'dcim/device-roles'],
  ['dcim/devices', 'platform', 'dcim/platforms'],
  ['dcim/devices', 'device_type', 'dcim/device-types'],
  ['dcim/device-types', 'manufacturer', 'dcim/manufacturers'],
  ['dcim/sites', 'tenant', 'tenancy/tenants'],
  ['dcim/sites', 'region', 'dcim/regions'],
  ['dcim/device-roles', 'parent', 'dcim/device-roles'],
  ['tenancy/tenants', 'group', 'tenancy/tenant-groups'],
  ['ipam/vlans', 'site', 'dcim/sites'],
  ['ipam/ip-addresses', 'vrf', 'ipam/vrfs'],
  ['ipam/ip-addresses', 'tenant', 'tenancy/tenants'],
  ['ipam/prefixes', 'vrf', 'ipam/vrfs'],
  ['ipam/vrfs', 'tenant', 'tenancy/tenants'],
];

/** endpoint, field, values */
const SET: readonly (readonly [string, string, readonly (string | boolean)[]])[] = [
  ['dcim/devices', 'status', ['active', 'planned', 'offline']],
  ['dcim/devices', 'serial', ['', 'S1', 'S2']],
  ['dcim/sites', 'status', ['active', 'planned']],
  ['dcim/sites', 'slug', ['site-2', 'site-7', 'here']],
  ['dcim/manufacturers', 'slug', ['maker-5', 'maker-6']],
  ['dcim/interfaces', 'enabled', [true, false]],
  ['dcim/cables', 'status', ['connected', 'planned']],
  ['dcim/cables', 'label', ['', 'Trunk']],
  ['ipam/ip-addresses', 'dns_name', ['', 'a.example.com', 'b.example.com']],
  ['dcim/mac-addresses', 'mac_address', ['02:00:00:00:00:77', '02:00:00:00:00:78']],
  ['extras/tags', 'description', ['', 'of use']],
  ['dcim/devices', 'description', ['', 'of no interest']],
];

const name = fc.nat({ max: 7 });

const pointed = fc.tuple(fc.constantFrom(...POINTED), pick, fc.option(pick, { freq: 5 })).map(
  ([[endpoint, field, to], at, target]): NetBoxChange => ({
    do: 'point',
    endpoint,
    pick: at,
    field,
    to,
    target,
  }),
);

const set = fc
  .tuple(
    fc.constantFrom(...SET).chain(([endpoint, field, values]) =>
      fc.record({
        endpoint: fc.constant(endpoint),
        field: fc.constant(field),
        value: fc.constantFrom(...values),
      }),
    ),
    pick,
  )
  .map(([fields, at]): NetBoxChange => ({ do: 'set', pick: at, ...fields }));

const listed = fc
  .tuple(
    fc.oneof(
      fc.record({
        endpoint: fc.constantFrom(...TAGGED),
        field: fc.constant('tags'),
        to: fc.constant('extras/tags'),
      }),
      fc.constantFrom(
        { endpoint: 'dcim/interfaces', field: 'tagged_vlans', to: 'ipam/vlans' },
        { endpoint: 'ipam/vrfs', field: 'import_targets', to: 'ipam/route-targets' },
      ),
    ),
    pick,
    fc.array(pick, { maxLength: 2 }),
  )
  .map(([where, at, targets]): NetBoxChange => ({ do: 'list', ...where, pick: at, targets }));

export const netboxChange: fc.Arbitrary<NetBoxChange> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      endpoint: fc.constantFrom(...CREATED),
      picks: fc.tuple(fc.nat({ max: 9 }), pick, pick, pick, pick),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      endpoint: fc.constantFrom(...DELETED),
      pick,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      endpoint: fc.constantFrom(...RENAMED),
      pick,
      name,
    }),
  },
  { weight: 8, arbitrary: pointed },
  { weight: 6, arbitrary: set },
  { weight: 4, arbitrary: listed },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('custom' as const),
      endpoint: fc.constantFrom(...TAGGED),
      pick,
      field: fc.constant('note'),
      value: fc.constantFrom('', 'first', 'second'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('touch' as const),
      endpoint: fc.constantFrom(...TOUCHED),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      endpoint: fc.constantFrom('dcim/devices', 'dcim/sites', 'extras/tags', 'dcim/racks', 'dcim/interfaces'),
      picks: fc.tuple(pick, pick),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('replace' as const),
      endpoint: fc.constantFrom('dcim/devices', 'dcim/interfaces', 'extras/tags', 'ipam/vlans'),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('primary-ip' as const, 'primary-mac' as const),
      pick,
      target: fc.option(pick, { freq: 4 }),
    }),
  },
);
