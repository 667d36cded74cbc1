import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createManualClock, type ManualClock } from '../../demo/clock.ts';
import type { DemoRequest, Fault } from '../../demo/http-server.ts';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import type { Backup, LateTransaction } from '../../demo/netbox/data.ts';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import { loadSync } from '../../src/config/load.ts';
import type { Sync } from '../../src/config/sync.ts';
import type { RunObserver } from '../../src/run/events.ts';
import { type RunEnding, runEngine } from './engine.ts';
import { furnish } from './furnish.ts';
import type { Server, Setting } from './history.ts';
import { plainWording } from './make-change.ts';
import { embeddedHand } from './netbox-hand.ts';
import { historySchema } from './schema.ts';
import { configText, mappedFields, type VariantName } from './variants.ts';

/** Two embedded servers, the caches and the clocks that one history plays with. */
export interface World {
  setting: Setting;
  readonly netbox: NetBox;
  infrahub: Infrahub;
  /** Infrahub's time; NetBox's is `netboxOffset` milliseconds away from it. */
  readonly clock: ManualClock;
  netboxOffset: number;
  /** Hours that the runner's clock is off. */
  skew: number;
  late: { readonly transaction: LateTransaction; readonly begun: number } | undefined;
  backup: { readonly data: Backup; readonly at: number } | undefined;
  /** What NetBox does not let the token read for a while. */
  denials: readonly { readonly endpoint: string; readonly steps: number }[];
  /** Seen for every request before it is answered; answers what goes wrong with it. */
  onRequest: ((server: Server) => Promise<Fault | undefined>) | undefined;
  /** Destination kinds that the schema has. */
  readonly kinds: ReadonlySet<string>;
  readonly folder: string;
  /** The cache that is carried from run to run. */
  carried: string;
  sync: { readonly text: string; readonly sync: Sync } | undefined;
  /** Grows; gives every run its id and its processes. */
  runs: number;
}

const START = new Date('2026-03-02T08:00:00Z');
/** What the Infrahub adapter asks for to learn the server's time; the embedded server cannot tell it. */
const LONG_AGO = { asked: '168000h', milliseconds: 168_000 * 3_600_000 };

/**
 * Starts both servers with the small network. Whoever opens a world closes it.
 * @param later variants that the setting may change to
 */
export async function openWorld(setting: Setting, later: readonly VariantName[] = []): Promise<World> {
  const kinds = new Set(mappedFields({ variants: [...setting.variants, ...later] }).map(({ kind }) => kind));
  const memory = '/dev/shm';
  const folder = await mkdtemp(path.join(existsSync(memory) ? memory : tmpdir(), 'histories-'));
  const clock = createManualClock(START);
  const started: { world?: World } = {};
  const netboxClock = {
    now: () => new Date(clock.now().getTime() + (started.world?.netboxOffset ?? 0)),
  };
  const faults = new WeakMap<DemoRequest, Fault>();
  const netbox = await startNetBox({
    devices: 0,
    clock: netboxClock,
    version: setting.netbox,
    onRequest: (request) => seen('netbox', request, clock, faults, started.world),
    fault: (request) => faults.get(request),
  });
  const world: World = {
    setting,
    netbox,
    infrahub: await openInfrahub({ clock, setting, kinds, started }, false, 0),
    kinds,
    clock,
    netboxOffset: 0,
    skew: 0,
    late: undefined,
    backup: undefined,
    denials: [],
    onRequest: undefined,
    folder,
    carried: path.join(folder, 'carried-0'),
    sync: undefined,
    runs: 0,
  };
  started.world = world;
  await furnish(embeddedHand(netbox.data), plainWording, () => clock.advance(600_000));
  clock.advance(3_600_000);
  return world;
}

export async function closeWorld(world: World): Promise<void> {
  await Promise.all([world.netbox.close(), world.infrahub.close()]);
  await rm(world.folder, { recursive: true, force: true });
}

/** Infrahub starts anew, empty, at the same address. */
export async function restartInfrahub(world: World, extra: boolean): Promise<void> {
  const port = Number(new URL(world.infrahub.url).port);
  await world.infrahub.close();
  const { clock, setting, kinds } = world;
  world.infrahub = await openInfrahub({ clock, setting, kinds, started: { world } }, extra, port);
}

interface InfrahubWish {
  readonly clock: ManualClock;
  readonly setting: Setting;
  readonly kinds: ReadonlySet<string>;
  readonly started: { readonly world?: World };
}

async function openInfrahub(wish: InfrahubWish, extra: boolean, port: number): Promise<Infrahub> {
  const { clock, setting, kinds, started } = wish;
  const faults = new WeakMap<DemoRequest, Fault>();
  const settled = new Map<string, Fault>();
  const infrahub = await startInfrahub({
    port,
    clock,
    version: setting.infrahub,
    schema: historySchema(kinds, extra),
    onRequest: (request) => seen('infrahub', request, clock, faults, started.world),
    fault(request) {
      if (request.url.searchParams.get('at') === LONG_AGO.asked) return tellTime(clock);
      return faults.get(request) ?? settled.get(questionOf(request));
    },
  });
  if (setting.branch !== undefined) await createBranch(infrahub, setting.branch);
  await settle(infrahub, settled, setting.branch ?? 'main');
  return infrahub;
}

async function createBranch({ url, token }: Infrahub, name: string): Promise<void> {
  const query = `mutation { BranchCreate(data: {name: "${name}"}) { ok } }`;
  const headers = {
    connection: 'close',
    'content-type': 'application/json',
    'X-INFRAHUB-KEY': token,
  };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** What every run asks of the schema, whose answer stays the same and is dear to make. */
const SCHEMA_QUESTIONS: readonly RequestInit[] = [
  { method: 'GET' },
  {
    method: 'POST',
    body: JSON.stringify({
      query: 'query { __type(name: "Query") { fields { name args { name } } } }',
      variables: {},
    }),
  },
];

/** Asks the server what never changes while it runs, so that it is answered from memory from then on. */
async function settle(infrahub: Infrahub, settled: Map<string, Fault>, branch: string): Promise<void> {
  for (const question of SCHEMA_QUESTIONS) {
    const path = question.method === 'GET' ? `/api/schema?branch=${branch}` : `/graphql/${branch}`;
    // A connection that stays open would be taken for the next server at this address.
    const answer = await fetch(`${infrahub.url}${path}`, { ...question, headers: { connection: 'close' } });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
    const headers = { 'content-type': 'application/json' };
    const key = `${question.method} ${path} ${String(question.body ?? '')}`;
    settled.set(key, { type: 'status', status: answer.status, headers, body });
  }
}

function questionOf({ method, url, body }: DemoRequest): string {
  return `${method} ${url.pathname}${url.search} ${body}`;
}

/** Time moves with every request, as it does elsewhere: what is written while a run reads is later than the read. */
async function seen(
  server: Server,
  request: DemoRequest,
  clock: ManualClock,
  faults: WeakMap<DemoRequest, Fault>,
  world: World | undefined,
): Promise<void> {
  clock.advance(1);
  const fault = await world?.onRequest?.(server);
  if (fault) faults.set(request, fault);
}

/** As Infrahub answers a question about a time before its branch: with that time, to the microsecond. */
function tellTime(clock: ManualClock): Fault {
  const asked = new Date(clock.now().getTime() - LONG_AGO.milliseconds);
  const message = `Requested time '${asked.toISOString().replace('Z', '000Z')}' is before branch 'main' was created`;
  return {
    type: 'status',
    status: 422,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data: null, errors: [{ message, extensions: { code: 422 } }] }),
  };
}

export interface RunWish {
  readonly mode: 'diff' | 'sync';
  readonly extract: 'full' | 'warm';
  readonly observe?: RunObserver;
  readonly signal?: AbortSignal;
}

/** One run of the engine: a warm one on the carried cache, a full one on an empty cache of its own. */
export async function run(world: World, wish: RunWish): Promise<RunEnding> {
  const number = ++world.runs;
  const environment = {
    NETBOX_URL: world.netbox.url,
    NETBOX_TOKEN: world.netbox.token,
    INFRAHUB_ADDRESS: world.infrahub.url,
    INFRAHUB_API_TOKEN: world.infrahub.token,
  };
  let ticks = 0;
  return runEngine({
    ...wish,
    number,
    environment,
    ...(world.setting.branch === undefined ? {} : { branch: world.setting.branch }),
    sync: syncOf(world, environment),
    cacheRoot: wish.extract === 'full' ? path.join(world.folder, `full-${number}`) : world.carried,
    now: () => new Date(world.clock.now().getTime() + world.skew * 3_600_000 + ++ticks),
  });
}

/** The setting's sync, read once while it stays the same. */
function syncOf(world: World, environment: Readonly<Record<string, string>>): Sync {
  const text = configText(world.setting);
  const sync = world.sync?.text === text ? world.sync.sync : loadSync(text, 'config.yml', environment);
  world.sync = { text, sync };
  return sync;
}

/** The cache as it is at this instant, to go on with later, as if what runs now had been killed. */
export function copyOfCache(world: World): string {
  const copy = path.join(world.folder, `carried-${world.runs}`);
  cpSync(world.carried, copy, { recursive: true });
  return copy;
}
