import { defineConfig } from 'vitest/config';

/** Ten thousand hostile texts through every report; HOSTILE_TEXTS says how many. */
export default defineConfig({
  test: {
    include: ['test/report/inert.test.ts'],
    env: { HOSTILE_TEXTS: process.env.HOSTILE_TEXTS ?? '10000' },
    testTimeout: 300_000,
  },
});
