import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type DemoServer, startDemoServer } from '../../demo/http-server.ts';
import { json } from '../../demo/rest/rest-server.ts';
import type { RestPreset } from '../../src/adapters/rest/preset.ts';
import type { JsonObject } from '../../src/json.ts';
import { openRest, recordsOf, signal } from '../adapters/rest/sources.ts';

/** docs/adding-an-adapter.md builds a preset for a product that is made up: what it builds has to work. */
const document = readFileSync(new URL('../../docs/adding-an-adapter.md', import.meta.url), 'utf8');

function block(language: string): string {
  const text = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(document)?.[1];
  if (text === undefined) throw new Error(`the document has no ${language} block`);
  return text;
}

/** The preset as the document writes it, without its types. */
async function presetOf(source: string): Promise<RestPreset> {
  const script = source.replace(/^import type .*$/m, '').replace(': RestPreset', '');
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as {
    rackbase: RestPreset;
  };
  return module.rackbase;
}

const stamps = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'];
let server: DemoServer;

beforeAll(async () => {
  server = await startDemoServer(({ url, headers }) => {
    if (headers['x-rackbase-key'] !== 'secret') return json(401, { message: 'no key' });
    const resource = /^\/rest\/v2\/(machines|rooms)$/.exec(url.pathname)?.[1];
    if (resource === undefined) return json(404, { message: 'not found' });
    const since = Date.parse(url.searchParams.get('changed_since') ?? stamps[0] ?? '');
    const rows = stamps
      .map((changed, index) => ({
        uuid: `u-${index}`,
        label: `${resource} ${index}`,
        room_name: 'A',
        changed,
      }))
      .filter(({ changed }) => Date.parse(changed) >= since);
    const size = Math.min(2, Number(url.searchParams.get('per_page')));
    const from = (Number(url.searchParams.get('page')) - 1) * size;
    return json(200, { [resource]: rows.slice(from, from + size), total: rows.length });
  });
});
afterAll(() => server.close());

test('the settings of the first step read the product', async () => {
  const { settings } = (parse(block('yaml')) as { source: { settings: JsonObject } }).source;
  const adapter = openRest({ ...settings, url: server.url, token: 'secret' });
  expect((await recordsOf(adapter, 'machines')).map(({ id }) => id)).toEqual(['u-0', 'u-1', 'u-2']);
  await adapter.close();
});

test('the preset of the second step does, with no more than an address and a token', async () => {
  const preset = await presetOf(block('ts'));
  const adapter = openRest({}, preset, { RACKBASE_URL: server.url, RACKBASE_TOKEN: 'secret' });
  for (const endpoint of ['machines', 'rooms']) {
    const records = await recordsOf(adapter, endpoint, ['label']);
    expect(records.map(({ data }) => data.label)).toEqual([0, 1, 2].map((number) => `${endpoint} ${number}`));
    expect(await adapter.count(endpoint, signal)).toBe(3);
    expect((await adapter.tier(endpoint, signal)).tier).toBe('TIMESTAMP');
  }
  const tracking = (paths: readonly string[]) => adapter.tracking({ endpoint: 'machines', paths }).status;
  expect([tracking(['label']), tracking(['room_name'])]).toEqual(['tracked', 'untracked']);
  await adapter.close();
});
