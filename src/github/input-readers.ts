import { type DeleteLimit, defaultDeleteLimit, parseDeleteLimit } from '../plan/guardrails.ts';

/** An input's value, or what is wrong with it in words that follow its name. */
export type InputReading<Value> =
  | { readonly status: 'read'; readonly value: Value }
  | { readonly status: 'wrong'; readonly problem: string };

/**
 * @param written what the workflow says, without white space at its ends; undefined when empty or absent
 * @param given the same as the runner passes it: empty is not absent there
 */
export type InputReader<Value> = (written: string | undefined, given?: string) => InputReading<Value>;

/** Any text, or undefined for none. */
export const optionalText: InputReader<string | undefined> = (written) => read(written);

/** Words that are separated by commas or lines, each once. */
export const list: InputReader<readonly string[]> = (written = '') => {
  const words = written.split(/[,\n]/).map((word) => word.trim());
  return read([...new Set(words.filter((word) => word !== ''))]);
};

export function text(fallback: string): InputReader<string> {
  return (written) => read(written ?? fallback);
}

/** One of the allowed values, exactly as it is written there. */
export function oneOf<Value extends string>(allowed: readonly Value[], fallback: Value): InputReader<Value> {
  return (written) => {
    if (written === undefined) return read(fallback);
    const found = allowed.find((candidate) => candidate === written);
    if (found !== undefined) return read(found);
    return wrong(`is "${written}", allowed are ${allowed.map((one) => `"${one}"`).join(', ')}`);
  };
}

/** As `oneOf`, in any case: for values that YAML 1.2 writes as `true`, `True` or `TRUE`. */
export function oneOfAnyCase<Value extends string>(
  allowed: readonly Value[],
  fallback: Value,
): InputReader<Value> {
  const exact = oneOf(allowed, fallback);
  return (written) => exact(written?.toLowerCase());
}

/** What caches are encrypted with. */
export type CacheKeyInput =
  | { readonly status: 'none' }
  | { readonly status: 'given'; readonly key: string }
  /** A secret that does not exist here: it is empty then, and must not mean that nothing is encrypted. */
  | { readonly status: 'missing' };

const SHORTEST_KEY = 16;

/** `none` is the input's default, so that a secret that is not there can be told from it. */
export const cacheKey: InputReader<CacheKeyInput> = (written, given) => {
  if (given === undefined || written === 'none') return read({ status: 'none' });
  if (written === undefined) return read({ status: 'missing' });
  if (written.length < SHORTEST_KEY)
    return wrong(`has ${written.length} characters, at least ${SHORTEST_KEY} are needed`);
  return read({ status: 'given', key: written });
};

/** YAML 1.2's booleans as the runner's own `getBooleanInput` takes them. */
export function flag(fallback: boolean): InputReader<boolean> {
  const words = oneOfAnyCase(['true', 'false'], fallback ? 'true' : 'false');
  return (written) => {
    const reading = words(written);
    return reading.status === 'wrong' ? reading : read(reading.value === 'true');
  };
}

/** `20` or `25%`. */
export const deleteLimit: InputReader<DeleteLimit> = (written) => {
  if (written === undefined) return read(defaultDeleteLimit);
  const limit = parseDeleteLimit(written);
  if (limit !== undefined) return read(limit);
  return wrong(`is "${written}", allowed are whole numbers such as "20" and shares such as "25%"`);
};

function read<Value>(value: Value): InputReading<Value> {
  return { status: 'read', value };
}

function wrong(problem: string): InputReading<never> {
  return { status: 'wrong', problem };
}
