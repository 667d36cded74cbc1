import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInfrahub } from '../../demo/infrahub/server.ts';
import { loadSync } from '../../src/config/load.ts';
import type { InfrahubHand } from '../histories/destination-changes.ts';
import { difference } from '../histories/difference.ts';
import { runEngine } from '../histories/engine.ts';
import { infrahubChange, makeInfrahubChange, START } from '../histories/infrahub-source/infrahub-history.ts';
import { infrahubConfig } from '../histories/infrahub-source/infrahub-world.ts';
import { walkingInfrahub } from './walking-infrahub.ts';

/**
 * A random walk on the default branch of a real Infrahub with the lab's schema, which is the source; the
 * destination is an embedded one. WALK_STEPS says how many steps, SEED which ones.
 */

const { INFRAHUB_ADDRESS = '', INFRAHUB_API_TOKEN = '', WALK_STEPS = '100', SEED = '7' } = process.env;
const PREFIX = 'zz-walk-';
const HOUR = 3_600_000;
const KINDS = [
  'DcimPhysicalInterface',
  'DcimDevice',
  'LocationSite',
  'OrganizationTenant',
  'BuiltinTag',
] as const;

const server = walkingInfrahub(INFRAHUB_ADDRESS.replace(/\/$/, ''), INFRAHUB_API_TOKEN, 'main');

/** Touches nothing but what a walk made. */
const hand: InfrahubHand = {
  ...server,
  async list(kind) {
    const found = await server.graphql(
      `{ ${kind}(order: {disable: true}) { edges { node { id name { value } } } } }`,
    );
    const { edges } = found[kind] as { edges: { node: { id: string; name: { value: string } } }[] };
    return edges
      .filter(({ node }) => node.name.value.startsWith(PREFIX))
      .map(({ node }) => node.id)
      .toSorted();
  },
};

async function tidy(): Promise<void> {
  for (const kind of KINDS) {
    for (const id of await hand.list(kind)) await hand.remove(kind, id).catch(() => undefined);
  }
}

beforeAll(async () => {
  expect(INFRAHUB_ADDRESS, 'set INFRAHUB_ADDRESS').not.toBe('');
  expect(INFRAHUB_API_TOKEN, 'set INFRAHUB_API_TOKEN').not.toBe('');
  await tidy();
}, HOUR);
afterAll(tidy, HOUR);

test(`after each of ${WALK_STEPS} steps a warm diff of a real Infrahub says what a full diff says`, {
  timeout: 6 * HOUR,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-walk-'));
  const destination = await startInfrahub();
  const environment = {
    INFRAHUB_SOURCE_ADDRESS: INFRAHUB_ADDRESS,
    INFRAHUB_SOURCE_API_TOKEN: INFRAHUB_API_TOKEN,
    INFRAHUB_ADDRESS: destination.url,
    INFRAHUB_API_TOKEN: destination.token,
  };
  const sync = loadSync(infrahubConfig('{}'), 'config.yml', environment);
  let runs = 0;
  const run = async (extract: 'full' | 'warm', mode: 'diff' | 'sync') => {
    const number = ++runs;
    const ending = await runEngine({
      // A short overlap: else what the walk wrote in the last minutes would be read again anyway.
      sync: { ...sync, incremental: { fullResyncEvery: 100_000, overlapSeconds: 1 } },
      mode,
      extract,
      environment,
      cacheRoot: path.join(folder, extract === 'full' ? `full-${number}` : 'carried'),
      number,
      now: () => new Date(),
    });
    if (ending.type === 'thrown') throw ending.error;
    return ending;
  };
  try {
    for (const one of START) await makeInfrahubChange(hand, one, PREFIX);
    await run('warm', 'sync');
    const reads = { warm: 0, full: 0 };
    let refused = 0;
    const script = fc.sample(infrahubChange, { seed: Number(SEED), numRuns: Number(WALK_STEPS) });
    for (const [index, change] of script.entries()) {
      await makeInfrahubChange(hand, change, PREFIX).catch((error: unknown) => {
        if (error instanceof TypeError) throw error;
        refused += 1;
      });
      const mode = index % 4 === 3 ? 'sync' : 'diff';
      const full = await run('full', 'diff');
      const warm = await run('warm', mode);
      const place = `step ${index + 1} (SEED=${SEED}): ${JSON.stringify(change)}`;
      expect(difference(full, warm, mode), place).toBeUndefined();
      for (const kind of Object.values(warm.report.sides.A.kinds)) reads[kind.mode] += 1;
      if (index % 10 === 9) console.log(JSON.stringify({ steps: index + 1, reads, refused }));
    }
    expect(reads.warm).toBeGreaterThan(reads.full);
  } finally {
    await destination.close();
    await rm(folder, { recursive: true, force: true });
  }
});
