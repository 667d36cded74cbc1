/** What one task gave: a page, and the tasks that it showed to be left. */
export interface TaskResult<Task, Page> {
  readonly page: Page;
  readonly more: readonly Task[];
}

/**
 * Runs tasks and what follows from them, so many at a time, and yields each page as it is there. Waits with new
 * tasks while the consumer is busy. When it ends early, by an error or because the consumer stops, what is under
 * way is aborted and waited for.
 * @param limit tasks under way at most; 1 or more
 */
export async function* pagesOfTasks<Task extends object, Page>(
  first: readonly Task[],
  run: (task: Task, signal: AbortSignal) => Promise<TaskResult<Task, Page>>,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const stop = new AbortController();
  const forwardAbort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', forwardAbort, { once: true });
  const waiting = [...first];
  const running = new Map<Task, Promise<{ readonly task: Task; readonly result: TaskResult<Task, Page> }>>();

  const begin = () => {
    for (const task of waiting.splice(0, limit - running.size)) {
      const outcome = run(task, stop.signal).then((result) => ({ task, result }));
      // A failure while the consumer is busy is seen at the next turn; until then it counts as handled.
      outcome.catch(() => undefined);
      running.set(task, outcome);
    }
  };

  try {
    if (signal.aborted) forwardAbort();
    begin();
    while (running.size > 0) {
      const { task, result } = await Promise.race(running.values());
      running.delete(task);
      waiting.push(...result.more);
      begin();
      yield result.page;
    }
  } finally {
    signal.removeEventListener('abort', forwardAbort);
    stop.abort();
    await Promise.allSettled(running.values());
  }
}
