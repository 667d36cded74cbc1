import { defineConfig } from 'vitest/config';

/** The bundle in dist/ under a real runner: slow, but most of it is waiting: two files at once. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/e2e/tools.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
