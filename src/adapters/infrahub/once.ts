/**
 * Asks once and remembers the answer; concurrent callers share the first's request. A failure is not
 * remembered.
 */
export function once<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (signal) => {
    answer ??= ask(signal).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
