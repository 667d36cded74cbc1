import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRequest, Fault } from '../../demo/http-server.ts';
import { smallConfig, smallMapping } from './small-config.ts';
import { configOf, isMutation, planned, startWorld, troubles, type World } from './world.ts';

const BAD_GATEWAY: Fault = { type: 'status', status: 502, body: '<html>Bad Gateway</html>' };

/** Every request goes wrong once, in turn as listed; `hangs` of them get no answer at all. */
function faulty(hangs: number, spare: (request: DemoRequest) => boolean = () => false) {
  const attempted = new Set<string>();
  const usual: readonly Fault[] = [BAD_GATEWAY, { type: 'reset-after' }, { type: 'reset-before' }];
  let left = hangs;
  let injected = 0;
  return {
    count: () => injected,
    fault(request: DemoRequest): Fault | undefined {
      const key = `${request.method} ${request.url.pathname}${request.url.search} ${request.body}`;
      if (spare(request) || attempted.has(key)) return undefined;
      attempted.add(key);
      injected += 1;
      if (injected % 4 === 2 && left > 0) {
        left -= 1;
        return { type: 'hang' };
      }
      return usual[injected % usual.length];
    },
  };
}

describe('a run on servers that lose requests now and then', () => {
  let world: World;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld();
    const impatient = configOf('small', smallMapping).replaceAll('settings: {}', 'settings: { timeout: 2 }');
    config = await world.config(impatient);
  });
  afterEach(() => {
    world.netboxWire.fault = undefined;
    world.infrahubWire.fault = undefined;
  });
  afterAll(() => world.close());

  it('ends a diff with the digest that it has without them', async () => {
    const calm = await world.report(['diff', ...config]);
    const netbox = faulty(1);
    const infrahub = faulty(0);
    world.netboxWire.fault = netbox.fault;
    world.infrahubWire.fault = infrahub.fault;
    const stormy = await world.report(['diff', ...config]);
    expect(troubles(stormy.report)).toEqual([]);
    expect(stormy.report.digest).toBe(calm.report.digest);
    expect(stormy.report.by_kind).toEqual(calm.report.by_kind);
    expect(netbox.count()).toBeGreaterThan(3);
    expect(infrahub.count()).toBeGreaterThan(3);
    expect(stormy.report.requests.A.count).toBeGreaterThan(calm.report.requests.A.count);
  });

  it('writes everything when reads fail and writes are put off', async () => {
    const reads = faulty(1, isMutation);
    const putOff = new Set<string>();
    world.netboxWire.fault = faulty(0).fault;
    world.infrahubWire.fault = (request) => {
      if (!isMutation(request)) return reads.fault(request);
      if (putOff.has(request.body)) return undefined;
      putOff.add(request.body);
      return { type: 'status', status: 429, headers: { 'retry-after': '0' } };
    };
    const { code, report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(putOff.size).toBeGreaterThanOrEqual(3);
    world.infrahubWire.fault = undefined;
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });

  it('repeats updates and deletes that got no answer, and does no harm by it', async () => {
    const { data } = world.netbox;
    const [tenant] = data.list('tenancy/tenants');
    const gone = data.create('extras/tags', { name: 'going', slug: 'going' });
    await world.report(['sync', ...config]);
    data.update('tenancy/tenants', tenant?.id ?? 0, { description: 'written twice' });
    data.delete('extras/tags', gone.id);
    world.infrahubWire.fault = faulty(0, (request) => !isMutation(request)).fault;
    const deleting = await world.config(smallConfig('diffsync_flags: ["CONTINUE_ON_FAILURE"]'));
    const { report } = await world.report(['sync', ...deleting]);
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual([`update OrganizationTenant ${tenant?.name}`, 'delete BuiltinTag going']);
    world.infrahubWire.fault = undefined;
    expect(planned((await world.report(['diff', ...deleting])).report)).toEqual([]);
  });

  it('repeats creates that got no answer until each object is there, once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `perhaps-${index}`);
    for (const name of names) world.netbox.data.create('extras/tags', { name, slug: name });
    world.infrahubWire.fault = faulty(1, (request) => !isMutation(request)).fault;
    const before = world.mutations();
    const { code, report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(world.mutations()).toBeGreaterThan(before + 1);
    const made = world.infrahub.data.list('BuiltinTag').map(({ attributes }) => String(attributes.name));
    expect(made.filter((name) => names.includes(name)).sort()).toEqual(names.toSorted());
  });

  it('says of a create that never got an answer that its end is unknown, and the next run finds it', async () => {
    world.netbox.data.create('extras/tags', { name: 'unheard', slug: 'unheard' });
    world.infrahubWire.fault = (request) => (isMutation(request) ? { type: 'reset-after' } : undefined);
    const { code, report } = await world.report(['sync', ...config]);
    expect(code).toBe(1);
    expect(report.errors).toMatchObject([
      { error_class: 'UNREACHABLE', kind: 'BuiltinTag', id: 'unheard', terminal: false },
    ]);
    expect(report.errors[0]?.hint).toContain('not known whether it was written');
    world.infrahubWire.fault = undefined;
    expect(planned((await world.report(['sync', ...config])).report)).toEqual([]);
  });

  it('gives up with the address and the number of attempts when a server stays away', async () => {
    world.netboxWire.fault = () => BAD_GATEWAY;
    const { code, out, talk } = await world.command(['diff', ...config]);
    expect(code).toBe(1);
    expect(out + talk).toMatch(/NetBox at http:\/\/127\.0\.0\.1:\d+ answered 502 for .* after \d attempts/);
  });
});
