import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../demo/clock.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { exampleConfig, planned, startWorld, troubles, type World } from './world.ts';

const HOUR = 3_600_000;
const [SMALL, LARGE] = [40, 160];

/** Requests of a run: in all, and by side and kind. */
interface Cost {
  readonly A: number;
  readonly B: number;
  readonly kinds: Readonly<Record<string, { readonly A: number; readonly B: number }>>;
}

/** A network that has been synced and has then been left alone for some hours. */
async function settledWorld(devices: number) {
  const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
  const world = await startWorld({ netbox: { devices, clock }, infrahub: { clock } });
  const config = await world.config(await exampleConfig());
  const run = async (...words: string[]): Promise<RunReport> => {
    clock.advance(HOUR);
    const { report } = await world.report([...words, '--no-full-extract', ...config], { now: clock.now });
    expect(troubles(report)).toEqual([]);
    return report;
  };
  await run('sync');
  await run('diff');
  return { world, run };
}

function costOf({ requests, sides }: RunReport): Cost {
  const kinds = Object.keys(sides.A.kinds).map((kind) => {
    const { A, B } = sides;
    return [kind, { A: A.kinds[kind]?.requests ?? 0, B: B.kinds[kind]?.requests ?? 0 }] as const;
  });
  return { A: requests.A.count, B: requests.B.count, kinds: Object.fromEntries(kinds) };
}

/** How the report says that every kind was read, both sides in one set. */
function modesOf({ sides }: RunReport): ReadonlySet<string> {
  return new Set([...Object.values(sides.A.kinds), ...Object.values(sides.B.kinds)].map(({ mode }) => mode));
}

/** Endpoints that are asked for what changed: the mapped ones, and those whose objects they show. */
async function endpointsOf(world: World, runId: string): Promise<number> {
  const text = await readFile(path.join(world.cache, 'from-netbox', runId, 'A', '_watched.json'), 'utf8');
  const { ids, newest } = JSON.parse(text) as { ids: object; newest: object };
  return new Set([...Object.keys(ids), ...Object.keys(newest)]).size;
}

describe('requests of a warm run', () => {
  let small: Awaited<ReturnType<typeof settledWorld>>;
  let large: Awaited<ReturnType<typeof settledWorld>>;

  beforeAll(async () => {
    [small, large] = await Promise.all([settledWorld(SMALL), settledWorld(LARGE)]);
  });
  afterAll(() => Promise.all([small.world.close(), large.world.close()]));

  it('are at most two for each endpoint and for each kind of the destination when nothing changed', async () => {
    const report = await large.run('diff');
    const cost = costOf(report);
    expect([...modesOf(report)]).toEqual(['warm']);
    expect(planned(report)).toEqual([]);
    for (const [kind, { A, B }] of Object.entries(cost.kinds)) {
      expect(A, `${kind} at the source`).toBeLessThanOrEqual(2);
      expect(B, `${kind} at the destination`).toBeLessThanOrEqual(2);
    }
    // Besides: the version, and the newest entry of the change log before and now.
    expect(cost.A).toBeLessThanOrEqual(2 * (await endpointsOf(large.world, report.run_id)) + 3);
    // The schema, who the server is, its time, the newest event before and now, and one question about all kinds.
    expect(cost.B).toBeLessThanOrEqual(6);
  });

  it('are the same when nothing changed in four times as much data', async () => {
    const [few, many] = [await small.run('diff'), await large.run('diff')];
    expect(many.sides.A.kinds.DcimDevice?.rows).toBeGreaterThan(
      3 * (few.sides.A.kinds.DcimDevice?.rows ?? 0),
    );
    expect(costOf(many)).toEqual(costOf(few));
  });

  it.each([1, 20])('grow with %i changed objects and not with the data', async (changed) => {
    const [few, many] = await Promise.all(
      [small, large].map(async ({ world, run }) => {
        const before = await run('diff');
        const quiet = costOf(before);
        const silence = before.requests.A.bytes + before.requests.B.bytes;
        const devices = world.netbox.data.list('dcim/devices').slice(0, changed);
        for (const { id } of devices) {
          world.netbox.data.update('dcim/devices', id, { description: `changed with ${changed}` });
        }
        const nodes = world.infrahub.data.list('IpamIPAddress').slice(0, changed);
        for (const { id } of nodes) {
          world.infrahub.data.update(id, { description: { value: `edited with ${changed}` } });
        }
        const report = await run('diff');
        expect([...modesOf(report)]).toEqual(['warm']);
        expect(planned(report).length).toBe(2 * changed);
        expect(report.sides.A.kinds.DcimDevice?.changed).toBe(changed);
        const cost = costOf(report);
        await run('sync');
        await run('diff');
        return {
          A: cost.A - quiet.A,
          B: cost.B - quiet.B,
          bytes: report.requests.A.bytes + report.requests.B.bytes - silence,
        };
      }),
    );
    // Interfaces show their device and are read again with it: 100 of them and more fit one request.
    // At the destination two for what changed there, and three for whose the objects are that the plan updates:
    // the sync's own account, and the properties of both kinds.
    expect(few).toMatchObject({ A: 2, B: 5 });
    expect(many).toMatchObject({ A: 2, B: 5 });
    const bytes = few?.bytes ?? 0;
    expect(Math.abs((many?.bytes ?? 0) - bytes) / bytes).toBeLessThan(0.1);
    expect(bytes / changed).toBeGreaterThan(1_000);
    expect(bytes / changed).toBeLessThan(10_000);
  });
});
