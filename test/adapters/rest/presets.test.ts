import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { device42Product } from '../../../demo/rest/device42.ts';
import { libreNmsProduct } from '../../../demo/rest/librenms.ts';
import { observiumProduct } from '../../../demo/rest/observium.ts';
import { peeringManagerProduct } from '../../../demo/rest/peering-manager.ts';
import { peeringDbProduct } from '../../../demo/rest/peeringdb.ts';
import { phpIpamProduct } from '../../../demo/rest/phpipam.ts';
import { type RestProduct, type RestServer, startRestServer } from '../../../demo/rest/rest-server.ts';
import type { RestPreset } from '../../../src/adapters/rest/preset.ts';
import { device42 } from '../../../src/adapters/rest/presets/device42.ts';
import { libreNms } from '../../../src/adapters/rest/presets/librenms.ts';
import { observium } from '../../../src/adapters/rest/presets/observium.ts';
import { peeringManager } from '../../../src/adapters/rest/presets/peering-manager.ts';
import { peeringDb } from '../../../src/adapters/rest/presets/peeringdb.ts';
import { phpIpam } from '../../../src/adapters/rest/presets/phpipam.ts';
import type { JsonObject } from '../../../src/json.ts';
import { openRest, recordsOf, refusalOf, signal } from './sources.ts';

interface Case {
  readonly preset: RestPreset;
  readonly product: RestProduct;
  /** What a user has to say besides the address. */
  readonly credentials: JsonObject;
  readonly wrong: JsonObject;
  /** Environment variables that say the same. */
  readonly environment: Readonly<Record<string, string>>;
  /** Endpoints and the field of each that holds the id. */
  readonly endpoints: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    preset: libreNms,
    product: libreNmsProduct,
    credentials: { token: 'librenms-token' },
    wrong: { token: 'wrong-secret' },
    environment: { LIBRENMS_TOKEN: 'librenms-token' },
    endpoints: { devices: 'device_id', devicegroups: 'id', ports: 'port_id', 'resources/locations': 'id' },
  },
  {
    preset: observium,
    product: observiumProduct,
    credentials: { username: 'observium', password: 'secret' },
    wrong: { username: 'observium', password: 'wrong-secret' },
    environment: { OBSERVIUM_USERNAME: 'observium', OBSERVIUM_PASSWORD: 'secret' },
    endpoints: { devices: 'device_id', groups: 'group_id', ports: 'port_id' },
  },
  {
    preset: device42,
    product: device42Product,
    credentials: { username: 'guest', password: 'secret' },
    wrong: { username: 'guest', password: 'wrong-secret' },
    environment: { DEVICE42_USERNAME: 'guest', DEVICE42_PASSWORD: 'secret' },
    endpoints: { buildings: 'building_id', customers: 'id', 'devices/all': 'device_id', tags: 'id' },
  },
  {
    preset: peeringDb,
    product: peeringDbProduct,
    credentials: { auth_method: 'api-key', token: 'peeringdb-key' },
    wrong: { auth_method: 'api-key', token: 'wrong-secret' },
    environment: {},
    endpoints: { org: 'id', net: 'id', ix: 'id', fac: 'id', netixlan: 'id' },
  },
  {
    preset: phpIpam,
    product: phpIpamProduct,
    credentials: { api_endpoint: 'api/sync', token: 'phpipam-code' },
    wrong: { api_endpoint: 'api/sync', token: 'wrong-secret' },
    environment: { PHPIPAM_TOKEN: 'phpipam-code' },
    endpoints: { sections: 'id', subnets: 'id', addresses: 'id', vlans: 'vlanId' },
  },
  {
    preset: peeringManager,
    product: peeringManagerProduct,
    credentials: { token: 'peering-manager-token' },
    wrong: { token: 'wrong-secret' },
    environment: { PEERING_MANAGER_TOKEN: 'peering-manager-token' },
    endpoints: { 'bgp/communities': 'id', 'net/connections': 'id', 'peering/autonomous-systems': 'id' },
  },
];

describe.each(cases)('$preset.title', ({ preset, product, credentials, wrong, environment, endpoints }) => {
  let server: RestServer;
  beforeEach(async () => {
    server = await startRestServer(product);
  });
  afterEach(() => server.close());

  const fill = (endpoint: string, count: number) => {
    for (let made = 1; made <= count; made += 1)
      server.tables(endpoint).create({ name: `${endpoint} ${made}` });
  };

  test.each(Object.entries(endpoints))('%s is read whole, its ids in %s', async (endpoint, idField) => {
    fill(endpoint, 12);
    server.tables(endpoint).delete(3);
    const adapter = openRest({ url: server.url, ...credentials }, preset);
    const records = await recordsOf(adapter, `/${endpoint}/`);
    expect(records.map(({ id, data }) => [id, String(data[idField]), data.name])).toEqual(
      [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((id) => [String(id), String(id), `${endpoint} ${id}`]),
    );
    expect(await adapter.count(endpoint, signal)).toBe(11);
    expect(await recordsOf(adapter, endpoint, ['name'])).toMatchObject(
      records.map(({ id, data }) => ({ id, data: { name: data.name } })),
    );
    expect(adapter.usage(endpoint).count).toBeGreaterThan(0);
    await adapter.close();
  });

  test('an endpoint without objects has none', async () => {
    const adapter = openRest({ url: server.url, ...credentials }, preset);
    for (const endpoint of Object.keys(endpoints)) {
      expect(await recordsOf(adapter, endpoint)).toEqual([]);
      expect(await adapter.count(endpoint, signal)).toBe(0);
    }
    await adapter.close();
  });

  test('wrong credentials, and a wrong endpoint, are told and not shown', async () => {
    const [endpoint = ''] = Object.keys(endpoints);
    const denied = openRest({ url: server.url, ...wrong }, preset);
    const error = await refusalOf(() => recordsOf(denied, endpoint));
    expect(error.code).toBe('AUTH_FAILED');
    expect(error.message + error.hint).not.toContain('wrong-secret');
    await denied.close();
    const adapter = openRest({ url: server.url, ...credentials }, preset);
    const unknown = await refusalOf(() => recordsOf(adapter, 'nonsense'));
    expect(unknown.message).toContain('nonsense');
    expect(await adapter.identity(signal)).not.toContain('secret');
    await adapter.close();
  });

  test('the environment says where it is and who asks', async () => {
    const { settings } = preset;
    const variable = (settings.url_env_vars as string[])[1] ?? '';
    const rest = 'api_endpoint' in credentials ? { api_endpoint: credentials.api_endpoint ?? '' } : {};
    const adapter = openRest(rest, preset, { [variable]: server.url, ...environment });
    const [endpoint = ''] = Object.keys(endpoints);
    fill(endpoint, 1);
    expect(await recordsOf(adapter, endpoint)).toHaveLength(1);
    expect(Math.abs((await adapter.serverTime(signal)).getTime() - Date.now())).toBeLessThan(5_000);
    await adapter.close();
  });
});
