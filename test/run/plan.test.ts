import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallConfig } from './small-config.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

describe('a plan', () => {
  let world: World;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
    await world.report(['sync', ...config]);
  });
  afterAll(() => world.close());

  const inCache = (name: string) => ({
    environment: { ...world.environment(), INFRAHUB_SYNC_CACHE_DIR: path.join(world.folder, name) },
  });

  it('has the same digest for the same state from two cache folders, and another one after a change', async () => {
    const tag = world.netbox.data.create('extras/tags', { name: 'digest', slug: 'digest' });
    const one = await world.report(['diff', ...config], inCache('one'));
    const two = await world.report(['diff', ...config], inCache('two'));
    expect(one.report.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(two.report.digest).toBe(one.report.digest);
    expect(two.report.run_id).not.toBe(one.report.run_id);

    world.netbox.data.update('extras/tags', tag.id, { description: 'changed' });
    const three = await world.report(['diff', ...config], inCache('one'));
    expect(three.report.digest).not.toBe(one.report.digest);
    await world.report(['sync', ...config]);
  });

  it('leaves alone what only the destination has unless the flags say otherwise', async () => {
    world.infrahub.data.create('OrganizationTenant', { name: { value: 'only here' } });
    const { report } = await world.report(['sync', ...config]);
    expect(planned(report)).toEqual([]);
    expect(report.summary.delete).toBe(0);
    expect(world.infrahub.data.list('OrganizationTenant').map(({ attributes }) => attributes.name)).toContain(
      'only here',
    );
  });

  it('deletes in reverse order what the source no longer has when the flags ask for it', async () => {
    const { data } = world.netbox;
    const tenant = data.create('tenancy/tenants', { name: 'Leaving', slug: 'leaving' });
    const site = data.create('dcim/sites', { name: 'Leaving site', slug: 'leaving', tenant: tenant.id });
    await world.report(['sync', ...config]);
    data.delete('dcim/sites', site.id);
    data.delete('tenancy/tenants', tenant.id);

    const deleting = await world.config(smallConfig('diffsync_flags: ["LOG_UNCHANGED_RECORDS"]'));
    const expected = [
      'delete LocationSite Leaving site',
      'delete OrganizationTenant Leaving',
      'delete OrganizationTenant only here',
    ];
    const diff = await world.report(['diff', ...deleting]);
    expect(planned(diff.report)).toEqual(expected);
    expect(diff.report.operations[0]?.changes).toMatchObject({
      tenant: { old: 'Leaving', new: null },
      name: { old: 'Leaving site', new: null },
    });
    const deletes: string[] = [];
    world.infrahubWire.onRequest = ({ body }) => void deletes.push(...(body.match(/\w+Delete\b/g) ?? []));
    const { report } = await world.report(['sync', ...deleting]);
    world.infrahubWire.onRequest = undefined;
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(expected);
    expect([...new Set(deletes)]).toEqual(['LocationSiteDelete', 'OrganizationTenantDelete']);
    expect(planned((await world.report(['diff', ...deleting])).report)).toEqual([]);
  });

  it('creates nothing that only the source has when the flags say so', async () => {
    world.netbox.data.create('extras/tags', { name: 'unmatched', slug: 'unmatched' });
    const keeping = await world.config(smallConfig('diffsync_flags: ["SKIP_UNMATCHED_BOTH"]'));
    expect(planned((await world.report(['diff', ...keeping])).report)).toEqual([]);
  });

  it('is made and written on the branch that is asked for, and on no other', async () => {
    const { infrahub } = world;
    const query = 'mutation { BranchCreate(data: { name: "feature/one" }) { ok } }';
    await fetch(`${infrahub.url}/graphql/main`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': infrahub.token },
      body: JSON.stringify({ query }),
    });
    const before = infrahub.data.count('BuiltinTag');
    const { report } = await world.report(['sync', ...config, '--branch', 'feature/one']);
    expect(planned(report)).toEqual(['create BuiltinTag unmatched']);
    expect(infrahub.data.count('BuiltinTag')).toBe(before);
    expect(infrahub.data.count('BuiltinTag', { branch: 'feature/one' })).toBe(before + 1);
    const again = await world.report(['diff', ...config, '--branch', 'feature/one']);
    expect(planned(again.report)).toEqual([]);
  });

  it('is the same with the kinds of a given order, which is obeyed', async () => {
    world.netbox.data.create('tenancy/tenants', { name: 'zz ordered', slug: 'zz-ordered' });
    const ordered = await world.config(smallConfig('order: [OrganizationTenant, BuiltinTag, LocationSite]'));
    const { report } = await world.report(['diff', ...ordered]);
    expect(planned(report)).toEqual(['create OrganizationTenant zz ordered', 'create BuiltinTag unmatched']);
    expect(Object.keys(report.by_kind)).toEqual(['OrganizationTenant', 'BuiltinTag', 'LocationSite']);
  });
});
