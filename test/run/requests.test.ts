import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleConfig, planned, startWorld, troubles, type World } from './world.ts';

describe('requests', () => {
  let world: World;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld({ netbox: { devices: 220 } });
    config = await world.config(await exampleConfig());
  });
  afterAll(() => world.close());

  it('of a sync of about 2,000 new objects are fewer than a tenth of one per object', async () => {
    const { report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(report.summary.create).toBeGreaterThan(1_800);
    const { A, B } = report.requests;
    expect(A.count + B.count).toBeLessThanOrEqual(report.summary.create / 10);
  });

  it('of a diff without changes are a few for each kind', async () => {
    const { report } = await world.report(['diff', ...config]);
    expect(planned(report)).toEqual([]);
    const kinds = Object.keys(report.by_kind).length;
    expect(report.requests.A.count).toBeLessThanOrEqual(5 * kinds + 5);
    expect(report.requests.B.count).toBeLessThanOrEqual(5 * kinds + 5);
  });
});
