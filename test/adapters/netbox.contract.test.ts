import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { DemoRequest, Fault } from '../../demo/http-server.ts';
import { type NetBox, type NetBoxOptions, startNetBox } from '../../demo/netbox/server.ts';
import { SyncError } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';
import { faultFirstAttempts, USUAL_FAULTS } from '../contract/faults.ts';
import { netboxSubject, openNetBox } from '../contract/netbox-subject.ts';
import { readAll, sourceContract } from '../contract/source-contract.ts';

for (const version of ['4.7.3', '4.6.8', '4.4.0']) {
  sourceContract(`the embedded NetBox ${version}`, async () => {
    const netbox = await startNetBox({ version, devices: 60 });
    return netboxSubject(netbox.url, netbox.token, () => netbox.close());
  });
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function openServer(options: NetBoxOptions): Promise<NetBox> {
  const netbox = await startNetBox(options);
  cleanups.push(() => netbox.close());
  return netbox;
}

function openSource(netbox: NetBox, settings: JsonObject = {}) {
  const adapter = openNetBox({ url: netbox.url, token: netbox.token, ...settings });
  cleanups.push(() => adapter.close());
  return adapter;
}

const projection = { endpoint: 'dcim.devices', paths: ['name', 'site.slug', 'status', 'tags'] };

test.each(['4.7.3', '4.4.0'])(
  'every tenant of NetBox %s that exists throughout is read once, whatever is written between the pages',
  async (version) => {
    let beforeRequest: (request: DemoRequest) => void = () => undefined;
    const netbox = await openServer({ version, devices: 0, onRequest: (request) => beforeRequest(request) });
    const adapter = openSource(netbox, { page_size: 8 });
    const endpoint = 'tenancy/tenants';
    let names = 0;
    const create = () => {
      names += 1;
      return netbox.data.shell.create(endpoint, { name: `Tenant ${names}`, slug: `tenant-${names}` }).id;
    };
    const writes = fc.array(
      fc.record({
        request: fc.integer({ min: 1, max: 15 }),
        gone: fc.array(fc.nat(), { maxLength: 5 }),
        born: fc.nat(12),
      }),
      { maxLength: 6 },
    );
    const start = fc.record({ rows: fc.nat(90), gaps: fc.array(fc.nat(), { maxLength: 40 }) });

    await fc.assert(
      fc.asyncProperty(start, writes, async ({ rows, gaps }, script) => {
        for (let made = 0; made < rows; made += 1) create();
        const remove = (position: number): number | undefined => {
          const present = netbox.data.list(endpoint);
          const row = present[position % Math.max(1, present.length)];
          if (row !== undefined) netbox.data.shell.delete(endpoint, row.id);
          return row?.id;
        };
        for (const position of gaps) remove(position);
        const before = netbox.data.list(endpoint).map(({ id }) => id);
        const touched = new Set<number | undefined>();
        let requests = 0;
        beforeRequest = () => {
          requests += 1;
          for (const { gone, born } of script.filter(({ request }) => request === requests)) {
            for (const position of gone) touched.add(remove(position));
            for (let made = 0; made < born; made += 1) touched.add(create());
          }
        };
        const records = await readAll(adapter, { endpoint: 'tenancy.tenants', paths: ['name'] });
        beforeRequest = () => undefined;
        const read = records.map(({ id }) => Number(id));
        expect(new Set(read).size).toBe(read.length);
        expect(read.filter((id) => !touched.has(id)).sort((left, right) => left - right)).toEqual(
          before.filter((id) => !touched.has(id)),
        );
        for (const { id } of netbox.data.list(endpoint)) netbox.data.shell.delete(endpoint, id);
      }),
      { numRuns: 40 },
    );
  },
);

describe.each(['4.7.3', '4.4.0'])('NetBox %s', (version) => {
  async function undisturbed() {
    const netbox = await openServer({ version, devices: 60 });
    return [...(await readAll(openSource(netbox), projection))].sort(
      (left, right) => Number(left.id) - Number(right.id),
    );
  }

  test('a lower limit of the page changes nothing about what is read', async () => {
    const netbox = await openServer({ version, devices: 60, maxPageSize: 7 });
    const adapter = openSource(netbox);
    const records = [...(await readAll(adapter, projection))];
    records.sort((left, right) => Number(left.id) - Number(right.id));
    expect(withoutPort(records)).toEqual(withoutPort(await undisturbed()));
    expect(adapter.usage().count).toBeLessThanOrEqual(Math.ceil(60 / 7) + 1);
  });

  test('502, resets and hanging requests now and then change nothing about what is read', async () => {
    const fault = faultFirstAttempts(USUAL_FAULTS);
    const netbox = await openServer({ version, devices: 60, fault });
    const adapter = openSource(netbox, { page_size: 5, timeout: 0.3 });
    const records = [...(await readAll(adapter, projection))];
    records.sort((left, right) => Number(left.id) - Number(right.id));
    expect(withoutPort(records)).toEqual(withoutPort(await undisturbed()));
    expect(adapter.usage().count).toBeGreaterThan(1.5 * Math.ceil(60 / 5));
  });

  test('an endpoint that the token may not read is a PERMISSION_DENIED that names it', async () => {
    const netbox = await openServer({ version, devices: 10 });
    netbox.permissions.forbidden.add('dcim/devices');
    const error = await readAll(openSource(netbox), projection).catch((reason: unknown) => reason);
    if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
    expect(error.code).toBe('PERMISSION_DENIED');
    expect(error.message).toContain('dcim.devices');
  });
});

/** Two servers differ in their port, which the addresses of nested objects hold. */
function withoutPort(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/127\.0\.0\.1:\d+/g, 'netbox'));
}

test('a version 2 token goes as a bearer token', async () => {
  const netbox = await openServer({ devices: 5, tokens: ['nbt_key.secret'] });
  expect(await openSource(netbox).count('dcim.devices', new AbortController().signal)).toBe(5);
});

test('what answers with web pages is said to be no NetBox API', async () => {
  const netbox = await openServer({ devices: 0 });
  const adapter = openNetBox({ url: `${netbox.url}/somewhere`, token: netbox.token });
  cleanups.push(() => adapter.close());
  const { signal } = new AbortController();
  await expect(adapter.serverTime(signal)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  await expect(adapter.count('dcim.sites', signal)).rejects.toThrow('There is no NetBox API');
});

test('a login page in place of JSON is said to be one', async () => {
  const page: Fault = {
    type: 'status',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html><title>Sign in</title>',
  };
  const netbox = await openServer({ devices: 0, fault: () => page });
  const error = await readAll(openSource(netbox), projection).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', message: expect.stringContaining('login page') });
});
