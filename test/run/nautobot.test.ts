import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Nautobot, startNautobot } from '../../demo/nautobot/server.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

describe('from Nautobot to Infrahub', () => {
  let world: World;
  let nautobot: Nautobot;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
    nautobot = await startNautobot({ devices: 30 });
    const { data } = nautobot;
    const status = data.find('extras/statuses', { name: 'Active' })?.id ?? '';
    const location = data.find('dcim/locations', { name: 'Zürich' })?.id ?? '';
    const vlan = data.create('ipam/vlans', { name: 'guests', vid: 900, status }).id;
    data.create('ipam/vlan-location-assignments', { vlan, location });
    config = await world.config(
      await readFile(path.resolve('examples/nautobot-to-infrahub/config.yml'), 'utf8'),
    );
  });
  afterAll(() => Promise.all([world.close(), nautobot.close()]));

  const report = (...words: readonly string[]) =>
    world.report([...words, ...config], {
      environment: {
        ...world.environment(),
        NAUTOBOT_URL: nautobot.url,
        NAUTOBOT_TOKEN: nautobot.token,
      },
    });
  const warm = async () => (await report('diff', '--no-full-extract')).report;
  const firstOf = (endpoint: string) => nautobot.data.list(endpoint)[0]?.id ?? '';

  it('plans everything, writes it, and then plans nothing', async () => {
    const { report: first } = await report('sync');
    expect(troubles(first)).toEqual([]);
    const count = (endpoint: string) => nautobot.data.list(endpoint).length;
    expect(
      Object.fromEntries(Object.entries(first.by_kind).map(([kind, { create }]) => [kind, create])),
    ).toEqual({
      BuiltinTag: count('extras/tags'),
      OrganizationTenant: count('tenancy/tenants'),
      OrganizationManufacturer: count('dcim/manufacturers'),
      LocationSite: 2,
      DcimDeviceType: count('dcim/device-types'),
      DcimDevice: 30,
      DcimPhysicalInterface: 90,
      IpamVLAN: count('ipam/vlans'),
      IpamPrefix: count('ipam/prefixes'),
      IpamIPAddress: count('ipam/ip-addresses'),
    });
    const second = await report('diff', '--exit-code');
    expect(planned(second.report)).toEqual([]);
    expect(second.code).toBe(0);
  });

  it('reads every kind warm, interfaces too, and asks little when nothing changed', async () => {
    const { sides, requests } = await warm();
    const modes = Object.entries(sides.A.kinds).map(([kind, { mode, reason }]) => [kind, mode, reason]);
    expect(modes.filter(([, mode]) => mode !== 'warm')).toEqual([]);
    expect(modes).toHaveLength(10);
    expect(requests.A.count).toBeLessThanOrEqual(75);
  });

  it('follows what other objects show: a renamed site, a role, an interface, a place assigned to a VLAN', async () => {
    const site = nautobot.data.find('dcim/locations', { name: 'Zürich' })?.id ?? '';
    const vlan = nautobot.data.find('ipam/vlans', { name: 'guests' })?.id ?? '';
    const assignment = nautobot.data.find('ipam/vlan-location-assignments', { vlan })?.id ?? '';
    const other = nautobot.data.find('dcim/locations', { name: 'London' })?.id ?? '';
    nautobot.data.update('ipam/vlan-location-assignments', assignment, { location: other });
    nautobot.data.update('extras/roles', firstOf('extras/roles'), { name: 'edge' });
    nautobot.data.update('dcim/interfaces', firstOf('dcim/interfaces'), { mtu: 1400 });
    nautobot.data.update('dcim/locations', site, { name: 'Winterthur' });
    const found = await warm();
    const full = (await report('diff')).report;
    expect(full.digest).toBe(found.digest);
    expect(found.by_kind.LocationSite).toMatchObject({ create: 0, update: 1 });
    expect(planned(found).filter((line) => line.includes('IpamVLAN'))).toEqual([
      'update IpamVLAN London__900',
    ]);
    expect(found.by_kind.DcimDevice?.update).toBeGreaterThan(0);
    expect(found.by_kind.DcimPhysicalInterface?.update).toBe(1);
    expect(Object.values(found.sides.A.kinds).filter(({ mode }) => mode !== 'warm')).toEqual([]);
  });

  it('sees what was deleted, by the count and the ids, and nothing in an endpoint that it may no longer read', async () => {
    await report('sync');
    nautobot.data.delete('dcim/interfaces', firstOf('dcim/interfaces'));
    const found = await warm();
    expect(found.sides.A.kinds.DcimPhysicalInterface).toMatchObject({ mode: 'warm', deleted: 1, rows: 89 });
    nautobot.permissions.forbidden.add('dcim/interfaces');
    const refused = await report('diff', '--no-full-extract');
    nautobot.permissions.forbidden.clear();
    expect(refused.code).toBe(1);
    expect(refused.out + refused.talk).toContain('may not read dcim.interfaces');
  });
});
