import type { JsonObject } from '../../src/json.ts';
import type { NetBoxChange } from './history.ts';
import { type HandRow, type NetBoxHand, referredId } from './netbox-hand.ts';

/** Texts that differ between walks on one server: a prefix for names, networks and so on. */
export interface Wording {
  /** Begins every name. */
  readonly prefix: string;
  /** The second number of every IPv4 address. */
  readonly net: number;
}

export const plainWording: Wording = { prefix: '', net: 0 };

const NAMES: Readonly<Record<string, string>> = {
  'extras/tags': 'Tag',
  'extras/custom-fields': 'field',
  'extras/config-contexts': 'Context',
  'tenancy/tenants': 'Tenant',
  'tenancy/tenant-groups': 'Group',
  'dcim/regions': 'Region',
  'dcim/sites': 'Site',
  'dcim/locations': 'Location',
  'dcim/racks': 'Rack',
  'dcim/manufacturers': 'Maker',
  'dcim/device-types': 'Model',
  'dcim/device-roles': 'Role',
  'dcim/platforms': 'Platform',
  'dcim/devices': 'device',
  'dcim/interfaces': 'eth',
  'ipam/vlans': 'Vlan',
  'ipam/vrfs': 'Vrf',
  'ipam/route-targets': '65000:',
};

const SLUGGED = new Set([
  'extras/tags',
  'tenancy/tenants',
  'tenancy/tenant-groups',
  'dcim/regions',
  'dcim/sites',
  'dcim/locations',
  'dcim/manufacturers',
  'dcim/device-types',
  'dcim/device-roles',
  'dcim/platforms',
]);

/** The field that a person would call the object's name. */
export function nameField(endpoint: string): string {
  if (endpoint === 'dcim/device-types') return 'model';
  if (endpoint === 'dcim/cables') return 'label';
  if (endpoint === 'ipam/prefixes') return 'prefix';
  if (endpoint === 'ipam/ip-addresses') return 'address';
  if (endpoint === 'dcim/mac-addresses') return 'mac_address';
  return 'name';
}

/** The `number`th name that an object of an endpoint may have. */
export function nameOf(endpoint: string, number: number, wording: Wording): string {
  const { prefix, net } = wording;
  switch (endpoint) {
    case 'ipam/prefixes':
      return `10.${net}.${number * 4}.0/${number % 3 === 0 ? 16 + (number % 4) : 24}`;
    case 'ipam/ip-addresses':
      return `10.${net}.1.${number + 1}/24`;
    case 'dcim/mac-addresses':
      return `02:00:00:00:${net.toString(16).padStart(2, '0')}:${number.toString(16).padStart(2, '0')}`;
    case 'dcim/cables':
      return `${prefix}Cable ${number}`;
    case 'extras/custom-fields':
      return `${underscored(prefix)}${number === 0 ? 'note' : `note${number}`}`;
    case 'dcim/devices':
    case 'dcim/interfaces':
    case 'ipam/route-targets':
      return `${prefix}${NAMES[endpoint]}${number}`;
    default:
      return `${prefix}${NAMES[endpoint] ?? endpoint} ${number}`;
  }
}

/**
 * Makes one change through a hand.
 * @throws what the hand throws when NetBox refuses, and a RangeError when there is nothing to change
 */
export async function makeChange(change: NetBoxChange, hand: NetBoxHand, wording: Wording): Promise<void> {
  switch (change.do) {
    case 'create':
      return create(change.endpoint, change.picks, hand, wording);
    case 'delete':
      return hand.remove(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id);
    case 'touch':
      return hand.update(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id, {});
    case 'rename':
      return hand.update(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id, {
        [nameField(change.endpoint)]: nameOf(change.endpoint, change.name, wording),
      });
    case 'set':
      return hand.update(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id, {
        [change.field]: change.value,
      });
    case 'point':
      return point(change, hand);
    case 'list':
      return hand.update(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id, {
        [change.field]: await targetsOf(hand, change.to, change.targets),
      });
    case 'custom':
      return hand.update(change.endpoint, (await picked(hand, change.endpoint, change.pick)).id, {
        custom_fields: { [underscored(wording.prefix) + change.field]: change.value },
      });
    case 'swap':
      return swap(change.endpoint, change.picks, hand);
    case 'replace':
      return replace(change.endpoint, change.pick, hand);
    case 'primary-ip':
      return primaryIp(change.pick, change.target, hand);
    case 'primary-mac':
      return primaryMac(change.pick, change.target, hand, wording);
  }
}

async function picked(hand: NetBoxHand, endpoint: string, pick: number): Promise<HandRow> {
  const rows = await hand.list(endpoint);
  const row = rows[pick % Math.max(rows.length, 1)];
  if (row === undefined) throw new RangeError(`there is nothing at ${endpoint}`);
  return row;
}

async function targetsOf(hand: NetBoxHand, endpoint: string, picks: readonly number[]): Promise<number[]> {
  const rows = await hand.list(endpoint);
  if (rows.length === 0) return [];
  return [...new Set(picks.flatMap((pick) => rows[pick % rows.length]?.id ?? []))];
}

/** What a new object of an endpoint needs, out of a few numbers: its name first, then what it refers to. */
async function create(
  endpoint: string,
  picks: readonly number[],
  hand: NetBoxHand,
  wording: Wording,
): Promise<void> {
  const [number = 0, a = 0, b = 0, c = 0, d = 0] = picks;
  const id = async (of: string, pick: number) => (await picked(hand, of, pick)).id;
  const name = nameOf(endpoint, number, wording);
  const common: JsonObject = {
    [nameField(endpoint)]: name,
    ...(SLUGGED.has(endpoint) ? { slug: slugOf(name) } : {}),
  };
  await hand.create(endpoint, { ...common, ...(await particulars()) });

  async function particulars(): Promise<JsonObject> {
    switch (endpoint) {
      case 'dcim/sites':
        return a % 2 === 0 ? {} : { tenant: await id('tenancy/tenants', a) };
      case 'dcim/locations': {
        const site = await id('dcim/sites', a);
        const above = (await hand.list('dcim/locations')).filter((row) => referredId(row.site) === site);
        const parent = b % 2 === 0 ? undefined : above[b % Math.max(above.length, 1)];
        return { site, ...(parent ? { parent: parent.id } : {}) };
      }
      case 'dcim/racks':
        return placed(a, b, hand);
      case 'dcim/device-types':
        return { manufacturer: await id('dcim/manufacturers', a) };
      case 'dcim/devices': {
        const rack = b % 3 === 0 ? undefined : await picked(hand, 'dcim/racks', b);
        const site = rack ? referredId(rack.site) : await id('dcim/sites', b);
        return {
          device_type: await id('dcim/device-types', c),
          role: await id('dcim/device-roles', d),
          site,
          ...(rack ? { rack: rack.id } : {}),
          status: a % 3 === 0 ? 'planned' : 'active',
          tags: await targetsOf(hand, 'extras/tags', a % 2 === 0 ? [] : [a, c]),
        };
      }
      case 'dcim/interfaces':
        return { device: await id('dcim/devices', a), type: '1000base-t', enabled: b % 3 !== 0 };
      case 'dcim/cables':
        return {
          a_terminations: [{ object_type: 'dcim.interface', object_id: await id('dcim/interfaces', a) }],
          b_terminations: [{ object_type: 'dcim.interface', object_id: await id('dcim/interfaces', b) }],
        };
      case 'dcim/mac-addresses':
        return {
          assigned_object_type: 'dcim.interface',
          assigned_object_id: await id('dcim/interfaces', a),
        };
      case 'ipam/vlans':
        return { vid: 100 + number, site: await id('dcim/sites', a) };
      case 'ipam/ip-addresses':
        if (a % 4 === 0) return {};
        return {
          assigned_object_type: 'dcim.interface',
          assigned_object_id: await id('dcim/interfaces', a),
          dns_name: `host${b}.example.com`,
        };
      case 'ipam/prefixes':
        return a % 2 === 0 ? {} : { scope_type: 'dcim.site', scope_id: await id('dcim/sites', a) };
      case 'ipam/vrfs':
        return { import_targets: await targetsOf(hand, 'ipam/route-targets', [a, b]) };
      case 'extras/custom-fields':
        return { type: 'text', object_types: ['dcim.device', 'dcim.site'] };
      case 'extras/config-contexts':
        return { weight: 1000 + a, data: { ntp: `10.0.0.${b}` } };
      default:
        return {};
    }
  }
}

/** A site, and perhaps a location in it. */
async function placed(a: number, b: number, hand: NetBoxHand): Promise<JsonObject> {
  const location = b % 2 === 0 ? undefined : await picked(hand, 'dcim/locations', a);
  if (location === undefined) return { site: (await picked(hand, 'dcim/sites', a)).id };
  return { site: referredId(location.site), location: location.id };
}

/** A rack or a location takes a device along to its site, as somebody who moves it by hand has to say. */
async function point(change: NetBoxChange & { readonly do: 'point' }, hand: NetBoxHand): Promise<void> {
  const row = await picked(hand, change.endpoint, change.pick);
  const target = change.target === null ? null : await picked(hand, change.to, change.target);
  const fields: Record<string, JsonObject[string]> = { [change.field]: target?.id ?? null };
  const isDevice = change.endpoint === 'dcim/devices';
  if (target && (change.field === 'rack' || change.field === 'location')) {
    fields.site = referredId(target.site);
    if (isDevice && change.field === 'rack') fields.location = referredId(target.location);
    if (isDevice && change.field === 'location') fields.rack = null;
  }
  if (isDevice && change.field === 'site') {
    fields.rack = null;
    fields.location = null;
  }
  if (change.endpoint === 'dcim/racks' && change.field === 'site') fields.location = null;
  if (change.endpoint === 'dcim/locations' && change.field === 'site') fields.parent = null;
  await hand.update(change.endpoint, row.id, fields);
}

async function swap(endpoint: string, picks: readonly [number, number], hand: NetBoxHand): Promise<void> {
  const field = nameField(endpoint);
  const [left, right] = [await picked(hand, endpoint, picks[0]), await picked(hand, endpoint, picks[1])];
  if (left.id === right.id) throw new RangeError('an object has its own name already');
  await hand.update(endpoint, left.id, { [field]: `${String(left[field])} swapped` });
  await hand.update(endpoint, right.id, { [field]: left[field] ?? null });
  await hand.update(endpoint, left.id, { [field]: right[field] ?? null });
}

/** What is carried over when an object is made again. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'dcim/devices': ['name', 'device_type', 'role', 'site', 'rack'],
  'dcim/interfaces': ['name', 'device'],
  'extras/tags': ['name', 'slug'],
  'ipam/vlans': ['name', 'vid', 'site'],
};

async function replace(endpoint: string, pick: number, hand: NetBoxHand): Promise<void> {
  const row = await picked(hand, endpoint, pick);
  const fields: Record<string, JsonObject[string]> = {};
  for (const name of KEPT[endpoint] ?? []) {
    const value = row[name];
    if (value !== undefined && value !== null) fields[name] = referredId(value) ?? value;
  }
  if (endpoint === 'dcim/interfaces') fields.type = '1000base-t';
  await hand.remove(endpoint, row.id);
  await hand.create(endpoint, fields);
}

/** One of the addresses of the device's own interfaces becomes its primary one. */
async function primaryIp(pick: number, target: number | null, hand: NetBoxHand): Promise<void> {
  const addresses = await hand.list('ipam/ip-addresses');
  const ports = new Map(
    (await hand.list('dcim/interfaces')).map((port) => [port.id, referredId(port.device)]),
  );
  const assigned = addresses.filter((row) => typeof row.assigned_object_id === 'number');
  if (target === null) {
    const device = await picked(hand, 'dcim/devices', pick);
    return hand.update('dcim/devices', device.id, { primary_ip4: null });
  }
  const address = assigned[target % Math.max(assigned.length, 1)];
  const port = address?.assigned_object_id;
  const device = typeof port === 'number' ? ports.get(port) : undefined;
  if (address === undefined || typeof device !== 'number') throw new RangeError('no address is assigned');
  await hand.update('dcim/devices', device, { primary_ip4: address.id });
}

/** Gives an interface a MAC address of its own and makes it the primary one, or takes it away. */
async function primaryMac(
  pick: number,
  target: number | null,
  hand: NetBoxHand,
  wording: Wording,
): Promise<void> {
  const port = await picked(hand, 'dcim/interfaces', pick);
  if (target === null) return hand.update('dcim/interfaces', port.id, { primary_mac_address: null });
  const mac = await hand.create('dcim/mac-addresses', {
    mac_address: nameOf('dcim/mac-addresses', target, wording),
    assigned_object_type: 'dcim.interface',
    assigned_object_id: port.id,
  });
  await hand.update('dcim/interfaces', port.id, { primary_mac_address: mac });
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** Names of custom fields have no hyphens. */
function underscored(prefix: string): string {
  return prefix.replaceAll('-', '_');
}
