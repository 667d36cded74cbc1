import { defineConfig } from 'vitest/config';

/**
 * Many random histories: HISTORIES says how many of NetBox, NAUTOBOT_HISTORIES how many of Nautobot, SEED from
 * which seed on, REQUIRE_WARM how warm.
 */
export default defineConfig({
  test: {
    include: ['test/histories/histories-*.test.ts', 'test/histories/nautobot/*.test.ts'],
    // Both shares at once: the machine has nothing else to do.
    maxWorkers: '100%',
    env: {
      HISTORIES: process.env.HISTORIES ?? '2000',
      NAUTOBOT_HISTORIES: process.env.NAUTOBOT_HISTORIES ?? '300',
    },
  },
});
