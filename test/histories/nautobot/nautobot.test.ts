import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nautobotHistory } from './nautobot-history.ts';
import { createTally, playNautobot } from './play-nautobot.ts';

const HOUR = 3_600_000;

test('a warm run of Nautobot says what a full run says, whatever happened to either server', {
  timeout: 12 * HOUR,
}, async () => {
  const { NAUTOBOT_HISTORIES = '6', SEED } = process.env;
  const tally = createTally();
  const seed = SEED === undefined ? 20_261_125 : Number(SEED);
  await fc.assert(
    fc.asyncProperty(nautobotHistory, async (history) => {
      expect(await playNautobot(history, tally)).toBeUndefined();
    }),
    { seed, numRuns: Number(NAUTOBOT_HISTORIES), interruptAfterTimeLimit: 6 * HOUR },
  );
  const { full, ...counts } = tally;
  console.log(`nautobot, seed ${seed}: ${JSON.stringify(counts)}`);
  for (const [reason, times] of full) console.log(`  full ${times}: ${reason}`);
  // Without warm reads and without plans the comparison would hold for nothing.
  expect(tally.warm / tally.kinds).toBeGreaterThan(0.3);
  expect(tally.planned).toBeGreaterThan(2 * Number(NAUTOBOT_HISTORIES));
});
