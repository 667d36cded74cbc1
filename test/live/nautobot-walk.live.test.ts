import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import { loadSync } from '../../src/config/load.ts';
import { difference } from '../histories/difference.ts';
import { type RunEnding, runEngine } from '../histories/engine.ts';
import {
  furnishNautobot,
  makeNautobotChange,
  type NautobotChange,
  type Wording,
} from '../histories/nautobot/make-nautobot-change.ts';
import { KINDS, nautobotConfig, PARTS } from '../histories/nautobot/nautobot-config.ts';
import { nautobotChange } from '../histories/nautobot/nautobot-history.ts';
import { historySchema } from '../histories/schema.ts';
import { nautobotWalkingHand } from './nautobot-walking-hand.ts';

/**
 * A random walk on a real Nautobot, which is changed through its REST API, with an embedded Infrahub: after each
 * step a warm diff has to say what a full diff says. Nobody else may write to the server meanwhile.
 * NAUTOBOT_WALK_STEPS says how many steps, SEED which ones, NAUTOBOT_WALK_PARTS what is mapped.
 */

const { NAUTOBOT_URL = '', NAUTOBOT_TOKEN = '', NAUTOBOT_WALK_STEPS = '40', SEED = '7' } = process.env;
/** Parts of the mapping: some of them for a server that takes minutes for its interfaces. */
const { NAUTOBOT_WALK_PARTS = PARTS.join(',') } = process.env;
const parts = PARTS.filter((part) => NAUTOBOT_WALK_PARTS.split(',').includes(part));
const wording: Wording = { prefix: 'zz-walk ', net: 213 };
const HOUR = 3_600_000;

const assignments = 'ipam/vlan-location-assignments';
/** What leaves stale stamps behind and the API can do, before chance takes over. */
const telling: readonly NautobotChange[] = [
  { do: 'assign', endpoint: assignments, picks: [3, 1] },
  { do: 'reassign', endpoint: assignments, pick: 0, target: 3 },
  { do: 'delete', endpoint: assignments, pick: 1 },
  { do: 'assign', endpoint: 'ipam/ip-address-to-interface', picks: [2, 4] },
  { do: 'delete', endpoint: 'ipam/ip-address-to-interface', pick: 0 },
  { do: 'rename', endpoint: 'extras/statuses', pick: 0, name: 8 },
  { do: 'rename', endpoint: 'dcim/manufacturers', pick: 0, name: 8 },
  { do: 'rename', endpoint: 'extras/tags', pick: 0, name: 8 },
  { do: 'delete', endpoint: 'extras/tags', pick: 1 },
  { do: 'set', endpoint: 'dcim/interfaces', field: 'enabled', pick: 0, value: false },
  { do: 'create', endpoint: 'ipam/prefixes', name: 5, picks: [0, 0] },
  { do: 'point', endpoint: 'ipam/prefixes', field: 'namespace', to: 'ipam/namespaces', pick: 0, target: 1 },
  { do: 'delete', endpoint: 'ipam/route-targets', pick: 0 },
  { do: 'point', endpoint: 'dcim/racks', field: 'location', to: 'dcim/locations', pick: 0, target: 2 },
  { do: 'delete', endpoint: 'dcim/platforms', pick: 0 },
  { do: 'custom', endpoint: 'dcim/locations', pick: 1, value: 'second' },
  { do: 'delete', endpoint: 'dcim/interfaces', pick: 1 },
  { do: 'delete', endpoint: 'dcim/devices', pick: 1 },
];

const hand = nautobotWalkingHand(NAUTOBOT_URL.replace(/\/$/, ''), NAUTOBOT_TOKEN, wording);
const state: { folder: string; runs: number; infrahub?: Infrahub } = { folder: '', runs: 0 };

async function run(extract: 'full' | 'warm'): Promise<RunEnding> {
  const { infrahub } = state;
  if (infrahub === undefined) throw new Error('the embedded Infrahub is not started');
  const number = ++state.runs;
  const environment = {
    NAUTOBOT_URL,
    NAUTOBOT_TOKEN,
    INFRAHUB_ADDRESS: infrahub.url,
    INFRAHUB_API_TOKEN: infrahub.token,
  };
  const cacheRoot = path.join(state.folder, extract === 'full' ? `full-${number}` : 'carried');
  const ending = await runEngine({
    sync: loadSync(nautobotConfig(parts, 500, wording), 'config.yml', environment),
    mode: 'diff',
    extract,
    environment,
    cacheRoot,
    number,
    now: () => new Date(),
  });
  if (extract === 'full') await rm(cacheRoot, { recursive: true, force: true });
  return ending;
}

beforeAll(async () => {
  expect(NAUTOBOT_URL, 'set NAUTOBOT_URL').not.toBe('');
  expect(NAUTOBOT_TOKEN, 'set NAUTOBOT_TOKEN').not.toBe('');
  state.folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-walk-'));
  state.infrahub = await startInfrahub({ schema: historySchema(Object.values(KINDS).flat(), false) });
  await hand.tidy();
  await furnishNautobot(hand, wording);
});

afterAll(async () => {
  await hand.tidy();
  await state.infrahub?.close();
  await rm(state.folder, { recursive: true, force: true });
});

test(`after each of ${NAUTOBOT_WALK_STEPS} steps a warm diff says what a full diff says`, {
  timeout: 6 * HOUR,
}, async () => {
  const steps = Number(NAUTOBOT_WALK_STEPS);
  const drawn = fc.sample(nautobotChange, { seed: Number(SEED), numRuns: Math.max(1, steps) });
  const script = [...telling, ...drawn].slice(0, steps);
  const reads = { warm: 0, full: 0 };
  const seconds = { warm: 0, full: 0 };
  const refused: string[] = [];
  const timed = async (extract: 'full' | 'warm') => {
    const began = performance.now();
    const ending = await run(extract);
    seconds[extract] += (performance.now() - began) / 1000;
    return ending;
  };
  await run('warm');
  for (const [index, change] of script.entries()) {
    await makeNautobotChange(change, hand, wording).catch((error: unknown) => {
      if (error instanceof TypeError) throw error;
      refused.push(`${JSON.stringify(change)}: ${String(error).slice(0, 200)}`);
    });
    const full = await timed('full');
    const warm = await timed('warm');
    const place = `step ${index + 1} (SEED=${SEED}): ${JSON.stringify(change)}`;
    expect(difference(full, warm, 'diff'), place).toBeUndefined();
    if (warm.type === 'thrown') throw warm.error;
    for (const { mode } of Object.values(warm.report.sides.A.kinds)) reads[mode] += 1;
    if (index % 5 === 4 || index === script.length - 1) {
      const times = `full runs ${seconds.full.toFixed(0)} s, warm ones ${seconds.warm.toFixed(0)} s`;
      console.log(`${index + 1} steps, ${refused.length} refused, kinds ${JSON.stringify(reads)}, ${times}`);
    }
  }
  console.log(refused.join('\n'));
  expect(reads.warm).toBeGreaterThan(reads.full);
});
