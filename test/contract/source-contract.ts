import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Projection, SourceAdapter, SourceRecord } from '../../src/adapters/contract.ts';
import { SyncError } from '../../src/errors.ts';
import { isJsonObject, type JsonObject } from '../../src/json.ts';

/** A server to hold a source adapter against, and what is known of its data. */
export interface SourceSubject {
  /** Endpoints that hold rows; the first one holds more than ten. */
  readonly endpoints: readonly string[];
  /** A field of plain text that every row of an endpoint has. */
  readonly plain: { readonly endpoint: string; readonly path: string };
  /** A nested object that every row of an endpoint has, and the endpoint it lives in. */
  readonly nested: { readonly endpoint: string; readonly path: string; readonly target: string };
  readonly stamped: string;
  /** An endpoint that cannot be asked for what changed. */
  readonly unstamped: string;
  readonly misspelt: { readonly endpoint: string; readonly meant: string };
  /** Another spelling of an endpoint's name, and the canonical one. */
  readonly spelling: { readonly written: string; readonly canonical: string };
  /** A new adapter for the server, its settings changed by these. */
  open(settings: JsonObject): SourceAdapter;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** All records of a projection, page by page made one list. */
export async function readAll(
  adapter: SourceAdapter,
  projection: Projection,
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const page of adapter.read(projection, signal)) records.push(...page);
  return records;
}

/** Runs the adapter contract's tests for a source against the server that `start` gives. */
export function sourceContract(name: string, start: () => Promise<SourceSubject> | SourceSubject): void {
  describe(name, () => {
    let subject: SourceSubject;
    const adapters: SourceAdapter[] = [];
    const open = (settings: JsonObject = {}) => {
      const adapter = subject.open(settings);
      adapters.push(adapter);
      return adapter;
    };

    beforeAll(async () => {
      subject = await start();
    });
    afterAll(async () => {
      for (const adapter of adapters) await adapter.close();
      await subject?.close();
    });

    readingContract(() => subject, open);
    askingContract(() => subject, open);
  });
}

type Open = (settings?: JsonObject) => SourceAdapter;

function readingContract(subject: () => SourceSubject, open: Open): void {
  test('a read gives every row once, as many as the server counts', async () => {
    const adapter = open();
    for (const endpoint of subject().endpoints) {
      const records = await readAll(adapter, { endpoint, paths: [] });
      const ids = new Set(records.map(({ id }) => id));
      expect(ids.size, `${endpoint}: duplicates`).toBe(records.length);
      expect(records.length, endpoint).toBe(await adapter.count(endpoint, signal));
      expect(records.length, endpoint).toBeGreaterThan(0);
    }
  });

  test('the page size changes nothing about what is read', async () => {
    const [endpoint = ''] = subject().endpoints;
    const { path } = subject().plain;
    const large = await readAll(open(), { endpoint, paths: [path] });
    const small = await readAll(open({ page_size: 7 }), { endpoint, paths: [path] });
    expect(byId(small)).toEqual(byId(large));
    expect(large.length).toBeGreaterThan(10);
  });

  test('only the fields that are asked for come back', async () => {
    const { endpoint, path } = subject().plain;
    const records = await readAll(open(), { endpoint, paths: [path] });
    for (const { data } of records) expect(Object.keys(data)).toEqual([path]);
    const everything = await readAll(open(), { endpoint, paths: 'everything' });
    expect(Object.keys(everything[0]?.data ?? {}).length).toBeGreaterThan(5);
    expect(byId(everything).get(records[0]?.id ?? '')?.[path]).toEqual(records[0]?.data[path]);
  });

  test('a nested object is cut down to a reference that leads to a row of its endpoint', async () => {
    const adapter = open();
    const { endpoint, path, target } = subject().nested;
    const known = await adapter.ids(target, signal);
    for (const { data } of await readAll(adapter, { endpoint, paths: [path] })) {
      const value = data[path];
      if (!isJsonObject(value)) throw new Error(`${endpoint}.${path} is not an object`);
      const reference = adapter.referenceOf(value);
      expect(reference?.endpoint).toBe(target);
      expect(known.has(reference?.id ?? '')).toBe(true);
    }
  });

  test('the ids are those of the records', async () => {
    const adapter = open();
    const [endpoint = ''] = subject().endpoints;
    const records = await readAll(adapter, { endpoint, paths: [] });
    expect([...(await adapter.ids(endpoint, signal))].sort()).toEqual(records.map(({ id }) => id).sort());
  });

  test('records are read by id; an id that is gone is not among them', async () => {
    const adapter = open({ page_size: 10 });
    const { endpoint, path } = subject().plain;
    const all = byId(await readAll(adapter, { endpoint, paths: [path] }));
    const ids = [...all.keys()].slice(0, 15);
    const found: SourceRecord[] = [];
    const asked = [...ids, '999999999', ids[0] ?? ''];
    for await (const page of adapter.readByIds({ endpoint, paths: [path] }, asked, signal))
      found.push(...page);
    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const { id, data } of found) expect(data).toEqual(all.get(id));
  });

  test('asking for no ids asks for nothing', async () => {
    const adapter = open();
    const { endpoint } = subject().plain;
    for await (const page of adapter.readByIds({ endpoint, paths: [] }, [], signal)) expect(page).toEqual([]);
    expect(adapter.usage().count).toBe(0);
  });

  test('a small endpoint takes one request, which counts for that endpoint', async () => {
    const adapter = open();
    const { endpoint } = subject().plain;
    await readAll(adapter, { endpoint, paths: [] });
    expect(adapter.usage(endpoint).count).toBe(1);
    expect(adapter.usage().count).toBe(1);
    expect(adapter.usage(endpoint).bytes).toBeGreaterThan(0);
  });

  test('a read that is given up in the middle ends at once', async () => {
    const [endpoint = ''] = subject().endpoints;
    const adapter = open({ page_size: 5 });
    for await (const page of adapter.read({ endpoint, paths: [] }, signal)) {
      expect(page.length).toBeGreaterThan(0);
      break;
    }
    const controller = new AbortController();
    const error = await failure(
      (async () => {
        for await (const page of adapter.read({ endpoint, paths: [] }, controller.signal)) {
          expect(page.length).toBeGreaterThan(0);
          controller.abort();
        }
      })(),
    );
    expect(error.code).toBe('CANCELLED');
  });
}

function askingContract(subject: () => SourceSubject, open: Open): void {
  test('an endpoint that filters by time is TIMESTAMP, one that does not is NONE, each with a reason', async () => {
    const adapter = open();
    const stamped = await adapter.tier(subject().stamped, signal);
    const unstamped = await adapter.tier(subject().unstamped, signal);
    expect(stamped.tier).toBe('TIMESTAMP');
    expect(unstamped.tier).toBe('NONE');
    expect(stamped.reason).toContain(subject().stamped);
    expect(unstamped.reason).toContain(subject().unstamped);
    const before = adapter.usage().count;
    await adapter.tier(subject().stamped, signal);
    expect(adapter.usage().count).toBe(before);
  });

  test("the server's time is told, and the identity holds no credentials", async () => {
    const adapter = open();
    const time = await adapter.serverTime(signal);
    expect(Number.isNaN(time.getTime())).toBe(false);
    const identity = await adapter.identity(signal);
    expect(identity).toMatch(/^[a-z]+ https?:\/\/[^@?]+$/);
  });

  test('spellings of one endpoint are one', async () => {
    const adapter = open();
    const { written, canonical } = subject().spelling;
    expect(adapter.canonicalEndpoint(written)).toBe(canonical);
    expect(await adapter.count(written, signal)).toBe(await adapter.count(canonical, signal));
    expect(adapter.usage(written)).toEqual(adapter.usage(canonical));
  });

  test('an endpoint that does not exist is named, with the nearest that does', async () => {
    const { endpoint, meant } = subject().misspelt;
    const error = await failure(readAll(open(), { endpoint, paths: [] }));
    expect(error.code).toBe('UNEXPECTED_ANSWER');
    expect(error.message).toContain(`"${endpoint}"`);
    expect(error.hint).toContain(`"${meant}"`);
  });

  test('a wrong token is an AUTH_FAILED that does not show it', async () => {
    const token = '0badc0de0badc0de0badc0de0badc0de0badc0de';
    const adapter = open({ token });
    const [endpoint = ''] = subject().endpoints;
    for (const attempt of [
      () => readAll(adapter, { endpoint, paths: [] }),
      () => adapter.tier(endpoint, signal),
      () => adapter.count(endpoint, signal),
    ]) {
      const error = await failure(attempt());
      expect(error.code).toBe('AUTH_FAILED');
      expect(error.message + error.hint).not.toContain(token);
    }
  });
}

function byId(records: readonly SourceRecord[]): Map<string, JsonObject> {
  return new Map(records.map(({ id, data }) => [id, data]));
}

async function failure(promise: Promise<unknown>): Promise<SyncError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
  return error;
}
