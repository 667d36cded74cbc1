import { historyOf } from './histories-arbitrary.ts';
import type { History } from './history.ts';
import { play, type Verdict } from './play.ts';
import { shrink } from './shrink.ts';
import { createTally, describeTally, type TallyCounts } from './tally.ts';

type Broken = Verdict & { readonly status: 'broken' };

/** Histories played at once: while one waits for a file, another goes on. */
const AT_ONCE = 2;

export interface CheckOptions {
  /** The first history's seed; the next ones count up from it. */
  readonly seed: number;
  readonly histories: number;
  /** The least share of kinds, by side, that the compared runs have to have read warm; undefined: any. */
  readonly requireWarm: { readonly A: number; readonly B: number } | undefined;
  /** Milliseconds that making a broken history shorter may take. */
  readonly shrinkFor: number;
  readonly print: (text: string) => void;
}

/**
 * Plays random histories.
 * @throws Error with a short script of a history in which a warm run did not say what a full one did, or with
 * the counts when too few runs were warm for that to mean anything
 */
export async function checkHistories(options: CheckOptions): Promise<TallyCounts> {
  const { seed, histories, requireWarm, print } = options;
  const tally = createTally();
  const began = performance.now();
  let next = 0;
  let broken: { number: number; verdict: Broken } | undefined;
  const playSome = async (): Promise<void> => {
    while (next < histories && !broken) {
      const number = next++;
      const verdict = await play(historyOf(seed + number), tally);
      if (verdict.status === 'broken') broken ??= { number, verdict };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playSome));
  if (broken) throw await explained(seed + broken.number, broken.verdict, options);
  const perMinute = (60_000 * histories) / (performance.now() - began);
  print(`${histories} histories from seed ${seed}, ${perMinute.toFixed(0)} a minute`);
  print(describeTally(tally.counts));
  if (requireWarm) assertWarm(tally.counts, requireWarm);
  return tally.counts;
}

/** @throws Error when fewer kinds than wanted were read warm */
export function assertWarm(counts: TallyCounts, wanted: { readonly A: number; readonly B: number }): void {
  for (const side of ['A', 'B'] as const) {
    const { kinds, warm } = counts.reads[side];
    if (warm >= wanted[side] * kinds) continue;
    throw new Error(
      `Side ${side}: ${warm} of ${kinds} kinds were read warm, fewer than ${wanted[side] * 100} %.\n${describeTally(counts)}`,
    );
  }
}

async function explained(seed: number, verdict: Broken, options: CheckOptions): Promise<Error> {
  const history = historyOf(seed);
  const until = performance.now() + options.shrinkFor;
  let last = verdict;
  const reached = { ...history, steps: history.steps.slice(0, verdict.step + 1) };
  const short = await shrink(
    reached,
    async (shorter) => {
      const again = await play(shorter, createTally());
      if (again.status === 'broken') last = again;
      return again.status === 'broken';
    },
    () => performance.now() > until,
  );
  return new Error(
    [
      `A warm run differs from a full one (SEED=${seed} HISTORIES=1; step ${verdict.step + 1} of ${history.steps.length}).`,
      last.what,
      'The shortest history found, to keep in test/histories/kept/<name>.json:',
      printHistory(short),
    ].join('\n'),
  );
}

/** JSON with a line for each step. */
export function printHistory({ setting, steps }: History): string {
  const lines = steps.map((step) => `    ${JSON.stringify(step)}`);
  return `{\n  "setting": ${JSON.stringify(setting)},\n  "steps": [\n${lines.join(',\n')}\n  ]\n}`;
}
