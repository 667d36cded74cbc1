import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { type HandRow, type NautobotHand, referredId } from './nautobot-hand.ts';

/** Changes that anybody may make through Nautobot's REST API; picks count around what is there. */
export type NautobotChange =
  | {
      readonly do: 'create';
      readonly endpoint: string;
      readonly name: number;
      readonly picks: readonly number[];
    }
  | { readonly do: 'delete'; readonly endpoint: string; readonly pick: number }
  | { readonly do: 'rename'; readonly endpoint: string; readonly pick: number; readonly name: number }
  | {
      readonly do: 'point';
      readonly endpoint: string;
      readonly field: string;
      readonly to: string;
      readonly pick: number;
      readonly target: number | null;
    }
  | {
      readonly do: 'set';
      readonly endpoint: string;
      readonly field: string;
      readonly pick: number;
      readonly value: JsonValue;
    }
  | {
      readonly do: 'list';
      readonly endpoint: string;
      readonly field: string;
      readonly to: string;
      readonly pick: number;
      readonly targets: readonly number[];
    }
  /** A row between two others comes: the stamps of both stay. */
  | { readonly do: 'assign'; readonly endpoint: string; readonly picks: readonly [number, number] }
  /** One of them is pointed elsewhere: as many as before, with the same ids. */
  | { readonly do: 'reassign'; readonly endpoint: string; readonly pick: number; readonly target: number }
  | { readonly do: 'custom'; readonly endpoint: string; readonly pick: number; readonly value: string }
  | { readonly do: 'primary-ip'; readonly pick: number; readonly target: number | null };

/** How what is made is told from what others made. */
export interface Wording {
  readonly prefix: string;
  /** The second number of the networks: `10.<net>.0.0`. */
  readonly net: number;
}

/** Rows between two others: the endpoint, and what its two columns refer to. */
export const BETWEEN: Readonly<Record<string, readonly [string, string, string, string]>> = {
  'ipam/vlan-location-assignments': ['vlan', 'ipam/vlans', 'location', 'dcim/locations'],
  'ipam/prefix-location-assignments': ['prefix', 'ipam/prefixes', 'location', 'dcim/locations'],
  'ipam/ip-address-to-interface': ['ip_address', 'ipam/ip-addresses', 'interface', 'dcim/interfaces'],
};

/** @throws RangeError when there is nothing to change; whatever the hand throws when it is refused */
export async function makeNautobotChange(
  change: NautobotChange,
  hand: NautobotHand,
  wording: Wording,
): Promise<void> {
  switch (change.do) {
    case 'create':
      await createObject(hand, wording, change.endpoint, change.name, change.picks);
      return;
    case 'delete':
      return hand.remove(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id);
    case 'rename': {
      const row = await picked(hand, change.endpoint, change.pick);
      const fields = namesOf(change.endpoint, change.name, wording);
      return hand.update(change.endpoint, row.id, fields);
    }
    case 'point': {
      const row = await picked(hand, change.endpoint, change.pick);
      const target = change.target === null ? null : (await picked(hand, change.to, change.target)).id;
      return hand.update(change.endpoint, row.id, { [change.field]: target });
    }
    case 'set': {
      const row = await picked(hand, change.endpoint, change.pick);
      return hand.update(change.endpoint, row.id, { [change.field]: change.value });
    }
    case 'list': {
      const row = await picked(hand, change.endpoint, change.pick);
      const ids = new Set<string>();
      for (const target of change.targets) ids.add((await picked(hand, change.to, target)).id);
      return hand.update(change.endpoint, row.id, { [change.field]: [...ids] });
    }
    case 'custom': {
      const row = await picked(hand, change.endpoint, change.pick);
      const key = keyOf(wording);
      return hand.update(change.endpoint, row.id, { custom_fields: { [key]: change.value } });
    }
    case 'assign': {
      const [left = '', leftEndpoint = '', right = '', rightEndpoint = ''] = BETWEEN[change.endpoint] ?? [];
      await hand.create(change.endpoint, {
        [left]: (await picked(hand, leftEndpoint, change.picks[0])).id,
        [right]: (await picked(hand, rightEndpoint, change.picks[1])).id,
      });
      return;
    }
    case 'reassign': {
      const [, , right = '', endpoint = ''] = BETWEEN[change.endpoint] ?? [];
      const row = await picked(hand, change.endpoint, change.pick);
      const target = await picked(hand, endpoint, change.target);
      return hand.update(change.endpoint, row.id, { [right]: target.id });
    }
    case 'primary-ip':
      return makePrimary(hand, change.pick, change.target);
  }
}

/** One of the addresses of a device's own interfaces becomes its primary one. */
async function makePrimary(hand: NautobotHand, pick: number, target: number | null): Promise<void> {
  if (target === null) {
    const device = await picked(hand, 'dcim/devices', pick);
    return hand.update('dcim/devices', device.id, { primary_ip4: null });
  }
  const assignment = await picked(hand, 'ipam/ip-address-to-interface', target);
  const ports = await hand.list('dcim/interfaces');
  const port = ports.find(({ id }) => id === referredId(assignment.interface));
  const device = referredId(port?.device);
  if (device === null) throw new RangeError('no device has this address');
  await hand.update('dcim/devices', device, { primary_ip4: referredId(assignment.ip_address) });
}

/** @throws RangeError when there is none */
async function picked(hand: NautobotHand, endpoint: string, pick: number): Promise<HandRow> {
  const rows = await hand.list(endpoint);
  const row = rows[pick % Math.max(rows.length, 1)];
  if (row === undefined) throw new RangeError(`there are no ${endpoint}`);
  return row;
}

/** The key of the one custom field: no hyphens, no spaces. */
export function keyOf({ prefix }: Wording): string {
  return `${prefix.replaceAll(/[^a-z]/g, '')}note`;
}

function namesOf(endpoint: string, name: number, { prefix, net }: Wording): JsonObject {
  switch (endpoint) {
    case 'dcim/device-types':
      return { model: `${prefix}Model ${name}` };
    case 'ipam/prefixes':
      return { prefix: name % 4 === 0 ? `10.${net}.0.0/16` : `10.${net}.${name % 4}.0/24` };
    case 'ipam/ip-addresses':
      return { address: `10.${net}.${name % 4}.${10 + name}/24` };
    case 'ipam/route-targets':
      return { name: `${prefix}${net}:${name}` };
    case 'extras/custom-fields':
      return { label: `${prefix}note ${name}` };
    default:
      return { name: `${prefix}${endpoint.split('/')[1] ?? ''} ${name}` };
  }
}

/** What else an object of an endpoint needs: values, and `{ to, pick }` for what it refers to. */
const NEEDS: Readonly<Record<string, readonly (readonly [field: string, to: string])[]>> = {
  'dcim/device-types': [['manufacturer', 'dcim/manufacturers']],
  'dcim/platforms': [['manufacturer', 'dcim/manufacturers']],
  'dcim/locations': [
    ['location_type', 'dcim/location-types'],
    ['status', 'extras/statuses'],
    ['parent', 'dcim/locations'],
  ],
  'dcim/racks': [
    ['status', 'extras/statuses'],
    ['location', 'dcim/locations'],
  ],
  'dcim/devices': [
    ['device_type', 'dcim/device-types'],
    ['status', 'extras/statuses'],
    ['role', 'extras/roles'],
    ['location', 'dcim/locations'],
  ],
  'dcim/interfaces': [
    ['device', 'dcim/devices'],
    ['status', 'extras/statuses'],
  ],
  'ipam/vlans': [['status', 'extras/statuses']],
  'ipam/prefixes': [
    ['namespace', 'ipam/namespaces'],
    ['status', 'extras/statuses'],
  ],
  'ipam/ip-addresses': [
    ['namespace', 'ipam/namespaces'],
    ['status', 'extras/statuses'],
  ],
  'ipam/vrfs': [
    ['namespace', 'ipam/namespaces'],
    ['status', 'extras/statuses'],
  ],
  'ipam/route-targets': [],
  'tenancy/tenants': [],
};

/** What statuses, roles, tags and the rest may be used for. */
const CONTENT_TYPES = [
  'dcim.device',
  'dcim.location',
  'dcim.rack',
  'dcim.interface',
  'ipam.prefix',
  'ipam.ipaddress',
  'ipam.vlan',
  'ipam.vrf',
];
const ROLE_TYPES = ['dcim.device'];
const PLACE_TYPES = ['dcim.device', 'dcim.rack', 'ipam.prefix', 'ipam.vlan'];

const VALUES: Readonly<Record<string, (name: number, wording: Wording) => JsonObject>> = {
  'dcim/interfaces': () => ({ type: '1000base-t', mode: 'tagged' }),
  'dcim/location-types': () => ({ nestable: true, content_types: PLACE_TYPES }),
  'extras/custom-fields': (_name, wording) => ({
    key: keyOf(wording),
    type: 'text',
    content_types: ['dcim.device', 'dcim.location'],
  }),
  'extras/roles': () => ({ content_types: ROLE_TYPES }),
  'extras/statuses': () => ({ content_types: CONTENT_TYPES }),
  'extras/tags': () => ({ content_types: CONTENT_TYPES.filter((type) => type !== 'ipam.vrf') }),
  'ipam/vlans': (name) => ({ vid: 100 + name }),
};

async function createObject(
  hand: NautobotHand,
  wording: Wording,
  endpoint: string,
  name: number,
  picks: readonly number[],
): Promise<string> {
  const fields: JsonObject = { ...namesOf(endpoint, name, wording), ...VALUES[endpoint]?.(name, wording) };
  for (const [place, [field, to]] of (NEEDS[endpoint] ?? []).entries()) {
    const pick = picks[place] ?? 0;
    const rows = await hand.list(to);
    if (rows.length === 0 && field !== 'parent') throw new RangeError(`there are no ${to}`);
    fields[field] = rows[pick % Math.max(rows.length, 1)]?.id ?? null;
  }
  return hand.create(endpoint, fields);
}

/** How many of what a small network begins with, in an order in which each finds what it needs. */
const START: readonly (readonly [endpoint: string, count: number])[] = [
  ['extras/statuses', 2],
  ['extras/roles', 2],
  ['extras/tags', 3],
  ['extras/custom-fields', 1],
  ['tenancy/tenants', 2],
  ['dcim/manufacturers', 2],
  ['dcim/platforms', 2],
  ['dcim/device-types', 3],
  ['dcim/location-types', 1],
  ['dcim/locations', 4],
  ['dcim/racks', 3],
  ['dcim/devices', 5],
  ['dcim/interfaces', 6],
  ['ipam/namespaces', 2],
  ['ipam/prefixes', 3],
  ['ipam/ip-addresses', 3],
  ['ipam/vlans', 4],
  ['ipam/route-targets', 2],
  ['ipam/vrfs', 2],
];

/** Makes a small network in which everything refers to something. */
export async function furnishNautobot(
  hand: NautobotHand,
  wording: Wording,
  made: () => void = () => undefined,
): Promise<void> {
  for (const [endpoint, count] of START) {
    for (let name = 0; name < count; name++) {
      await createObject(hand, wording, endpoint, name, [name, name, name + 1, name]).catch(refuse(endpoint));
      made();
    }
  }
  const follow: readonly NautobotChange[] = [
    ...[0, 1, 2].flatMap((place): NautobotChange[] => [
      { do: 'assign', endpoint: 'ipam/vlan-location-assignments', picks: [place, place] },
      { do: 'assign', endpoint: 'ipam/prefix-location-assignments', picks: [place, place + 1] },
      { do: 'assign', endpoint: 'ipam/ip-address-to-interface', picks: [place, place] },
      {
        do: 'list',
        endpoint: 'dcim/devices',
        field: 'tags',
        to: 'extras/tags',
        pick: place,
        targets: [place],
      },
      {
        do: 'point',
        endpoint: 'dcim/devices',
        field: 'tenant',
        to: 'tenancy/tenants',
        pick: place,
        target: place,
      },
      {
        do: 'point',
        endpoint: 'dcim/devices',
        field: 'platform',
        to: 'dcim/platforms',
        pick: place,
        target: place,
      },
    ]),
    { do: 'assign', endpoint: 'ipam/vlan-location-assignments', picks: [0, 2] },
    {
      do: 'list',
      endpoint: 'dcim/interfaces',
      field: 'tagged_vlans',
      to: 'ipam/vlans',
      pick: 0,
      targets: [0],
    },
    {
      do: 'list',
      endpoint: 'ipam/vrfs',
      field: 'import_targets',
      to: 'ipam/route-targets',
      pick: 0,
      targets: [0, 1],
    },
    { do: 'primary-ip', pick: 0, target: 0 },
    { do: 'custom', endpoint: 'dcim/locations', pick: 0, value: 'first' },
  ];
  for (const change of follow) {
    await makeNautobotChange(change, hand, wording).catch(refuse(JSON.stringify(change)));
    made();
  }
}

function refuse(what: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  };
}
