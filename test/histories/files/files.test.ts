import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from '../difference.ts';
import { type FilesHistory, filesHistory, makeFilesChange } from './files-history.ts';
import { openFilesWorld } from './files-world.ts';

/** How often what was asked for came about over all histories. */
interface Tally {
  kinds: number;
  warm: number;
  planned: number;
  failedAlike: number;
}

/** @returns the first difference between a warm run and a full one; undefined when there was none */
async function play({ start, steps }: FilesHistory, tally: Tally): Promise<string | undefined> {
  const original = new Map(start);
  const world = await openFilesWorld(original);
  try {
    await world.run('sync', 'warm');
    for (const [index, { changes, mode }] of steps.entries()) {
      for (const change of changes) makeFilesChange(world, change, original);
      const full = await world.run('diff', 'full');
      const warm = await world.run(mode, 'warm');
      const found = difference(full, warm, mode);
      if (found !== undefined) return `step ${index + 1}: ${found}`;
      if (warm.type === 'thrown' || warm.report.status === 'failed') tally.failedAlike += 1;
      if (warm.type === 'thrown') continue;
      const kinds = Object.values(warm.report.sides.A.kinds);
      tally.kinds += kinds.length;
      tally.warm += kinds.filter((kind) => kind.mode === 'warm').length;
      tally.planned += warm.report.operations.length;
    }
    return undefined;
  } finally {
    await world.close();
  }
}

test('a warm run of files says what a full run says, whatever was edited, broken, reverted or removed', {
  timeout: 3_600_000,
}, async () => {
  const { FILES_HISTORIES = '8', SEED } = process.env;
  const tally: Tally = { kinds: 0, warm: 0, planned: 0, failedAlike: 0 };
  const seed = SEED === undefined ? 20_261_125 : Number(SEED);
  await fc.assert(
    fc.asyncProperty(filesHistory, async (history) => {
      expect(await play(history, tally)).toBeUndefined();
    }),
    { seed, numRuns: Number(FILES_HISTORIES), endOnFailure: false },
  );
  console.log(`files, seed ${seed}: ${JSON.stringify(tally)}`);
  // Without warm reads and without plans the comparison would hold for nothing.
  expect(tally.warm / tally.kinds).toBeGreaterThan(0.25);
  expect(tally.planned).toBeGreaterThan(20);
});
