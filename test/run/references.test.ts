import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileSchema, type SchemaSource } from '../../demo/infrahub/schema/compile.ts';
import { configOf, planned, startWorld, troubles, type World } from './world.ts';

/** The demo's schema with kinds that only these tests need. */
function schemaWith(extra: string) {
  const folder = new URL('../../demo/infrahub/schema/', import.meta.url);
  const files = ['core.yml', 'network.yml'].map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return compileSchema([...files, extra].map((text) => parse(text) as SchemaSource));
}

const AREAS = `
nodes:
  - name: Area
    namespace: Location
    human_friendly_id: ["name__value"]
    display_labels: ["name__value"]
    attributes:
      - { name: name, kind: Text, unique: true }
    relationships:
      - { name: above, peer: LocationArea, identifier: area__above, direction: outbound, cardinality: one, kind: Attribute, optional: true }
  - name: Zone
    namespace: Location
    inherit_from: [LocationPlace]
    human_friendly_id: ["name__value"]
    display_labels: ["name__value"]
  - name: Tree
    namespace: Location
    human_friendly_id: ["above__name__value", "name__value"]
    display_labels: ["name__value"]
    attributes:
      - { name: name, kind: Text }
    relationships:
      - { name: above, peer: LocationTree, identifier: tree__above, direction: outbound, cardinality: one, kind: Attribute, optional: true }
  - name: Role
    namespace: Dcim
    human_friendly_id: ["name__value"]
    display_labels: ["name__value"]
    attributes:
      - { name: name, kind: Text, unique: true }
  - name: Rack
    namespace: Dcim
    human_friendly_id: ["name__value"]
    display_labels: ["name__value"]
    attributes:
      - { name: name, kind: Text, unique: true }
    relationships:
      - { name: area, peer: LocationArea, cardinality: one, kind: Attribute, optional: true }
      - { name: place, peer: LocationPlace, cardinality: one, kind: Attribute, optional: true }
      - { name: role, peer: DcimRole, cardinality: one, kind: Attribute, optional: true }
`;

describe('references', () => {
  let world: World;
  afterEach(() => world.close());

  /** Syncs, expects no trouble, and expects that nothing is left to do. */
  async function syncsCleanly(mapping: string): Promise<void> {
    const config = await world.config(configOf('references', mapping));
    const { report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(report.status).toBe('applied');
    const again = await world.report(['diff', ...config]);
    expect(troubles(again.report)).toEqual([]);
    expect(planned(again.report)).toEqual([]);
  }

  const named = (kind: string, name: string) =>
    world.infrahub.data.list(kind).find(({ attributes }) => attributes.name === name);

  async function empty(extra = AREAS): Promise<void> {
    world = await startWorld({ netbox: { devices: 0 }, infrahub: { schema: schemaWith(extra) } });
  }

  it('lead to the right one of two endpoints whose ids are equal', async () => {
    await empty();
    const { data } = world.netbox;
    const region = data.create('dcim/regions', { name: 'Region one', slug: 'r1' });
    const other = data.create('dcim/regions', { name: 'Region two', slug: 'r2' });
    const site = data.create('dcim/sites', { name: 'Site one', slug: 's1', region: other.id });
    const rack = data.create('dcim/racks', { name: 'R1', site: site.id });
    expect([region.id, site.id, rack.id]).toEqual([1, 1, 1]);
    await syncsCleanly(`
  - name: LocationArea
    mapping: dcim.regions
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: above, mapping: parent, reference: LocationArea }
  - name: LocationArea
    mapping: dcim.sites
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: above, mapping: region, reference: LocationArea }
  - name: DcimRack
    mapping: dcim.racks
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: area, mapping: site, reference: LocationArea }`);
    const areaOfRack = named('DcimRack', 'R1')?.relationships.area;
    expect(areaOfRack).toEqual([named('LocationArea', 'Site one')?.id]);
    expect(named('LocationArea', 'Site one')?.relationships.above).toEqual([
      named('LocationArea', 'Region two')?.id,
    ]);
  });

  it('to objects of the same kind are written above before below, however deep', async () => {
    await empty();
    const { data } = world.netbox;
    // The lowest has the lowest id, and the name that sorts first.
    const ids = ['a lowest', 'b', 'c', 'd highest'].map(
      (name, index) => data.create('dcim/regions', { name, slug: `r${index}` }).id,
    );
    for (const [index, id] of ids.slice(0, -1).entries()) {
      data.update('dcim/regions', id, { parent: ids[index + 1] ?? 0 });
    }
    await syncsCleanly(`
  - name: LocationArea
    mapping: dcim.regions
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: above, mapping: parent, reference: LocationArea }`);
    expect(named('LocationArea', 'a lowest')?.relationships.above).toEqual([named('LocationArea', 'b')?.id]);
    expect(named('LocationArea', 'd highest')?.relationships.above).toEqual([]);
  });

  it('to objects of the same kind may identify: names need to be unique below one parent only', async () => {
    await empty();
    const { data } = world.netbox;
    const region = (name: string, slug: string, parent: number | null) =>
      data.create('dcim/regions', { name, slug, parent }).id;
    // Each lies below the next, so that the lower ones have the lower ids.
    const chain = ['Leaf', 'Centre', 'Middle', 'North'].map((name) => region(name, name.toLowerCase(), null));
    for (const [index, id] of chain.slice(0, -1).entries()) {
      data.update('dcim/regions', id, { parent: chain[index + 1] ?? 0 });
    }
    region('Centre', 'south-centre', region('South', 's', null));
    await syncsCleanly(`
  - name: LocationTree
    mapping: dcim.regions
    identifiers: ["above", "name"]
    fields:
      - { name: name, mapping: name }
      - { name: above, mapping: parent, reference: LocationTree }`);
    const centres = world.infrahub.data
      .list('LocationTree')
      .filter(({ attributes }) => attributes.name === 'Centre');
    expect(new Set(centres.map(({ relationships }) => relationships.above?.[0]))).toEqual(
      new Set([named('LocationTree', 'Middle')?.id, named('LocationTree', 'South')?.id]),
    );
  });

  it('to a generic find the objects of every mapped kind that is one', async () => {
    await empty();
    const { data } = world.netbox;
    const region = data.create('dcim/regions', { name: 'Zone one', slug: 'z1' });
    const site = data.create('dcim/sites', { name: 'Site one', slug: 's1', region: region.id });
    data.create('dcim/racks', { name: 'R1', site: site.id });
    await syncsCleanly(`
  - name: LocationZone
    mapping: dcim.regions
    identifiers: ["name"]
    fields: [{ name: name, mapping: name }]
  - name: LocationSite
    mapping: dcim.sites
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: slug, mapping: slug }
  - name: DcimRack
    mapping: dcim.racks
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: place, mapping: site, reference: LocationPlace }`);
    expect(named('DcimRack', 'R1')?.relationships.place).toEqual([named('LocationSite', 'Site one')?.id]);
  });

  it('to a kind that is not mapped lead to objects that exist beforehand', async () => {
    await empty();
    const { data } = world.netbox;
    const site = data.create('dcim/sites', { name: 'Site one', slug: 's1' });
    const role = data.create('dcim/rack-roles', { name: 'Compute', slug: 'compute' });
    data.create('dcim/racks', { name: 'R1', site: site.id, role: role.id });
    world.infrahub.data.create('DcimRole', { name: { value: 'Compute' } });
    const mapping = `
  - name: DcimRack
    mapping: dcim.racks
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: role, mapping: role.name, reference: DcimRole }`;
    await syncsCleanly(mapping);
    expect(named('DcimRack', 'R1')?.relationships.role).toEqual([named('DcimRole', 'Compute')?.id]);

    const unknown = data.create('dcim/rack-roles', { name: 'Unheard of', slug: 'unheard' });
    data.create('dcim/racks', { name: 'R2', site: site.id, role: unknown.id });
    const before = world.mutations();
    const config = await world.config(configOf('references', mapping));
    const diff = await world.report(['diff', ...config]);
    expect(diff.code).toBe(1);
    expect(diff.report.errors).toMatchObject([
      {
        error_class: 'REFERENCE_UNRESOLVED',
        kind: 'DcimRack',
        id: 'R2',
        attribute: 'role',
        message: expect.stringContaining('no DcimRole "Unheard of" exists or is created'),
      },
    ]);
    expect((await world.command(['sync', ...config])).code).toBe(1);
    expect(world.mutations()).toBe(before);

    data.create('dcim/racks', { name: 'R3', site: site.id, role: role.id });
    const tolerant = await world.report(['sync', ...config, '--continue-on-error']);
    expect(tolerant.report.errors).toMatchObject([{ error_class: 'REFERENCE_UNRESOLVED', id: 'R2' }]);
    expect(tolerant).toMatchObject({ code: 0, report: { status: 'applied' } });
    expect([named('DcimRack', 'R2')?.id, named('DcimRack', 'R3')?.attributes.name]).toEqual([
      undefined,
      'R3',
    ]);

    world.infrahub.data.create('DcimRole', { name: { value: 'Unheard of' } });
    await syncsCleanly(mapping);
  });

  it('in a circle are written once all of it is there', async () => {
    await empty('nodes: []');
    const { data } = world.netbox;
    const site = data.create('dcim/sites', { name: 'Site one', slug: 's1' });
    const maker = data.create('dcim/manufacturers', { name: 'Acme', slug: 'acme' });
    const type = data.create('dcim/device-types', { model: 'X', slug: 'x', manufacturer: maker.id });
    const role = data.create('dcim/device-roles', { name: 'Leaf', slug: 'leaf' });
    for (const number of [1, 2]) {
      const device = data.create('dcim/devices', {
        name: `leaf${number}`,
        site: site.id,
        device_type: type.id,
        role: role.id,
      });
      const port = data.create('dcim/interfaces', { name: 'lo0', type: 'virtual', device: device.id });
      const address = data.create('ipam/ip-addresses', {
        address: `192.0.2.${number}/32`,
        assigned_object_type: 'dcim.interface',
        assigned_object_id: port.id,
      });
      data.update('dcim/devices', device.id, { primary_ip4: address.id });
    }
    await syncsCleanly(`
  - name: DcimDevice
    mapping: dcim.devices
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: primary_ip, mapping: primary_ip4, reference: IpamIPAddress }
  - name: DcimPhysicalInterface
    mapping: dcim.interfaces
    identifiers: ["device", "name"]
    fields:
      - { name: name, mapping: name }
      - { name: device, mapping: device, reference: DcimDevice }
  - name: IpamIPAddress
    mapping: ipam.ip-addresses
    identifiers: ["address"]
    fields:
      - { name: address, mapping: address }
      - { name: interface, mapping: assigned_object, reference: DcimPhysicalInterface }`);
    const addresses = world.infrahub.data.list('IpamIPAddress');
    expect(addresses).toHaveLength(2);
    const device = named('DcimDevice', 'leaf2');
    const primary = addresses.find(({ id }) => id === device?.relationships.primary_ip?.[0]);
    expect(primary?.attributes.address).toBe('192.0.2.2/32');
    const port = world.infrahub.data
      .list('DcimInterface')
      .find(({ id }) => id === primary?.relationships.interface?.[0]);
    expect(port?.relationships.device).toEqual([device?.id]);
  });
});
