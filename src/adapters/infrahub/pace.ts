import type { WriteOptions } from './write.ts';

/** How much is asked of the server at a time: less after trouble, more again when it goes well. */
export interface Pace {
  batchSize(): number;
  concurrency(): number;
  /** A request was answered at once. */
  good(): void;
  /** A request had to be sent again, or got no answer at all. */
  trouble(): void;
}

/** Good requests in a row after which one more is in flight. */
const STREAK = 4;

/** Halves both on trouble; grows back by a quarter of the batch, and by one request, while it goes well. */
export function createPace(most: WriteOptions): Pace {
  let batchSize = most.batchSize;
  let concurrency = most.concurrency;
  let streak = 0;
  return {
    batchSize: () => batchSize,
    concurrency: () => concurrency,
    good() {
      streak += 1;
      batchSize = Math.min(most.batchSize, batchSize + Math.max(1, Math.floor(batchSize / 4)));
      if (streak % STREAK === 0) concurrency = Math.min(most.concurrency, concurrency + 1);
    },
    trouble() {
      streak = 0;
      batchSize = Math.max(1, Math.floor(batchSize / 2));
      concurrency = Math.max(1, Math.floor(concurrency / 2));
    },
  };
}
