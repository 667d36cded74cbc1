import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DemoRequest, Fault } from '../../../demo/http-server.ts';
import { peeringManagerProduct } from '../../../demo/rest/peering-manager.ts';
import { json, type RestProduct, type RestServer, startRestServer } from '../../../demo/rest/rest-server.ts';
import type {
  DestinationAdapter,
  DestinationRecord,
  KindProjection,
  WriteOperation,
  WriteOutcome,
  WriteValue,
} from '../../../src/adapters/contract.ts';
import { createRestDestination } from '../../../src/adapters/rest/destination.ts';
import type { RestPreset } from '../../../src/adapters/rest/preset.ts';
import { genericRest } from '../../../src/adapters/rest/presets/generic.ts';
import { peeringManager } from '../../../src/adapters/rest/presets/peering-manager.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { testContext } from '../../contract/netbox-subject.ts';
import { refusalOf, signal } from './sources.ts';

/** A REST server with two kinds of objects, by other conventions than Peering Manager's. */
const inventoryProduct: RestProduct = {
  prefix: '/v1/',
  endpoints: ['groups', 'hosts'],
  isAllowed: ({ headers }) => headers['x-key'] === 'inventory-key',
  denied: json(401, { message: 'who are you?' }),
  notFound: () => json(404, { message: 'no such path' }),
  answer(endpoint, rest, { method, body }, { tables }) {
    const table = tables(endpoint);
    const row = rest === '' ? undefined : table.find(Number(rest.slice(1)));
    const shown = ({ id, created: _c, updated: _u, ...data }: ReturnType<typeof table.create>) => ({
      ref: `${endpoint.slice(0, 1)}${id}`,
      ...data,
    });
    if (rest !== '' && row === undefined) return json(404, { message: 'no such object' });
    if (method === 'GET') return json(200, { list: table.list().map(shown) });
    if (method === 'DELETE') {
      table.delete(row?.id ?? 0);
      return json(200, {});
    }
    const data = JSON.parse(body) as Record<string, unknown>;
    if (data.title === 'refused') return json(422, { message: 'title is not allowed' });
    if (method === 'PUT' && row !== undefined) return json(200, shown(table.update(row.id, data)));
    const made = table.create({ title: null, size: 0, group: null, groups: [], ...data });
    return { status: 201, headers: { location: `/v1/${endpoint}/${endpoint.slice(0, 1)}${made.id}` } };
  },
};

interface Subject {
  readonly title: string;
  readonly product: RestProduct;
  readonly preset: RestPreset;
  readonly settings: JsonObject;
  readonly wrong: JsonObject;
  /** A kind without references, and one that refers to it; what they are made with and changed to. */
  readonly target: {
    readonly kind: string;
    readonly first: Values;
    readonly second: Values;
    readonly refused: Values;
  };
  readonly holder: { readonly kind: string; readonly values: Values; readonly changed: Values };
  readonly many: string;
}

type Values = Readonly<Record<string, JsonValue>>;

const subjects: readonly Subject[] = [
  {
    title: 'Peering Manager',
    product: peeringManagerProduct,
    preset: peeringManager,
    settings: { token: 'peering-manager-token' },
    wrong: { token: 'wrong-secret' },
    target: {
      kind: 'bgp.communities',
      first: { name: 'One', slug: 'one', value: '65000:1', type: 'ingress', description: '' },
      second: { name: 'Two', slug: 'two', value: '65000:2', type: null, description: 'x' },
      refused: { name: 'Three', slug: 'one', value: '65000:3' },
    },
    holder: {
      kind: 'peering.bgp-groups',
      values: { name: 'Group', slug: 'group', status: 'enabled' },
      changed: { status: 'disabled', description: 'off' },
    },
    many: 'communities',
  },
  {
    title: 'any REST API',
    product: inventoryProduct,
    preset: genericRest,
    settings: {
      write: true,
      api_endpoint: 'v1',
      auth_method: 'header',
      auth_header: 'X-Key',
      token: 'inventory-key',
      id_field: 'ref',
      response_key_pattern: 'list',
      update_method: 'PUT',
      kinds: {
        Group: { endpoint: 'groups', fields: { title: 'text', size: 'number' } },
        Host: {
          endpoint: 'hosts',
          fields: {
            title: { type: 'text', required: true },
            size: 'number',
            groups: { to: 'Group', many: true },
          },
        },
      },
    },
    wrong: { token: 'wrong-secret' },
    target: {
      kind: 'Group',
      first: { title: 'one', size: 1 },
      second: { title: 'two', size: 2 },
      refused: { title: 'refused' },
    },
    holder: { kind: 'Host', values: { title: 'host', size: 3 }, changed: { title: 'renamed', size: 4 } },
    many: 'groups',
  },
];

function values(of: Values): Record<string, WriteValue> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { type: 'attribute', value }]));
}

describe.each(subjects)('$title as a destination', (subject) => {
  const { target, holder, many } = subject;
  let server: RestServer;
  let adapter: DestinationAdapter;
  let fault: (request: DemoRequest) => Fault | undefined;
  let requests: DemoRequest[];

  const open = (settings: JsonObject = {}) =>
    createRestDestination(
      subject.preset,
      { name: subject.preset.system, settings: { url: server.url, ...subject.settings, ...settings } },
      testContext(),
    );

  beforeEach(async () => {
    fault = () => undefined;
    requests = [];
    server = await startRestServer(subject.product, {
      fault: (request) => fault(request),
      onRequest: (request) => void requests.push(request),
    });
    adapter = open();
  });
  afterEach(async () => {
    await adapter.close();
    await server.close();
  });

  async function write(...operations: WriteOperation[]): Promise<ReadonlyMap<string, WriteOutcome>> {
    const outcomes = new Map<string, WriteOutcome>();
    for await (const batch of adapter.write(operations, signal))
      for (const outcome of batch) outcomes.set(outcome.key, outcome);
    return outcomes;
  }

  async function made(kind: string, of: Record<string, WriteValue>): Promise<string> {
    const outcome = (await write({ action: 'create', key: 'k', kind, values: of })).get('k');
    if (outcome?.status !== 'written') throw new Error(JSON.stringify(outcome));
    return outcome.id;
  }

  async function read(kind: string): Promise<readonly DestinationRecord[]> {
    const schema = (await adapter.schema(signal)).kinds.get(kind);
    const projection: KindProjection = {
      kind,
      attributes: [...(schema?.attributes.keys() ?? [])],
      relationships: [...(schema?.relationships.values() ?? [])],
      at: undefined,
    };
    const records: DestinationRecord[] = [];
    for await (const page of adapter.read(projection, signal)) records.push(...page);
    return records;
  }

  test('objects are made, and read as they were written', async () => {
    const first = await made(target.kind, values(target.first));
    const second = await made(target.kind, values(target.second));
    const records = await read(target.kind);
    expect(records.map(({ id }) => id)).toEqual([first, second]);
    expect(records[0]?.attributes).toMatchObject(target.first);
    expect(records[1]?.attributes).toMatchObject(target.second);
    expect(await adapter.count(target.kind, signal)).toBe(2);
    expect([
      ...(await adapter.ids({ kind: target.kind, attributes: [], relationships: [], at: undefined }, signal)),
    ]).toEqual([first, second]);
  });

  test('an update changes what it names and nothing else; references are set, and cleared', async () => {
    const one = await made(target.kind, values(target.first));
    const two = await made(target.kind, values(target.second));
    const id = await made(holder.kind, {
      ...values(holder.values),
      [many]: { type: 'many', peerIds: [one, two] },
    });
    expect((await read(holder.kind))[0]?.peers[many]).toEqual([one, two]);
    await write({ action: 'update', key: 'u', kind: holder.kind, id, values: values(holder.changed) });
    const [changed] = await read(holder.kind);
    expect(changed?.attributes).toMatchObject({ ...holder.values, ...holder.changed });
    expect(changed?.peers[many]).toEqual([one, two]);
    await write({
      action: 'update',
      key: 'u',
      kind: holder.kind,
      id,
      values: { [many]: { type: 'many', peerIds: [] } },
    });
    expect((await read(holder.kind))[0]?.peers[many]).toEqual([]);
  });

  test('a delete deletes; one of what is gone is done as well', async () => {
    const id = await made(target.kind, values(target.first));
    const other = await made(target.kind, values(target.second));
    const remove: WriteOperation = { action: 'delete', key: 'd', kind: target.kind, id };
    expect((await write(remove)).get('d')).toEqual({ status: 'written', key: 'd', id });
    expect((await write(remove)).get('d')).toEqual({ status: 'written', key: 'd', id });
    expect((await read(target.kind)).map((record) => record.id)).toEqual([other]);
  });

  test('what is refused fails with what the server says, and the rest is written', async () => {
    await made(target.kind, values(target.first));
    const outcomes = await write(
      { action: 'create', key: 'bad', kind: target.kind, values: values(target.refused) },
      { action: 'create', key: 'good', kind: target.kind, values: values(target.second) },
    );
    expect(outcomes.get('good')?.status).toBe('written');
    const bad = outcomes.get('bad');
    if (bad?.status !== 'failed') throw new Error(`not refused: ${JSON.stringify(bad)}`);
    expect(bad.terminal).toBe(true);
    expect(bad.message).toMatch(/answered 4\d\d: .*(slug already exists|not allowed)/);
    expect(bad.hint).not.toBe('');
  });

  test('a create is never sent twice, an update and a delete are', async () => {
    const id = await made(target.kind, values(target.first));
    const reset = (method: string) => {
      let left = 1;
      requests.length = 0;
      fault = (request) => (request.method === method && left-- > 0 ? { type: 'reset-after' } : undefined);
    };
    reset('POST');
    const lost = await write({
      action: 'create',
      key: 'c',
      kind: target.kind,
      values: values(target.second),
    });
    expect(lost.get('c')).toMatchObject({ status: 'unknown' });
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await read(target.kind)).toHaveLength(2);
    const update = subject.preset === genericRest ? 'PUT' : 'PATCH';
    reset(update);
    const updated = await write({
      action: 'update',
      key: 'u',
      kind: target.kind,
      id,
      values: values(target.first),
    });
    expect(updated.get('u')?.status).toBe('written');
    expect(requests.filter(({ method }) => method === update)).toHaveLength(2);
    reset('DELETE');
    expect((await write({ action: 'delete', key: 'd', kind: target.kind, id })).get('d')?.status).toBe(
      'written',
    );
  });

  test('a run that is cancelled in the middle stops sending', async () => {
    const controller = new AbortController();
    const operations = Array.from(
      { length: 20 },
      (_, index): WriteOperation => ({
        action: 'delete',
        key: String(index),
        kind: target.kind,
        id: String(index + 1),
      }),
    );
    const error = await refusalOf(async () => {
      for await (const batch of adapter.write(operations, controller.signal)) {
        expect(batch.length).toBeGreaterThan(0);
        controller.abort();
      }
    });
    expect(error.code).toBe('CANCELLED');
    expect(requests.length).toBeLessThan(20);
  });

  test('wrong credentials are an outcome of each write and an error of a read', async () => {
    adapter = open(subject.wrong);
    const error = await refusalOf(() => read(target.kind));
    expect(error.code).toBe('AUTH_FAILED');
    const outcome = (await write({ action: 'create', key: 'c', kind: target.kind, values: {} })).get('c');
    expect(outcome).toMatchObject({ status: 'failed', errorClass: expect.stringMatching(/^HTTP_40[13]$/) });
    expect(JSON.stringify([error.message, error.hint, outcome])).not.toContain('wrong-secret');
  });

  test('it is read in full, by its own time, and its identity holds no credentials', async () => {
    expect((await adapter.tier(target.kind, signal)).tier).toBe('NONE');
    expect(Math.abs((await adapter.serverTime(signal)).getTime() - Date.now())).toBeLessThan(5000);
    const identity = await adapter.identity(signal);
    expect(identity).toContain(server.url);
    expect(identity).not.toContain(String(subject.settings.token));
    expect(adapter.usage().count).toBeGreaterThan(0);
  });
});

test('Peering Manager keeps what others still need, and says by how many', async () => {
  const server = await startRestServer(peeringManagerProduct);
  const system = { name: 'peeringmanager', settings: { url: server.url, token: 'peering-manager-token' } };
  const adapter = createRestDestination(peeringManager, system, testContext());
  const as = server.tables('peering/autonomous-systems').create({ asn: 64500, name: 'Us' });
  server
    .tables('peering/internet-exchanges')
    .create({ name: 'IX', slug: 'ix', local_autonomous_system: as.id });
  const operation: WriteOperation = {
    action: 'delete',
    key: 'd',
    kind: 'peering.autonomous-systems',
    id: String(as.id),
  };
  const outcomes: WriteOutcome[] = [];
  for await (const batch of adapter.write([operation], signal)) outcomes.push(...batch);
  expect(outcomes).toEqual([
    { status: 'left-alone', key: 'd', reason: expect.stringContaining('1 dependent objects') },
  ]);
  await adapter.close();
  await server.close();
});

describe('the settings of a destination', () => {
  const open = (settings: JsonObject, preset = genericRest) =>
    createRestDestination(
      preset,
      { name: preset.system, settings: { url: 'http://127.0.0.1:1', token: 'x', ...settings } },
      testContext(),
    );

  test('have to allow writing', () => {
    expect(() => open({ kinds: {} })).toThrow('do not allow it');
  });

  test('have to declare what is referred to', () => {
    const kinds = { Host: { fields: { group: { to: 'Grup' } } } };
    expect(() => open({ write: true, kinds })).toThrow('refers to "Grup", which is not among the kinds');
  });

  test('may give a kind another name, and its fields too: what is known of them stays', async () => {
    const adapter = open(
      {
        kinds: {
          Community: { endpoint: 'bgp/communities', fields: { label: { path: 'name' } } },
          Group: {
            endpoint: '/peering/bgp-groups/',
            fields: { state: { path: 'status.value', default: 'disabled' } },
          },
        },
      },
      peeringManager,
    );
    const { kinds } = await adapter.schema(signal);
    const community = kinds.get('Community');
    expect([...(community?.attributes.keys() ?? [])]).toEqual([
      'label',
      'slug',
      'description',
      'value',
      'type',
    ]);
    expect(community?.attributes.get('label')).toMatchObject({ kind: 'Text', optional: false });
    const group = kinds.get('Group');
    expect(group?.attributes.get('state')).toMatchObject({ kind: 'Text', defaultValue: 'disabled' });
    expect(group?.relationships.get('communities')).toMatchObject({ peer: 'Community', cardinality: 'many' });
    await adapter.close();
  });
});
