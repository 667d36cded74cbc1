import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServer,
  startDemoServer,
} from '../../../demo/http-server.ts';
import { json } from '../../../demo/rest/rest-server.ts';
import { SyncError } from '../../../src/errors.ts';
import type { JsonObject } from '../../../src/json.ts';
import { openRest, recordsOf, refusalOf, signal } from './sources.ts';

const servers: DemoServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Row {
  readonly id: number;
}

type Answer = (rows: readonly Row[], request: DemoRequest, origin: string) => DemoResponse;

/** A server that answers by one way of paging; `rows` may be changed while it runs. */
async function serve(
  answer: Answer,
  rows: Row[],
): Promise<{ url: string; requests: () => number; before: (act: () => void) => void }> {
  let requests = 0;
  let act: () => void = () => undefined;
  const server = await startDemoServer((request) => {
    requests += 1;
    act();
    return answer(rows, request, request.url.origin);
  });
  servers.push(server);
  return { url: server.url, requests: () => requests, before: (change) => (act = change) };
}

function number(request: DemoRequest, name: string, otherwise: number): number {
  return Number(request.url.searchParams.get(name) ?? otherwise);
}

/** No server gives more than seven rows at once, whatever is asked for. */
const MOST = 7;

const ways: readonly {
  readonly name: string;
  readonly pagination: JsonObject;
  readonly total?: string;
  readonly answer: Answer;
}[] = [
  {
    name: 'a link to the next page in the body, by a host that only the server knows',
    pagination: { type: 'next-link', field: 'paging.next', size_parameter: 'limit', size: 50 },
    answer(rows, request) {
      const from = number(request, 'start', 0);
      const next =
        from + MOST < rows.length ? `http://internal.example/api/things?start=${from + MOST}` : null;
      return json(200, { things: rows.slice(from, from + MOST), paging: { next } });
    },
  },
  {
    name: 'a Link header',
    pagination: { type: 'link-header' },
    answer(rows, request, origin) {
      const from = number(request, 'start', 0);
      const more = from + MOST < rows.length;
      const link = `<${origin}/api/things?start=0>; rel="first"${more ? `, <${origin}/api/things?start=${from + MOST}>; rel="next"` : ''}`;
      const response = json(200, rows.slice(from, from + MOST));
      return { ...response, headers: { ...response.headers, link } };
    },
  },
  {
    name: 'numbered pages, the first one 0, and an error behind the last',
    pagination: { type: 'page', parameter: 'p', first: 0, size: 50, size_parameter: 'per_page' },
    total: 'header:X-Total-Count',
    answer(rows, request) {
      const from = number(request, 'p', 0) * MOST;
      const response = json(200, { data: rows.slice(from, from + MOST) });
      if (from > 0 && from >= rows.length) return json(404, { detail: 'Invalid page.' });
      return { ...response, headers: { ...response.headers, 'x-total-count': String(rows.length) } };
    },
  },
  {
    name: 'numbered pages without a total, the last one repeated for ever',
    pagination: { type: 'page' },
    answer(rows, request) {
      const last = Math.max(1, Math.ceil(rows.length / MOST));
      const from = (Math.min(number(request, 'page', 1), last) - 1) * MOST;
      return json(200, { results: rows.slice(from, from + MOST) });
    },
  },
  {
    name: 'an offset, with fewer rows to a page than asked for',
    pagination: { type: 'offset', size: 50 },
    total: 'meta.count',
    answer(rows, request) {
      const from = number(request, 'offset', 0);
      const size = Math.min(MOST, number(request, 'limit', MOST));
      return json(200, { items: rows.slice(from, from + size), meta: { count: rows.length } });
    },
  },
  {
    name: 'an offset without a total',
    pagination: { type: 'offset', parameter: 'skip', size_parameter: 'take', size: 50 },
    answer(rows, request) {
      const from = number(request, 'skip', 0);
      return json(200, { objects: rows.slice(from, from + MOST) });
    },
  },
  {
    name: 'a cursor in the body',
    pagination: { type: 'cursor', parameter: 'after', field: 'page.cursor', size_parameter: 'limit' },
    answer(rows, request) {
      const after = number(request, 'after', 0);
      const later = rows.filter(({ id }) => id > after);
      const page = later.slice(0, MOST);
      const cursor = later.length > MOST ? page.at(-1)?.id : null;
      return json(200, { results: page, page: { cursor } });
    },
  },
];

const options = ({ pagination, total }: (typeof ways)[number], url: string): JsonObject => ({
  url,
  api_endpoint: 'api',
  auth_method: 'none',
  pagination,
  ...(total === undefined ? {} : { total }),
});

describe.each(ways)('$name', (way) => {
  test.each([0, 1, 6, 7, 8, 14, 50])('gives each of %i rows once', async (count) => {
    const rows = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
    const { url } = await serve(way.answer, rows);
    const adapter = openRest(options(way, url));
    expect((await recordsOf(adapter, 'things')).map(({ id }) => Number(id))).toEqual(
      rows.map(({ id }) => id),
    );
    expect(await adapter.count('things', signal)).toBe(count);
    expect((await adapter.ids('things', signal)).size).toBe(count);
    await adapter.close();
  });

  test('gives every row that is there throughout, whatever comes and goes between the pages', async () => {
    const script = fc.array(
      fc.record({
        request: fc.integer({ min: 2, max: 8 }),
        gone: fc.array(fc.nat(40), { maxLength: 3 }),
        born: fc.nat(3),
      }),
      { maxLength: 3 },
    );
    const rows: Row[] = [];
    const server = await serve(way.answer, rows);
    const adapter = openRest(options(way, server.url));
    let complete = 0;
    await fc.assert(
      fc.asyncProperty(script, fc.integer({ min: 10, max: 40 }), async (changes, count) => {
        rows.splice(0, rows.length, ...Array.from({ length: count }, (_, index) => ({ id: index + 1 })));
        const lasting = new Set(rows.map(({ id }) => id));
        const begun = server.requests();
        server.before(() => {
          for (const { gone, born } of changes.filter(
            ({ request }) => request === server.requests() - begun,
          )) {
            for (const place of gone) {
              const [row] = rows.splice(place % Math.max(1, rows.length), 1);
              if (row !== undefined) lasting.delete(row.id);
            }
            for (let made = 0; made < born; made += 1) rows.push({ id: (rows.at(-1)?.id ?? 0) + 100 });
          }
        });
        const records = await recordsOf(adapter, 'things').catch((error: unknown) => {
          if (error instanceof SyncError && error.code === 'INCOMPLETE_READ') return undefined;
          throw error;
        });
        if (records === undefined) return;
        complete += 1;
        const met = records.map(({ id }) => Number(id));
        expect(new Set(met).size).toBe(met.length);
        for (const id of lasting) expect(met).toContain(id);
      }),
      { numRuns: 40 },
    );
    // So many changes in so few requests may leave no two passes alike; mostly they do.
    expect(complete).toBeGreaterThan(20);
    await adapter.close();
  });
});

test('a server that knows no pages and repeats everything is read once', async () => {
  const { url, requests } = await serve((rows) => json(200, rows), [{ id: 1 }, { id: 2 }]);
  const adapter = openRest({ url, auth_method: 'none', pagination: { type: 'offset' } });
  expect(await recordsOf(adapter, 'things')).toHaveLength(2);
  expect(requests()).toBeLessThan(6);
  await adapter.close();
});

test('an endpoint that never gives as many rows as it counts is an error, not fewer rows', async () => {
  const { url } = await serve((rows) => json(200, { results: rows, count: 5 }), [{ id: 1 }, { id: 2 }]);
  const adapter = openRest({ url, auth_method: 'none', total: 'count' });
  const error = await refusalOf(() => recordsOf(adapter, 'things'));
  expect(error.code).toBe('INCOMPLETE_READ');
  await adapter.close();
});
