import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

let source: Infrahub;
let world: World;
let config: readonly string[];

beforeAll(async () => {
  source = await startInfrahub({ anonymousRead: false });
  world = await startWorld({ netbox: { devices: 0 } });
  config = await world.config(await readFile('examples/infrahub-to-infrahub/config.yml', 'utf8'));
  const { data } = source;
  const tag = data.create('BuiltinTag', { name: { value: 'core' } });
  const tenant = data.create('OrganizationTenant', { name: { value: 'Tenant' } });
  for (const [name, status] of [
    ['one', 'active'],
    ['two', 'planned'],
    ['gone', 'retired'],
  ] as const) {
    const site = data.create('LocationSite', {
      name: { value: name },
      slug: { value: name },
      status: { value: status },
      tenant: { id: tenant.id },
      tags: [{ id: tag.id }],
    });
    const device = data.create('DcimDevice', { name: { value: `device-${name}` }, site: { id: site.id } });
    data.create('DcimPhysicalInterface', { name: { value: 'eth0' }, device: { id: device.id } });
  }
});
afterAll(async () => {
  await source.close();
  await world.close();
});

const run = (...words: string[]) =>
  world.report([...words, ...config], {
    environment: {
      ...world.environment(),
      INFRAHUB_SOURCE_ADDRESS: source.url,
      INFRAHUB_SOURCE_API_TOKEN: source.token,
    },
  });

it('keeps one Infrahub in sync with another, warm too, as the example has it', async () => {
  const first = await run('sync');
  expect(troubles(first.report)).toEqual([]);
  expect(planned(first.report)).toEqual([
    'create BuiltinTag core',
    'create LocationSite one',
    'create LocationSite two',
    'create DcimDevice device-one',
    'create DcimDevice device-two',
    'create DcimPhysicalInterface device-one__eth0',
    'create DcimPhysicalInterface device-two__eth0',
  ]);
  const site = world.infrahub.data.list('LocationSite').find(({ attributes }) => attributes.slug === 'one');
  expect(site?.attributes.description).toBe('Tenant');
  expect(planned((await run('diff')).report)).toEqual([]);

  const [tenant] = source.data.list('OrganizationTenant');
  source.data.update(tenant?.id ?? '', { name: { value: 'Renamed' } });
  const [gone] = source.data.list('LocationSite').filter(({ attributes }) => attributes.slug === 'gone');
  source.data.update(gone?.id ?? '', { status: { value: 'active' } });
  const warm = await run('diff', '--no-full-extract');
  expect(planned(warm.report).toSorted()).toEqual([
    'create DcimDevice device-gone',
    'create DcimPhysicalInterface device-gone__eth0',
    'create LocationSite gone',
    'update LocationSite one',
    'update LocationSite two',
  ]);
  expect(Object.values(warm.report.sides.A.kinds).map(({ mode }) => mode)).toEqual(Array(4).fill('warm'));
  expect(warm.report.digest).toBe((await run('diff')).report.digest);
});
