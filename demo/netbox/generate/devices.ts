import type { JsonObject } from '../../../src/json.ts';
import type { Row } from '../fields.ts';
import { type Maker, NO_CUSTOM_FIELDS, NO_TAGS, slugOf } from './maker.ts';
import type { Place } from './organisation.ts';

const PLAIN = { description: '', comments: '', tags: NO_TAGS, custom_fields: NO_CUSTOM_FIELDS };
const MAKERS = 'Acorn Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Karri Larch'.split(' ');
const PER_RACK = 18;

export interface DeviceKinds {
  readonly types: readonly Row[];
  readonly roles: readonly Row[];
  readonly platforms: readonly Row[];
}

export function makeDeviceKinds({ make }: Maker): DeviceKinds {
  const named = (endpoint: string, name: string, more: JsonObject = {}) =>
    make(endpoint, { ...PLAIN, name, slug: slugOf(name), ...more });
  const makers = MAKERS.map((name) => named('dcim/manufacturers', name));
  const platform = (name: string, parent: number | null, manufacturer: number | null) =>
    named('dcim/platforms', name, { parent, manufacturer });
  const general = ['Linux', 'Other OS'].map((name) => platform(name, null, null));
  const families = makers.slice(0, 6).map((maker) => platform(`${maker.name} OS`, null, maker.id));
  const releases = families.flatMap((family) =>
    [1, 2].map((release) => platform(`${family.name} ${release}`, family.id, Number(family.manufacturer))),
  );
  const types = Array.from({ length: 40 }, (_, index) => {
    const maker = makers[index % makers.length];
    return make('dcim/device-types', {
      ...PLAIN,
      manufacturer: maker?.id ?? 1,
      default_platform: index % 3 ? (general[index % 2]?.id ?? null) : null,
      model: `${String(maker?.name).charAt(0)}X-${1000 + index}`,
      slug: `${String(maker?.slug)}-x-${1000 + index}`,
      part_number: `PN-${String(index).padStart(4, '0')}`,
      u_height: [1, 1, 2, 0][index % 4] ?? 1,
      is_full_depth: index % 3 !== 0,
      airflow: ['front-to-rear', 'rear-to-front', null][index % 3] ?? null,
    });
  });
  const role = (name: string, parent: number | null) =>
    named('dcim/device-roles', name, {
      parent,
      color: parent === null ? '2196f3' : '9e9e9e',
      vm_role: name === 'Server',
    });
  const tops = ['Router', 'Switch', 'Firewall', 'Server', 'PDU', 'Console'].map((name) => role(name, null));
  const below = ['Core router', 'Edge router', 'Leaf switch', 'Spine switch'].map((name, index) =>
    role(name, tops[index >> 1]?.id ?? null),
  );
  return { types, roles: [...tops, ...below], platforms: [...general, ...families, ...releases] };
}

/** So many racks in every site, spread over its rooms. */
export function makeRacks(
  { make, random }: Maker,
  places: readonly Place[],
  each: number,
  tenants: readonly Row[],
): Row[][] {
  const roles = ['Network', 'Compute'].map((name) =>
    make('dcim/rack-roles', { ...PLAIN, name, slug: slugOf(name), color: '607d8b' }),
  );
  let serial = 0;
  return places.map(({ site, rooms }) =>
    Array.from({ length: each }, (_, index) =>
      make('dcim/racks', {
        ...PLAIN,
        name: `R${String(index + 1).padStart(2, '0')}`,
        facility_id: null,
        site: site.id,
        location: rooms[index % rooms.length]?.id ?? null,
        tenant: random.next() < 0.3 ? random.pick(tenants).id : null,
        status:
          random.next() < 0.9 ? 'active' : random.pick(['reserved', 'available', 'planned', 'deprecated']),
        role: roles[index % 2]?.id ?? null,
        serial: `RK${String(serial++).padStart(6, '0')}`,
        asset_tag: null,
        custom_fields: { lifecycle: random.pick(['plan', 'live', 'eol', null]) },
      }),
    ),
  );
}

export function makeConfigContext({ make }: Maker): void {
  make('extras/config-contexts', {
    name: 'Base',
    weight: 1000,
    description: '',
    is_active: true,
    tags: NO_TAGS,
    data: { dns: ['192.0.2.53', '192.0.2.54'], syslog: { host: '192.0.2.5', port: 514 } },
  });
}

interface DeviceSources {
  readonly places: readonly Place[];
  readonly racks: readonly (readonly Row[])[];
  readonly kinds: DeviceKinds;
  readonly tenants: readonly Row[];
  readonly tags: readonly Row[];
}

/** The site that a device stands in, by its number, and its number within the site. */
export function placeOf(index: number, devices: number, sites: number): { site: number; within: number } {
  const site = Math.floor((index * sites) / devices);
  return { site, within: index - Math.ceil((site * devices) / sites) };
}

export function makeDevices({ make, random }: Maker, count: number, sources: DeviceSources): Row[] {
  const { places, racks, kinds, tenants, tags } = sources;
  const fitting = new Map<number, Row[]>();
  for (const type of kinds.types) {
    const maker = Number(type.manufacturer);
    const fits = kinds.platforms.filter(
      (each) => (each.manufacturer ?? null) === null || each.manufacturer === maker,
    );
    fitting.set(maker, fits);
  }
  return Array.from({ length: count }, (_, index) => {
    const { site, within } = placeOf(index, count, places.length);
    const place = places[site];
    const rack = within % 20 === 19 ? undefined : racks[site]?.[Math.floor(within / PER_RACK)];
    const type = random.pick(kinds.types);
    const role = random.pick(kinds.roles);
    const mounted = rack !== undefined && Number(type.u_height) > 0;
    const status = random.next();
    return make('dcim/devices', {
      name: index % 100 === 42 ? null : `${place?.site.slug}-${role.slug}-${String(within).padStart(4, '0')}`,
      device_type: type.id,
      role: role.id,
      tenant: random.next() < 0.6 ? random.pick(tenants).id : null,
      platform: random.next() < 0.7 ? random.pick(fitting.get(Number(type.manufacturer)) ?? []).id : null,
      serial: `SN${String(index).padStart(8, '0')}`,
      asset_tag: index % 3 ? `AT-${String(index).padStart(7, '0')}` : null,
      site: place?.site.id ?? 1,
      location: rack?.location ?? null,
      rack: rack?.id ?? null,
      position: mounted ? 2 * (within % PER_RACK) + 1 : null,
      face: mounted ? 'front' : null,
      latitude: null,
      longitude: null,
      status:
        status < 0.8
          ? 'active'
          : status < 0.88
            ? 'planned'
            : status < 0.93
              ? 'staged'
              : status < 0.98
                ? 'offline'
                : 'failed',
      airflow: type.airflow ?? null,
      primary_ip4: null,
      primary_ip6: null,
      oob_ip: null,
      description: index % 2 ? `Generated device ${index}` : '',
      comments: index % 10 === 0 ? 'Lorem ipsum dolor sit amet. '.repeat(10) : '',
      local_context_data:
        index % 50 === 7 ? { syslog: { port: 1514 }, ntp: [`192.0.2.${index % 200}`] } : null,
      tags: random.next() < 0.6 ? random.sample(tags, random.integer(1, 3)).map((tag) => tag.id) : NO_TAGS,
      custom_fields: customFields(index, random, tenants),
    });
  });
}

function customFields(index: number, random: Maker['random'], tenants: readonly Row[]): JsonObject {
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    cost_center: random.maybe(0.7, `CC-${String(random.integer(0, 499)).padStart(4, '0')}`),
    support_years: random.maybe(0.6, random.integer(0, 7)),
    power_draw: random.maybe(0.5, random.integer(400, 9000) / 10),
    monitored: random.next() < 0.8,
    warranty_end: random.maybe(0.6, `${random.integer(2024, 2030)}-${two(random.integer(1, 12))}-01`),
    last_audit: random.maybe(0.3, `2025-${two(random.integer(1, 12))}-15T08:30:00+00:00`),
    runbook: random.maybe(0.2, `https://wiki.example.com/run/${index}`),
    lifecycle: random.pick(['plan', 'live', 'live', 'eol', null]),
    compliance: random.maybe(0.75, random.sample(['pci', 'iso', 'sox'], random.integer(1, 3))),
    facts: random.maybe(0.2, { n: index, os: { kernel: `5.${index % 19}` } }),
    escalation: random.next() < 0.1 ? random.pick(tenants).id : null,
  };
}

const PORTS = ['mgmt0', 'Ethernet1/1', 'Ethernet1/2', 'Ethernet1/10'];

/** Four interfaces of every device, in the order of the devices; every third management port has a MAC address. */
export function makeInterfaces({ make, store }: Maker, devices: readonly Row[]): Row[] {
  const ports = devices.flatMap((device, index) =>
    PORTS.map((name, port) =>
      make('dcim/interfaces', {
        device: device.id,
        name,
        label: '',
        type: port === 0 ? '1000base-t' : '10gbase-x-sfpp',
        enabled: (index + port) % 9 !== 0,
        parent: null,
        bridge: null,
        lag: null,
        mtu: port === 0 ? null : 9000,
        primary_mac_address: null,
        speed: port === 1 ? 10_000_000 : null,
        duplex: null,
        mgmt_only: port === 0,
        description: index % 4 === 0 ? `port ${port}` : '',
        mode: port === 3 && index % 2 ? 'access' : null,
        untagged_vlan: null,
        tagged_vlans: NO_TAGS,
        mark_connected: false,
        cable: null,
        cable_end: null,
        vrf: null,
        tags: NO_TAGS,
        custom_fields: NO_CUSTOM_FIELDS,
      }),
    ),
  );
  for (let index = 0; index < ports.length; index += 12) {
    const port = ports[index];
    if (!port) continue;
    const digits = (0xaabbcc000000 + index).toString(16).toUpperCase();
    const mac = make('dcim/mac-addresses', {
      ...PLAIN,
      mac_address: (digits.match(/../g) ?? []).join(':'),
      assigned_object_type: 'dcim.interface',
      assigned_object_id: port.id,
    });
    store.put('dcim/interfaces', { ...port, primary_mac_address: mac.id });
  }
  return ports;
}

/** Ethernet1/1 of every device to its neighbour's, where both stand in the same site. */
export function makeCables({ make, store }: Maker, devices: readonly Row[], ports: readonly Row[]): void {
  let made = 0;
  for (let index = 0; index + 1 < devices.length; index += 2) {
    if (devices[index]?.site !== devices[index + 1]?.site) continue;
    const ends = [ports[4 * index + 1]?.id ?? 0, ports[4 * (index + 1) + 1]?.id ?? 0];
    const number = made++;
    const cable = make('dcim/cables', {
      ...PLAIN,
      type: ['cat6a', 'dac-passive', 'smf'][number % 3] ?? null,
      a_terminations: [{ object_type: 'dcim.interface', object_id: ends[0] ?? 0 }],
      b_terminations: [{ object_type: 'dcim.interface', object_id: ends[1] ?? 0 }],
      status: number % 20 === 0 ? 'planned' : 'connected',
      tenant: null,
      label: number % 2 ? `C${String(number).padStart(6, '0')}` : '',
      color: number % 4 === 0 ? '2196f3' : '',
      length: 1 + (number % 30),
      length_unit: 'm',
    });
    for (const [side, id] of ends.entries()) {
      const port = store.get('dcim/interfaces', id);
      if (port) store.put('dcim/interfaces', { ...port, cable: cable.id, cable_end: side === 0 ? 'A' : 'B' });
    }
  }
}
