import { describe, expect, test } from 'vitest';
import type { ReportOperation } from '../../src/report/run-report.ts';
import type { Setting } from './history.ts';
import { closeWorld, openWorld, run, type World } from './world.ts';

const setting: Setting = {
  variants: ['references'],
  deletes: false,
  pageSize: 1000,
  fullResyncEvery: 3,
  netbox: '4.7.3',
  infrahub: '1.11.9',
};

async function planned(world: World, extract: 'full' | 'warm'): Promise<readonly ReportOperation[]> {
  world.clock.advance(3_600_000);
  const ending = await run(world, { mode: 'diff', extract });
  if (ending.type === 'thrown') throw ending.error;
  return ending.report.operations;
}

describe('a change that a shell makes without a stamp or a line in the change log', () => {
  test.each([
    ['a value', 'dcim/devices', { serial: 'by hand' }],
    ['a reference', 'dcim/racks', { site: 2, location: null }],
    ['a list', 'dcim/sites', { tags: [1, 2, 3] }],
  ])('of %s is caught at the latest by the run that reads everything again', async (_, endpoint, fields) => {
    const world = await openWorld(setting);
    try {
      await run(world, { mode: 'sync', extract: 'warm' });
      await planned(world, 'warm');
      world.netbox.data.shell.update(endpoint, 1, fields);
      const all = await planned(world, 'full');
      expect(all).not.toEqual([]);
      let runs = 1;
      while (JSON.stringify(await planned(world, 'warm')) !== JSON.stringify(all)) runs++;
      expect(runs).toBeLessThanOrEqual(setting.fullResyncEvery);
    } finally {
      await closeWorld(world);
    }
  });
});
