import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { smallMapping } from '../run/small-config.ts';
import { configOf } from '../run/world.ts';

/**
 * Writes to a real Infrahub, on a branch of its own that is removed at the end, from an embedded NetBox. CREATES
 * says how many objects the plan has that is cut off halfway.
 */

const { INFRAHUB_ADDRESS = '', INFRAHUB_API_TOKEN = '' } = process.env;
const CREATES = Number(process.env.CREATES ?? '5000');
const HOUR = 3_600_000;
const branch = `zz-apply-${randomBytes(4).toString('hex')}`;
const deleting = 'diffsync_flags: ["CONTINUE_ON_FAILURE"]';

let netbox: NetBox;
let folder: string;
let config: string;

async function graphql(text: string, on = branch): Promise<Record<string, never>> {
  const answer = await fetch(`${INFRAHUB_ADDRESS}/graphql/${on}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': INFRAHUB_API_TOKEN },
    body: JSON.stringify({ query: text }),
  }).catch(() => undefined);
  // A busy server sheds load, and drops a connection now and then.
  if (answer === undefined || answer.status === 429) {
    await wait(2_000);
    return graphql(text, on);
  }
  const { data, errors } = (await answer.json()) as { data: Record<string, never>; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Found {
  readonly count: number;
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly name: { readonly value: string } };
  }[];
}

async function named(kind: string, name: string, more = ''): Promise<Found> {
  const data = await graphql(
    `{ ${kind}(name__value: "${name}") { count edges { node { id name { value } ${more} } } } }`,
  );
  return data[kind] as unknown as Found;
}

const environment = () => ({
  NETBOX_URL: netbox.url,
  NETBOX_TOKEN: netbox.token,
  INFRAHUB_ADDRESS,
  INFRAHUB_API_TOKEN,
  INFRAHUB_SYNC_CACHE_DIR: path.join(folder, 'cache'),
});
const options = () => [
  '--config-file',
  config,
  '--branch',
  branch,
  '--format',
  'json',
  '--max-deletes',
  '100%',
];

async function run(...words: readonly string[]): Promise<RunReport> {
  const out: string[] = [];
  const talk: string[] = [];
  await runCommandLine(['node', 'infrahub-sync', ...words, ...options()], {
    environment: environment(),
    workingDirectory: process.cwd(),
    out: { write: (text) => out.push(text) },
    talk: { write: (text) => talk.push(text) },
    now: () => new Date(),
    random: Math.random,
    randomBytes,
    processId: process.pid,
    hostName: hostname(),
    signal: new AbortController().signal,
  });
  if (out.length === 0) throw new Error(talk.join(''));
  return JSON.parse(out.join('')) as RunReport;
}

const lines = ({ operations }: RunReport) =>
  operations.map(({ action, kind, id }) => `${action} ${kind} ${id}`);

beforeAll(async () => {
  for (const [name, value] of Object.entries({ INFRAHUB_ADDRESS, INFRAHUB_API_TOKEN }))
    expect(value, `set ${name}`).not.toBe('');
  folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-live-'));
  netbox = await startNetBox({ devices: 8 });
  netbox.data.create('dcim/sites', { name: 'zz second', slug: 'zz-second' });
  config = path.join(folder, 'config.yml');
  const text = configOf('live', smallMapping, deleting);
  // An account that every Infrahub has, so that what is written says whose it is.
  const settings = 'destination: { name: infrahub, settings: { source: agent, owner: agent } }';
  await writeFile(config, text.replace(/^destination: .*$/m, settings));
  await graphql(
    `mutation { BranchCreate(wait_until_completion: true, data: { name: "${branch}", sync_with_git: false }) { ok } }`,
    'main',
  );
});

afterAll(async () => {
  await graphql(
    `mutation { BranchDelete(wait_until_completion: true, data: { name: "${branch}" }) { ok } }`,
    'main',
  );
  await netbox.close();
  await rm(folder, { recursive: true, force: true });
});

const owned = ['--delete-owned-only'] as const;

test('creates, and a second run plans nothing', { timeout: HOUR }, async () => {
  const report = await run('sync', ...owned);
  expect(report.errors).toEqual([]);
  expect(report.summary.create).toBeGreaterThan(10);
  expect(lines(await run('diff', ...owned))).toEqual([]);
});

test('updates, clears, relates, renames and deletes, and a second run plans nothing', {
  timeout: HOUR,
}, async () => {
  const { data } = netbox;
  const [updated, cleared, gone] = data.list('extras/tags');
  const [site, other] = data.list('dcim/sites');
  const tenant = data.list('tenancy/tenants')[0];
  const before = await named('LocationSite', String(other?.name));
  data.update('extras/tags', updated?.id ?? 0, { description: 'updated' });
  data.update('extras/tags', cleared?.id ?? 0, { description: '' });
  data.update('dcim/sites', site?.id ?? 0, {
    tenant: tenant?.id ?? 0,
    tags: [{ name: updated?.name ?? '' }],
  });
  data.update('dcim/sites', other?.id ?? 0, { name: 'zz renamed', slug: 'zz-renamed' });
  data.delete('extras/tags', gone?.id ?? 0);
  const report = await run('sync', ...owned);
  expect(report.errors).toEqual([]);
  expect(lines(report)).toContain(`delete BuiltinTag ${gone?.name}`);
  expect(report.operations.find(({ renamed_from: name }) => name === other?.name)).toMatchObject({
    action: 'update',
    outcome: 'written',
  });
  const renamed = await named('LocationSite', 'zz renamed');
  expect(renamed.edges[0]?.node.id).toBe(before.edges[0]?.node.id);
  expect((await named('LocationSite', String(other?.name))).count).toBe(0);
  const related = await named('LocationSite', String(site?.name), 'tenant { node { name { value } } }');
  expect(related.edges[0]?.node).toMatchObject({ tenant: { node: { name: { value: tenant?.name } } } });
  expect((await named('BuiltinTag', String(gone?.name))).count).toBe(0);
  expect(lines(await run('diff', ...owned))).toEqual([]);
});

test('leaves alone what is protected for somebody else', { timeout: HOUR }, async () => {
  const [tag] = netbox.data.list('extras/tags');
  const { edges } = await named('BuiltinTag', String(tag?.name));
  const admin = (await graphql(
    '{ CoreAccount(name__value: "admin") { edges { node { id } } } }',
  )) as unknown as {
    CoreAccount: { edges: { node: { id: string } }[] };
  };
  const owner = admin.CoreAccount.edges[0]?.node.id;
  await graphql(
    `mutation { BuiltinTagUpdate(data: { id: "${edges[0]?.node.id}", description: { value: "theirs", is_protected: true, owner: "${owner}", source: "${owner}" } }) { ok } }`,
  );
  const report = await run('sync', ...owned);
  expect(lines(report)).toEqual([]);
  expect(report.left_alone).toMatchObject([{ attribute: 'description', old: 'theirs', owner: 'Admin' }]);
  expect(lines(await run('sync', ...owned, '--overwrite-protected'))).toEqual([
    `update BuiltinTag ${tag?.name}`,
  ]);
});

test(`a plan of ${CREATES} creates that is cut off halfway is resumed, and nothing is there twice`, {
  timeout: 3 * HOUR,
}, async () => {
  for (let index = 0; index < CREATES; index += 1)
    netbox.data.create('extras/tags', { name: `zz-many-${index}`, slug: `zz-many-${index}` });
  const plan = await run('diff', ...owned);
  expect(plan.summary.create).toBe(CREATES);
  const apply = ['apply', '--run-id', plan.run_id];
  const child = spawn(process.execPath, ['src/cli.ts', ...apply, ...options()], {
    env: { ...process.env, ...environment() },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const count = async () => {
    const data = await graphql('{ BuiltinTag { count } }');
    return (data.BuiltinTag as unknown as { count: number }).count;
  };
  const start = await count();
  while ((await count()) < start + CREATES / 2) await wait(500);
  child.kill('SIGKILL');
  await ended;
  const halfway = (await count()) - start;
  console.log(`killed after ${halfway} of ${CREATES}`);
  expect(halfway).toBeLessThan(CREATES);
  const began = performance.now();
  const resumed = await run(...apply);
  console.log(`resumed in ${Math.round((performance.now() - began) / 1000)} s`);
  expect(resumed.errors).toEqual([]);
  expect(resumed.status).toBe('applied');
  expect(await count()).toBe(start + CREATES);
  expect(lines(await run('diff', ...owned))).toEqual([]);
});
