import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../../demo/clock.ts';
import type { DemoRequest } from '../../demo/http-server.ts';
import { type Nautobot, type NautobotOptions, startNautobot } from '../../demo/nautobot/server.ts';
import type { Projection, SourceAdapter, SourceRecord } from '../../src/adapters/contract.ts';
import { SyncError } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';
import { openNautobot } from '../contract/nautobot-subject.ts';
import { readAll } from '../contract/source-contract.ts';

const { signal } = new AbortController();
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function openServer(options: NautobotOptions): Promise<Nautobot> {
  const nautobot = await startNautobot(options);
  cleanups.push(() => nautobot.close());
  return nautobot;
}

function openSource(nautobot: Nautobot, settings: JsonObject = {}): SourceAdapter {
  const adapter = openNautobot({ url: nautobot.url, token: nautobot.token, ...settings });
  cleanups.push(() => adapter.close());
  return adapter;
}

async function changes(adapter: SourceAdapter, projection: Projection, since: Date): Promise<SourceRecord[]> {
  const found: SourceRecord[] = [];
  for await (const page of adapter.changesSince(projection, since, signal)) found.push(...page);
  return found;
}

async function failure(promise: Promise<unknown>): Promise<SyncError> {
  const error = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
  return error;
}

async function rawIds(nautobot: Nautobot, endpoint: string, query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let address: string | null = `${nautobot.url}/api/${endpoint}/?${query}`;
  while (address !== null) {
    const answer = await fetch(address, { headers: { authorization: `Token ${nautobot.token}` } });
    const page = (await answer.json()) as { next: string | null; results: { id: string }[] };
    ids.push(...page.results.map(({ id }) => id));
    address = page.next;
  }
  return ids;
}

describe('reading completely', () => {
  test('the default order loses rows though nothing changes, and the adapter does not', async () => {
    const nautobot = await openServer({ devices: 60 });
    const total = nautobot.data.list('dcim/locations').length;
    const raw = await rawIds(nautobot, 'dcim/locations', 'limit=3');
    expect(raw.length).toBe(total);
    expect(new Set(raw).size).toBeLessThan(total);
    const records = await readAll(openSource(nautobot, { page_size: 3 }), {
      endpoint: 'dcim.locations',
      paths: ['name'],
    });
    expect(new Set(records.map(({ id }) => id)).size).toBe(total);
    expect(records.length).toBe(total);
  });

  test.each([true, false])(
    'every tenant that exists throughout is read once, whatever is written between the pages (GraphQL: %s)',
    async (graphql) => {
      let beforeRequest: (request: DemoRequest) => void = () => undefined;
      const nautobot = await openServer({
        devices: 0,
        graphql,
        onRequest: (request) => beforeRequest(request),
      });
      const adapter = openSource(nautobot, { page_size: 8 });
      const { data } = nautobot;
      const endpoint = 'tenancy/tenants';
      let names = 0;
      const create = () => {
        names += 1;
        return data.shell.create(endpoint, { name: `Tenant ${names}` }).id;
      };
      const writes = fc.array(
        fc.record({
          // Not later: five passes of two pages each have to come to rest.
          request: fc.integer({ min: 1, max: 6 }),
          gone: fc.array(fc.nat(), { maxLength: 5 }),
          born: fc.nat(12),
        }),
        { maxLength: 6 },
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(90), writes, async (rows, script) => {
          for (let made = 0; made < rows; made += 1) create();
          const before = data.list(endpoint).map(({ id }) => id);
          const touched = new Set<string>();
          let requests = 0;
          beforeRequest = () => {
            requests += 1;
            for (const { gone, born } of script.filter(({ request }) => request === requests)) {
              for (const position of gone) {
                const present = data.list(endpoint);
                const row = present[position % Math.max(1, present.length)];
                if (row === undefined) continue;
                touched.add(row.id);
                data.shell.delete(endpoint, row.id);
              }
              for (let made = 0; made < born; made += 1) touched.add(create());
            }
          };
          const records = await readAll(adapter, { endpoint: 'tenancy.tenants', paths: ['name'] });
          beforeRequest = () => undefined;
          const read = records.map(({ id }) => id);
          expect(new Set(read).size).toBe(read.length);
          expect(read.filter((id) => !touched.has(id)).sort()).toEqual(
            before.filter((id) => !touched.has(id)).sort(),
          );
          for (const { id } of data.list(endpoint)) data.shell.delete(endpoint, id);
        }),
        { numRuns: 40 },
      );
    },
  );

  test('an endpoint that never stands still is an INCOMPLETE_READ where only reading again could tell', async () => {
    const holder: { nautobot?: Nautobot } = {};
    const nautobot = await openServer({
      devices: 60,
      graphql: false,
      onRequest: () => void holder.nautobot?.data.create('tenancy/tenants', { name: `New ${Math.random()}` }),
    });
    holder.nautobot = nautobot;
    const adapter = openSource(nautobot, { page_size: 5 });
    const error = await failure(readAll(adapter, { endpoint: 'tenancy.tenants', paths: ['name'] }));
    expect(error.code).toBe('INCOMPLETE_READ');
  });
});

describe('what is read of other objects', () => {
  const projection: Projection = {
    endpoint: 'dcim.devices',
    paths: ['name', 'status.name', 'location.parent.name', 'tags.*', 'device_type.manufacturer.name'],
  };

  test('is looked up at their own endpoints, each object once, and never by nested objects', async () => {
    const seen: string[] = [];
    const nautobot = await openServer({
      devices: 60,
      onRequest: ({ url }) => void seen.push(`${url.pathname}${url.search}`),
    });
    const { data } = nautobot;
    const records = await readAll(openSource(nautobot), projection);
    const name = (endpoint: string, id: unknown) =>
      data.list(endpoint).find((row) => row.id === id)?.name ?? null;
    for (const { id, data: record } of records) {
      const device = data.list('dcim/devices').find((row) => row.id === id);
      const location = data.list('dcim/locations').find((row) => row.id === device?.location);
      const type = data.list('dcim/device-types').find((row) => row.id === device?.device_type);
      expect(record).toMatchObject({
        name: device?.name,
        status: { id: device?.status, name: name('extras/statuses', device?.status) },
        location: { parent: { name: name('dcim/locations', location?.parent) } },
        device_type: { manufacturer: { name: name('dcim/manufacturers', type?.manufacturer) } },
      });
      const held = ((device?.tags ?? []) as string[]).map((tag) => name('extras/tags', tag));
      const shown = (record.tags as JsonObject[]).map((tag) => tag.name);
      expect(shown[0]).toEqual(held.toSorted()[0]);
    }
    expect(records).toHaveLength(60);
    expect(seen.every((address) => address.includes('depth=0'))).toBe(true);
    // Devices, statuses, locations and their parents, tags, device types, manufacturers.
    expect(seen).toHaveLength(7);
  });

  test('is read anew at each read, so that a rename shows', async () => {
    const nautobot = await openServer({ devices: 10 });
    const adapter = openSource(nautobot);
    await readAll(adapter, projection);
    const [status] = nautobot.data.list('extras/statuses');
    nautobot.data.update('extras/statuses', status?.id ?? '', { name: 'Renamed' });
    const names = (await readAll(adapter, projection)).map(({ data }) => (data.status as JsonObject).name);
    expect(names).toContain('Renamed');
    expect(names).not.toContain(status?.name);
  });

  test('is what the record says after all when the object went meanwhile', async () => {
    const holder: { nautobot?: Nautobot; done?: boolean } = {};
    const nautobot = await openServer({
      devices: 30,
      onRequest: ({ url }) => {
        if (!url.pathname.endsWith('/platforms/') || holder.done) return;
        holder.done = true;
        const data = holder.nautobot?.data;
        for (const { id } of data?.list('dcim/platforms') ?? []) data?.delete('dcim/platforms', id);
      },
    });
    holder.nautobot = nautobot;
    const records = await readAll(openSource(nautobot), {
      endpoint: 'dcim.devices',
      paths: ['name', 'platform.name'],
    });
    expect(holder.done).toBe(true);
    expect(records).toHaveLength(30);
    for (const { data } of records) expect(data.platform).toBeNull();
  });

  test('may not be hidden: the endpoint and the object are named', async () => {
    const nautobot = await openServer({ devices: 30 });
    nautobot.permissions.limited.set('extras/statuses', ({ name }) => name === 'Active');
    const error = await failure(readAll(openSource(nautobot), projection));
    expect(error.code).toBe('PERMISSION_DENIED');
    expect(error.message).toMatch(/dcim\.devices .* shows extras\.statuses .*, which the token may not read/);
    nautobot.permissions.forbidden.add('extras/statuses');
    expect(await failure(readAll(openSource(nautobot), projection))).toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('extras.statuses'),
    });
  });
});

describe.each(['3.2.7', '2.4.0', '2.0.6'])('many-to-many fields of Nautobot %s', (version) => {
  test('come where they are read, whatever the server leaves out by default', async () => {
    const nautobot = await openServer({ devices: 20, version });
    const records = await readAll(openSource(nautobot, { concurrency: 4, page_size: 3 }), {
      endpoint: 'ipam.vlans',
      paths: ['vid', 'locations'],
    });
    const assignments = nautobot.data.list('ipam/vlan-location-assignments');
    expect(records.length).toBeGreaterThan(3);
    for (const { id, data } of records) {
      const held = (data.locations as JsonObject[]).map((location) => location.id);
      expect(held).toEqual(assignments.filter(({ vlan }) => vlan === id).map(({ location }) => location));
      expect(held).toHaveLength(1);
    }
  });
});

describe('telling what changed', () => {
  const start = new Date('2026-03-02T08:00:00Z');

  test.each([
    ['dcim.devices', 'list what changed'],
    ['dcim.interfaces', 'by GraphQL'],
    ['extras.custom-fields', 'all of them are read'],
  ])('%s has stamps, by its own way', async (endpoint, words) => {
    const clock = createManualClock(start);
    const nautobot = await openServer({ devices: 20, clock });
    const adapter = openSource(nautobot, { page_size: 4 });
    expect(await adapter.tier(endpoint, signal)).toMatchObject({
      tier: 'TIMESTAMP',
      reason: expect.stringContaining(words),
    });
    const path = endpoint.replace('.', '/');
    const since = clock.now();
    clock.advance(1000);
    const changed = nautobot.data.list(path).slice(0, 2);
    for (const { id } of changed) nautobot.data.update(path, id, { description: 'changed' });
    const found = await changes(adapter, { endpoint, paths: ['description'] }, since);
    expect(found.map(({ id }) => id).sort()).toEqual(changed.map(({ id }) => id).sort());
    for (const { data } of found) expect(data).toEqual({ description: 'changed' });
    expect(await changes(adapter, { endpoint, paths: [] }, new Date(clock.now().getTime() + 1000))).toEqual(
      [],
    );
  });

  test('interfaces without GraphQL tell it by their records', async () => {
    const nautobot = await openServer({ devices: 20, graphql: false });
    const tier = await openSource(nautobot).tier('dcim.interfaces', signal);
    expect(tier).toMatchObject({
      tier: 'TIMESTAMP',
      reason: expect.stringContaining('all of them are read'),
    });
  });

  test('a change that comes while the changes are read is not lost to the paging', async () => {
    const holder: { nautobot?: Nautobot; left: number } = { left: 3 };
    const nautobot = await openServer({
      devices: 40,
      onRequest: ({ url }) => {
        const data = holder.nautobot?.data;
        if (data === undefined || !url.search.includes('last_updated') || holder.left-- <= 0) return;
        const [first] = data.list('tenancy/tenants').toSorted((left, right) => (left.id < right.id ? -1 : 1));
        data.shell.delete('tenancy/tenants', first?.id ?? '');
      },
    });
    const before = nautobot.data.list('tenancy/tenants').map(({ id }) => id);
    holder.nautobot = nautobot;
    const adapter = openSource(nautobot, { page_size: 4, concurrency: 1 });
    const found = await changes(adapter, { endpoint: 'tenancy.tenants', paths: ['name'] }, new Date(0));
    const left = nautobot.data.list('tenancy/tenants').map(({ id }) => id);
    expect(left.length).toBeLessThan(before.length);
    const ids = new Set(found.map(({ id }) => id));
    expect(left.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('an empty GraphQL list', () => {
  test('is not "everything deleted" where REST refuses', async () => {
    const nautobot = await openServer({ devices: 20 });
    nautobot.permissions.forbidden.add('dcim/interfaces');
    const adapter = openSource(nautobot);
    for (const attempt of [
      () => adapter.ids('dcim.interfaces', signal),
      () => adapter.count('dcim.interfaces', signal),
      () => changes(adapter, { endpoint: 'dcim.interfaces', paths: ['name'] }, new Date(0)),
    ]) {
      expect(await failure(attempt())).toMatchObject({
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining('dcim.interfaces'),
      });
    }
  });

  test('counts for nothing where REST has objects', async () => {
    const nautobot = await openServer({
      devices: 20,
      fault: ({ url }) =>
        url.pathname === '/api/graphql/'
          ? {
              type: 'status',
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: '{"data":{"objects":[]}}',
            }
          : undefined,
    });
    const adapter = openSource(nautobot, { page_size: 7 });
    const known = nautobot.data.list('dcim/interfaces').map(({ id }) => id);
    expect([...(await adapter.ids('dcim.interfaces', signal))].sort()).toEqual([...known].sort());
    const found = await changes(adapter, { endpoint: 'dcim.interfaces', paths: [] }, new Date(0));
    expect(found).toHaveLength(known.length);
    const silent = adapter.tracking({ endpoint: 'ipam.vlans', paths: ['locations'] });
    if (silent.status !== 'tracked') throw new Error(silent.status);
    expect(await silent.silent?.[0]?.heldIds(signal)).toBeUndefined();
  });
});

describe("the server's time", () => {
  const clock = createManualClock(new Date('2031-05-06T07:08:09Z'));

  test.each([true, false])('is told, whether or not a Date is sent (%s)', async (sendsDate) => {
    const nautobot = await openServer({ devices: 0, clock, sendsDate });
    expect(await openSource(nautobot).serverTime(signal)).toEqual(clock.now());
  });

  test('is no later than it is where only the change log tells', async () => {
    const nautobot = await openServer({
      devices: 0,
      clock,
      fault: ({ url }) => (url.pathname === '/login/' ? { type: 'status', status: 404 } : undefined),
    });
    const adapter = openSource(nautobot);
    expect(await adapter.serverTime(signal)).toEqual(new Date(0));
    nautobot.data.create('extras/tags', { name: 'one' });
    expect(await adapter.serverTime(signal)).toEqual(clock.now());
  });
});

test('references of a set are not looked up when nothing of them is read', async () => {
  const nautobot = await openServer({ devices: 10 });
  const adapter = openSource(nautobot);
  const paths = ['address', 'interfaces'];
  const records = await readAll(adapter, { endpoint: 'ipam.ip-addresses', paths });
  expect(records.length).toBeGreaterThan(0);
  for (const { data } of records) expect((data.interfaces as JsonObject[])[0]).toHaveProperty('id');
  expect(adapter.usage('dcim.interfaces').count).toBe(0);
});

test('the change log shows that a backup was restored', async () => {
  const nautobot = await openServer({ devices: 10 });
  const adapter = openSource(nautobot);
  const backup = nautobot.data.backup();
  nautobot.data.create('extras/tags', { name: 'one' });
  const mark = await adapter.historyMark(signal);
  expect(await adapter.historyHolds(mark ?? '', signal)).toBe(true);
  nautobot.data.restore(backup);
  expect(await adapter.historyHolds(mark ?? '', signal)).toBe(false);
});
