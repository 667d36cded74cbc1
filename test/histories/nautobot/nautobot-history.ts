import fc from 'fast-check';
import { BETWEEN, type NautobotChange } from './make-nautobot-change.ts';
import { PARTS, type Part } from './nautobot-config.ts';

/** What happens to the embedded server besides what its API's users do. */
export type ServerChange =
  | { readonly do: 'begin'; readonly changes: readonly NautobotChange[] }
  | { readonly do: 'commit' }
  | { readonly do: 'rollback' }
  | { readonly do: 'backup' }
  | { readonly do: 'restore' }
  /** The token may not read an endpoint, or sees only some of its objects, until the next step's end. */
  | { readonly do: 'permission'; readonly state: 'forbidden' | 'limited'; readonly endpoint: string }
  | { readonly do: 'destination-set'; readonly kind: string; readonly pick: number; readonly value: string }
  | { readonly do: 'destination-delete'; readonly kind: string; readonly pick: number };

export type Change = NautobotChange | ServerChange;

export interface Step {
  readonly changes: readonly Change[];
  readonly mode: 'diff' | 'sync';
  /** A run before the compared one, during which somebody writes or a request is refused. */
  readonly disturbed:
    | { readonly at: number; readonly changes: readonly NautobotChange[]; readonly refuse: boolean }
    | undefined;
  /** Seconds that pass. */
  readonly wait: number;
}

export interface NautobotHistory {
  readonly parts: readonly Part[];
  readonly version: string;
  readonly pageSize: number;
  readonly steps: readonly Step[];
}

const pick = fc.nat({ max: 7 });
const name = fc.nat({ max: 9 });

const NAMED = [
  'dcim/devices',
  'dcim/locations',
  'dcim/interfaces',
  'dcim/racks',
  'dcim/device-types',
  'dcim/manufacturers',
  'dcim/platforms',
  'extras/tags',
  'extras/statuses',
  'extras/roles',
  'tenancy/tenants',
  'ipam/vlans',
  'ipam/vrfs',
  'ipam/namespaces',
  'ipam/route-targets',
  'ipam/prefixes',
  'ipam/ip-addresses',
] as const;
const CREATED = [...NAMED.filter((endpoint) => endpoint !== 'ipam/namespaces'), 'dcim/devices'] as const;
const DELETED = [
  ...NAMED,
  ...Object.keys(BETWEEN),
  'ipam/ip-address-to-interface',
  'extras/custom-fields',
] as const;

/** endpoint, field, endpoint that is referred to */
const POINTED: readonly (readonly [string, string, string])[] = [
  ['dcim/racks', 'location', 'dcim/locations'],
  ['dcim/locations', 'parent', 'dcim/locations'],
  ['dcim/locations', 'status', 'extras/statuses'],
  ['dcim/locations', 'tenant', 'tenancy/tenants'],
  ['dcim/devices', 'rack', 'dcim/racks'],
  ['dcim/devices', 'location', 'dcim/locations'],
  ['dcim/devices', 'role', 'extras/roles'],
  ['dcim/devices', 'status', 'extras/statuses'],
  ['dcim/devices', 'platform', 'dcim/platforms'],
  ['dcim/devices', 'device_type', 'dcim/device-types'],
  ['dcim/device-types', 'manufacturer', 'dcim/manufacturers'],
  ['ipam/vrfs', 'tenant', 'tenancy/tenants'],
  ['ipam/prefixes', 'namespace', 'ipam/namespaces'],
];

const SET: readonly (readonly [string, string, readonly (string | boolean)[]])[] = [
  ['dcim/interfaces', 'enabled', [true, false]],
  ['dcim/interfaces', 'mac_address', ['02:00:00:00:00:01', '02:00:00:00:00:02']],
  ['dcim/devices', 'serial', ['', 'S1', 'S2']],
  ['dcim/devices', 'comments', ['', 'of no interest']],
  ['ipam/ip-addresses', 'dns_name', ['', 'a.example.com', 'b.example.com']],
  ['extras/tags', 'description', ['', 'of use']],
];

const LISTED = [
  { endpoint: 'dcim/devices', field: 'tags', to: 'extras/tags' },
  { endpoint: 'dcim/locations', field: 'tags', to: 'extras/tags' },
  { endpoint: 'dcim/interfaces', field: 'tagged_vlans', to: 'ipam/vlans' },
  { endpoint: 'ipam/vrfs', field: 'import_targets', to: 'ipam/route-targets' },
] as const;

export const nautobotChange: fc.Arbitrary<NautobotChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      endpoint: fc.constantFrom(...CREATED),
      name,
      picks: fc.tuple(pick, pick, pick, pick),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('delete' as const), endpoint: fc.constantFrom(...DELETED), pick }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      endpoint: fc.constantFrom(...NAMED),
      pick,
      name,
    }),
  },
  {
    weight: 7,
    arbitrary: fc
      .tuple(fc.constantFrom(...POINTED), pick, fc.option(pick, { freq: 6 }))
      .map(([[endpoint, field, to], at, target]) => ({
        do: 'point' as const,
        endpoint,
        field,
        to,
        pick: at,
        target,
      })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc
          .constantFrom(...SET)
          .chain(([endpoint, field, values]) =>
            fc.constantFrom(...values).map((value) => ({ endpoint, field, value })),
          ),
        pick,
      )
      .map(([fields, at]) => ({ do: 'set' as const, pick: at, ...fields })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...LISTED), pick, fc.array(pick, { maxLength: 2 }))
      .map(([where, at, targets]) => ({ do: 'list' as const, ...where, pick: at, targets })),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('assign' as const),
      endpoint: fc.constantFrom(...Object.keys(BETWEEN)),
      picks: fc.tuple(pick, pick),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reassign' as const),
      endpoint: fc.constantFrom(...Object.keys(BETWEEN)),
      pick,
      target: pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('custom' as const),
      endpoint: fc.constantFrom('dcim/locations', 'dcim/devices'),
      pick,
      value: fc.constantFrom('', 'first', 'second'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('primary-ip' as const),
      pick,
      target: fc.option(pick, { freq: 4 }),
    }),
  },
);

const serverChange: fc.Arbitrary<ServerChange> = fc.oneof(
  fc.record({
    do: fc.constant('begin' as const),
    changes: fc.array(nautobotChange, { minLength: 1, maxLength: 3 }),
  }),
  fc.constant({ do: 'commit' as const }),
  fc.constant({ do: 'commit' as const }),
  fc.constant({ do: 'rollback' as const }),
  fc.constant({ do: 'backup' as const }),
  fc.constant({ do: 'restore' as const }),
  fc.record({
    do: fc.constant('permission' as const),
    state: fc.constantFrom('forbidden' as const, 'limited' as const),
    endpoint: fc.constantFrom(
      'dcim/devices',
      'dcim/interfaces',
      'extras/statuses',
      'dcim/locations',
      'ipam/vlans',
    ),
  }),
  fc.record({
    do: fc.constant('destination-set' as const),
    kind: fc.constantFrom('TestSite', 'TestDevice', 'TestPort'),
    pick,
    value: fc.constantFrom('x', 'y'),
  }),
  fc.record({
    do: fc.constant('destination-delete' as const),
    kind: fc.constantFrom('TestSite', 'TestDevice', 'TestVlan'),
    pick,
  }),
);

const step: fc.Arbitrary<Step> = fc.record({
  changes: fc.array(
    fc.oneof({ weight: 5, arbitrary: nautobotChange }, { weight: 1, arbitrary: serverChange }),
    { minLength: 1, maxLength: 6 },
  ),
  mode: fc.constantFrom('diff' as const, 'sync' as const),
  disturbed: fc.option(
    fc.record({
      at: fc.nat({ max: 40 }),
      changes: fc.array(nautobotChange, { minLength: 1, maxLength: 2 }),
      refuse: fc.constantFrom(false, false, true),
    }),
    { freq: 3, nil: undefined },
  ),
  wait: fc.constantFrom(1, 20, 400, 90_000),
});

export const nautobotHistory: fc.Arbitrary<NautobotHistory> = fc.record({
  parts: fc.subarray([...PARTS], { minLength: 2, maxLength: 6 }),
  version: fc.constantFrom('3.2.7', '3.2.7', '2.4.0', '2.0.6'),
  pageSize: fc.constantFrom(2, 3, 1000, 1000),
  steps: fc.array(step, { minLength: 4, maxLength: 10 }),
});
