import type { JsonObject } from '../../../src/json.ts';
import type { Row } from '../fields.ts';
import { placeOf } from './devices.ts';
import { type Maker, NO_CUSTOM_FIELDS, NO_TAGS, slugOf } from './maker.ts';
import type { Place } from './organisation.ts';

const PLAIN = { description: '', comments: '', tags: NO_TAGS, custom_fields: NO_CUSTOM_FIELDS };

/** An address that nothing has. */
const FREE = {
  ...PLAIN,
  vrf: null,
  tenant: null,
  status: 'active',
  role: null,
  assigned_object_type: null,
  assigned_object_id: null,
  dns_name: '',
};

export function makeIpamRoles({ make }: Maker): Row[] {
  return ['Access', 'Server', 'Transit', 'Voice'].map((name) =>
    make('ipam/roles', { ...PLAIN, name, slug: slugOf(name), weight: 1000 }),
  );
}

/** Twenty VLANs of every site; every other one only in the site's group, without the site. */
export function makeVlans(
  { make, random }: Maker,
  places: readonly Place[],
  roles: readonly Row[],
  tenants: readonly Row[],
): Row[][] {
  return places.map(({ site }) => {
    const group = make('ipam/vlan-groups', {
      ...PLAIN,
      name: `${site.name} VLANs`,
      slug: `${site.slug}-vlans`,
      scope_type: 'dcim.site',
      scope_id: site.id,
      vid_ranges: [[1, 4094]],
      tenant: null,
    });
    return Array.from({ length: 20 }, (_, index) =>
      make('ipam/vlans', {
        ...PLAIN,
        site: index % 2 ? site.id : null,
        group: group.id,
        vid: 100 + index,
        name: `${site.slug}-${100 + index}`,
        tenant: random.next() < 0.4 ? random.pick(tenants).id : null,
        status: random.pick(['active', 'active', 'reserved', 'deprecated']),
        role: roles[index % roles.length]?.id ?? null,
      }),
    );
  });
}

export function makeVrfs({ make, random }: Maker, count: number, tenants: readonly Row[]): Row[] {
  const targets = Array.from({ length: count * 2 }, (_, index) =>
    make('ipam/route-targets', { ...PLAIN, name: `64512:${index}`, tenant: null }),
  );
  return Array.from({ length: count }, (_, index) => {
    const own = targets.slice(2 * index, 2 * index + 2).map((target) => target.id);
    return make('ipam/vrfs', {
      ...PLAIN,
      name: `VRF ${String(index).padStart(2, '0')}`,
      rd: index % 4 ? `64512:${1000 + index}` : null,
      tenant: random.pick(tenants).id,
      enforce_unique: true,
      import_targets: own,
      export_targets: own.slice(0, 1),
    });
  });
}

interface PrefixSources {
  readonly places: readonly Place[];
  readonly vrfs: readonly Row[];
  readonly vlans: readonly (readonly Row[])[];
  readonly roles: readonly Row[];
  readonly tenants: readonly Row[];
  readonly tags: readonly Row[];
}

/** The first two octets of a site's networks: 10.0 to 10.255, then 11.0 and on. */
function siteNetwork(index: number): string {
  return `${10 + Math.floor(index / 256)}.${index % 256}`;
}

/** The network that site `index` has within a VRF: the same for every VRF, so it is there several times. */
function vrfNetwork(index: number, vrfs: number): string {
  return `172.${16 + Math.floor(index / vrfs)}.0`;
}

/** Per site: a /16 with twelve /24 in it, an IPv6 /48 with a /64, and one /24 in a VRF. */
export function makePrefixes({ make, random }: Maker, sources: PrefixSources): void {
  const { places, vrfs, vlans, roles, tenants, tags } = sources;
  for (const [index, { site }] of places.entries()) {
    const add = (prefix: string, fields: JsonObject) =>
      make('ipam/prefixes', {
        ...PLAIN,
        prefix,
        vrf: null,
        scope_type: 'dcim.site',
        scope_id: site.id,
        tenant: null,
        vlan: null,
        status: 'active',
        role: null,
        is_pool: false,
        mark_utilized: false,
        tags: random.next() < 0.3 ? random.sample(tags, random.integer(1, 2)).map((tag) => tag.id) : NO_TAGS,
        custom_fields: {
          cost_center: random.maybe(0.3, `CC-${String(random.integer(0, 499)).padStart(4, '0')}`),
        },
        ...fields,
      });
    const v4 = siteNetwork(index);
    add(`${v4}.0.0/16`, { status: 'container', description: `All of ${site.name}` });
    for (let third = 0; third < 12; third++) {
      add(`${v4}.${third}.0/24`, {
        status: random.pick(['active', 'active', 'active', 'reserved', 'deprecated']),
        vlan: third % 2 === 0 ? (vlans[index]?.[third]?.id ?? null) : null,
        tenant: random.next() < 0.4 ? random.pick(tenants).id : null,
        role: roles[third % roles.length]?.id ?? null,
        is_pool: third === 11,
      });
    }
    const v6 = `2001:db8:${index.toString(16)}`;
    // As PostgreSQL writes it: a group of zeros before `::` is part of it.
    add(index === 0 ? '2001:db8::/48' : `${v6}::/48`, { status: 'container' });
    add(`${v6}:1::/64`, { role: roles[0]?.id ?? null });
    const vrf = vrfs[index % vrfs.length];
    add(`${vrfNetwork(index, vrfs.length)}.0/24`, { vrf: vrf?.id ?? null, tenant: vrf?.tenant ?? null });
  }
}

interface AddressSources {
  readonly places: readonly Place[];
  readonly devices: readonly Row[];
  readonly ports: readonly Row[];
  readonly vrfs: readonly Row[];
  readonly tenants: readonly Row[];
  readonly tags: readonly Row[];
}

/** Management and port addresses, unassigned ones, gateways, and one in each site's VRF network. */
export function makeAddresses(maker: Maker, sources: AddressSources): void {
  const { make, random, store } = maker;
  const { places, devices, ports, vrfs, tenants, tags } = sources;
  const used = new Map<string, number>();
  const add = (network: string, length: number, fields: JsonObject) => {
    const v6 = network.includes(':');
    const number = (used.get(network) ?? (v6 ? 0xff : 1)) + 1;
    used.set(network, number);
    const [a, b, third = 0] = network.split('.').map(Number);
    const host = v6
      ? `${network}::${number.toString(16)}`
      : `${a}.${b}.${third + (number >> 8)}.${number & 255}`;
    const status = random.next();
    return make('ipam/ip-addresses', {
      ...FREE,
      address: `${host}/${length}`,
      tenant: random.next() < 0.3 ? random.pick(tenants).id : null,
      status: status < 0.9 ? 'active' : status < 0.94 ? 'reserved' : status < 0.97 ? 'deprecated' : 'dhcp',
      tags: random.next() < 0.1 ? [random.pick(tags).id] : NO_TAGS,
      custom_fields: { monitored: random.maybe(0.7, random.next() < 0.9) },
      ...fields,
    });
  };
  const assigned = (port: Row | undefined): JsonObject => ({
    assigned_object_type: 'dcim.interface',
    assigned_object_id: port?.id ?? null,
  });
  for (const [index, device] of devices.entries()) {
    const { site } = placeOf(index, devices.length, places.length);
    const v4 = siteNetwork(site);
    const name = device.name;
    const management =
      index % 10 === 9
        ? undefined
        : add(`${v4}.0.0`, 24, {
            ...assigned(ports[4 * index]),
            dns_name: name ? `${name}.example.com` : '',
          });
    if (index % 2 === 0) add(`${v4}.${1 + (index % 5)}.0`, 24, assigned(ports[4 * index + 1]));
    const second =
      index % 4 === 0
        ? add(`2001:db8:${site.toString(16)}:1`, 64, {
            ...assigned(ports[4 * index + 2]),
            dns_name: `v6-${index}.example.com`,
          })
        : undefined;
    if (device.id % 8 !== 3 && (management || second)) {
      const primary = { primary_ip4: management?.id ?? null, primary_ip6: second?.id ?? null };
      store.put('dcim/devices', { ...device, ...primary });
    }
  }
  for (const index of places.keys()) {
    const v4 = siteNetwork(index);
    for (let number = 0; number < 15; number++) add(`${v4}.11.0`, 24, { description: 'Unassigned' });
    make('ipam/ip-addresses', {
      ...FREE,
      address: `${v4}.10.1/24`,
      role: 'vip',
      description: 'Gateway',
    });
    const vrf = vrfs[index % vrfs.length];
    const address = `${vrfNetwork(index, vrfs.length)}.1/24`;
    make('ipam/ip-addresses', { ...FREE, address, vrf: vrf?.id ?? null });
  }
}
