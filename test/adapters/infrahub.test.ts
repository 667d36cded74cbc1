import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DemoRequest, DemoServerOptions, Fault } from '../../demo/http-server.ts';
import { startDemoServer } from '../../demo/http-server.ts';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import type { DestinationAdapter, WriteOperation, WriteOutcome } from '../../src/adapters/contract.ts';
import { createInfrahubDestination, type InfrahubTuning } from '../../src/adapters/infrahub/index.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { JsonObject } from '../../src/json.ts';

const signal = new AbortController().signal;
const tags = { kind: 'BuiltinTag', attributes: ['name'], relationships: [], at: undefined } as const;

let server: Infrahub;
let requests: DemoRequest[];
let fault: (request: DemoRequest) => Fault | undefined;
let onRequest: (request: DemoRequest) => void;
let warnings: string[];
const adapters: DestinationAdapter[] = [];

async function serve(version: '1.11.9' | '1.4.13'): Promise<void> {
  server = await startInfrahub({
    version,
    fault: (request) => fault(request),
    onRequest: (request) => {
      requests.push(request);
      onRequest(request);
    },
  });
}

beforeEach(async () => {
  requests = [];
  warnings = [];
  fault = () => undefined;
  onRequest = () => undefined;
  await serve('1.11.9');
});

afterEach(async () => {
  for (const adapter of adapters.splice(0)) await adapter.close();
  await server.close();
});

function open(settings: JsonObject = {}, tuning: Partial<InfrahubTuning> = {}, counterpart = 'netbox') {
  const adapter = createInfrahubDestination(
    { name: 'infrahub', settings: { url: server.url, token: server.token, ...settings } },
    {
      environment: {},
      baseDirectory: '.',
      now: () => new Date(),
      http: createHttpClientFactory({
        environment: {},
        sleep: async () => undefined,
        random: () => 0,
        now: () => new Date(),
      }),
      branch: undefined,
      counterpart,
      maskSecret: () => undefined,
      warn: (message) => warnings.push(message),
    },
    tuning,
  );
  adapters.push(adapter);
  return adapter;
}

function newTag(name: string): WriteOperation {
  return {
    action: 'create',
    key: name,
    kind: 'BuiltinTag',
    values: { name: { type: 'attribute', value: name } },
  };
}

function newTags(count: number): WriteOperation[] {
  return Array.from({ length: count }, (_, index) => newTag(`tag-${index}`));
}

async function write(
  adapter: DestinationAdapter,
  operations: readonly WriteOperation[],
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for await (const batch of adapter.write(operations, signal)) outcomes.push(...batch);
  return outcomes;
}

async function namesRead(adapter: DestinationAdapter): Promise<string[]> {
  const names: string[] = [];
  for await (const page of adapter.read(tags, signal)) {
    names.push(...page.map(({ attributes }) => String(attributes.name)));
  }
  return names;
}

function isMutation(request: DemoRequest): boolean {
  return request.body.includes('"mutation');
}

function seed(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    server.data.create('BuiltinTag', { name: { value: `tag-${String(index).padStart(3, '0')}` } }),
  ).map(({ id }) => id);
}

function textOf(request: DemoRequest): string {
  return (JSON.parse(request.body) as { query: string }).query;
}

describe('reading', () => {
  test('what fits one page is one request', async () => {
    seed(10);
    expect(await namesRead(open({}, { pageSize: 10 }))).toHaveLength(10);
    expect(requests).toHaveLength(1);
  });

  test('all pages of a kind share one query text', async () => {
    seed(25);
    expect(await namesRead(open({}, { pageSize: 5 }))).toHaveLength(25);
    expect(requests).toHaveLength(6);
    expect(new Set(requests.map(textOf)).size).toBe(2);
  });

  test('what exists throughout is read once each, though others write between the pages', async () => {
    const ids = seed(40);
    let turn = 0;
    onRequest = () => {
      turn += 1;
      server.data.create('BuiltinTag', { name: { value: `aaa-${turn}` } });
      const doomed = ids[turn * 3];
      if (doomed !== undefined) server.data.delete(doomed);
    };
    const names = await namesRead(open({}, { pageSize: 5 }));
    expect(new Set(names).size).toBe(names.length);
    const left = server.data.list('BuiltinTag').map(({ attributes }) => attributes.name);
    const throughout = left.filter((name) => String(name).startsWith('tag-'));
    expect(throughout.length).toBeGreaterThan(20);
    expect(throughout.filter((name) => !names.includes(String(name)))).toEqual([]);
  });

  test('a kind without objects yields no page', async () => {
    expect(await namesRead(open())).toEqual([]);
  });

  test('a field that is not there is a mismatch with the schema', async () => {
    const reading = open().read({ ...tags, attributes: ['nome'] }, signal);
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining('nome'),
      hint: expect.stringContaining('validate'),
    });
  });

  test('429 is waited out', async () => {
    seed(3);
    let refusals = 2;
    fault = () =>
      refusals-- > 0 ? { type: 'status', status: 429, headers: { 'retry-after': '1' } } : undefined;
    expect(await namesRead(open())).toHaveLength(3);
    expect(requests).toHaveLength(3);
  });
});

describe('a count that does not fit the objects', () => {
  const node = { id: '1', __typename: 'BuiltinTag', hfid: ['a'], display_label: 'a', name: { value: 'a' } };

  async function scripted(counts: number[]) {
    const body = () => JSON.stringify({ data: { BuiltinTag: { count: counts.shift(), edges: [{ node }] } } });
    const options: DemoServerOptions = {};
    const script = await startDemoServer(
      () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: body() }),
      options,
    );
    return { adapter: open({ url: script.url }), close: () => script.close() };
  }

  test('is asked for again', async () => {
    const { adapter, close } = await scripted([2, 1]);
    expect(await namesRead(adapter)).toEqual(['a']);
    await close();
  });

  test('is an incomplete read when it stays', async () => {
    const { adapter, close } = await scripted([2, 2, 2, 1]);
    await expect(namesRead(adapter)).rejects.toMatchObject({
      code: 'INCOMPLETE_READ',
      message: expect.stringContaining('of 2 objects 1 came'),
    });
    await close();
  });
});

describe('writing', () => {
  test('500 new objects need 11 requests', async () => {
    expect(await write(open(), newTags(500))).toHaveLength(500);
    expect(requests).toHaveLength(11);
    expect(new Set(requests.map(textOf)).size).toBe(2);
  });

  test('a create without an id whose answer is lost is not sent again, and its end is unknown', async () => {
    fault = (request) => (isMutation(request) ? { type: 'reset-after' } : undefined);
    const [outcome] = await write(open(), [newTag('lost')]);
    expect(outcome).toMatchObject({
      status: 'unknown',
      hint: expect.stringContaining('next run'),
    });
    expect(requests.filter(isMutation)).toHaveLength(1);
    expect(server.data.count('BuiltinTag')).toBe(1);
  });

  test('creates with ids are sent again until each is there once, whatever is lost on the way', async () => {
    let sent = 0;
    const usual: readonly Fault[] = [
      { type: 'reset-after' },
      { type: 'status', status: 502 },
      { type: 'reset-before' },
      { type: 'reset-after' },
      { type: 'status', status: 429, headers: { 'retry-after': '0' } },
    ];
    // More in a row than the client tries, so that batches are given up and cut anew.
    fault = (request) => (isMutation(request) && sent++ < 14 ? usual[sent % usual.length] : undefined);
    const named = newTags(40).map((operation) => ({ ...operation, ids: [randomUUID()] }));
    const outcomes = await write(open(), named);
    expect(outcomes.map(({ status }) => status)).toEqual(named.map(() => 'written'));
    const ids = new Map(outcomes.map((outcome) => [outcome.key, 'id' in outcome ? outcome.id : '']));
    expect(named.map(({ key }) => ids.get(key))).toEqual(named.map(({ ids: [id] }) => id));
    expect(server.data.count('BuiltinTag')).toBe(40);
  });

  test('an update and a delete whose answers are lost are sent again', async () => {
    const [first = '', second = ''] = seed(2);
    const lost = new Set<string>();
    fault = (request) => {
      if (!isMutation(request) || lost.has(request.body)) return undefined;
      lost.add(request.body);
      return { type: 'reset-after' };
    };
    const outcomes = await write(open(), [
      {
        action: 'update',
        key: 'u',
        kind: 'BuiltinTag',
        id: first,
        values: { name: { type: 'attribute', value: 'new' } },
      },
      { action: 'delete', key: 'd', kind: 'BuiltinTag', id: second },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written']);
    expect(lost.size).toBe(2);
    expect(server.data.list('BuiltinTag').map(({ attributes }) => attributes.name)).toEqual(['new']);
  });

  test("a proxy's 500 is no reason to send creates without ids again", async () => {
    const page = '<html><head><title>Oops</title></head></html>';
    fault = (request) =>
      isMutation(request)
        ? { type: 'status', status: 500, headers: { 'content-type': 'text/html' }, body: page }
        : undefined;
    const outcomes = await write(open(), newTags(3));
    expect(outcomes).toHaveLength(3);
    expect(outcomes[0]).toMatchObject({
      status: 'unknown',
      message: expect.stringContaining('500: Oops'),
    });
    expect(requests.filter(isMutation)).toHaveLength(1);
  });

  function mistyped(name: string): WriteOperation {
    return {
      action: 'create',
      key: name,
      kind: 'BuiltinTag',
      values: { name: { type: 'attribute', value: 5 } },
    };
  }

  async function writeTwoCulpritsOfFive(): Promise<void> {
    const [a, b, c] = newTags(3);
    if (!a || !b || !c) throw new Error('three were asked for');
    const outcomes = await write(open(), [a, mistyped('bad-1'), b, mistyped('bad-2'), c]);
    const failed = outcomes.filter(({ status }) => status === 'failed');
    expect(failed.map(({ key }) => key).sort()).toEqual(['bad-1', 'bad-2']);
    expect(JSON.stringify(failed)).toMatch(/name[^}]*5.*name[^}]*5/);
    expect(server.data.count('BuiltinTag')).toBe(3);
  }

  test('culprits that the server does not name fail alone', async () => {
    await server.close();
    await serve('1.4.13');
    await writeTwoCulpritsOfFive();
    expect(requests.filter(isMutation)).toHaveLength(6);
  });

  test('culprits that the server names fail without the others being sent alone', async () => {
    // As Infrahub 1.11.9 answers it.
    const errors = [1, 3].map((index) => ({
      message: `Variable '$d${index}' got invalid value 5 at 'd${index}.name.value'; String cannot represent a non string value: 5`,
      locations: [{ line: 1, column: 10 }],
      extensions: { code: 'UNDEFINED_ERROR', http_status: 500, data: {} },
    }));
    const body = JSON.stringify({ data: null, errors });
    fault = (request) =>
      isMutation(request) && request.body.includes('"value":5')
        ? { type: 'status', status: 200, headers: { 'content-type': 'application/json' }, body }
        : undefined;
    await writeTwoCulpritsOfFive();
    expect(requests.filter(isMutation)).toHaveLength(2);
  });

  test('when the signal is aborted, what is under way is told and the rest is not begun', async () => {
    const abort = new AbortController();
    const outcomes: WriteOutcome[] = [];
    const adapter = open({}, { batchSize: 5, writeConcurrency: 2 });
    async function writeAll(): Promise<void> {
      for await (const batch of adapter.write(newTags(50), abort.signal)) {
        outcomes.push(...batch);
        abort.abort();
      }
    }
    await expect(writeAll()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(outcomes.slice(0, 5).every(({ status }) => status === 'written')).toBe(true);
    expect(outcomes).toHaveLength(10);
    expect(outcomes.every(({ status }) => status === 'written')).toBe(true);
    expect(server.data.count('BuiltinTag')).toBe(10);
  });

  test('nothing to write asks nothing', async () => {
    expect(await write(open(), [])).toEqual([]);
    expect(requests).toHaveLength(0);
  });
});

describe('lineage', () => {
  async function lineageOf(settings: JsonObject, counterpart = 'netbox') {
    await write(open(settings, {}, counterpart), [newTag('traced')]);
    return server.data.list('BuiltinTag')[0]?.lineage.name;
  }

  function account(name: string): string {
    const id = server.data.list('CoreAccount').find(({ attributes }) => attributes.name === name)?.id;
    return id ?? 'no such account';
  }

  function group(name: string): string {
    const id = server.data.list('CoreAccountGroup').find(({ attributes }) => attributes.name === name)?.id;
    return id ?? 'no such group';
  }

  test('the account named like the other system is source and owner', async () => {
    const agent = account('agent');
    expect(await lineageOf({}, 'agent')).toEqual({ isProtected: true, source: agent, owner: agent });
  });

  test('without such an account, only the protection is written', async () => {
    expect(await lineageOf({})).toEqual({ isProtected: true, source: null, owner: null });
    expect(warnings).toEqual([]);
  });

  test('groups and accounts named in the settings come first', async () => {
    expect(await lineageOf({ source: 'Infrahub Users', owner: 'admin' }, 'agent')).toEqual({
      isProtected: true,
      source: group('Infrahub Users'),
      owner: account('admin'),
    });
  });

  test('a name that is neither is told, and the account stands in', async () => {
    const agent = account('agent');
    expect(await lineageOf({ source: 'Nobody' }, 'agent')).toMatchObject({ source: agent, owner: agent });
    expect(warnings).toEqual([expect.stringContaining('Nobody')]);
  });
});

describe('answers that are no use', () => {
  async function answering(status: number, contentType: string, body: string): Promise<unknown> {
    fault = () => ({ type: 'status', status, headers: { 'content-type': contentType }, body });
    return open()
      .count('BuiltinTag', signal)
      .catch((error: unknown) => error);
  }

  test('a web page is told as something else than Infrahub', async () => {
    const page = '<!doctype html>\n<html><head><title>Welcome</title></head></html>';
    expect(await answering(200, 'text/html; charset=utf-8', page)).toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('Welcome'),
      hint: expect.stringContaining('INFRAHUB_ADDRESS'),
    });
  });

  test('500 in plain text is told with its first line', async () => {
    expect(await answering(500, 'text/plain', 'Internal Server Error\nat line 1')).toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringMatching(/BuiltinTag: Internal Server Error \(text\/plain\)$/),
    });
  });

  test('403 is told as a missing permission', async () => {
    const body = JSON.stringify({ data: null, errors: [{ message: 'You are not allowed to do this' }] });
    expect(await answering(403, 'application/json', body)).toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('You are not allowed to do this'),
    });
  });

  test('a gateway without a server is told with its status', async () => {
    expect(await answering(502, 'text/html', '<title>Bad Gateway</title>')).toMatchObject({
      code: 'HTTP_ERROR',
      message: expect.stringContaining('502: Bad Gateway'),
    });
  });

  test('a server that is not there is told with its address', async () => {
    const adapter = open({ url: 'http://127.0.0.1:1' });
    await expect(adapter.schema(signal)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });

  test('a schema of another form is told as such', async () => {
    fault = () => ({ type: 'status', status: 200, body: '{"nodes":[{"kind":5}],"generics":[]}' });
    await expect(open().schema(signal)).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('nodes[0].kind'),
    });
  });
});

test('the tiers of all kinds are found out in one request', async () => {
  const adapter = open();
  expect(await adapter.tier('BuiltinTag', signal)).toMatchObject({ tier: 'TIMESTAMP' });
  expect(await adapter.tier('DcimInterface', signal)).toMatchObject({ tier: 'TIMESTAMP' });
  expect(requests).toHaveLength(1);
});

test('1.4 cannot tell what changed', async () => {
  await server.close();
  await serve('1.4.13');
  expect(await open().tier('BuiltinTag', signal)).toEqual({
    tier: 'NONE',
    reason: 'This version of Infrahub cannot tell which BuiltinTag objects changed.',
  });
});

test('what failed once is asked again, and what was answered is not', async () => {
  const adapter = open();
  fault = () => ({ type: 'status', status: 500, headers: { 'content-type': 'text/plain' }, body: 'no' });
  await expect(adapter.identity(signal)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  fault = () => undefined;
  const identity = await adapter.identity(signal);
  const asked = requests.length;
  expect(await adapter.identity(signal)).toBe(identity);
  expect(requests).toHaveLength(asked);
});
