import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallConfig } from './small-config.ts';
import { planned, startWorld, type World } from './world.ts';

let world: World;
let config: readonly string[];

beforeAll(async () => {
  world = await startWorld();
  config = await world.config(smallConfig());
  // The newest object is read again on every run; let that be another one than the one that is altered.
  world.netbox.data.update(
    'tenancy/tenants',
    Number(world.netbox.data.list('tenancy/tenants').at(-1)?.id),
    {},
  );
  await world.report(['sync', ...config]);
});
afterAll(() => world.close());

it('audits both sides without writing: 0 when warm runs are right, 1 and the rows when they are not', async () => {
  const mutations = world.mutations();
  const clean = await world.report(['audit', ...config]);
  expect(clean.code).toBe(0);
  expect(clean.report.audit).toEqual([]);

  const [tenant] = world.netbox.data.list('tenancy/tenants');
  const name = String(tenant?.name);
  world.netbox.data.shell.update('tenancy/tenants', Number(tenant?.id), { description: 'by hand' });
  expect(planned((await world.report(['diff', '--no-full-extract', ...config])).report)).toEqual([]);

  const { code, out } = await world.command(['audit', ...config]);
  expect(code).toBe(1);
  expect(out).toContain(name);
  expect(out).toContain('a warm run would have missed a change of description');
  // What the audit read is what the next warm run starts from.
  const warm = await world.report(['diff', '--no-full-extract', ...config]);
  expect(warm.report.sides.A.mode).toBe('warm');
  expect(planned(warm.report)).toEqual([`update OrganizationTenant ${name}`]);
  expect((await world.report(['audit', ...config])).code).toBe(0);
  expect(world.mutations()).toBe(mutations);
});
