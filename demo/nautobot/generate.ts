import type { JsonObject } from '../../src/json.ts';
import type { Random } from '../random.ts';
import { parentOf } from './effects.ts';
import { defaultsOf, type Row } from './model.ts';
import type { Store } from './store.ts';

export interface GenerateOptions {
  /** 0 leaves the store empty; everything else is in proportion. */
  readonly devices: number;
  readonly random: Random;
  /** Nothing is stamped after this day's first moment (UTC). */
  readonly now: Date;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY * 1000;
const CITIES = ['Zürich', 'London', 'Paris', 'New York', 'Dallas', 'São Paulo', 'Tokyo', 'Singapore'];
const MAKERS = ['Cisco', 'Juniper', 'Arista', 'Nokia'];

/** Fills an empty store past every check; the same options give the same rows with the same ids. */
export function generate(store: Store, { devices, random, now }: GenerateOptions): void {
  if (devices === 0) return;
  const midnight = Math.floor(now.getTime() / DAY) * DAY * 1000;
  const make: Make = (endpoint, fields) => {
    const updated = midnight - Math.floor(random.next() * YEAR) - 1;
    const created = updated - Math.floor(random.next() * YEAR) - 1;
    const id = store.newId();
    const row: Row = { ...defaultsOf(store.model(endpoint)), ...fields, id, created, last_updated: updated };
    store.put(endpoint, row);
    return id;
  };
  const named = (endpoint: string, names: readonly string[]) => names.map((name) => make(endpoint, { name }));
  const basics: Basics = {
    random,
    statuses: named('extras/statuses', ['Active', 'Planned', 'Offline', 'Reserved']),
    roles: named('extras/roles', ['access', 'distribution', 'core', 'firewall']),
    tags: named('extras/tags', ['prod', 'stage', 'legacy', 'monitored']),
    tenants: makeTenants(make),
  };
  makeCustomFields(make);
  const places = makePlaces(make, basics, Math.min(CITIES.length, Math.max(2, Math.ceil(devices / 25))));
  const ports = makeDevices(make, basics, places, devices);
  makeNetworks(store, make, basics, places, ports);
}

type Make = (endpoint: string, fields: JsonObject) => string;

interface Basics {
  readonly random: Random;
  readonly statuses: readonly string[];
  readonly roles: readonly string[];
  readonly tags: readonly string[];
  readonly tenants: readonly string[];
}

interface Places {
  readonly sites: readonly string[];
  /** Beside `sites`. */
  readonly racks: readonly (readonly string[])[];
}

function makeTenants(make: Make): readonly string[] {
  const group = make('tenancy/tenant-groups', { name: 'Customers' });
  return Array.from({ length: 12 }, (_, index) =>
    make('tenancy/tenants', { name: `Tenant ${index + 1}`, tenant_group: group, description: 'customer' }),
  );
}

function makeCustomFields(make: Make): void {
  for (const key of ['asset_owner', 'support_level'])
    make('extras/custom-fields', { name: key, key, label: key, content_types: ['dcim.device'] });
}

function makePlaces(make: Make, { statuses, tenants, tags, random }: Basics, count: number): Places {
  const status = at(statuses, 0);
  const types = ['Region', 'Site', 'Room'].map((name) => make('dcim/location-types', { name }));
  const region = make('dcim/locations', { name: 'World', location_type: at(types, 0), status });
  const sites = CITIES.slice(0, count).map((name, index) =>
    make('dcim/locations', {
      name,
      parent: region,
      location_type: at(types, 1),
      status: at(statuses, index % 3 === 2 ? 1 : 0),
      tenant: at(tenants, index),
      facility: `DC-${index + 1}`,
      tags: random.sample(tags, index % 3),
    }),
  );
  // Several places of one name: what a sort by name loses.
  for (const parent of sites)
    for (const name of ['Room 1', 'Room 2', 'Room 3'])
      make('dcim/locations', { name, parent, location_type: at(types, 2), status });
  const racks = sites.map((location, site) =>
    Array.from({ length: 3 }, (_, index) =>
      make('dcim/racks', { name: `R${site + 1}0${index + 1}`, location, status }),
    ),
  );
  return { sites, racks };
}

/** @returns each device's first interface */
function makeDevices(
  make: Make,
  { statuses, roles, tenants, tags, random }: Basics,
  { sites, racks }: Places,
  count: number,
): readonly { readonly device: string; readonly port: string }[] {
  const makers = MAKERS.map((name) => make('dcim/manufacturers', { name, description: `maker ${name}` }));
  const platforms = makers.map((manufacturer, index) =>
    make('dcim/platforms', { name: `OS ${index + 1}`, manufacturer, network_driver: `driver_${index}` }),
  );
  const types = makers.flatMap((manufacturer, index) =>
    [1, 2].map((size) =>
      make('dcim/device-types', {
        model: `${at(MAKERS, index).slice(0, 3).toUpperCase()}-${size}000`,
        manufacturer,
        u_height: size,
        part_number: `PN-${index}-${size}`,
      }),
    ),
  );
  const status = at(statuses, 0);
  return Array.from({ length: count }, (_, index) => {
    const site = index % sites.length;
    const device = make('dcim/devices', {
      name: `dev-${String(index + 1).padStart(4, '0')}`,
      serial: `SN${String(index + 1).padStart(6, '0')}`,
      device_type: random.pick(types),
      role: random.pick(roles),
      status: at(statuses, index % 10 === 7 ? 1 : index % 10 === 8 ? 2 : 0),
      tenant: random.maybe(0.8, random.pick(tenants)),
      platform: random.maybe(0.5, random.pick(platforms)),
      location: at(sites, site),
      rack: random.maybe(0.6, at(racks[site] ?? [], index)),
      tags: random.sample(tags, index % 3),
      custom_fields: { asset_owner: `team-${index % 3}`, support_level: index % 2 === 0 ? 'gold' : null },
    });
    const ports = ['mgmt0', 'Ethernet1/1', 'Ethernet1/2'].map((name, place) =>
      make('dcim/interfaces', {
        name,
        device,
        status,
        type: place === 0 ? '1000base-t' : '10gbase-x-sfpp',
        mgmt_only: place === 0,
        mtu: place === 0 ? null : 9000,
        enabled: place < 2,
      }),
    );
    return { device, port: at(ports, 0) };
  });
}

function makeNetworks(
  store: Store,
  make: Make,
  { statuses, tenants, tags, random }: Basics,
  { sites }: Places,
  ports: readonly { readonly device: string; readonly port: string }[],
): void {
  const status = at(statuses, 0);
  const namespace = make('ipam/namespaces', { name: 'Global' });
  const targets = ['65000:1', '65000:2'].map((name) => make('ipam/route-targets', { name }));
  for (const [index, name] of ['VRF-1', 'VRF-2'].entries())
    make('ipam/vrfs', {
      name,
      rd: `65000:${index}`,
      namespace,
      status,
      import_targets: [at(targets, index)],
    });
  const prefix = (text: string, fields: JsonObject) => {
    const parent = parentOf(store, text, namespace, false);
    return make('ipam/prefixes', { prefix: text, namespace, parent, status, ...fields });
  };
  prefix('10.0.0.0/8', { type: 'container' });
  for (const [index, location] of sites.entries()) {
    const group = make('ipam/vlan-groups', { name: `Group ${index + 1}`, location });
    const vlans = [100, 200, 300].map((vid) =>
      make('ipam/vlans', {
        name: `v${vid}-${index}`,
        vid,
        vlan_group: group,
        status,
        tenant: at(tenants, index),
      }),
    );
    for (const vlan of vlans) make('ipam/vlan-location-assignments', { vlan, location });
    const net = prefix(`10.${index + 1}.0.0/24`, {
      vlan: at(vlans, 0),
      tags: random.sample(tags, index % 2),
    });
    make('ipam/prefix-location-assignments', { prefix: net, location });
  }
  for (const [index, { device, port }] of ports.entries()) {
    const text = `10.${(index % sites.length) + 1}.0.${1 + Math.floor(index / sites.length)}/24`;
    const parent = parentOf(store, text, namespace, true);
    const address = make('ipam/ip-addresses', {
      address: text,
      parent,
      status,
      dns_name: `h${index}.example.com`,
    });
    make('ipam/ip-address-to-interface', { ip_address: address, interface: port });
    const row = store.get('dcim/devices', device);
    if (row && index % 3 === 0) store.put('dcim/devices', { ...row, primary_ip4: address });
  }
}

function at(list: readonly string[], place: number): string {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
