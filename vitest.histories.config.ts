import { defineConfig } from 'vitest/config';

/** Many random histories: HISTORIES says how many, SEED from which seed on, REQUIRE_WARM how warm. */
export default defineConfig({
  test: {
    include: ['test/histories/histories-*.test.ts'],
    env: { HISTORIES: process.env.HISTORIES ?? '2000' },
  },
});
