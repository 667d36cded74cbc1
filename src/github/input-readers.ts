/** An input's value, or what is wrong with it in words that follow its name. */
export type InputReading<Value> =
  | { readonly status: 'read'; readonly value: Value }
  | { readonly status: 'wrong'; readonly problem: string };

/** @param written what the workflow says, without white space at its ends; undefined when empty or absent */
export type InputReader<Value> = (written: string | undefined) => InputReading<Value>;

/** Any text, or undefined for none. */
export const optionalText: InputReader<string | undefined> = (written) => read(written);

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

/** YAML 1.2's booleans as the runner's own `getBooleanInput` takes them. */
export function flag(fallback: boolean): InputReader<boolean> {
  const words = oneOfAnyCase(['true', 'false'], fallback ? 'true' : 'false');
  return (written) => {
    const reading = words(written);
    return reading.status === 'wrong' ? reading : read(reading.value === 'true');
  };
}

function read<Value>(value: Value): InputReading<Value> {
  return { status: 'read', value };
}

function wrong(problem: string): InputReading<never> {
  return { status: 'wrong', problem };
}
