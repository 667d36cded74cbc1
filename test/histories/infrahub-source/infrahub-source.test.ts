import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embeddedInfrahubHand } from '../destination-changes.ts';
import { difference } from '../difference.ts';
import { type InfrahubHistory, infrahubHistory, makeInfrahubChange, START } from './infrahub-history.ts';
import { openInfrahubWorld } from './infrahub-world.ts';

/** How often what was asked for came about over all histories. */
interface Tally {
  kinds: number;
  warm: number;
  planned: number;
  made: number;
  refused: number;
  failedAlike: number;
}

/** @returns the first difference between a warm run and a full one; undefined when there was none */
async function play({ branch, steps }: InfrahubHistory, tally: Tally): Promise<string | undefined> {
  const world = await openInfrahubWorld(branch);
  const hands = {
    source: embeddedInfrahubHand(world.source, branch),
    destination: embeddedInfrahubHand(world.destination),
  };
  try {
    for (const one of START) await makeInfrahubChange(hands.source, one, '');
    world.pass(3600);
    await world.run('sync', 'warm');
    for (const [index, { changes, wait, mode }] of steps.entries()) {
      for (const one of changes) {
        try {
          await makeInfrahubChange(hands[one.at], one, '');
          tally.made += 1;
        } catch (error) {
          if (error instanceof TypeError) throw error;
          tally.refused += 1;
        }
        world.pass(1);
      }
      world.pass(wait);
      const full = await world.run('diff', 'full');
      const warm = await world.run(mode, 'warm');
      const found = difference(full, warm, mode);
      if (found !== undefined) return `step ${index + 1}: ${found}`;
      if (warm.type === 'thrown' || warm.report.status === 'failed') tally.failedAlike += 1;
      if (warm.type === 'thrown') continue;
      const kinds = Object.values(warm.report.sides.A.kinds);
      tally.kinds += kinds.length;
      tally.warm += kinds.filter((each) => each.mode === 'warm').length;
      tally.planned += warm.report.operations.length;
    }
    return undefined;
  } finally {
    await world.close();
  }
}

test('a warm run of an Infrahub says what a full run says, whatever was created, changed, related or deleted', {
  timeout: 3_600_000,
}, async () => {
  const { INFRAHUB_HISTORIES = '3', SEED } = process.env;
  const tally: Tally = { kinds: 0, warm: 0, planned: 0, made: 0, refused: 0, failedAlike: 0 };
  const seed = SEED === undefined ? 20_261_125 : Number(SEED);
  await fc.assert(
    fc.asyncProperty(infrahubHistory, async (history) => {
      expect(await play(history, tally)).toBeUndefined();
    }),
    { seed, numRuns: Number(INFRAHUB_HISTORIES), endOnFailure: false },
  );
  console.log(`Infrahub as a source, seed ${seed}: ${JSON.stringify(tally)}`);
  // Without warm reads and without plans the comparison would hold for nothing.
  expect(tally.warm / tally.kinds).toBeGreaterThan(0.4);
  expect(tally.planned).toBeGreaterThan(20);
});
