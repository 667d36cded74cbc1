import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../demo/clock.ts';
import type { Fault } from '../../demo/http-server.ts';
import { smallConfig } from './small-config.ts';
import { startWorld, type World } from './world.ts';

/** Every way in which a run that is asked to be warm is not, with its sentence, and one in which it is. */
describe('the gate', () => {
  const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
  let world: World;
  let config: readonly string[];
  let copies = 0;

  beforeAll(async () => {
    world = await startWorld({ netbox: { clock }, infrahub: { clock } });
    config = await world.config(smallConfig());
    clock.advance(3_600_000);
    await world.report(['diff', ...config], { now: clock.now });
    clock.advance(3_600_000);
  });
  afterEach(() => {
    world.netboxWire.fault = undefined;
    world.infrahubWire.fault = undefined;
  });
  afterAll(() => world.close());

  /** A copy of the cache with its one finished run, changed as wanted; the folder of that run is given. */
  async function cacheCopy(change: (runFolder: string, syncFolder: string) => Promise<unknown>) {
    const cache = path.join(world.folder, `cache-${++copies}`);
    const syncFolder = path.join(cache, 'small');
    await cp(path.join(world.cache, 'small'), syncFolder, { recursive: true });
    const [runId = ''] = (await readdir(syncFolder)).filter((name) => name.startsWith('2026'));
    await change(path.join(syncFolder, runId), syncFolder);
    return { INFRAHUB_SYNC_CACHE_DIR: cache };
  }

  interface Wish {
    readonly words?: readonly string[];
    readonly change?: (runFolder: string, syncFolder: string) => Promise<unknown>;
    readonly environment?: Readonly<Record<string, string>>;
  }

  /** How both sides were read, and why; a full run on an empty cache has to give the same plan. */
  async function reading({ words = ['diff', '--no-full-extract', ...config], ...wish }: Wish) {
    const cache = await cacheCopy(wish.change ?? (async () => undefined));
    const environment = { ...world.environment(), ...cache, ...wish.environment };
    const { report } = await world.report(words, { now: clock.now, environment });
    const empty = { ...environment, INFRAHUB_SYNC_CACHE_DIR: path.join(world.folder, `empty-${copies}`) };
    const others = words.filter((word) => word !== '--no-full-extract').with(0, 'diff');
    const full = await world.report(others, { now: clock.now, environment: empty });
    expect(report.digest).toBe(full.report.digest);
    const { A, B } = report.sides;
    expect(Object.values({ ...A.kinds, ...B.kinds }).every(({ mode }) => mode === A.mode)).toBe(true);
    expect({ mode: B.mode, full: A.mode === 'full' && B.reason }).toEqual({
      mode: A.mode,
      full: A.mode === 'full' && A.reason,
    });
    return `${A.mode}: ${A.reason.replaceAll(/\d{8}T\d{4}-[0-9a-f]{8}/g, '<run>')}`;
  }

  const editJson = (file: string, change: (content: Record<string, unknown>) => void) => async () => {
    const content = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    change(content);
    await writeFile(file, JSON.stringify(content));
  };
  const runJson = (change: (content: Record<string, unknown>) => void) => (folder: string) =>
    editJson(path.join(folder, 'run.json'), change)();

  /** What a server answers to one path, altered. */
  async function altered(url: string, replace: (text: string) => string): Promise<Fault> {
    const token: Record<string, string> = url.startsWith(world.netbox.url)
      ? { authorization: `Token ${world.netbox.token}` }
      : { 'X-INFRAHUB-KEY': world.infrahub.token };
    const answer = await fetch(url, { headers: { ...token, connection: 'close' } });
    const body = replace(await answer.text());
    return { type: 'status', status: 200, headers: { 'content-type': 'application/json' }, body };
  }

  it('lets a run be warm that asks for it and follows a finished one', async () => {
    expect(await reading({})).toMatch(/^warm: run <run> was complete up to 2026-03-02T08:55:\S+, and what/);
  });

  it('wants to be asked', async () => {
    expect(await reading({ words: ['diff', ...config] })).toBe(
      'full: a full extract was asked for, which is the default',
    );
    expect(await reading({ words: ['audit', ...config] })).toBe('full: an audit reads everything');
  });

  it('stays shut when warm runs are turned off', async () => {
    const never = await world.config(smallConfig('incremental: { full_resync_every: 1 }'));
    expect(await reading({ words: ['diff', '--no-full-extract', ...never] })).toBe(
      'full: incremental.full_resync_every is 1, which turns warm runs off',
    );
  });

  it('wants everything read again on every so manieth run', async () => {
    for (const [every, ordinal] of [
      [2, '2nd'],
      [3, '3rd'],
    ] as const) {
      const often = await world.config(smallConfig(`incremental: { full_resync_every: ${every} }`));
      const words = ['diff', '--no-full-extract', ...often];
      const counted = (runs: number) => ({
        words,
        change: (_: string, sync: string) =>
          writeFile(path.join(sync, 'run-counter.json'), JSON.stringify({ runs_since_full: runs })),
      });
      expect(await reading(counted(every - 1))).toBe(`full: everything is read on every ${ordinal} run`);
      expect(await reading(counted(every - 2))).toMatch(/^warm: /);
    }
  });

  it.each([
    ['missing', (file: string) => rm(file)],
    ['broken', (file: string) => writeFile(file, '{"runs_since_full": -1}')],
  ])('wants to know how many runs there were: the counter is %s', async (_, damage) => {
    const change = (_folder: string, sync: string) => damage(path.join(sync, 'run-counter.json'));
    expect(await reading({ change })).toBe(
      'full: it is not known how many runs there were since everything was read',
    );
  });

  it('wants a previous run', async () => {
    const change = async (folder: string) => rm(folder, { recursive: true });
    expect(await reading({ change })).toBe('full: there is no previous run in the cache');
  });

  it.each(['pending', 'running', 'failed', 'cancelled'])(
    'wants one that finished: not %s',
    async (status) => {
      const change = runJson((content) => Object.assign(content, { status }));
      expect(await reading({ change })).toBe(`full: no previous run finished: <run> is ${status}`);
    },
  );

  it.each([
    ['without its run.json', (file: string) => rm(file)],
    ['with half of its run.json', (file: string) => writeFile(file, '{"status": "dry-')],
  ])('wants one that can be read: not %s', async (_, damage) => {
    const change = (folder: string) => damage(path.join(folder, 'run.json'));
    expect(await reading({ change })).toBe('full: no previous run finished: <run> is broken');
  });

  it('wants one that this engine wrote', async () => {
    const change = runJson((content) => delete content.binding);
    expect(await reading({ change })).toMatch(
      /^full: the last run <run> cannot be used: run\.json is broken \(.* at binding/,
    );
  });

  it.each([
    'A/LocationSite.parquet',
    'B/BuiltinTag.parquet',
    'A/_watched.json',
    'plan.parquet',
    'cursors.json',
    'schema-sub-hash.txt',
  ])('wants one whose files are what was written: %s', async (name) => {
    const flipped = async (folder: string) => {
      const content = await readFile(path.join(folder, name));
      const middle = Math.floor(content.length / 2);
      content[middle] = (content[middle] ?? 0) ^ 1;
      await writeFile(path.join(folder, name), content);
    };
    expect(await reading({ change: flipped })).toBe(
      `full: the last run <run> cannot be used: ${name} is not what was written: its checksum differs`,
    );
    const gone = (folder: string) => rm(path.join(folder, name));
    expect(await reading({ change: gone })).toBe(
      `full: the last run <run> cannot be used: ${name} is missing`,
    );
  });

  it('wants one whose run.json names only files of its own', async () => {
    const change = runJson((content) =>
      Object.assign(content.files as object, { '../run-counter.json': '' }),
    );
    expect(await reading({ change })).toMatch(/cannot be used: run\.json names a file outside its folder/);
  });

  it('wants the mapping to be what it was', async () => {
    const text = smallConfig().replace('mapping: slug', 'mapping: facility');
    const words = ['diff', '--no-full-extract', ...(await world.config(text))];
    expect(await reading({ words })).toBe(
      "full: the mapping or the destination's schema changed since run <run>",
    );
  });

  it('wants the schema of the mapped kinds to be what it was', async () => {
    const fault = await altered(`${world.infrahub.url}/api/schema?branch=main`, (text) => {
      const schema = JSON.parse(text) as { nodes: { kind: string; attributes: Record<string, unknown>[] }[] };
      const tag = schema.nodes.find(({ kind }) => kind === 'BuiltinTag');
      tag?.attributes.push({ ...tag.attributes[0], name: 'colour', optional: true, unique: false });
      return JSON.stringify(schema);
    });
    world.infrahubWire.fault = ({ url }) => (url.pathname === '/api/schema' ? fault : undefined);
    expect(await reading({})).toBe("full: the mapping or the destination's schema changed since run <run>");
  });

  const otherBinding = 'full: run <run> was of another source, destination, branch or version of one';

  it('wants the source to be what it was: its address and its version', async () => {
    const elsewhere = { NETBOX_URL: world.netbox.url.replace('127.0.0.1', 'localhost') };
    expect(await reading({ environment: elsewhere })).toBe(otherBinding);
    const fault = await altered(`${world.netbox.url}/api/status/`, (text) => text.replace('4.7.3', '4.7.4'));
    world.netboxWire.fault = ({ url }) => (url.pathname === '/api/status/' ? fault : undefined);
    expect(await reading({})).toBe(otherBinding);
  });

  it('wants the destination to be what it was, whatever its address is', async () => {
    const elsewhere = { INFRAHUB_ADDRESS: world.infrahub.url.replace('127.0.0.1', 'localhost') };
    expect(await reading({ environment: elsewhere })).toMatch(/^warm: /);
    const fault = await altered(`${world.infrahub.url}/api/info`, (text) =>
      text.replace(/"deployment_id":"[^"]*"/, '"deployment_id":"another"'),
    );
    world.infrahubWire.fault = ({ url }) => (url.pathname === '/api/info' ? fault : undefined);
    expect(await reading({})).toBe(otherBinding);
  });

  async function createBranch(name: string) {
    const query = `mutation { BranchCreate(data: {name: "${name}"}) { ok } }`;
    await fetch(`${world.infrahub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': world.infrahub.token },
      body: JSON.stringify({ query }),
    });
  }

  it('wants the branch to be what it was', async () => {
    await createBranch('other');
    expect(await reading({ words: ['diff', '--no-full-extract', '--branch', 'other', ...config] })).toBe(
      otherBinding,
    );
  });

  const warmDiff = () => ['diff', '--no-full-extract', ...config];

  /** Each side's mode and reason, of a run on a copy of the cache, or on one that other runs have used. */
  async function bothSides(cache?: Readonly<Record<string, string>>, words = warmDiff()) {
    const environment = {
      ...world.environment(),
      ...(cache ?? (await cacheCopy(async () => undefined))),
    };
    const { report } = await world.report(words, { now: clock.now, environment });
    const { A, B } = report.sides;
    const told = (reason: string) => reason.replaceAll(/\d{8}T\d{4}-[0-9a-f]{8}/g, '<run>');
    return { A: `${A.mode}: ${told(A.reason)}`, B: `${B.mode}: ${told(B.reason)}` };
  }

  it('wants the history of the destination to go on: a restored one lacks its newest event', async () => {
    world.infrahubWire.fault = ({ body }) =>
      body.includes('InfrahubEvent(ids')
        ? {
            type: 'status',
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ data: { InfrahubEvent: { edges: [] } } }),
          }
        : undefined;
    expect(await bothSides()).toEqual({
      A: expect.stringMatching(/^warm: /),
      B: "full: the newest change that run <run> knew is no longer in the server's history",
    });
  });

  describe('wants the last run to have read the history, where runs before it could', () => {
    const gone = "full: the newest change that run <run> knew is no longer in the server's history";
    const lost = "full: run <run> could not read the server's history, which runs before it could";
    const warm = expect.stringMatching(/^warm: /);

    /** How both sides were read by runs one after another, some of which may not read a history. */
    async function readings(runs: readonly { readonly forbidden?: 'A' | 'B'; readonly words?: string[] }[]) {
      const cache = await cacheCopy(async () => undefined);
      const told: { readonly A: string; readonly B: string }[] = [];
      world.netbox.data.update('dcim/sites', 1, { description: 'entered in the change log' });
      for (const { forbidden, words = warmDiff() } of [{}, ...runs]) {
        const refused = { type: 'status', status: 403 } as const;
        world.netboxWire.fault = ({ url }) =>
          forbidden === 'A' && url.pathname === '/api/core/object-changes/' ? refused : undefined;
        world.infrahubWire.fault = ({ body }) =>
          forbidden === 'B' && body.includes('InfrahubEvent') ? refused : undefined;
        clock.advance(60_000);
        told.push(await bothSides(cache, words));
      }
      return told.slice(1);
    }

    it('at the source', async () => {
      const told = await readings([{ forbidden: 'A' }, { forbidden: 'A' }, {}, {}]);
      expect(told.map(({ A }) => A)).toEqual([gone, lost, lost, warm]);
      expect(told.map(({ B }) => B)).toEqual([warm, warm, warm, warm]);
    });

    it('at the destination', async () => {
      const told = await readings([{ forbidden: 'B' }, { forbidden: 'B' }, {}, {}]);
      expect(told.map(({ B }) => B)).toEqual([gone, lost, lost, warm]);
      expect(told.map(({ A }) => A)).toEqual([warm, warm, warm, warm]);
    });

    it('also after a run that was to read everything', async () => {
      const told = await readings([{ forbidden: 'A', words: ['diff', ...config] }, {}, {}]);
      expect(told.map(({ A }) => A)).toEqual([expect.stringMatching(/^full: a full extract/), lost, warm]);
    });

    it('of the same two systems: what another run knew is nothing to this one', async () => {
      const words = [...warmDiff(), '--branch', 'apart'];
      await createBranch('apart');
      const elsewhere = { forbidden: 'A', words } as const;
      const told = await readings([elsewhere, elsewhere]);
      expect(told.map(({ A }) => A)).toEqual([otherBinding, warm]);
    });
  });

  it('wants the clocks of both servers to go on', async () => {
    const now = clock.now();
    clock.set(new Date('2026-03-02T08:30:00Z'));
    const reason = "full: the server's clock went back since run <run>";
    expect(await bothSides()).toEqual({ A: reason, B: reason });
    clock.set(now);
  });

  it('wants a cache in its own format', async () => {
    const change = runJson((content) => Object.assign(content, { snapshot_version: 0 }));
    expect(await reading({ change })).toBe(otherBinding);
  });
});
