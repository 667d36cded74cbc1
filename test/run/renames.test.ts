import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallConfig } from './small-config.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

describe('a record whose name changes at the source', () => {
  let world: World;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
    expect(troubles((await world.report(['sync', ...config])).report)).toEqual([]);
  });
  afterAll(() => world.close());

  const tenants = () => world.infrahub.data.list('OrganizationTenant');
  const tenantOfSites = () => {
    const used = world.infrahub.data.list('LocationSite').flatMap((site) => site.relationships.tenant ?? []);
    const names = tenants().flatMap(({ id, attributes }) =>
      used.includes(id) ? [String(attributes.name)] : [],
    );
    return new Set(names);
  };

  it('keeps its object, which gets the new name, and nothing that refers to it changes', async () => {
    const { data } = world.netbox;
    const tenant = data.list('tenancy/tenants').find(({ name }) => tenantOfSites().has(String(name)));
    const before = tenants().find(({ attributes }) => attributes.name === tenant?.name);
    expect(before).toBeDefined();
    data.update('tenancy/tenants', tenant?.id ?? 0, { name: 'Another Ltd', slug: 'another' });
    const full = await world.report(['diff', ...config], {
      environment: { ...world.environment(), INFRAHUB_SYNC_CACHE_DIR: `${world.cache}-empty` },
    });
    const warm = await world.report(['sync', ...config, '--no-full-extract']);
    expect(troubles(warm.report)).toEqual([]);
    expect(warm.report.digest).toBe(full.report.digest);
    expect(planned(warm.report)).toEqual(['update OrganizationTenant Another Ltd']);
    const after = tenants().filter(({ attributes }) => attributes.name === 'Another Ltd');
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });

  it('gets a new object when its own was deleted at the destination', async () => {
    const [site] = world.netbox.data.list('extras/tags');
    const [tag] = world.infrahub.data
      .list('BuiltinTag')
      .filter(({ attributes }) => attributes.name === site?.name);
    world.infrahub.data.delete(tag?.id ?? '');
    const { report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual([`create BuiltinTag ${site?.name}`]);
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });
});
