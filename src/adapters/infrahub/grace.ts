/** A signal that follows another one some time later, so that what is under way can end by itself. */
export interface Grace {
  readonly signal: AbortSignal;
  /** To be called when nothing is under way any more. */
  end(): void;
}

/** @param milliseconds from the abortion of `signal` to that of the grace's own */
export function graceOf(signal: AbortSignal, milliseconds: number): Grace {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => late.abort(signal.reason), milliseconds);
  };
  if (signal.aborted) late.abort(signal.reason);
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', begin);
    },
  };
}
