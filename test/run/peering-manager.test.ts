import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peeringManagerProduct } from '../../demo/rest/peering-manager.ts';
import { type RestServer, startRestServer } from '../../demo/rest/rest-server.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

describe('from files to Peering Manager', () => {
  let world: World;
  let server: RestServer;
  let folder: string;
  const writes: string[] = [];

  beforeAll(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
    server = await startRestServer(peeringManagerProduct, {
      onRequest({ method, url }) {
        if (method !== 'GET') writes.push(`${method} ${url.pathname}`);
      },
    });
    folder = path.join(world.folder, 'repository');
    await cp(path.resolve('examples/files-to-peering-manager'), folder, { recursive: true });
  });
  afterAll(async () => {
    await Promise.all([world.close(), server.close()]);
  });

  const run = (...words: string[]) =>
    world.report([...words, '--config-file', path.join(folder, 'config.yml')], {
      environment: {
        ...world.environment(),
        PEERING_MANAGER_URL: server.url,
        PEERING_MANAGER_TOKEN: 'peering-manager-token',
      },
    });
  const edit = async (file: string, change: (text: string) => string) => {
    const name = path.join(folder, file);
    await writeFile(name, change(await readFile(name, 'utf8')));
  };

  it('plans everything, writes it with its references, and then plans nothing', async () => {
    const diff = await run('diff');
    expect(troubles(diff.report)).toEqual([]);
    expect(writes).toEqual([]);
    const { report } = await run('sync');
    expect(troubles(report)).toEqual([]);
    expect(report.digest).toBe(diff.report.digest);
    expect(report.summary.create).toBe(8);
    expect(writes).toHaveLength(8);
    const groups = server.tables('peering/bgp-groups').list();
    expect(groups.find(({ name }) => name === 'customers')).toMatchObject({
      status: 'disabled',
      import_routing_policies: expect.toSatisfy((ids: number[]) => ids.length === 2),
      communities: [],
    });
    expect(server.tables('peering/autonomous-systems').list()).toMatchObject([
      { asn: 64500, irr_as_set: 'AS-EXAMPLE', ipv4_max_prefixes: 500, affiliated: true },
      { asn: 64501, irr_as_set: null, ipv4_max_prefixes: 0, affiliated: false },
    ]);
    const again = await run('diff', '--exit-code');
    expect(planned(again.report)).toEqual([]);
    expect(again.code).toBe(0);
  });

  it('writes exactly what changed, on either side, warm where that is exact', async () => {
    await edit('data/peering.yml', (text) => text.replace('[accept-peers, reject-all]', '[reject-all]'));
    const communities = server.tables('bgp/communities');
    const blackhole = communities.list().find(({ name }) => name === 'Blackhole')?.id ?? 0;
    communities.update(blackhole, { description: 'edited by hand' });
    writes.length = 0;
    const { report } = await run('sync', '--no-full-extract');
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual([
      'update bgp.communities Blackhole',
      'update peering.bgp-groups customers',
    ]);
    expect(writes.toSorted()).toEqual([
      `PATCH /api/bgp/communities/${blackhole}/`,
      expect.stringMatching(/^PATCH \/api\/peering\/bgp-groups\/\d\/$/),
    ]);
    expect(report.sides.A.kinds['peering.autonomous-systems']?.mode).toBe('warm');
    expect(report.sides.B.kinds['peering.autonomous-systems']).toMatchObject({
      mode: 'full',
      reason: expect.stringContaining('always read in full'),
    });
    expect(planned((await run('diff')).report)).toEqual([]);
  });

  it('deletes what the files no longer have, when the configuration asks for it', async () => {
    await edit('config.yml', (text) =>
      text.replace('schema_mapping:', 'diffsync_flags: ["LOG_UNCHANGED_RECORDS"]\nschema_mapping:'),
    );
    await edit('data/autonomous-systems.csv', (text) => text.replace(/^64501.*\n/m, ''));
    const { report } = await run('sync', '--allow-rowcount-drop');
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(['delete peering.autonomous-systems 64501']);
    expect(server.tables('peering/autonomous-systems').list()).toHaveLength(1);
  });

  it('tells what the server refuses, and picks it up once it is right', async () => {
    await edit('data/peering.yml', (text) => text.replace('status: disabled', 'status: sleeping'));
    const refused = await run('sync');
    expect(refused.report.status).toBe('failed');
    expect(troubles(refused.report).join()).toContain('status: "sleeping" is not a valid choice');
    await edit('data/peering.yml', (text) => text.replace('status: sleeping', 'status: maintenance'));
    const { report } = await run('sync');
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(['update peering.bgp-groups customers']);
  });
});
