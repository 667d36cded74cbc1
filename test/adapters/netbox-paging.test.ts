import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DemoRequest, type DemoServer, type Fault, startDemoServer } from '../../demo/http-server.ts';
import type { SourceAdapter } from '../../src/adapters/contract.ts';
import { SyncError } from '../../src/errors.ts';
import { faultFirstAttempts, USUAL_FAULTS } from '../contract/faults.ts';
import { openNetBox } from '../contract/netbox-subject.ts';

/** How a server pages: what it understands and what it silently ignores. */
interface Manners {
  /** The `API-Version` header. */
  readonly version: string;
  readonly start: boolean;
  readonly keyFilters: boolean;
  readonly idFilter: boolean;
  readonly ordering: boolean;
  readonly mostRows: number;
}

const NEW: Manners = {
  version: '4.7',
  start: true,
  keyFilters: true,
  idFilter: true,
  ordering: true,
  mostRows: 1000,
};
const OLD: Manners = { ...NEW, version: '4.4', start: false };
const ODD_PLUGIN: Manners = { ...NEW, start: false };
const NO_FILTERS: Manners = { ...NEW, keyFilters: false, idFilter: false };
const DEAF: Manners = { ...NO_FILTERS, start: false };

let server: DemoServer;
let manners: Manners;
let ids: number[];
let requests: string[];
let beforeAnswer: () => void;
let fault: (request: DemoRequest) => Fault | undefined;

beforeAll(async () => {
  server = await startDemoServer(answer, { fault: (request) => fault(request) });
});
afterAll(() => server.close());
beforeEach(() => {
  manners = NEW;
  ids = [];
  requests = [];
  beforeAnswer = () => undefined;
  fault = () => undefined;
});

/** A list view with nothing but ids, as NetBox pages it. */
function answer(request: DemoRequest) {
  requests.push(request.url.search);
  beforeAnswer();
  const query = request.url.searchParams;
  const limit = Math.min(Number(query.get('limit')) || manners.mostRows, manners.mostRows);
  const start = manners.start ? query.get('start') : null;
  const from = start ?? (manners.keyFilters ? query.get('id__gte') : null);
  const before = manners.keyFilters ? query.get('id__lt') : null;
  const asked = manners.idFilter ? query.getAll('id').map(Number) : [];
  const sorted = manners.ordering || start !== null ? ids.toSorted((left, right) => left - right) : ids;
  const matching = sorted
    .filter((id) => id >= Number(from ?? 0) && id < Number(before ?? Number.POSITIVE_INFINITY))
    .filter((id) => asked.length === 0 || asked.includes(id));
  const offset = Number(query.get('offset') ?? 0);
  const rows = matching.slice(offset, offset + limit);
  const next = offset + rows.length < matching.length ? `${server.url}/?limit=${limit}` : null;
  const page = {
    count: start === null ? matching.length : null,
    next,
    previous: null,
    results: rows.map((id) => ({ id })),
  };
  return { status: 200, headers: { 'api-version': manners.version }, body: JSON.stringify(page) };
}

async function readIds(pageSize: number): Promise<number[]> {
  return withAdapter({ page_size: pageSize }, async (adapter) => {
    const read: number[] = [];
    const { signal } = new AbortController();
    for await (const page of adapter.read({ endpoint: 'dcim.sites', paths: [] }, signal)) {
      read.push(...page.map(({ id }) => Number(id)));
    }
    return read;
  });
}

async function withAdapter<Result>(
  settings: { page_size: number; timeout?: number },
  use: (adapter: SourceAdapter) => Promise<Result>,
): Promise<Result> {
  const adapter = openNetBox({ url: server.url, token: 'abc', ...settings });
  try {
    return await use(adapter);
  } finally {
    await adapter.close();
  }
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

const mannersOfKeys = fc.constantFrom(NEW, OLD, ODD_PLUGIN, NO_FILTERS);
const anyManners = fc.oneof(mannersOfKeys, fc.constant(DEAF), fc.constant({ ...NEW, ordering: false }));
const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 120 });
/** After which request which rows go (by their position) and how many come. */
const writes = fc.array(
  fc.record({ request: fc.integer({ min: 1, max: 20 }), gone: fc.array(fc.nat()), born: fc.nat(9) }),
  { maxLength: 8 },
);

interface Write {
  readonly request: number;
  readonly gone: readonly number[];
  readonly born: number;
}

/** Carries out writes between pages. @returns ids that were deleted or created */
function writeBetweenPages(script: readonly Write[]): Set<number> {
  const touched = new Set<number>();
  let next = Math.max(0, ...ids) + 1;
  beforeAnswer = () => {
    for (const { gone, born } of script.filter(({ request }) => request === requests.length)) {
      for (const position of gone) {
        const [id] = ids.splice(position % Math.max(1, ids.length), 1);
        if (id !== undefined) touched.add(id);
      }
      for (const id of upTo(born).map((step) => next + step)) {
        ids.push(id);
        touched.add(id);
      }
      next += born + 1;
    }
  };
  return touched;
}

test('every row that exists throughout is read exactly once, whatever is written between the pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      mannersOfKeys,
      someIds,
      writes,
      fc.integer({ min: 1, max: 30 }),
      async (style, rows, script, size) => {
        manners = style;
        ids = [...rows];
        requests = [];
        const touched = writeBetweenPages(script);
        const read = await readIds(size);
        expect(new Set(read).size).toBe(read.length);
        expect(rows.filter((id) => !touched.has(id) && !read.includes(id))).toEqual([]);
        expect(read.filter((id) => !touched.has(id) && !rows.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a read of an endpoint that pages by position is complete or fails, it never misses rows', async () => {
  await fc.assert(
    fc.asyncProperty(anyManners, someIds, writes, async (style, rows, script) => {
      manners = style;
      ids = [...rows];
      requests = [];
      const touched = writeBetweenPages(script);
      const read = await readIds(13).catch((error: unknown) => error);
      if (error(read)) {
        expect(read.code).toBe('INCOMPLETE_READ');
        return;
      }
      if (!Array.isArray(read)) throw read;
      expect(new Set(read).size).toBe(read.length);
      expect(rows.filter((id) => !touched.has(id) && !read.includes(id))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

function error(value: unknown): value is SyncError {
  return value instanceof SyncError;
}

test('a read by position that a deletion made skip a row is repeated', async () => {
  manners = DEAF;
  ids = upTo(50);
  beforeAnswer = () => {
    if (requests.at(-1)?.includes('offset=20')) ids = ids.filter((id) => id !== 1);
  };
  expect((await readIds(10)).sort((left, right) => left - right)).toEqual(upTo(50));
});

test('a read by position that never adds up fails instead of missing rows', async () => {
  manners = DEAF;
  ids = upTo(50);
  beforeAnswer = () => ids.push(1000 + requests.length);
  await expect(readIds(10)).rejects.toMatchObject({ code: 'INCOMPLETE_READ' });
});

test('502, resets and hanging requests now and then change nothing', async () => {
  ids = upTo(300);
  fault = faultFirstAttempts(USUAL_FAULTS);
  const { read, sent } = await withAdapter({ page_size: 10, timeout: 0.2 }, async (adapter) => ({
    read: [...(await adapter.ids('dcim.sites', new AbortController().signal))],
    sent: adapter.usage().count,
  }));
  expect(read.map(Number).sort((left, right) => left - right)).toEqual(upTo(300));
  expect(sent).toBeGreaterThan(40);
});

test('a server that lowers the page costs requests, not rows', async () => {
  manners = { ...NEW, mostRows: 50 };
  ids = upTo(400);
  expect((await readIds(1000)).length).toBe(400);
  expect(requests).toHaveLength(8);
});

test('NetBox 4.6 and later is read by start, an older one by order and filter', async () => {
  ids = upTo(40);
  await readIds(10);
  expect(requests[0]).toBe('?ordering=id&limit=10&fields=id,last_updated');
  expect(requests).toContain('?start=11&id__lt=21&limit=10&fields=id,last_updated');
  manners = OLD;
  requests = [];
  await readIds(10);
  expect(requests).toContain('?ordering=id&id__gte=11&id__lt=21&limit=10&fields=id,last_updated');
  expect(requests.some((query) => query.includes('start='))).toBe(false);
});

test('pages after the first are under way at the same time, as many as the limit allows', async () => {
  ids = upTo(200);
  let active = 0;
  let most = 0;
  const slow = await startDemoServer(async (request) => {
    active += 1;
    most = Math.max(most, active);
    await new Promise((resolve) => setTimeout(resolve, 5));
    active -= 1;
    return answer(request);
  });
  const adapter = openNetBox({ url: slow.url, token: 'abc', page_size: 10, concurrency: 3 });
  const both = ['dcim.sites', 'dcim.devices'].map((endpoint) =>
    adapter.ids(endpoint, new AbortController().signal),
  );
  for (const found of await Promise.all(both)) expect(found.size).toBe(200);
  expect(most).toBe(3);
  await adapter.close();
  await slow.close();
});

test('many ids are asked for in request lines that NetBox accepts, each row once', async () => {
  ids = upTo(3000).map((id) => id * 1000);
  const found = await withAdapter({ page_size: 1000 }, async (adapter) => {
    const read: string[] = [];
    const asked = [...ids.map(String), '7', 'nonsense'];
    const pages = adapter.readByIds(
      { endpoint: 'dcim.sites', paths: [] },
      asked,
      new AbortController().signal,
    );
    for await (const page of pages) read.push(...page.map(({ id }) => id));
    return read;
  });
  expect(found.map(Number).sort((left, right) => left - right)).toEqual(ids);
  for (const query of requests) expect(`GET /api/dcim/sites/${query} HTTP/1.1`.length).toBeLessThan(4094);
  expect(requests.length).toBeLessThan(15);
});

test('an endpoint that ignores the id filter, or gives smaller pages, still gives the rows asked for', async () => {
  for (const style of [NO_FILTERS, DEAF, { ...NEW, mostRows: 3 }]) {
    manners = style;
    ids = upTo(60);
    const found = await withAdapter({ page_size: 20 }, async (adapter) => {
      const read: string[] = [];
      const asked = ['5', '17', '18', '40', '41', '59', '100'];
      const pages = adapter.readByIds(
        { endpoint: 'dcim.sites', paths: [] },
        asked,
        new AbortController().signal,
      );
      for await (const page of pages) read.push(...page.map(({ id }) => id));
      return read;
    });
    expect(found.sort()).toEqual(['17', '18', '40', '41', '5', '59']);
  }
});
