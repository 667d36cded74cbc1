import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lastFinishedRun } from '../../src/cache/runs.ts';
import { smallConfig } from './small-config.ts';
import { type CommandEnd, planned, startWorld, type World } from './world.ts';

describe('what keeps a run from beginning', () => {
  let world: World;
  let config: readonly string[];
  let mutationsBefore: number;
  let runBefore: string;

  const lastRun = async (): Promise<string> => {
    const found = await lastFinishedRun(world.cache, 'small');
    return found.status === 'verified' ? found.run.runId : found.status;
  };

  beforeAll(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
    await world.command(['sync', ...config]);
    // Something to write, so that a run that does not stop is found out.
    world.netbox.data.create('extras/tags', { name: 'unwritten', slug: 'unwritten' });
    mutationsBefore = world.mutations();
    runBefore = await lastRun();
  });
  afterEach(async () => {
    world.netboxWire.fault = undefined;
    expect(world.mutations()).toBe(mutationsBefore);
    expect(await lastRun()).toBe(runBefore);
  });
  afterAll(() => world.close());

  const withEnvironment = (changes: Readonly<Record<string, string>>, words = config): Promise<CommandEnd> =>
    world.command(['sync', ...words], { environment: { ...world.environment(), ...changes } });

  /** Ended with 1, and said these things. */
  const refused = (end: CommandEnd, ...said: readonly (string | RegExp)[]): void => {
    expect(end.code).toBe(1);
    for (const words of said) expect(end.out + end.talk).toMatch(words);
  };

  it('a wrong NetBox token', async () => {
    refused(
      await withEnvironment({ NETBOX_TOKEN: 'wrong' }),
      /error: NetBox at http:\/\/127\.0\.0\.1:\d+ does not accept the token/,
      /hint: Check NETBOX_TOKEN/,
    );
  });

  it('a wrong Infrahub token', async () => {
    refused(
      await withEnvironment({ INFRAHUB_API_TOKEN: 'wrong' }),
      /error: Infrahub at http:\/\/127\.0\.0\.1:\d+ does not accept the token: Invalid token/,
      /hint: Set INFRAHUB_API_TOKEN/,
    );
  });

  it('a kind that the schema does not have, at its line', async () => {
    const text = smallConfig().replace('OrganizationTenant', 'OrganizationTennant');
    const line = text.split('\n').findIndex((words) => words.includes('name: OrganizationTennant')) + 1;
    const words = await world.config(text);
    refused(
      await world.command(['sync', ...words]),
      new RegExp(`config\\.yml:${line}:11: error: .* no kind "OrganizationTennant"`),
      'Did you mean "OrganizationTenant"?',
    );
  });

  it('an endpoint that NetBox does not have', async () => {
    const words = await world.config(smallConfig().replace('tenancy.tenants', 'tenancy.tenant'));
    refused(
      await world.command(['sync', ...words]),
      /NetBox at .* has no endpoint "tenancy\.tenant"/,
      'Did you mean "tenancy.tenants"?',
    );
  });

  it('an address that is not that of NetBox', async () => {
    refused(
      await withEnvironment({ NETBOX_URL: world.infrahub.url }),
      /There is no NetBox API at http/,
      /hint: Check the address/,
    );
  });

  it('a port on which nothing listens', async () => {
    refused(
      await withEnvironment({ NETBOX_URL: 'http://127.0.0.1:9' }),
      /NetBox at http:\/\/127\.0\.0\.1:9: the connection to 127\.0\.0\.1:9 was refused/,
      /hint: Check that NetBox runs there and that the port is right\./,
    );
    refused(
      await withEnvironment({ INFRAHUB_ADDRESS: 'http://127.0.0.1:9' }),
      /Infrahub at http:\/\/127\.0\.0\.1:9: the connection to 127\.0\.0\.1:9 was refused/,
    );
  });

  it('a host name that does not exist', async () => {
    refused(
      await withEnvironment({ NETBOX_URL: 'http://netbox.invalid' }),
      /the host name of netbox\.invalid was not found/,
      /hint: Check the address for a typing mistake/,
    );
  });

  it('a cache that cannot be written', async () => {
    const file = path.join(world.folder, 'a-file');
    await writeFile(file, '');
    refused(
      await withEnvironment({ INFRAHUB_SYNC_CACHE_DIR: file }),
      /The cache cannot be written at .*a-file/,
      /a file stands where a folder is needed/,
      /INFRAHUB_SYNC_CACHE_DIR/,
    );
  });

  it('another run of the same sync, which is named', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    world.netboxWire.onRequest = () => {
      reached.resolve();
      return gate.promise;
    };
    const cancel = new AbortController();
    const first = world.command(['sync', ...config], { signal: cancel.signal });
    await reached.promise;
    const second = await world.command(['sync', ...config], { processId: 1, hostName: 'elsewhere' });
    refused(
      second,
      new RegExp(`The sync "small" is already running: its cache is held by process ${process.pid} on `),
      /hint: Wait until that run has ended/,
    );
    cancel.abort();
    gate.resolve();
    world.netboxWire.onRequest = undefined;
    expect((await first).code).toBe(1);
  });

  it('a branch that does not exist, with those that do', async () => {
    refused(
      await world.command(['sync', ...config, '--branch', 'nowhere']),
      /has no branch named nowhere/,
      /Create the branch, or name another one with --branch/,
      /The branches there are: main/,
    );
  });

  it('a configuration without anything in it', async () => {
    for (const text of ['', '---\n', 'name: small\n']) {
      const words = await world.config(text);
      refused(await world.command(['sync', ...words]), /config\.yml:\d+:\d+: error: /, /hint: /);
    }
    const none = smallConfig().replace(/schema_mapping:[\s\S]*/, 'schema_mapping: []\n');
    refused(await world.command(['sync', ...(await world.config(none))]), /schema_mapping/);
  });

  it('a source with fewer than half of the rows, of which a diff only warns', async () => {
    const words = await world.config(smallConfig().replace('mapping: extras.tags', FEWER_TAGS));
    const diff = await world.report(['diff', ...words]);
    expect(diff).toMatchObject({ code: 0, report: { status: 'dry-run', errors: [] } });
    expect(diff.report.warnings).toContainEqual(
      expect.stringMatching(/^BuiltinTag has 3 rows .* had 30 .* unless --allow-rowcount-drop is given$/),
    );
    runBefore = diff.report.run_id;
    const { code, report } = await world.report(['sync', ...words]);
    expect(code).toBe(1);
    expect(report.errors).toMatchObject([
      {
        error_class: 'ROWCOUNT_DROP',
        message: expect.stringMatching(/BuiltinTag 30 → 3\. Nothing was written\./),
        hint: expect.stringContaining('--allow-rowcount-drop'),
      },
    ]);
  });
});

const FEWER_TAGS = `mapping: extras.tags
    filters: [{ field: name, operation: contains, value: prod }]`;

describe('after runs that were refused', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('the next one goes through', async () => {
    const config = await world.config(smallConfig());
    const wrong = { environment: { ...world.environment(), NETBOX_TOKEN: 'wrong' } };
    expect((await world.command(['sync', ...config], wrong)).code).toBe(1);
    const misspelt = await world.config(smallConfig().replace('tenancy.tenants', 'tenancy.tenant'));
    expect((await world.command(['sync', ...misspelt])).code).toBe(1);
    expect((await world.command(['sync', ...config])).code).toBe(0);
    expect(planned((await world.report(['diff', ...config])).report)).toEqual([]);
  });

  it('a source that shrank is synced when that is said to be right, and measured by its new size', async () => {
    const fewer = await world.config(smallConfig().replace('mapping: extras.tags', FEWER_TAGS));
    expect((await world.command(['sync', ...fewer])).code).toBe(1);
    expect((await world.command(['sync', ...fewer, '--allow-rowcount-drop'])).code).toBe(0);
    expect((await world.command(['sync', ...fewer])).code).toBe(0);
  });
});
