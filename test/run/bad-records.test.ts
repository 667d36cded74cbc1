import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readErrors } from '../../src/cache/errors-file.ts';
import { smallConfig } from './small-config.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

/** Sites need their cost center, which NetBox does not insist on. */
const costly = (more = '') =>
  smallConfig(more).replace('mapping: slug', 'mapping: custom_fields.cost_center');
const costs = (cost_center: string | null) => ({ custom_fields: { cost_center } });

describe('records that cannot be mapped', () => {
  let world: World;
  let config: readonly string[];

  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(costly());
  });
  afterEach(() => world.close());

  it('a record without a mandatory field stops the sync before anything is written', async () => {
    const site = world.netbox.data.list('dcim/sites')[0];
    world.netbox.data.shell.update('dcim/sites', site?.id ?? 0, costs(null));
    const { code, report } = await world.report(['sync', ...config]);
    expect(code).toBe(1);
    expect(report.status).toBe('failed');
    expect(world.mutations()).toBe(0);
    expect(report.errors).toEqual([
      {
        error_class: 'MANDATORY_MISSING',
        kind: 'LocationSite',
        id: site?.name,
        dest_id: null,
        attribute: 'slug',
        message: `LocationSite, dcim.sites id ${site?.id}: slug: is mandatory at the destination and custom_fields.cost_center is empty in this record`,
        hint: expect.stringContaining('Fill it at the source'),
        retry_count: 0,
        terminal: true,
      },
    ]);
    const file = path.join(world.cache, 'small', report.run_id, 'errors.parquet');
    expect(await readErrors(file)).toMatchObject([
      { error_class: 'MANDATORY_MISSING', kind: 'LocationSite', attribute: 'slug' },
    ]);
  });

  it('two records with one identity are both named, and neither is taken', async () => {
    const { data } = world.netbox;
    const first = data.list('tenancy/tenants')[0];
    const second = data.shell.create('tenancy/tenants', { name: first?.name ?? '', slug: 'second' });
    const stopped = await world.report(['sync', ...config]);
    expect(stopped.code).toBe(1);
    expect(world.mutations()).toBe(0);
    expect(stopped.report.errors[0]).toMatchObject({
      error_class: 'DUPLICATE_IDENTITY',
      kind: 'OrganizationTenant',
      id: first?.name,
      hint: expect.stringContaining('Add a field to the identifiers'),
    });
    const message = stopped.report.errors[0]?.message ?? '';
    expect(message).toContain(`tenancy.tenants id ${first?.id} `);
    expect(message).toContain(`tenancy.tenants id ${second.id} `);
    expect(planned(stopped.report)).not.toContain(`create OrganizationTenant ${first?.name}`);
  });

  it('a reference to an object that a filter leaves out is told with its field', async () => {
    const { data } = world.netbox;
    const tenant = data.list('tenancy/tenants')[0];
    const site = data.list('dcim/sites')[0];
    data.update('dcim/sites', site?.id ?? 0, { tenant: tenant?.id ?? 0 });
    const filtered = costly().replace(
      'mapping: tenancy.tenants',
      `mapping: tenancy.tenants\n    filters: [{ field: name, operation: "!=", value: "${tenant?.name}" }]`,
    );
    const { code, report } = await world.report(['sync', ...(await world.config(filtered))]);
    expect(code).toBe(1);
    expect(world.mutations()).toBe(0);
    expect(report.errors).toMatchObject([
      {
        error_class: 'REFERENCE_UNRESOLVED',
        kind: 'LocationSite',
        id: site?.name,
        attribute: 'tenant',
        message: expect.stringContaining(
          `refers to tenancy.tenants id ${tenant?.id}, which is not among the rows of OrganizationTenant`,
        ),
        hint: expect.stringContaining('let its filters pass the object'),
      },
    ]);
  });

  it('with --continue-on-error the bad ones are left out and told, and the rest is written', async () => {
    const { data } = world.netbox;
    const [bad] = data.list('dcim/sites');
    data.create('dcim/sites', { name: 'A good one', slug: 'a-good-one', ...costs('good') });
    data.shell.update('dcim/sites', bad?.id ?? 0, costs(null));
    const { report, out } = await world.report(['sync', ...config, '--continue-on-error']);
    expect(report.status, out).toBe('applied');
    expect(report.errors).toMatchObject([{ error_class: 'MANDATORY_MISSING', id: bad?.name }]);
    const names = world.infrahub.data.list('LocationSite').map(({ attributes }) => attributes.name);
    expect(names).toContain('A good one');
    expect(names).not.toContain(bad?.name);
    expect(names).toHaveLength(data.list('dcim/sites').length - 1);
  });

  it('nothing of a kind is deleted while one of its records cannot be mapped', async () => {
    const { data } = world.netbox;
    for (const name of ['stays', 'stays-too'])
      data.create('dcim/sites', { name, slug: name, ...costs(name) });
    const gone = data.create('dcim/sites', { name: 'Gone', slug: 'gone', ...costs('gone') });
    const tag = data.create('extras/tags', { name: 'Gone too', slug: 'gone-too' });
    await world.report(['sync', ...config]);
    data.delete('dcim/sites', gone.id);
    data.delete('extras/tags', tag.id);
    const [bad] = data.list('dcim/sites');
    data.shell.update('dcim/sites', bad?.id ?? 0, costs(null));
    const deleting = await world.config(costly('diffsync_flags: ["LOG_UNCHANGED_RECORDS"]'));
    const { report } = await world.report(['sync', ...deleting, '--continue-on-error']);
    expect(report.errors.map(({ id }) => id)).toEqual([bad?.name]);
    expect(planned(report)).toEqual(['delete BuiltinTag Gone too']);
    expect(report.warnings).toContainEqual(
      expect.stringMatching(/^2 deletes of LocationSite are held back: one source record/),
    );
    const names = world.infrahub.data.list('LocationSite').map(({ attributes }) => attributes.name);
    expect(names).toContain('Gone');
    expect(names).toContain(bad?.name);

    data.shell.update('dcim/sites', bad?.id ?? 0, costs('again'));
    const mended = await world.report(['sync', ...deleting]);
    expect(troubles(mended.report)).toEqual([]);
    expect(planned(mended.report)).toEqual([`update LocationSite ${bad?.name}`, 'delete LocationSite Gone']);
  });
});

describe('objects of the destination with one identity', () => {
  let world: World;

  beforeEach(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
  });
  afterEach(() => world.close());

  it('are both named, and stop the sync', async () => {
    const { netbox, infrahub } = world;
    netbox.data.create('dcim/sites', { name: 'one', slug: 'same' });
    const site = netbox.data.create('dcim/sites', { name: 'two', slug: 'two' });
    netbox.data.create('ipam/vlans', { name: 'office', vid: 10, site: site.id, status: 'active' });
    const sites = ['one', 'two'].map((name) =>
      infrahub.data.create('LocationSite', { name: { value: name }, slug: { value: name } }),
    );
    for (const peer of sites) {
      const fields = { name: { value: 'office' }, vlan_id: { value: 10 }, site: { id: peer.id } };
      infrahub.data.create('IpamVLAN', fields);
    }
    const config = await world.config(
      smallConfig().replace(
        /schema_mapping:[\s\S]*/,
        `schema_mapping:
  - name: IpamVLAN
    mapping: ipam.vlans
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: vlan_id, mapping: vid }
`,
      ),
    );
    const stopped = await world.report(['sync', ...config]);
    expect(stopped.code).toBe(1);
    expect(stopped.report.errors).toMatchObject([{ error_class: 'DUPLICATE_IDENTITY', id: 'office' }]);
    expect(infrahub.data.count('IpamVLAN')).toBe(2);
  });
});
