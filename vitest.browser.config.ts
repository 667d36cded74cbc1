import { defineConfig } from 'vitest/config';

/** The report in a real browser; CHROMIUM names one that is not where Debian puts it. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
