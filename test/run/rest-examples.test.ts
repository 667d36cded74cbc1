import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { device42Product } from '../../demo/rest/device42.ts';
import { libreNmsProduct } from '../../demo/rest/librenms.ts';
import { observiumProduct } from '../../demo/rest/observium.ts';
import { peeringManagerProduct } from '../../demo/rest/peering-manager.ts';
import { peeringDbProduct } from '../../demo/rest/peeringdb.ts';
import { phpIpamProduct } from '../../demo/rest/phpipam.ts';
import { type RestProduct, type RestServer, startRestServer } from '../../demo/rest/rest-server.ts';
import type { Tables } from '../../demo/rest/table.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

interface Example {
  readonly folder: string;
  readonly product: RestProduct;
  readonly environment: Readonly<Record<string, string>>;
  /** The variable that says where the server is. */
  readonly address: string;
  readonly fill: (tables: Tables) => void;
  readonly planned: readonly string[];
  readonly change: (tables: Tables) => void;
  readonly changed: readonly string[];
  /** Whether the source can be asked for what changed. */
  readonly warm?: true;
}

const examples: readonly Example[] = [
  {
    folder: 'librenms-to-infrahub',
    product: libreNmsProduct,
    environment: { LIBRENMS_TOKEN: 'librenms-token' },
    address: 'LIBRENMS_URL',
    fill(tables) {
      tables('resources/locations').create({ location: 'Amsterdam, DC 1', lat: '52.3', lng: '4.9' });
      const device = { serial: 'S1', type: 'network', location: 'Amsterdam, DC 1', sysDescr: null };
      tables('devices').create({ hostname: 'edge-1', ignore: '0', ...device });
      tables('devices').create({ hostname: 'lab-1', ignore: '1', ...device });
    },
    planned: ['create LocationSite Amsterdam, DC 1', 'create DcimDevice edge-1'],
    change: (tables) => void tables('devices').update(1, { serial: 'S2' }),
    changed: ['update DcimDevice edge-1'],
  },
  {
    folder: 'observium-to-infrahub',
    product: observiumProduct,
    environment: { OBSERVIUM_USERNAME: 'observium', OBSERVIUM_PASSWORD: 'secret' },
    address: 'OBSERVIUM_URL',
    fill(tables) {
      tables('devices').create({ hostname: 'pe-100', serial: 'ab', type: 'network', sysDescr: 'router' });
      tables('devices').create({ hostname: 'lab', serial: '', type: 'server', sysDescr: '' });
    },
    planned: ['create DcimDevice pe-100'],
    change: (tables) => void tables('devices').update(2, { hostname: 'pe-200' }),
    changed: ['create DcimDevice pe-200'],
  },
  {
    folder: 'device42-to-infrahub',
    product: device42Product,
    environment: { DEVICE42_USERNAME: 'guest', DEVICE42_PASSWORD: 'secret' },
    address: 'DEVICE42_URL',
    fill(tables) {
      tables('tags').create({ name: 'prod' });
      tables('customers').create({ name: 'Core', notes: 'backbone' });
      tables('buildings').create({ name: 'AMS 1', address: 'Science Park' });
      tables('devices/all').create({ name: 'edge-1', serial_no: 'S1', building: 'AMS 1', tags: ['prod'] });
    },
    planned: [
      'create BuiltinTag prod',
      'create OrganizationTenant Core',
      'create LocationSite AMS 1',
      'create DcimDevice edge-1',
    ],
    change: (tables) => void tables('devices/all').update(1, { tags: [] }),
    changed: ['update DcimDevice edge-1'],
  },
  {
    folder: 'peeringdb-to-infrahub',
    product: peeringDbProduct,
    environment: {},
    address: 'PEERINGDB_URL',
    fill(tables) {
      tables('org').create({ name: 'Data Centres', website: 'https://dc.example' });
      tables('fac').create({ name: 'DC One', city: 'Amsterdam', org_id: 1 });
    },
    planned: ['create OrganizationTenant Data Centres', 'create LocationSite DC One'],
    change: (tables) => void tables('fac').update(1, { city: 'Amsterdam Zuidoost' }),
    changed: ['update LocationSite DC One'],
    warm: true,
  },
  {
    folder: 'phpipam-to-infrahub',
    product: phpIpamProduct,
    environment: { PHPIPAM_TOKEN: 'phpipam-code' },
    address: 'PHPIPAM_URL',
    fill(tables) {
      tables('subnets').create({ subnet: '192.0.2.0', mask: '24', isFolder: '0', description: 'lab' });
      tables('subnets').create({ subnet: null, mask: null, isFolder: '1', description: 'folder' });
      tables('addresses').create({ ip: '192.0.2.7', hostname: 'a.example', description: '' });
    },
    planned: ['create IpamPrefix 192.0.2.0/24', 'create IpamIPAddress 192.0.2.7/32'],
    change: (tables) => void tables('addresses').update(1, { hostname: 'b.example' }),
    changed: ['update IpamIPAddress 192.0.2.7/32'],
  },
  {
    folder: 'peering-manager-to-infrahub',
    product: peeringManagerProduct,
    environment: { PEERING_MANAGER_TOKEN: 'peering-manager-token' },
    address: 'PEERING_MANAGER_URL',
    fill(tables) {
      tables('bgp/communities').create({ name: 'Learned', slug: 'learned', value: '64500:1' });
      tables('peering/autonomous-systems').create({ asn: 64500, name: 'Us', affiliated: true });
      tables('peering/autonomous-systems').create({ asn: 64501, name: 'Them', irr_as_set: 'AS-THEM' });
    },
    planned: ['create BuiltinTag 64500:1', 'create OrganizationTenant Them'],
    change: (tables) => void tables('peering/autonomous-systems').update(2, { irr_as_set: 'AS-THEM:AS-ALL' }),
    changed: ['update OrganizationTenant Them'],
    warm: true,
  },
];

describe.each(examples)('examples/$folder', (example) => {
  let world: World;
  let server: RestServer;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
    server = await startRestServer(example.product);
    example.fill(server.tables);
    config = await world.config(
      await readFile(path.resolve('examples', example.folder, 'config.yml'), 'utf8'),
    );
  });
  afterAll(async () => {
    await Promise.all([world.close(), server.close()]);
  });

  const run = (words: readonly string[]) =>
    world.report([...words, ...config], {
      environment: { ...world.environment(), ...example.environment, [example.address]: server.url },
    });

  it('is synced, and then nothing is planned', async () => {
    const sync = await run(['sync']);
    expect(troubles(sync.report)).toEqual([]);
    expect(planned(sync.report).toSorted()).toEqual(example.planned.toSorted());
    const again = await run(['diff', '--exit-code']);
    expect(planned(again.report)).toEqual([]);
    expect(again.code).toBe(0);
  });

  it('plans exactly what changed, in a full run as in one that is asked to be warm', async () => {
    example.change(server.tables);
    const full = await run(['diff']);
    expect(planned(full.report)).toEqual(example.changed);
    const warm = await run(['diff', '--no-full-extract']);
    expect(warm.report.digest).toBe(full.report.digest);
    expect(warm.report.sides.A.mode).toBe(example.warm ? 'warm' : 'full');
  });
});
