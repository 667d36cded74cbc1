import { defineConfig } from 'vitest/config';

/** Tests against real servers, named by environment variables: slow, and one file after another. */
export default defineConfig({
  test: {
    include: ['test/live/**/*.live.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
