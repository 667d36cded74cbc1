import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
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
  test.each<[string, (world: World) => void]>([
    ['a value', ({ netbox }) => netbox.data.shell.update('dcim/devices', 1, { serial: 'by hand' })],
    ['a reference', ({ netbox }) => netbox.data.shell.update('dcim/racks', 1, { site: 2, location: null })],
    ['a list', ({ netbox }) => netbox.data.shell.update('dcim/sites', 1, { tags: [1, 2, 3] })],
    [
      'one object for another, as old as that',
      ({ netbox }) => {
        const { id: _, ...fields } = netbox.data.get('dcim/devices', 7);
        netbox.data.shell.delete('dcim/devices', 7);
        netbox.data.shell.create('dcim/devices', { ...fields, name: 'by hand' } as JsonObject);
      },
    ],
  ])('of %s is caught at the latest by the run that reads everything again', async (_, edit) => {
    const world = await openWorld(setting);
    try {
      await run(world, { mode: 'sync', extract: 'warm' });
      await planned(world, 'warm');
      edit(world);
      const all = await planned(world, 'full');
      expect(all).not.toEqual([]);
      let runs = 1;
      while (JSON.stringify(await planned(world, 'warm')) !== JSON.stringify(all)) runs++;
      expect(runs).toBeLessThanOrEqual(setting.fullResyncEvery);
    } finally {
      await closeWorld(world);
    }
  });

  test('and the run that reads everything again says which rows a warm one would have got wrong', async () => {
    const world = await openWorld(setting);
    try {
      await run(world, { mode: 'sync', extract: 'warm' });
      await planned(world, 'warm');
      world.netbox.data.shell.update('dcim/devices', 1, { serial: 'by hand' });
      await planned(world, 'warm');
      world.clock.advance(3_600_000);
      const ending = await run(world, { mode: 'diff', extract: 'warm' });
      if (ending.type === 'thrown') throw ending.error;
      expect(ending.report.sides.A.reason).toBe('everything is read on every 3rd run');
      expect(ending.report.audit).toEqual([
        expect.objectContaining({
          side: 'A',
          kind: 'TestDevice',
          what: 'a warm run would have missed a change of serial',
        }),
      ]);
      expect(ending.report.warnings.join()).toContain('Warm runs went wrong on 1 rows');
    } finally {
      await closeWorld(world);
    }
  });
});
