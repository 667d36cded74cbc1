import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../../demo/clock.ts';
import { startInfrahub } from '../../../demo/infrahub/server.ts';
import { peeringDbProduct } from '../../../demo/rest/peeringdb.ts';
import { startRestServer } from '../../../demo/rest/rest-server.ts';
import type { Tables } from '../../../demo/rest/table.ts';
import { loadSync } from '../../../src/config/load.ts';
import { difference } from '../difference.ts';
import { runEngine } from '../engine.ts';
import { historySchema } from '../schema.ts';

/** From PeeringDB, which tells what changed and what was deleted, and has objects that refer to others by id. */
const configText = `
name: rest
source: { name: peeringdb }
destination: { name: infrahub }
diffsync_flags: ["LOG_UNCHANGED_RECORDS"]
incremental: { full_resync_every: 1000, overlap_seconds: 60 }
schema_mapping:
  - name: TestSite
    mapping: org
    identifiers: ["name"]
    filters: [{ field: city, operation: "!=", value: hidden }]
    fields:
      - { name: name, mapping: name }
      - { name: note, mapping: city }
  - name: TestDevice
    mapping: net
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: note, mapping: info_type }
      - { name: site, mapping: org, reference: TestSite }
    transforms:
      - { field: org, expression: "{{ {'id': org_id} if org_id else None }}" }
`;

type Change =
  | {
      readonly do: 'create' | 'set';
      readonly endpoint: 'org' | 'net';
      readonly pick: number;
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** `deleted` keeps the object with that status; `gone` takes it away without a trace. */
  | { readonly do: 'deleted' | 'gone' | 'revived'; readonly endpoint: 'org' | 'net'; readonly pick: number }
  | { readonly do: 'wait'; readonly seconds: number };

const endpoint = fc.constantFrom('org' as const, 'net' as const);
const pick = fc.nat(5);
const data = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    city: fc.constantFrom('x', 'y', 'hidden'),
    info_type: fc.constantFrom('NSP', 'Content'),
    org_id: fc.option(fc.integer({ min: 1, max: 3 })),
  },
  { requiredKeys: ['name'] },
);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'set' as const), endpoint, pick, data }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('deleted' as const, 'gone' as const, 'revived' as const),
      endpoint,
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 30, 3600) }),
  },
);
const history = fc.array(
  fc.record({
    changes: fc.array(change, { maxLength: 4 }),
    mode: fc.constantFrom('diff' as const, 'sync' as const),
  }),
  { minLength: 1, maxLength: 10 },
);

function make(change: Change, tables: Tables, wait: (seconds: number) => void): void {
  if (change.do === 'wait') {
    wait(change.seconds);
    return;
  }
  const table = tables(change.endpoint);
  const rows = table.list();
  const row = rows[change.pick % Math.max(1, rows.length)];
  if (change.do === 'create') table.create({ city: 'x', info_type: 'NSP', org_id: null, ...change.data });
  if (row === undefined) return;
  if (change.do === 'set') table.update(row.id, change.data);
  if (change.do === 'deleted') table.update(row.id, { status: 'deleted' });
  if (change.do === 'revived') table.update(row.id, { status: 'ok' });
  if (change.do === 'gone') table.delete(row.id);
}

test('a warm run of a REST source says what a full run says, whatever was changed, deleted or revived', {
  timeout: 3_600_000,
}, async () => {
  const { REST_HISTORIES = '6', SEED } = process.env;
  const seed = SEED === undefined ? 20_261_125 : Number(SEED);
  const tally = { kinds: 0, warm: 0, planned: 0 };
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
      const folder = await mkdtemp(
        path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'histories-rest-'),
      );
      const infrahub = await startInfrahub({
        clock,
        schema: historySchema(['TestSite', 'TestDevice'], false),
      });
      const source = await startRestServer(peeringDbProduct, { clock });
      const environment = {
        PEERINGDB_URL: source.url,
        INFRAHUB_ADDRESS: infrahub.url,
        INFRAHUB_API_TOKEN: infrahub.token,
      };
      const sync = loadSync(configText, 'config.yml', environment);
      let runs = 0;
      const run = (mode: 'diff' | 'sync', extract: 'full' | 'warm') => {
        runs += 1;
        clock.advance(2000);
        const cacheRoot = path.join(folder, extract === 'full' ? `full-${runs}` : 'carried');
        return runEngine({
          sync,
          mode,
          extract,
          environment,
          cacheRoot,
          number: runs,
          now: () => clock.now(),
        });
      };
      try {
        source.tables('org').create({ name: 'a', city: 'x' });
        source.tables('net').create({ name: 'n', info_type: 'NSP', org_id: 1 });
        await run('sync', 'warm');
        for (const [index, { changes, mode }] of steps.entries()) {
          for (const each of changes) make(each, source.tables, (seconds) => clock.advance(seconds * 1000));
          const full = await run('diff', 'full');
          const warm = await run(mode, 'warm');
          const found = difference(full, warm, mode);
          expect(found === undefined ? undefined : `step ${index + 1}: ${found}`).toBeUndefined();
          if (warm.type === 'thrown') continue;
          const kinds = Object.values(warm.report.sides.A.kinds);
          tally.kinds += kinds.length;
          tally.warm += kinds.filter((kind) => kind.mode === 'warm').length;
          tally.planned += warm.report.operations.length;
        }
      } finally {
        await Promise.all([infrahub.close(), source.close(), rm(folder, { recursive: true, force: true })]);
      }
    }),
    { seed, numRuns: Number(REST_HISTORIES) },
  );
  console.log(`REST, seed ${seed}: ${JSON.stringify(tally)}`);
  expect(tally.warm / tally.kinds).toBeGreaterThan(0.5);
  expect(tally.planned).toBeGreaterThan(10);
});
