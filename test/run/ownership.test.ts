import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallConfig } from './small-config.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

const deleting = 'diffsync_flags: ["CONTINUE_ON_FAILURE"]';

describe("what at the destination is not this sync's", () => {
  let world: World;
  let config: readonly string[];
  let account: string;
  let other: string;

  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(smallConfig(deleting));
    const { data } = world.infrahub;
    const made = (name: string) =>
      data.create('CoreAccount', { name: { value: name }, password: { value: 'x' } }).id;
    account = made('netbox');
    other = made('people');
    expect(troubles((await world.report(['sync', ...config])).report)).toEqual([]);
  });
  afterEach(() => world.close());

  const firstSite = () => world.infrahub.data.list('LocationSite')[0];

  it('an attribute that is protected for somebody else is left alone, and told with whose it is', async () => {
    const site = firstSite();
    const { data } = world.infrahub;
    data.update(site?.id ?? '', {
      description: { value: 'theirs', is_protected: true, owner: other },
      slug: { value: 'ours-after-all', is_protected: true, owner: account },
    });
    const { report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(report.left_alone).toMatchObject([
      { kind: 'LocationSite', dest_id: site?.id, attribute: 'description', old: 'theirs', owner: 'People' },
    ]);
    expect(report.operations).toMatchObject([
      { action: 'update', changes: { slug: { old: 'ours-after-all' } } },
    ]);
    expect(report.operations.flatMap(({ changes }) => Object.keys(changes))).toEqual(['slug']);
    expect(firstSite()?.attributes.description).toBe('theirs');
    const text = await world.command(['diff', ...config]);
    expect(text.out).toMatch(/left alone: 1\n.*description theirs → .*: it is protected for People/);

    const overwriting = await world.report(['sync', ...config, '--overwrite-protected']);
    expect(overwriting.report.left_alone).toEqual([]);
    expect(overwriting.report.summary.update).toBe(1);
    expect(firstSite()?.attributes.description).not.toBe('theirs');
  });

  it('a relationship is left alone likewise', async () => {
    const site = world.infrahub.data
      .list('LocationSite')
      .find(({ relationships }) => relationships.tenant?.length);
    const [tenant] = world.infrahub.data
      .list('OrganizationTenant')
      .filter(({ id }) => !site?.relationships.tenant?.includes(id));
    world.infrahub.data.update(site?.id ?? '', {
      tenant: { id: tenant?.id ?? '', _relation__is_protected: true, _relation__owner: other },
    });
    const { report } = await world.report(['sync', ...config]);
    expect(report.left_alone).toMatchObject([{ attribute: 'tenant', owner: 'People' }]);
    expect(planned(report)).toEqual([]);
  });

  it('an attribute that somebody changed without protecting it is brought back', async () => {
    world.infrahub.data.update(firstSite()?.id ?? '', {
      description: { value: 'theirs', is_protected: false, owner: other },
    });
    const { report } = await world.report(['sync', ...config]);
    expect(report.left_alone).toEqual([]);
    expect(report.summary.update).toBe(1);
  });

  it('an object that nobody of this sync made is deleted, unless only its own are to be', async () => {
    world.infrahub.data.create('BuiltinTag', { name: { value: 'handmade' } });
    const careful = await world.report(['sync', ...config, '--delete-owned-only']);
    expect(planned(careful.report)).toEqual([]);
    expect(careful.report.warnings.join()).toContain(
      'none of its values has this sync as its source or owner',
    );
    const [tag] = world.netbox.data.list('extras/tags');
    world.netbox.data.delete('extras/tags', tag?.id ?? 0);
    const own = await world.report(['sync', ...config, '--delete-owned-only']);
    expect(planned(own.report).filter((line) => line.startsWith('delete'))).toEqual([
      `delete BuiltinTag ${tag?.name}`,
    ]);
    const all = await world.report(['sync', ...config]);
    expect(planned(all.report)).toEqual(['delete BuiltinTag handmade']);
  });

  it('an object that something else needs stays, without failing the run, and all else is deleted', async () => {
    const { data } = world.infrahub;
    for (const name of ['needed', 'unneeded']) world.netbox.data.create('dcim/sites', { name, slug: name });
    expect(troubles((await world.report(['sync', ...config])).report)).toEqual([]);
    const made = world.netbox.data.list('dcim/sites').filter(({ slug }) => String(slug).endsWith('needed'));
    const [first, second] = made.toSorted((one, other) => String(one.name).localeCompare(String(other.name)));
    const site = data.list('LocationSite').find(({ attributes }) => attributes.name === first?.name);
    data.create('IpamVLAN', { name: { value: 'v' }, vlan_id: { value: 7 }, site: { id: site?.id ?? '' } });
    for (const one of [first, second]) world.netbox.data.delete('dcim/sites', one?.id ?? 0);
    const { code, report } = await world.report(['sync', ...config, '--allow-rowcount-drop']);
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(report.left_alone).toMatchObject([
      { kind: 'LocationSite', id: first?.name, attribute: null, reason: expect.stringContaining('IpamVLAN') },
    ]);
    expect(report.operations.map(({ outcome }) => outcome).sort()).toEqual(['left-alone', 'written']);
    expect(data.list('LocationSite').some(({ id }) => id === site?.id)).toBe(true);
  });

  it('more deletes than one run may make stop it before it writes, and a diff says so', async () => {
    for (let index = 0; index < 6; index += 1)
      world.infrahub.data.create('BuiltinTag', { name: { value: `handmade-${index}` } });
    const before = world.mutations();
    const stopped = await world.report(['sync', ...config]);
    expect(stopped.code).toBe(1);
    expect(stopped.report.errors).toMatchObject([
      { error_class: 'MAX_DELETES', message: expect.stringMatching(/BuiltinTag 6 of \d+ \(at most 5\)/) },
    ]);
    expect(world.mutations()).toBe(before);
    const shown = await world.report(['diff', ...config]);
    expect(shown.code).toBe(0);
    expect(shown.report.warnings.join()).toContain('--max-deletes');
    expect((await world.report(['sync', ...config, '--max-deletes', '5'])).code).toBe(1);
    expect((await world.report(['sync', ...config, '--max-deletes', '100%'])).code).toBe(0);
  });
});
