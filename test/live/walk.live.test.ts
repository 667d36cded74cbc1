import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSync } from '../../src/config/load.ts';
import { difference } from '../histories/difference.ts';
import { type RunEnding, runEngine } from '../histories/engine.ts';
import { furnish } from '../histories/furnish.ts';
import type { NetBoxChange } from '../histories/history.ts';
import { makeChange } from '../histories/make-change.ts';
import { netboxChange } from '../histories/netbox-changes.ts';
import { walkingHand } from './walking-hand.ts';

/**
 * A random walk on a real NetBox, which is changed through its REST API, and a real Infrahub: after each step a
 * warm diff has to say what a full diff says. Nobody else may write to either server meanwhile. WALK_STEPS says
 * how many steps, SEED which ones.
 */

const { NETBOX_URL = '', NETBOX_TOKEN = '', INFRAHUB_ADDRESS = '', INFRAHUB_API_TOKEN = '' } = process.env;
const { WALK_STEPS = '200', SEED = '7' } = process.env;
const environment = { NETBOX_URL, NETBOX_TOKEN, INFRAHUB_ADDRESS, INFRAHUB_API_TOKEN };
const marks = { prefix: 'zz-walk ', net: 213 };
const HOUR = 3_600_000;

const point = (endpoint: string, field: string, to: string, pick: number, target: number): NetBoxChange => ({
  do: 'point',
  endpoint,
  field,
  to,
  pick,
  target,
});
const rename = (endpoint: string, pick: number, name: number): NetBoxChange => ({
  do: 'rename',
  endpoint,
  pick,
  name,
});

/** Every change that leaves stale stamps behind and that the API can make, before chance takes over. */
const telling: readonly NetBoxChange[] = [
  rename('dcim/sites', 0, 8),
  rename('dcim/device-types', 0, 8),
  rename('extras/tags', 0, 8),
  rename('dcim/devices', 0, 8),
  { do: 'list', endpoint: 'dcim/devices', pick: 0, field: 'tags', to: 'extras/tags', targets: [0, 1] },
  { do: 'delete', endpoint: 'extras/tags', pick: 1 },
  { do: 'delete', endpoint: 'ipam/route-targets', pick: 0 },
  point('dcim/racks', 'site', 'dcim/sites', 0, 1),
  point('dcim/racks', 'location', 'dcim/locations', 1, 1),
  point('dcim/locations', 'site', 'dcim/sites', 0, 2),
  { do: 'create', endpoint: 'extras/custom-fields', picks: [1] },
  rename('extras/custom-fields', 0, 2),
  { do: 'delete', endpoint: 'extras/custom-fields', pick: 0 },
  { do: 'set', endpoint: 'extras/config-contexts', pick: 0, field: 'data', value: { ntp: '10.0.0.9' } },
  rename('dcim/cables', 0, 8),
  { do: 'delete', endpoint: 'dcim/cables', pick: 0 },
  { do: 'set', endpoint: 'ipam/ip-addresses', pick: 0, field: 'dns_name', value: 'walk.example.com' },
  { do: 'create', endpoint: 'dcim/devices', picks: [9, 1, 2, 0, 1] },
  { do: 'create', endpoint: 'dcim/interfaces', picks: [9, 0] },
  { do: 'create', endpoint: 'ipam/prefixes', picks: [0, 1] },
  { do: 'primary-mac', pick: 1, target: 9 },
  { do: 'delete', endpoint: 'dcim/devices', pick: 1 },
  { do: 'delete', endpoint: 'ipam/ip-addresses', pick: 0 },
  { do: 'swap', endpoint: 'dcim/devices', picks: [0, 2] },
  { do: 'replace', endpoint: 'dcim/devices', pick: 2 },
];

const hand = walkingHand(NETBOX_URL.replace(/\/$/, ''), NETBOX_TOKEN, marks);
const state: { folder: string; runs: number; tag: string | undefined } = {
  folder: '',
  runs: 0,
  tag: undefined,
};

/** What others do at the destination: a tag comes, changes and goes. */
async function changeInfrahub(step: number): Promise<void> {
  const value = `"zz-walk ${step}"`;
  const id = state.tag === undefined ? '' : `id: "${state.tag}"`;
  const mutation =
    state.tag === undefined
      ? `mutation { BuiltinTagCreate(data: { name: { value: ${value} } }) { ok object { id } } }`
      : step % 3 === 0
        ? `mutation { BuiltinTagDelete(data: { ${id} }) { ok } }`
        : `mutation { BuiltinTagUpdate(data: { ${id} description: { value: ${value} } }) { ok object { id } } }`;
  const answer = await fetch(`${INFRAHUB_ADDRESS.replace(/\/$/, '')}/graphql/main`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': INFRAHUB_API_TOKEN },
    body: JSON.stringify({ query: mutation }),
  });
  const { data, errors } = (await answer.json()) as {
    data?: Record<string, { object?: { id: string } }> | null;
    errors?: unknown;
  };
  if (errors) throw new Error(`Infrahub refused: ${JSON.stringify(errors)}`);
  state.tag = Object.values(data ?? {})[0]?.object?.id;
}

async function run(extract: 'full' | 'warm'): Promise<RunEnding> {
  const number = ++state.runs;
  const file = path.resolve(import.meta.dirname, '../../examples/netbox-to-infrahub/config.yml');
  const cacheRoot = path.join(state.folder, extract === 'full' ? `full-${number}` : 'carried');
  const sync = loadSync(await readFile(file, 'utf8'), file, environment);
  const ending = await runEngine({
    sync: { ...sync, incremental: { ...sync.incremental, fullResyncEvery: 1_000 } },
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
  for (const [name, value] of Object.entries(environment)) expect(value, `set ${name}`).not.toBe('');
  state.folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-walk-'));
  await hand.tidy();
  await furnish(hand, marks, () => undefined);
});

afterAll(async () => {
  await hand.tidy();
  if (state.tag !== undefined) await changeInfrahub(0);
  await rm(state.folder, { recursive: true, force: true });
});

test(`after each of ${WALK_STEPS} steps a warm diff says what a full diff says`, {
  timeout: 6 * HOUR,
}, async () => {
  const steps = Number(WALK_STEPS);
  const drawn = fc.sample(netboxChange, { seed: Number(SEED), numRuns: Math.max(1, steps) });
  const script = [...telling, ...drawn].slice(0, steps);
  const reads = { warm: 0, full: 0 };
  let refused = 0;
  await run('warm');
  for (const [index, change] of script.entries()) {
    await makeChange(change, hand, marks).catch((error: unknown) => {
      if (error instanceof TypeError) throw error;
      refused++;
    });
    if (index % 5 === 4) await changeInfrahub(index);
    const full = await run('full');
    const warm = await run('warm');
    const place = `step ${index + 1} (SEED=${SEED}): ${JSON.stringify(change)}`;
    expect(difference(full, warm, 'diff'), place).toBeUndefined();
    if (warm.type === 'thrown') throw warm.error;
    for (const side of [warm.report.sides.A, warm.report.sides.B]) {
      for (const { mode } of Object.values(side.kinds)) reads[mode]++;
    }
    if (index % 20 === 19)
      console.log(`${index + 1} steps, ${refused} refused, ${reads.warm} kinds warm, ${reads.full} full`);
  }
  expect(reads.warm).toBeGreaterThan(reads.full);
});
