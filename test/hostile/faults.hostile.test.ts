import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../demo/http-server.ts';
import { isMutation } from '../run/world.ts';
import { changeNetwork } from './changes.ts';
import { randomNumbers } from './random.ts';
import { startTwins, type Twins } from './twins.ts';

const SEED = Number(process.env.SEED ?? '20260307');
const ROUNDS = Number(process.env.ROUNDS ?? '5');
const RATES = [0.05, 0.1, 0.2, 0.3];

/** Everything that may become of a write on its way, in the measure in which it is met. */
const KINDS_OF_TROUBLE: readonly Fault[] = [
  { type: 'reset-after' },
  { type: 'reset-before' },
  { type: 'reset-after' },
  { type: 'status', status: 502, body: '<html>Bad Gateway</html>' },
  { type: 'status', status: 503 },
  { type: 'status', status: 504 },
  { type: 'status', status: 429, headers: { 'retry-after': '0' } },
  { type: 'reset-after' },
];

describe('writes of which some go wrong', () => {
  let twins: Twins;

  beforeAll(async () => {
    twins = await startTwins();
  });
  afterAll(() => twins.close());

  for (const rate of RATES) {
    test(`at a rate of ${100 * rate} % end as those that all go right, ${ROUNDS} times (SEED=${SEED})`, async () => {
      const random = randomNumbers(SEED + Math.round(1000 * rate));
      const tally = { writes: 0, faults: 0, hangs: 0 };
      for (let round = 0; round < ROUNDS; round += 1) {
        await twins.disturbed.empty();
        let hangs = 0;
        twins.disturbed.fault = (request) => {
          if (!isMutation(request)) return undefined;
          tally.writes += 1;
          if (random() >= rate) return undefined;
          tally.faults += 1;
          if (random() < 0.1 && hangs++ < 2) {
            tally.hangs += 1;
            return { type: 'hang' };
          }
          return KINDS_OF_TROUBLE[Math.floor(random() * KINDS_OF_TROUBLE.length)];
        };
        for (const step of ['initial', 'changes'] as const) {
          if (step === 'changes') changeNetwork(twins.netbox, 10_000 * rate + round);
          expect((await twins.disturbed.run(['sync'])).errors).toEqual([]);
          await twins.undisturbed.run(['sync']);
          expect(twins.disturbed.state(), `${step} of round ${round}`).toEqual(twins.undisturbed.state());
        }
        twins.disturbed.fault = undefined;
      }
      console.log(`rate ${rate}: ${JSON.stringify(tally)}`);
      expect(tally.faults).toBeGreaterThan((tally.writes * rate) / 3);
    });
  }
});
