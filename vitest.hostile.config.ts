import { defineConfig } from 'vitest/config';

/**
 * Runs that are killed (KILLS says how often), requests that go wrong (ROUNDS), and ten thousand hostile texts
 * through every report (HOSTILE_TEXTS). SEED says which.
 */
export default defineConfig({
  test: {
    include: ['test/hostile/**/*.hostile.test.ts', 'test/report/inert.test.ts'],
    env: { HOSTILE_TEXTS: process.env.HOSTILE_TEXTS ?? '10000' },
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
