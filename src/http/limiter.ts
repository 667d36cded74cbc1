/** Runs tasks, at most so many at a time; the others wait in the order they came. */
export interface Limiter {
  /**
   * @param signal a task that still waits when it is aborted is never begun: the call rejects with the
   *   signal's reason
   */
  run<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

/** @param limit tasks in progress at most; 1 or more */
export function createLimiter(limit: number): Limiter {
  const waiting = new Set<() => void>();
  let active = 0;

  function acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (active < limit) {
      active += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(enter);
        reject(signal.reason);
      };
      waiting.add(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  function release(): void {
    const [next] = waiting;
    if (next === undefined) {
      active -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return {
    async run(task, signal) {
      await acquire(signal);
      try {
        return await task();
      } finally {
        release();
      }
    },
  };
}
