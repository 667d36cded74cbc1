/**
 * Runs tasks at most `limit` at a time and yields each result as it comes. A consumer that stops gets no new
 * task started, and waits for those under way; the first rejection ends it in the same manner.
 * @param tasks drawn lazily: a task not drawn is not started.
 */
export async function* boundedConcurrency<T>(
  tasks: Iterable<() => Promise<T>>,
  limit: number,
): AsyncGenerator<T> {
  const waiting = Iterator.from(tasks);
  yield* pulledConcurrency(
    () => {
      const next = waiting.next();
      return next.done === true ? undefined : next.value;
    },
    () => limit,
  );
}

/**
 * The same for tasks that come about while others run, such as one that has to be done again.
 * @param next the task to start now, if there is one; asked again after each task that ends
 * @param limit how many may run at a time from now on
 */
export async function* pulledConcurrency<T>(
  next: () => (() => Promise<T>) | undefined,
  limit: () => number,
): AsyncGenerator<T> {
  const running = new Map<number, Promise<{ readonly number: number; readonly result: T }>>();
  let started = 0;

  function startNext(): boolean {
    const task = next();
    if (task === undefined) return false;
    const number = started++;
    running.set(
      number,
      task().then((result) => ({ number, result })),
    );
    return true;
  }

  try {
    while (true) {
      while (running.size < limit() && startNext());
      if (running.size === 0) return;
      const { number, result } = await Promise.race(running.values());
      running.delete(number);
      yield result;
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}
