/** Numbers that look random and are the same for the same seed (a 32-bit mixing generator). */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  integer(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** The value in a share of the cases, else null. */
  maybe<T>(share: number, value: T): T | null;
  /** So many different ones, in random order. */
  sample<T>(list: readonly T[], count: number): T[];
}

export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const random: Random = {
    next,
    integer,
    pick(list) {
      const found = list[integer(0, list.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    maybe: (share, value) => (next() < share ? value : null),
    sample(list, count) {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(integer(0, rest.length - 1), 1),
      ).flat();
    },
  };
  return random;
}
