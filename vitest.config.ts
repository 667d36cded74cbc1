import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/live/**', 'test/e2e/**', 'test/browser/**', 'test/hostile/**'],
    // Every core: by default one is left to a person at the keyboard, and half of two is a lot.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
