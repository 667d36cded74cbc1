import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleConfig, planned, startWorld, troubles, type World } from './world.ts';

const versions = [
  { netbox: '4.7.3', infrahub: '1.11.9' },
  { netbox: '4.4.0', infrahub: '1.4.13' },
] as const;

describe.each(versions)('from NetBox $netbox to Infrahub $infrahub', (version) => {
  let world: World;
  let example: readonly string[];

  beforeAll(async () => {
    world = await startWorld({
      netbox: { version: version.netbox },
      infrahub: { version: version.infrahub },
    });
    example = await world.config(await exampleConfig());
  });
  afterAll(() => world.close());

  it('plans everything, writes it, and then plans nothing', async () => {
    const first = await world.report(['diff', ...example]);
    expect(troubles(first.report)).toEqual([]);
    expect(first.code).toBe(0);
    expect(first.report.status).toBe('dry-run');
    expect(first.report.summary.create).toBeGreaterThan(100);
    expect(first.report.summary).toMatchObject({ update: 0, delete: 0, unchanged: 0 });
    expect(world.mutations()).toBe(0);

    const sync = await world.report(['sync', ...example]);
    expect(troubles(sync.report)).toEqual([]);
    expect(sync.report.status).toBe('applied');
    expect(sync.report.digest).toBe(first.report.digest);

    const second = await world.report(['diff', '--exit-code', ...example]);
    expect(planned(second.report)).toEqual([]);
    expect(second.code).toBe(0);
    expect(second.report.summary).toEqual({
      create: 0,
      update: 0,
      delete: 0,
      unchanged: first.report.summary.create,
    });
  });

  it('plans exactly the one thing that changed', async () => {
    const device = world.netbox.data.list('dcim/devices').find(({ name }) => name !== null);
    world.netbox.data.update('dcim/devices', device?.id ?? 0, { serial: 'SN-0042' });
    const { code, report } = await world.report(['diff', '--exit-code', ...example]);
    expect(code).toBe(2);
    expect(report.operations).toMatchObject([
      {
        action: 'update',
        kind: 'DcimDevice',
        id: device?.name,
        changes: { serial: { old: device?.serial, new: 'SN-0042' } },
      },
    ]);
    expect(Object.keys(report.operations[0]?.changes ?? {})).toEqual(['serial']);
    await world.report(['sync', ...example]);
    expect(planned((await world.report(['diff', ...example])).report)).toEqual([]);
  });

  it('clears a value, a reference to one and a reference to many', async () => {
    const { data } = world.netbox;
    const [tag, other] = data.list('extras/tags');
    const [tenant] = data.list('tenancy/tenants');
    const [site] = data.list('dcim/sites');
    const id = site?.id ?? 0;
    data.update('dcim/sites', id, {
      description: 'to be cleared',
      tenant: tenant?.id ?? 0,
      tags: [tag?.id ?? 0, other?.id ?? 0],
    });
    await world.report(['sync', ...example]);
    const full = world.infrahub.data
      .list('LocationSite')
      .find(({ attributes }) => attributes.name === site?.name);
    expect(full?.relationships.tenant).toHaveLength(1);
    expect(full?.relationships.tags).toHaveLength(2);

    data.update('dcim/sites', id, { description: '', tenant: null, tags: [] });
    const { report } = await world.report(['sync', ...example]);
    expect(troubles(report)).toEqual([]);
    expect(report.operations).toMatchObject([
      { kind: 'LocationSite', changes: { description: {}, tenant: { new: null }, tags: { new: [] } } },
    ]);
    const cleared = world.infrahub.data.list('LocationSite').find(({ id }) => id === full?.id);
    expect(cleared?.relationships).toMatchObject({ tenant: [], tags: [] });
    expect(cleared?.attributes.description || null).toBeNull();
    expect(planned((await world.report(['diff', ...example])).report)).toEqual([]);
  });
});
