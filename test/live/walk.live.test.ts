import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSync } from '../../src/config/load.ts';
import { changeDestination } from '../histories/destination-changes.ts';
import { difference } from '../histories/difference.ts';
import { type RunEnding, runEngine } from '../histories/engine.ts';
import { furnish } from '../histories/furnish.ts';
import { destinationChange } from '../histories/histories-arbitrary.ts';
import type { NetBoxChange } from '../histories/history.ts';
import { makeChange } from '../histories/make-change.ts';
import { netboxChange } from '../histories/netbox-changes.ts';
import { configText, mappedFields, type VariantName } from '../histories/variants.ts';
import { labEdits, tidyLab } from './lab-edits.ts';
import { walkingHand } from './walking-hand.ts';
import { walkingInfrahub } from './walking-infrahub.ts';

/**
 * A random walk on a real NetBox, which is changed through its REST API, and a branch of a real Infrahub, which
 * others edit: after each step a warm run has to say what a full diff says. The example is compared in turn with
 * them, on the default branch. Nobody else may write to either meanwhile. WALK_STEPS says how many steps, SEED which ones.
 */

const { NETBOX_URL = '', NETBOX_TOKEN = '', INFRAHUB_ADDRESS = '', INFRAHUB_API_TOKEN = '' } = process.env;
const { WALK_STEPS = '200', SEED = '7' } = process.env;
const environment = { NETBOX_URL, NETBOX_TOKEN, INFRAHUB_ADDRESS, INFRAHUB_API_TOKEN };
const BRANCH = 'zz-walk';
/** Names that a slug, a custom field and an interface may all have. */
const marks = { prefix: 'zz_walk_', net: 213 };
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

/** What is mapped, in turns: together every field whose stamp may be stale. Each has a cache of its own. */
const mappings: readonly (readonly VariantName[])[] = [
  ['references', 'ports', 'addresses', 'cables', 'locations', 'parties', 'prefixes'],
  ['nested', 'peers', 'filters'],
  ['transforms', 'hosts', 'untraced'],
];
/** The turn after those: the example as its users have it, on the default branch. */
const EXAMPLE = mappings.length;
/** Every so many steps the first mapping is synced, so that the destination holds what is compared. */
const SYNC_EVERY = 8;

const hand = walkingHand(NETBOX_URL.replace(/\/$/, ''), NETBOX_TOKEN, marks);
const infrahub = walkingInfrahub(INFRAHUB_ADDRESS.replace(/\/$/, ''), INFRAHUB_API_TOKEN, BRANCH);
const state = { folder: '', runs: 0 };

/** The mapping of a turn, as the histories have it, in the walk's words. */
async function configOf(turn: number): Promise<string> {
  const variants = mappings[turn];
  if (variants === undefined) {
    return readFile(
      path.resolve(import.meta.dirname, '../../examples/netbox-to-infrahub/config.yml'),
      'utf8',
    );
  }
  const text = configText({ variants, deletes: true, pageSize: 1000, fullResyncEvery: 100_000 });
  return text
    .replaceAll('"Role 0"', `"${marks.prefix}Role 0"`)
    .replaceAll('custom_fields.note', `custom_fields.${marks.prefix}note`);
}

async function run(turn: number, extract: 'full' | 'warm', mode: 'diff' | 'sync'): Promise<RunEnding> {
  const number = ++state.runs;
  const sync = loadSync(await configOf(turn), 'config.yml', environment);
  const cacheRoot = path.join(state.folder, extract === 'full' ? `full-${number}` : `carried-${turn}`);
  const ending = await runEngine({
    // A short overlap: else what the walk wrote in the last minutes would be read again anyway.
    sync: { ...sync, incremental: { fullResyncEvery: 100_000, overlapSeconds: 1 } },
    mode,
    extract,
    environment,
    ...(turn === EXAMPLE ? {} : { branch: BRANCH }),
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
  const kinds = mappings.flatMap((variants) => mappedFields({ variants }).map(({ kind }) => kind));
  await infrahub.open(new Set(kinds));
  for (const mutation of tidyLab) await infrahub.graphql(mutation, 'main').catch(() => undefined);
}, HOUR);

afterAll(async () => {
  await hand.tidy();
  await infrahub.close();
  for (const mutation of tidyLab) await infrahub.graphql(mutation, 'main').catch(() => undefined);
  await rm(state.folder, { recursive: true, force: true });
}, HOUR);

test(`after each of ${WALK_STEPS} steps a warm run says what a full diff says`, {
  timeout: 6 * HOUR,
}, async () => {
  const steps = Number(WALK_STEPS);
  const seed = Number(SEED);
  const drawn = fc.sample(netboxChange, { seed, numRuns: Math.max(1, steps) });
  const edits = fc.sample(destinationChange, { seed, numRuns: Math.max(1, steps) });
  const script = [...telling, ...drawn].slice(0, steps);
  const reads = { warm: 0, full: 0 };
  const times = { warm: 0, full: 0 };
  const requests = { warm: 0, full: 0 };
  const refused: string[] = [];
  const unlessRefused = (what: object) => (error: unknown) => {
    if (error instanceof TypeError) throw error;
    refused.push(`${JSON.stringify(what)}: ${String(error)}`);
  };
  const timed = async (turn: number, extract: 'full' | 'warm', mode: 'diff' | 'sync') => {
    const begun = performance.now();
    const ending = await run(turn, extract, mode);
    times[extract] += performance.now() - begun;
    if (ending.type === 'thrown') throw ending.error;
    const { A, B } = ending.report.requests;
    if (mode === 'diff') requests[extract] += A.count + B.count;
    return ending;
  };
  for (let turn = 0; turn <= EXAMPLE; turn++) await run(turn, 'warm', turn === 0 ? 'sync' : 'diff');
  for (const [index, change] of script.entries()) {
    await makeChange(change, hand, marks).catch(unlessRefused(change));
    const edit = edits[index];
    if (edit && index % 3 === 2) {
      const setting = { variants: mappings[0] ?? [] };
      await changeDestination(infrahub, setting, edit).catch(unlessRefused(edit));
    }
    const turn = index % (EXAMPLE + 1);
    const labEdit =
      turn === EXAMPLE ? labEdits[Math.floor(index / (EXAMPLE + 1)) % labEdits.length] : undefined;
    if (labEdit !== undefined) await infrahub.graphql(labEdit, 'main');
    const mode = index % SYNC_EVERY === 0 ? 'sync' : 'diff';
    const full = await timed(turn, 'full', 'diff');
    const warm = await timed(turn, 'warm', mode);
    const place = `step ${index + 1} (SEED=${SEED}): ${JSON.stringify(change)}`;
    expect(difference(full, warm, mode), place).toBeUndefined();
    for (const side of [warm.report.sides.A, warm.report.sides.B]) {
      for (const kind of Object.values(side.kinds)) reads[kind.mode]++;
    }
    if (index % 10 === 9) {
      const seconds = { full: Math.round(times.full / 1000), warm: Math.round(times.warm / 1000) };
      console.log(JSON.stringify({ steps: index + 1, kindsRead: reads, seconds, requests, refused }));
    }
  }
  expect(reads.warm).toBeGreaterThan(reads.full);
});
