import { afterEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../../../demo/clock.ts';
import { type DemoServer, startDemoServer } from '../../../demo/http-server.ts';
import { peeringDbProduct } from '../../../demo/rest/peeringdb.ts';
import { json, startRestServer } from '../../../demo/rest/rest-server.ts';
import { formatMoment, readMoment } from '../../../src/adapters/rest/moments.ts';
import { peeringDb } from '../../../src/adapters/rest/presets/peeringdb.ts';
import type { JsonObject } from '../../../src/json.ts';
import { openRest, signal } from './sources.ts';

const servers: DemoServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const stamps = ['2026-03-01T10:00:00.500Z', '2026-03-02T10:00:00.250Z'];

/** A server of two objects; `heed` says which of them it lists for a value of its parameter `since`. */
async function serve(heed: (since: string, stamp: string) => boolean): Promise<string> {
  const server = await startDemoServer(({ url }) => {
    const since = url.searchParams.get('since');
    const rows = stamps.map((updated, index) => ({ id: index + 1, updated }));
    const kept = rows.filter(({ updated }) => since === null || heed(since, updated));
    return json(200, { results: kept, count: kept.length });
  });
  servers.push(server);
  return server.url;
}

async function tierOf(url: string, changed_since: JsonObject, more: JsonObject = {}) {
  const adapter = openRest({ url, auth_method: 'none', total: 'count', changed_since, ...more });
  const report = await adapter.tier('things', signal);
  await adapter.close();
  return report;
}

const byTime = (since: string, stamp: string) => Date.parse(stamp) >= Date.parse(since);
const field = { parameter: 'since', field: 'updated' };

describe('that a server lists what changed is tried out, not taken for granted', () => {
  test.each([
    ['iso', byTime],
    ['unix', (since: string, stamp: string) => Date.parse(stamp) >= Number(since) * 1000],
    ['unix-ms', (since: string, stamp: string) => Date.parse(stamp) >= Number(since)],
    [
      'datetime',
      (since: string, stamp: string) => Date.parse(stamp) >= Date.parse(`${since.replace(' ', 'T')}Z`),
    ],
    ['date', (since: string, stamp: string) => stamp.slice(0, 10) >= since],
  ] as const)('in the format %s', async (format, heed) => {
    expect(await tierOf(await serve(heed), { ...field, format })).toMatchObject({ tier: 'TIMESTAMP' });
  });

  test.each([
    ['ignores the parameter', () => true, field, 'does not heed the parameter "since"'],
    ['understands another format', () => false, field, 'does not understand "since"'],
    [
      'takes the time for its own, hours behind UTC',
      (since: string, stamp: string) => Date.parse(stamp) >= Date.parse(`${since.replace(' ', 'T')}-05:00`),
      { ...field, format: 'datetime' },
      'does not list its object 2 as changed since just before its own "updated"',
    ],
    [
      'cannot be checked on its time zone',
      byTime,
      { parameter: 'since', format: 'datetime' },
      'says no time zone',
    ],
  ] as const)('a server that %s is always read in full', async (_name, heed, changed, reason) => {
    const report = await tierOf(await serve(heed), changed);
    expect(report.tier).toBe('NONE');
    expect(report.reason).toContain(reason);
  });

  test('a server without a total is, because what was deleted would not show', async () => {
    const url = await serve(byTime);
    const adapter = openRest({ url, auth_method: 'none', changed_since: field });
    expect((await adapter.tier('things', signal)).reason).toContain('tells no total');
    await adapter.close();
  });

  test('what a mapping reads of other objects, or of what the server works out, is not followed', async () => {
    const adapter = openRest({
      url: 'http://127.0.0.1:1',
      auth_method: 'none',
      own_fields: ['status'],
      derived_fields: ['count'],
    });
    const of = (paths: readonly string[] | 'everything') =>
      adapter.tracking({ endpoint: 'things', paths }).status;
    expect(of(['name', 'status.value', 'site'])).toBe('tracked');
    expect(of(['site.name'])).toBe('untracked');
    expect(of(['name.*'])).toBe('untracked');
    expect(of(['count'])).toBe('untracked');
    expect(of('everything')).toBe('untracked');
    await adapter.close();
  });
});

test('PeeringDB lists what changed, without what was deleted, and only the fields that are asked for', async () => {
  const clock = createManualClock(new Date('2026-03-01T00:00:00Z'));
  const asked: string[] = [];
  const server = await startRestServer(peeringDbProduct, {
    clock,
    onRequest: ({ url }) => void asked.push(url.search),
  });
  servers.push(server);
  const net = server.tables('net');
  for (const name of ['a', 'b', 'c']) net.create({ name, asn: 1 });
  clock.advance(3_600_000);
  net.update(2, { name: 'bb' });
  net.update(3, { status: 'deleted' });
  const adapter = openRest({ url: server.url }, peeringDb);
  expect((await adapter.tier('net', signal)).tier).toBe('TIMESTAMP');
  expect((await adapter.tier('netixlan', signal)).tier).toBe('NONE');
  asked.length = 0;
  const changed = [];
  const since = new Date('2026-03-01T00:30:00Z');
  for await (const page of adapter.changesSince({ endpoint: 'net', paths: ['name'] }, since, signal))
    changed.push(...page);
  expect(changed).toEqual([{ id: '2', data: { name: 'bb' }, changedAt: '2026-03-01T01:00:00.000Z' }]);
  expect(asked).toEqual([`?fields=id,name,status,updated&since=${since.getTime() / 1000 - 1}`]);
  expect(await adapter.count('net', signal)).toBe(2);
  await adapter.close();
});

test.each([
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
  ['2026-03-01T12:00:00.5+02:00', '2026-03-01T10:00:00.500Z'],
  ['2026-03-01 10:00:00', '2026-03-01T10:00:00.000Z'],
  [1772359200, '2026-03-01T10:00:00.000Z'],
  ['1772359200', '2026-03-01T10:00:00.000Z'],
  [1772359200000, '2026-03-01T10:00:00.000Z'],
  ['yesterday', undefined],
  [null, undefined],
])('the time %j of a record is %s', (value, moment) => {
  expect(readMoment(value)).toBe(moment);
});

test('a moment is rounded down to what the format can say', () => {
  const moment = new Date('2026-03-01T10:00:00.999Z');
  const formatted = (['iso', 'unix', 'unix-ms', 'datetime', 'date'] as const).map((format) =>
    formatMoment(moment, { parameter: 'since', format }),
  );
  expect(formatted).toEqual([
    '2026-03-01T10:00:00.999Z',
    '1772359200',
    '1772359200999',
    '2026-03-01 10:00:00',
    '2026-03-01',
  ]);
});
