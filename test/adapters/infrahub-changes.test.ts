import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../demo/clock.ts';
import { type DemoRequest, type DemoServer, startDemoServer } from '../../demo/http-server.ts';
import type { InputData } from '../../demo/infrahub/inputs.ts';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import type { DestinationAdapter, DestinationRecord, KindProjection } from '../../src/adapters/contract.ts';
import { createInfrahubDestination } from '../../src/adapters/infrahub/index.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';

const signal = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function closing<T extends { close(): Promise<void> }>(one: T): T {
  open.push(one);
  return one;
}

async function serve(clock: ManualClock, version: '1.11.9' | '1.4.13' = '1.11.9'): Promise<Infrahub> {
  return closing(await startInfrahub({ clock, version }));
}

function adapterFor(url: string, token: string, branch: string | undefined = undefined): DestinationAdapter {
  const http = createHttpClientFactory({
    environment: {},
    sleep: async () => undefined,
    random: () => 0,
    now: () => new Date(),
  });
  return closing(
    createInfrahubDestination(
      { name: 'infrahub', settings: { url, token } },
      {
        environment: {},
        baseDirectory: '.',
        now: () => new Date(),
        http,
        branch,
        counterpart: 'netbox',
        maskSecret: () => undefined,
        warn: () => undefined,
      },
      { pageSize: 3 },
    ),
  );
}

/** Stands before a server and alters the JSON of its GraphQL answers. */
async function alter(
  server: Infrahub,
  change: (data: Record<string, unknown>) => Record<string, unknown>,
  seen: DemoRequest[],
): Promise<DemoServer> {
  return closing(
    await startDemoServer(async (request) => {
      seen.push(request);
      const response = await fetch(`${server.url}${request.url.pathname}${request.url.search}`, {
        method: request.method,
        headers: { 'X-INFRAHUB-KEY': server.token, 'content-type': 'application/json' },
        ...(request.method === 'POST' ? { body: request.body } : {}),
      });
      const body = (await response.json()) as { data?: Record<string, unknown> };
      const altered = body.data === undefined ? body : { ...body, data: change(body.data) };
      return {
        status: response.status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(altered),
      };
    }),
  );
}

function newClock(): ManualClock {
  return createManualClock(new Date('2026-03-01T12:00:00Z'));
}

const tags: KindProjection = { kind: 'BuiltinTag', attributes: ['name'], relationships: [], at: undefined };

function variablesOf(requests: readonly DemoRequest[]): unknown[] {
  return requests
    .filter(({ url }) => url.pathname.startsWith('/graphql'))
    .map(({ body }) => JSON.parse(body).variables);
}

async function recordsOf(pages: AsyncIterable<readonly DestinationRecord[]>) {
  const records = new Map<string, DestinationRecord>();
  for await (const page of pages) for (const record of page) records.set(record.id, record);
  return records;
}

test('version 1.11 can tell changes, 1.4 says that it cannot', async () => {
  const tiers = [];
  for (const version of ['1.11.9', '1.4.13'] as const) {
    const { url, token } = await serve(newClock(), version);
    tiers.push((await adapterFor(url, token).tier('DcimDevice', signal)).tier);
  }
  expect(tiers).toEqual(['TIMESTAMP', 'NONE']);
});

test('a kind without changes costs a share of one request', async () => {
  const { url, token } = await serve(newClock());
  const adapter = adapterFor(url, token);
  const { kinds: schema } = await adapter.schema(signal);
  const names = [...schema.keys()].filter((kind) => /^(Builtin|Dcim|Ipam|Location|Organi)/.test(kind));
  const projections = names.map((kind) => ({ ...tags, kind, attributes: [] }));
  const before = adapter.usage().count;
  const survey = await adapter.survey(projections, new Date('2026-03-01T12:00:01Z'), signal);
  expect(adapter.usage().count).toBe(before + 1);
  expect([...survey.kinds.keys()]).toEqual(names);
  expect([...survey.kinds.values()].every(({ changed }) => changed === 0)).toBe(true);
});

test('no kinds cost no request', async () => {
  const { url, token } = await serve(newClock());
  const adapter = adapterFor(url, token);
  expect((await adapter.survey([], new Date(), signal)).kinds.size).toBe(0);
  expect(adapter.usage().count).toBe(0);
});

test('after a merge, changes are found that bear the time at which it began', async () => {
  const clock = newClock();
  const server = await serve(clock);
  const tag = server.data.create('BuiltinTag', { name: { value: 'merged' } });
  clock.advance(3_600_000);
  const since = clock.now();
  const seen: DemoRequest[] = [];
  const { url } = await alter(
    server,
    (data) => ('merged' in data ? { ...data, merged: { count: 1 } } : data),
    seen,
  );
  const adapter = adapterFor(url, server.token);
  const direct = adapterFor(server.url, server.token);
  expect((await direct.survey([tags], since, signal)).kinds.get('BuiltinTag')?.changed).toBe(0);
  expect((await adapter.survey([tags], since, signal)).kinds.get('BuiltinTag')?.changed).toBe(1);
  expect([...(await recordsOf(adapter.changesSince(tags, since, signal))).keys()]).toEqual([tag.id]);
  expect(variablesOf(seen).slice(0, 2)).toEqual([
    { since: since.toISOString(), branch: 'main' },
    { since: new Date(since.getTime() - 24 * 3_600_000).toISOString(), branch: 'main' },
  ]);
});

test('a branch that was created or rebased since then is told as altered, the default branch is not', async () => {
  const clock = newClock();
  const server = await serve(clock);
  clock.advance(1000);
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'X-INFRAHUB-KEY': server.token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'mutation { BranchCreate(data: { name: "work" }) { ok } }' }),
  });
  const [before, after] = [new Date('2026-03-01T11:00:00Z'), new Date('2026-03-01T13:00:00Z')];
  const work = adapterFor(server.url, server.token, 'work');
  expect((await work.survey([tags], before, signal)).altered).toContain('work');
  expect((await work.survey([tags], after, signal)).altered).toBeUndefined();
  const main = adapterFor(server.url, server.token);
  expect((await main.survey([tags], before, signal)).altered).toBeUndefined();
  const rebased = await alter(
    server,
    (data) => ('rebased' in data ? { ...data, rebased: { count: 1 } } : data),
    [],
  );
  const elsewhere = adapterFor(rebased.url, server.token, 'work');
  expect((await elsewhere.survey([tags], after, signal)).altered).toContain('rebased');
});

test('on a branch what a relationship lost leaves no stamp, so nothing is told of kinds that have some', async () => {
  const clock = newClock();
  const server = await serve(clock);
  const query = 'mutation { BranchCreate(data: { name: "work" }) { ok } }';
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'X-INFRAHUB-KEY': server.token, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const devices: KindProjection = {
    kind: 'DcimDevice',
    attributes: [],
    relationships: [{ name: 'tags', cardinality: 'many' }],
    at: undefined,
  };
  const changed: Record<string, { readonly stamped: boolean; readonly told: unknown }> = {};
  for (const branch of ['main', 'work']) {
    const tag = server.data.create('BuiltinTag', { name: { value: branch } }, { branch });
    const fields = { name: { value: branch }, tags: [{ id: tag.id }] };
    const device = server.data.create('DcimDevice', fields, { branch });
    clock.advance(60_000);
    const since = clock.now();
    clock.advance(60_000);
    server.data.update(device.id, { tags: [] }, { branch });
    server.data.update(tag.id, { description: { value: 'changed' } }, { branch });
    const adapter = adapterFor(server.url, server.token, branch);
    const survey = await adapter.survey([tags, devices], since, signal);
    expect(survey.kinds.get('BuiltinTag')?.changed, branch).toBe(1);
    const stamp = server.data.list('DcimDevice', { branch })[0]?.updatedAt ?? '';
    changed[branch] = {
      stamped: new Date(stamp) > since,
      told: survey.kinds.get('DcimDevice')?.changed ?? survey.untold.get('DcimDevice'),
    };
  }
  expect(changed).toEqual({
    main: { stamped: true, told: 1 },
    work: {
      stamped: false,
      told: 'a relationship that was emptied on the branch work leaves no stamp',
    },
  });
});

const many = 'many' as const;
const one = 'one' as const;

/** Relationships that both of their kinds know are read from both ends. */
const projections: readonly KindProjection[] = [
  tags,
  {
    ...tags,
    kind: 'LocationSite',
    attributes: ['name', 'status'],
    relationships: [{ name: 'tags', cardinality: many }],
  },
  {
    ...tags,
    kind: 'DcimDevice',
    attributes: ['name', 'serial'],
    relationships: [
      { name: 'site', cardinality: one },
      { name: 'tags', cardinality: many },
      { name: 'interfaces', cardinality: many },
      { name: 'primary_ip', cardinality: one },
    ],
  },
  {
    ...tags,
    kind: 'DcimPhysicalInterface',
    attributes: ['name', 'mtu'],
    relationships: [
      { name: 'device', cardinality: one },
      { name: 'ip_addresses', cardinality: many },
    ],
  },
  {
    ...tags,
    kind: 'IpamIPAddress',
    attributes: ['address'],
    relationships: [
      { name: 'interface', cardinality: one },
      { name: 'ip_prefix', cardinality: one },
    ],
  },
  {
    ...tags,
    kind: 'IpamPrefix',
    attributes: ['prefix', 'is_top_level'],
    relationships: [
      { name: 'parent', cardinality: one },
      { name: 'children', cardinality: many },
      { name: 'ip_addresses', cardinality: many },
    ],
  },
];

interface Write {
  readonly action: 'create' | 'update' | 'delete';
  readonly kind: string;
  readonly number: number;
  readonly fields: number;
}

const write = fc.record<Write>({
  action: fc.constantFrom('create', 'create', 'update', 'update', 'delete'),
  kind: fc.constantFrom(...projections.map(({ kind }) => kind)),
  number: fc.nat(9),
  fields: fc.nat(4095),
});

/** Carries out a write; what the server's rules forbid is not done. */
function carryOut({ data }: Infrahub, { action, kind, number, fields }: Write): void {
  const pick = (peers: string, shift: number) => {
    const list = data.list(peers);
    return list[((fields >> shift) + number) % Math.max(list.length, 1)]?.id;
  };
  const toOne = (peers: string, shift: number) => {
    const id = pick(peers, shift);
    return id === undefined ? null : { id };
  };
  const toMany = (peers: string, shift: number) => {
    const ids = new Set([pick(peers, shift), pick(peers, shift + 3)]);
    return (fields & 1) === 0 ? [] : [...ids].flatMap((id) => (id === undefined ? [] : [{ id }]));
  };
  const name = { name: { value: `${kind}-${number}` } };
  const bits = fields % 5;
  const inputs: Readonly<Record<string, () => InputData>> = {
    BuiltinTag: () => name,
    LocationSite: () => ({ ...name, slug: { value: `s-${number}` }, tags: toMany('BuiltinTag', 2) }),
    DcimDevice: () => ({
      ...name,
      serial: { value: fields % 3 === 0 ? null : `${fields}` },
      ...(bits === 1 ? { site: toOne('LocationSite', 2) } : {}),
      ...(bits === 2 ? { tags: toMany('BuiltinTag', 2) } : {}),
      ...(bits === 3 ? { primary_ip: toOne('IpamIPAddress', 2) } : {}),
    }),
    DcimPhysicalInterface: () => ({
      ...name,
      device: toOne('DcimDevice', 2),
      mtu: { value: fields },
      ...(bits > 2 ? { ip_addresses: toMany('IpamIPAddress', 3) } : {}),
    }),
    IpamIPAddress: () => ({
      address: { value: `10.0.${fields % 4}.${number}/24` },
      ...(bits > 2 ? { interface: toOne('DcimPhysicalInterface', 2) } : {}),
    }),
    IpamPrefix: () => ({ prefix: { value: `10.0.0.0/${18 + (fields % 8)}` } }),
  };
  const target = pick(kind, 0);
  const input = inputs[kind]?.();
  if (input === undefined) throw new Error(`no input for ${kind}`);
  try {
    if (action === 'create') data.create(kind, input);
    else if (target !== undefined && action === 'update') data.update(target, input);
    else if (target !== undefined) data.delete(target);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
  }
}

/** What a warm run does with what the adapter tells. */
async function broughtUpToDate(
  adapter: DestinationAdapter,
  known: ReadonlyMap<string, ReadonlyMap<string, DestinationRecord>>,
  since: Date,
) {
  const { kinds } = await adapter.survey(projections, since, signal);
  const result = new Map<string, Map<string, DestinationRecord>>();
  for (const projection of projections) {
    const records = new Map(known.get(projection.kind));
    const told = kinds.get(projection.kind);
    if (told !== undefined && told.changed > 0) {
      const changed = await recordsOf(adapter.changesSince(projection, since, signal));
      for (const [id, record] of changed) records.set(id, record);
    }
    if (told?.total !== records.size) {
      const ids = await adapter.ids(projection, signal);
      for (const id of records.keys()) if (!ids.has(id)) records.delete(id);
    }
    result.set(projection.kind, records);
  }
  return result;
}

async function readAll(adapter: DestinationAdapter) {
  const result = new Map<string, Map<string, DestinationRecord>>();
  for (const projection of projections) {
    result.set(projection.kind, await recordsOf(adapter.read(projection, signal)));
  }
  return result;
}

/** Records without regard to the order of objects and peers. */
function comparable(kinds: ReadonlyMap<string, ReadonlyMap<string, DestinationRecord>>) {
  return [...kinds].map(([kind, records]) => [
    kind,
    [...records.values()]
      .map((record) => ({
        ...record,
        peers: Object.fromEntries(Object.entries(record.peers).map(([name, ids]) => [name, [...ids].sort()])),
      }))
      .sort((a, b) => a.id.localeCompare(b.id)),
  ]);
}

test('what is known, brought up to date by what changed, is what a full read gives, whatever was written', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(write, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 5 }),
      async (rounds) => {
        const clock = newClock();
        const server = await startInfrahub({ clock });
        const adapter = adapterFor(server.url, server.token);
        try {
          let known = await readAll(adapter);
          for (const writes of rounds) {
            const since = clock.now();
            clock.advance(10);
            for (const one of writes) {
              clock.advance(1);
              carryOut(server, one);
            }
            clock.advance(10);
            known = await broughtUpToDate(adapter, known, since);
            expect(comparable(known)).toEqual(comparable(await readAll(adapter)));
          }
        } finally {
          await server.close();
        }
      },
    ),
    { numRuns: 12 },
  );
});
