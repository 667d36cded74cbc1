import type { History, Step } from './history.ts';

/**
 * Makes a history that breaks something as short as it can.
 *
 * @param stillBreaks whether a shorter one breaks too
 * @param isOver whether it is time to be content
 */
export async function shrink(
  history: History,
  stillBreaks: (shorter: History) => Promise<boolean>,
  isOver: () => boolean,
): Promise<History> {
  let best = history;
  const tryOut = async (steps: readonly Step[], setting = best.setting): Promise<boolean> => {
    const shorter = { setting, steps };
    if (isOver() || !(await stillBreaks(shorter))) return false;
    best = shorter;
    return true;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.steps.length; ) {
      const without = best.steps.toSpliced(from, size);
      if (without.length === 0 || !(await tryOut(without))) from += size;
    }
  }
  for (let index = 0; index < best.steps.length; index++) {
    for (const simpler of simplerSteps(best.steps[index]))
      await tryOut(best.steps.with(index, simpler(best.steps[index] as Step)));
  }
  for (const variant of best.setting.variants.slice(1).concat(best.setting.variants[0] ?? [])) {
    const variants = best.setting.variants.filter((name) => name !== variant);
    if (variants.length > 0) await tryOut(best.steps, { ...best.setting, variants });
  }
  await tryOut(best.steps, {
    ...best.setting,
    deletes: false,
    pageSize: 1000,
    fullResyncEvery: 1000,
    netbox: '4.7.3',
    infrahub: '1.11.9',
  });
  return best;
}

/** Ways to make a step simpler, each to be tried on what the ones before it left. */
function simplerSteps(step: Step | undefined): readonly ((step: Step) => Step)[] {
  if (step === undefined) return [];
  const undisturbed = ({ disturbed: _disturbed, ...rest }: Step): Step => rest;
  const dropped = step.changes.map((gone) => (from: Step) => ({
    ...from,
    changes: from.changes.filter((change) => change !== gone),
  }));
  return [
    ...(step.disturbed ? [undisturbed] : []),
    ...dropped,
    (from) => ({ ...from, skew: 0 }),
    (from) => ({ ...from, wait: 1 }),
    (from) => ({ ...from, mode: 'diff' as const }),
  ];
}
