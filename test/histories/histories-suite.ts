import { test } from 'vitest';
import { checkHistories } from './check-histories.ts';

/** Histories of a plain run, what fits a minute of two cores; HISTORIES says otherwise. */
const HISTORIES = 50;
/** The first history's seed; SEED says otherwise. */
const SEED = 20_260_302;
/**
 * The least share of kinds, by side, that the compared runs have to read warm: without it the comparison could hold
 * because everything was read in full. REQUIRE_WARM=no lets that pass.
 */
const REQUIRE_WARM = { A: 0.4, B: 0.5 };
const HOUR = 3_600_000;

/** One test of several that share the histories, so that each core has some. */
export function shareOfHistories(share: number, of: number): void {
  const {
    HISTORIES: wanted = String(HISTORIES),
    SEED: start = String(SEED),
    REQUIRE_WARM: warm,
  } = process.env;
  const all = Number(wanted);
  const first = Math.floor((all * share) / of);
  const histories = Math.floor((all * (share + 1)) / of) - first;
  test.runIf(histories > 0)(
    `after each of 30 steps a warm run says what a full run says (${histories} histories from seed ${Number(start) + first})`,
    { timeout: 12 * HOUR },
    async () => {
      await checkHistories({
        seed: Number(start) + first,
        histories,
        requireWarm: warm === 'no' ? undefined : REQUIRE_WARM,
        shrinkFor: 120_000,
        print: (text) => console.log(text),
      });
    },
  );
}
