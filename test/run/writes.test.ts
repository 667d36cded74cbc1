import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readErrors } from '../../src/cache/errors-file.ts';
import { lastFinishedRun } from '../../src/cache/runs.ts';
import { configOf, isMutation, planned, startWorld, troubles, type World } from './world.ts';

const sitesAndVlans = configOf(
  'writes',
  `
  - name: LocationSite
    mapping: dcim.sites
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: slug, mapping: slug }
  - name: IpamVLAN
    mapping: ipam.vlans
    identifiers: ["site", "vlan_id"]
    fields:
      - { name: name, mapping: name }
      - { name: vlan_id, mapping: vid }
      - { name: site, mapping: site, reference: LocationSite }
    filters: [{ field: site, operation: is_not_empty }]`,
);

describe('a write that Infrahub refuses', () => {
  let world: World;
  let config: readonly string[];
  let blocker: string;

  beforeEach(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
    config = await world.config(sitesAndVlans);
    const { data } = world.netbox;
    for (const name of ['alpha', 'beta', 'gamma']) {
      const site = data.create('dcim/sites', { name, slug: name });
      data.create('ipam/vlans', { name: `of ${name}`, vid: 10, site: site.id, status: 'active' });
    }
    blocker = world.infrahub.data.create('LocationSite', {
      name: { value: 'somebody else' },
      slug: { value: 'beta' },
    }).id;
  });
  afterEach(() => world.close());

  it('is told with its dependents, stops the run, and leaves its cache unused', async () => {
    const { code, report } = await world.report(['sync', ...config]);
    expect(code).toBe(1);
    expect(report.status).toBe('failed');
    const [refused, ...skipped] = report.errors;
    expect(refused).toMatchObject({
      error_class: 'UNIQUENESS_VIOLATION',
      kind: 'LocationSite',
      id: 'beta',
      hint: expect.stringContaining('Another object has these values already'),
      terminal: true,
    });
    expect(skipped.map(({ error_class, id }) => `${error_class} ${id}`)).toEqual([
      'SKIPPED alpha__10',
      'SKIPPED beta__10',
      'SKIPPED gamma__10',
    ]);
    expect(world.infrahub.data.count('IpamVLAN')).toBe(0);
    expect(await lastFinishedRun(world.cache, 'writes')).toMatchObject({ status: 'none' });
  });

  it('keeps nothing else from being written with --continue-on-error', async () => {
    const { code, report } = await world.report(['sync', ...config, '--continue-on-error']);
    expect(code).toBe(1);
    expect(report.errors).toMatchObject([
      { error_class: 'UNIQUENESS_VIOLATION', kind: 'LocationSite', id: 'beta' },
      {
        error_class: 'SKIPPED',
        kind: 'IpamVLAN',
        id: 'beta__10',
        message: 'IpamVLAN "beta__10" was not written: site: LocationSite "beta" was not written',
        terminal: false,
      },
    ]);
    const names = world.infrahub.data.list('IpamVLAN').map(({ attributes }) => attributes.name);
    expect(names.sort()).toEqual(['of alpha', 'of gamma']);
    const file = path.join(world.cache, 'writes', report.run_id, 'errors.parquet');
    expect(await readErrors(file)).toEqual(report.errors);
    const unwritten = report.operations.filter(({ dest_id }) => dest_id === null);
    expect(unwritten.map(({ id }) => id)).toEqual(['beta', 'beta__10']);
  });

  it('is picked up by the next run with what depends on it', async () => {
    await world.command(['sync', ...config, '--continue-on-error']);
    world.infrahub.data.delete(blocker);
    const { code, report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(planned(report)).toEqual(['create LocationSite beta', 'create IpamVLAN beta__10']);
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });

  it('is every write when there is no token, and says where to put one', async () => {
    world.infrahub.data.delete(blocker);
    const environment = { ...world.environment(), INFRAHUB_API_TOKEN: '' };
    const { code, report } = await world.report(['sync', ...config], { environment });
    expect(code).toBe(1);
    expect(report.errors[0]).toMatchObject({
      error_class: 'AUTH_FAILED',
      message: expect.stringContaining('wants a token, and none was given'),
      hint: expect.stringContaining('INFRAHUB_API_TOKEN'),
    });
    expect(world.infrahub.data.count('LocationSite')).toBe(0);
  });
});

describe('a run that is stopped from outside', () => {
  let world: World;
  let config: readonly string[];
  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(sitesAndVlans);
    for (let index = 0; index < 400; index += 1) {
      world.netbox.data.create('dcim/sites', { name: `site ${index}`, slug: `s-${index}` });
    }
  });
  afterEach(() => world.close());

  it('ends as cancelled, and the next one completes it', async () => {
    const cancel = new AbortController();
    world.infrahubWire.onRequest = (request) => {
      if (isMutation(request) && world.mutations() === 2) cancel.abort(new Error('stopped by a test'));
    };
    const stopped = await world.report(['sync', ...config], { signal: cancel.signal });
    expect(stopped.code).toBe(1);
    expect(stopped.report.status).toBe('cancelled');
    const total = stopped.report.summary.create;
    const present = world.infrahub.data.count('LocationSite') + world.infrahub.data.count('IpamVLAN');
    expect(present).toBeLessThan(total);
    // Batches under way are waited for: what was written is known to be.
    const written = stopped.report.operations.filter(({ dest_id }) => dest_id !== null);
    expect(written).toHaveLength(present);
    // Each operation that is not known to be written is told.
    const told = new Set(stopped.report.errors.map(({ kind, id }) => `${kind} ${id}`));
    for (const { kind, id, dest_id } of stopped.report.operations) {
      expect(dest_id !== null || told.has(`${kind} ${id}`), `${kind} ${id}`).toBe(true);
    }

    world.infrahubWire.onRequest = undefined;
    const completed = await world.report(['sync', ...config]);
    expect(troubles(completed.report)).toEqual([]);
    expect(completed.report.summary.create).toBe(total - present);
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });

  it('ends as cancelled when it is stopped while reading, without a write', async () => {
    const cancel = new AbortController();
    world.netboxWire.onRequest = (request) => {
      if (request.url.pathname.startsWith('/api/ipam/')) cancel.abort(new Error('stopped by a test'));
    };
    const { code, report, out } = await world.report(['sync', ...config], { signal: cancel.signal });
    expect(code, out).toBe(1);
    expect(report.status).toBe('cancelled');
    expect(world.mutations()).toBe(0);
    world.netboxWire.onRequest = undefined;
    expect((await world.command(['sync', ...config])).code).toBe(0);
  });
});
