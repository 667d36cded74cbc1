import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  type DemoRequest,
  type DemoServerOptions,
  type Fault,
  startDemoServer,
} from '../../demo/http-server.ts';
import { SyncError } from '../../src/errors.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { HttpClient, HttpClientOptions } from '../../src/http/contract.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const signal = new AbortController().signal;
let delays: number[] = [];

function openClient(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  delays = [];
  const factory = createHttpClientFactory({
    environment: {},
    sleep: async (milliseconds) => {
      delays.push(milliseconds);
    },
    random: () => 0.5,
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  const client = factory({
    baseUrl,
    system: 'NetBox',
    headers: { authorization: 'Token geheim' },
    concurrency: 4,
    verifyTls: true,
    timeout: 5000,
    retries: 3,
    ...options,
  });
  cleanups.push(() => client.close());
  return client;
}

/** A server that goes wrong as told, once for each entry, then answers the request's path and body. */
async function openServer(faults: (Fault | undefined)[] = [], options: DemoServerOptions = {}) {
  const seen: DemoRequest[] = [];
  const server = await startDemoServer(
    (request) => ({
      status: 200,
      body: `${request.url.pathname}${request.url.search} ${request.body}`.trim(),
    }),
    {
      ...options,
      fault: (request) => {
        seen.push(request);
        return faults.shift();
      },
    },
  );
  cleanups.push(() => server.close());
  return { url: server.url, seen };
}

async function failure(promise: Promise<unknown>): Promise<SyncError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
  return error;
}

test('a path is appended to the prefix of the base address, and the credentials are sent', async () => {
  const server = await openServer();
  const client = openClient(`${server.url}/netbox/`);
  const response = await client.send({ method: 'GET', path: '/api/?limit=1', signal });
  expect(response).toMatchObject({ status: 200, text: '/netbox/api/?limit=1', retries: 0 });
  expect(server.seen[0]?.headers.authorization).toBe('Token geheim');
  expect(client.baseUrl).toBe(`${server.url}/netbox`);
});

test('a body goes out as JSON', async () => {
  const server = await openServer();
  const client = openClient(server.url);
  const response = await client.send({ method: 'POST', path: '/x', body: { name: 'Zürich' }, signal });
  expect(response.text).toBe('/x {"name":"Zürich"}');
  expect(server.seen[0]?.headers['content-type']).toBe('application/json');
});

test.each([429, 502, 503, 504])('a GET is sent again after status %i', async (status) => {
  const server = await openServer([{ type: 'status', status }]);
  const response = await openClient(server.url).send({ method: 'GET', path: '/x', signal });
  expect(response).toMatchObject({ status: 200, retries: 1 });
});

test.each([400, 403, 404, 500])('status %i is an answer and is not asked for again', async (status) => {
  const server = await openServer([{ type: 'status', status, body: 'why' }]);
  const response = await openClient(server.url).send({ method: 'GET', path: '/x', signal });
  expect(response).toMatchObject({ status, text: 'why', retries: 0 });
});

test('the last answer comes back once the retries are used up', async () => {
  const fault: Fault = { type: 'status', status: 502 };
  const server = await openServer([fault, fault, fault, fault, fault]);
  const client = openClient(server.url, { retries: 3 });
  const response = await client.send({ method: 'GET', path: '/x', signal });
  expect(response).toMatchObject({ status: 502, retries: 3 });
  expect(delays).toEqual([150, 300, 600]);
  expect(client.traffic().count).toBe(4);
});

test.each([
  ['2', 2000],
  ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
  ['86400', 60_000],
  ['soon', 150],
])('Retry-After %s waits %i ms', async (header, expected) => {
  const server = await openServer([{ type: 'status', status: 429, headers: { 'retry-after': header } }]);
  await openClient(server.url).send({ method: 'GET', path: '/x', signal });
  expect(delays).toEqual([expected]);
});

test('a GET is sent again after a reset', async () => {
  const server = await openServer([{ type: 'reset-before' }, { type: 'reset-after' }]);
  const response = await openClient(server.url).send({ method: 'GET', path: '/x', signal });
  expect(response).toMatchObject({ status: 200, retries: 2 });
});

test('a write that may have been carried out is never sent twice', async () => {
  for (const fault of [{ type: 'reset-after' }, { type: 'reset-before' }] as const) {
    const server = await openServer([fault]);
    const error = await failure(
      openClient(server.url).send({ method: 'POST', path: '/x', body: {}, signal }),
    );
    expect(error.code).toBe('UNREACHABLE');
    expect(server.seen).toHaveLength(1);
  }
  const server = await openServer([{ type: 'status', status: 502 }]);
  const response = await openClient(server.url).send({ method: 'POST', path: '/x', body: {}, signal });
  expect(response).toMatchObject({ status: 502, retries: 0 });
});

test('a write that the server turned away is sent again', async () => {
  const server = await openServer([
    { type: 'status', status: 429 },
    { type: 'status', status: 503 },
  ]);
  const response = await openClient(server.url).send({ method: 'POST', path: '/x', body: {}, signal });
  expect(response).toMatchObject({ status: 200, retries: 2 });
});

test('a write to a port where nothing listens yet is sent again', async () => {
  const probe = await openServer();
  const port = Number(new URL(probe.url).port);
  for (const cleanup of cleanups.splice(0)) await cleanup();
  const factory = createHttpClientFactory({
    environment: {},
    sleep: async () => {
      const server = await startDemoServer(() => ({ status: 201 }), { port });
      cleanups.push(() => server.close());
    },
    random: () => 0,
    now: () => new Date(),
  });
  const client = factory({
    baseUrl: probe.url,
    system: 'NetBox',
    headers: {},
    concurrency: 1,
    verifyTls: true,
    timeout: 5000,
    retries: 3,
  });
  cleanups.push(() => client.close());
  const response = await client.send({ method: 'POST', path: '/x', body: {}, signal });
  expect(response).toMatchObject({ status: 201, retries: 1 });
});

test('a connection that breaks in the middle of a body is tried again', async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-length': '10' });
    if (requests > 1) return response.end('0123456789');
    return response.write('01234', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(() => resolve())));
  const client = openClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const response = await client.send({ method: 'GET', path: '/x', scope: 'dcim.devices', signal });
  expect(response).toMatchObject({ text: '0123456789', retries: 1 });
  expect(client.traffic('dcim.devices')).toEqual({ count: 2, bytes: 15 });
});

test('traffic is counted in all and by scope', async () => {
  const server = await openServer();
  const client = openClient(server.url);
  await client.send({ method: 'GET', path: '/abc', scope: 'a', signal });
  await client.send({ method: 'GET', path: '/defgh', scope: 'b', signal });
  await client.send({ method: 'GET', path: '/', signal });
  expect(client.traffic()).toEqual({ count: 3, bytes: 11 });
  expect(client.traffic('a')).toEqual({ count: 1, bytes: 4 });
  expect(client.traffic('b')).toEqual({ count: 1, bytes: 6 });
  expect(client.traffic('c')).toEqual({ count: 0, bytes: 0 });
});

test('no more requests are in flight than the limit', async () => {
  let active = 0;
  let most = 0;
  const server = await startDemoServer(async () => {
    active += 1;
    most = Math.max(most, active);
    await new Promise((resolve) => setTimeout(resolve, 10));
    active -= 1;
    return { status: 200 };
  });
  cleanups.push(() => server.close());
  const client = openClient(server.url, { concurrency: 3 });
  await Promise.all(Array.from({ length: 12 }, () => client.send({ method: 'GET', path: '/', signal })));
  expect(most).toBe(3);
});

test('a hanging request ends with TIMEOUT, after its retries', async () => {
  const server = await openServer([{ type: 'hang' }, { type: 'hang' }]);
  const client = openClient(server.url, { timeout: 60, retries: 1 });
  const error = await failure(client.send({ method: 'GET', path: '/x?token=geheim', signal }));
  expect(error.code).toBe('TIMEOUT');
  expect(error.message).toBe(`NetBox at ${server.url}: no answer within 0.06 seconds (GET /x, 2 attempts)`);
});

test('an aborted request ends with CANCELLED, whether it is in flight or waits', async () => {
  const server = await openServer([{ type: 'hang' }]);
  const client = openClient(server.url, { concurrency: 1 });
  const controller = new AbortController();
  const flying = failure(client.send({ method: 'GET', path: '/a', signal: controller.signal }));
  const waiting = failure(client.send({ method: 'GET', path: '/b', signal: controller.signal }));
  setTimeout(() => controller.abort(), 30);
  expect((await flying).code).toBe('CANCELLED');
  expect((await waiting).code).toBe('CANCELLED');
  expect(server.seen.map(({ url }) => url.pathname)).toEqual(['/a']);
  const after = await client.send({ method: 'GET', path: '/c', signal });
  expect(after.status).toBe(200);
});

test('a refused connection names host and port, and no credentials', async () => {
  const client = openClient('http://user:geheim@127.0.0.1:9/prefix?x=geheim', { retries: 1 });
  const error = await failure(client.send({ method: 'GET', path: '/api/?y=geheim', signal }));
  expect(error.code).toBe('UNREACHABLE');
  expect(error.message).toContain('127.0.0.1:9');
  expect(error.message).toContain('refused');
  expect(error.message + error.hint + client.baseUrl).not.toContain('geheim');
});

test('a host name that does not exist is said to be not found', async () => {
  const client = openClient('http://netbox.invalid', { retries: 0 });
  const error = await failure(client.send({ method: 'GET', path: '/', signal }));
  expect(error.code).toBe('UNREACHABLE');
  expect(error.message).toContain('netbox.invalid');
  expect(error.message).toContain('not found');
});

test('an address that is no URL is a mistake of the configuration', () => {
  expect(() => openClient('netbox.example.com')).toThrow(SyncError);
});

test('a token with a line break is refused without being shown', async () => {
  const server = await openServer();
  const client = openClient(server.url, { headers: { authorization: 'Token geheim\n' } });
  const error = await failure(client.send({ method: 'GET', path: '/', signal }));
  expect(error.code).toBe('CONFIG_INVALID');
  expect(error.message).not.toContain('geheim');
});

test('a redirect within the origin is followed for a GET', async () => {
  const server = await openServer([{ type: 'status', status: 301, headers: { location: '/x/?a=1' } }]);
  const response = await openClient(server.url).send({ method: 'GET', path: '/x?a=1', signal });
  expect(response.text).toBe('/x/?a=1');
});

test('a redirect of a write is an answer', async () => {
  const server = await openServer([{ type: 'status', status: 302, headers: { location: '/login/' } }]);
  const response = await openClient(server.url).send({ method: 'POST', path: '/graphql/', body: {}, signal });
  expect(response.status).toBe(302);
  expect(server.seen).toHaveLength(1);
});

test('credentials never go to another origin', async () => {
  const other = await openServer();
  const server = await openServer([{ type: 'status', status: 302, headers: { location: `${other.url}/x` } }]);
  const client = openClient(server.url);
  const error = await failure(client.send({ method: 'GET', path: '/x', signal }));
  expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  expect(error.message).toContain(other.url);
  const direct = await failure(client.send({ method: 'GET', path: `${other.url}/x`, signal }));
  expect(direct.code).toBe('UNEXPECTED_ANSWER');
  expect(other.seen).toHaveLength(0);
});

test('a request goes through the proxy that the environment names', async () => {
  const proxy = await openServer();
  const factory = createHttpClientFactory({
    environment: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' },
    random: () => 0,
    now: () => new Date(),
  });
  const direct = await openServer();
  const common = {
    system: 'NetBox',
    headers: {},
    concurrency: 2,
    verifyTls: true,
    timeout: 5000,
    retries: 0,
  };
  const proxied = factory({ baseUrl: 'http://netbox.invalid', ...common });
  const unproxied = factory({ baseUrl: direct.url, ...common });
  cleanups.push(
    () => proxied.close(),
    () => unproxied.close(),
  );
  await proxied.send({ method: 'GET', path: '/api/', signal });
  await unproxied.send({ method: 'GET', path: '/api/', signal });
  expect(proxy.seen.map(({ headers }) => headers.host)).toEqual(['netbox.invalid']);
  expect(direct.seen).toHaveLength(1);
});
