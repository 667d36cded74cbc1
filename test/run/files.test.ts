import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSync } from '../../src/config/load.ts';
import { runEngine } from '../histories/engine.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

describe('from files to Infrahub', () => {
  let world: World;
  let folder: string;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld({ netbox: { devices: 0 } });
    folder = path.join(world.folder, 'repository');
    await cp(path.resolve('examples/files-to-infrahub'), folder, { recursive: true });
    config = ['--config-file', path.join(folder, 'config.yml')];
  });
  afterAll(() => world.close());

  const edit = async (file: string, change: (text: string) => string) => {
    const name = path.join(folder, 'data', file);
    await writeFile(name, change(await readFile(name, 'utf8')));
  };
  const warm = (mode: 'diff' | 'sync' = 'diff') => world.report([mode, '--no-full-extract', ...config]);
  const modes = (report: Awaited<ReturnType<typeof warm>>['report']) =>
    Object.fromEntries(Object.entries(report.sides.A.kinds).map(([kind, { mode }]) => [kind, mode]));

  it('plans everything, writes it, and then plans nothing', async () => {
    const { report } = await world.report(['sync', ...config]);
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(
      expect.arrayContaining([
        'create LocationSite Frankfurt 1',
        'create DcimDeviceType Arista__7280R3',
        'create DcimDevice ams1-edge-1',
      ]),
    );
    expect(report.summary.create).toBe(13);
    const [edge] = world.infrahub.data
      .list('DcimDevice')
      .filter(({ attributes }) => attributes.name === 'ams1-edge-1');
    expect(edge?.attributes.serial).toBe('0012345');
    const second = await world.report(['diff', '--exit-code', ...config]);
    expect(planned(second.report)).toEqual([]);
    expect(second.code).toBe(0);
  });

  it('takes kinds whose files did not change from the last run, and says so', async () => {
    const { report } = await warm();
    expect(new Set(Object.values(modes(report)))).toEqual(new Set(['warm']));
    expect(report.sides.A.kinds.LocationSite?.reason).toMatch(/^sites\/\*\.yml is as run \S+ read it$/);
    expect(planned(report)).toEqual([]);
  });

  it('shows what an edited file would change, and reads that one again', async () => {
    await edit('sites/fra-1.yml', (text) => text.replace('planned', 'active'));
    const { report } = await warm();
    expect(planned(report)).toEqual(['update LocationSite Frankfurt 1']);
    expect(modes(report)).toMatchObject({ LocationSite: 'full', DcimDevice: 'warm', BuiltinTag: 'warm' });
    expect(report.sides.A.kinds.LocationSite?.reason).toMatch(/^sites\/\*\.yml changed since run /);
  });

  it('follows a rename to what refers to it, though that file did not change', async () => {
    await edit('inventory.csv', (text) => text.replaceAll('Frankfurt 1', 'Frankfurt One'));
    const broken = await warm();
    expect(troubles(broken.report).join()).toContain('Frankfurt One');
    await edit('sites/fra-1.yml', (text) =>
      text.replace('Frankfurt 1', 'Frankfurt One').replace('fra-1', 'fra-one'),
    );
    const { report } = await warm('sync');
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(['create LocationSite Frankfurt One', 'update DcimDevice fra1-edge-1']);
    expect(planned((await warm()).report)).toEqual([]);
  });

  it('names the file and the line of a record that cannot be used', async () => {
    await edit('inventory.csv', (text) => text.replace('leaf,active', 'leaf,broken'));
    await edit('device-types.ndjson', (text) => `${text}{"model": "MX204", "manufacturer": "Juniper"}\n`);
    const { report } = await warm();
    expect(report.status).toBe('failed');
    expect(troubles(report)).toEqual([
      'DUPLICATE_IDENTITY: DcimDeviceType: device-types.ndjson:1 and device-types.ndjson:3 are both "Juniper__MX204"',
      expect.stringContaining('VALUE_INVALID: DcimDevice, inventory.csv:3: status: "broken" is not one of'),
    ]);
  });

  it('knows the line of each, for an annotation on it', async () => {
    const file = path.join(folder, 'config.yml');
    const environment = world.environment();
    const ending = await runEngine({
      sync: loadSync(await readFile(file, 'utf8'), file, environment),
      mode: 'diff',
      extract: 'full',
      environment,
      cacheRoot: path.join(world.folder, 'annotated'),
      number: 1,
      now: () => new Date(),
    });
    const places = ending.type === 'reported' ? ending.report.errors.map(({ location }) => location) : [];
    expect(places).toEqual([
      { file: path.join(folder, 'data/device-types.ndjson'), line: 3, column: 1 },
      { file: path.join(folder, 'data/inventory.csv'), line: 3, column: 1 },
    ]);
  });

  it('names the file and the line of what cannot be read at all', async () => {
    await edit('tags.yml', (text) => `${text}- name: [unclosed\n`);
    const { report } = await warm();
    expect(report.status).toBe('failed');
    expect(troubles(report).join()).toMatch(/FILE_INVALID: \S*data\/tags\.yml:\d+: this is not valid YAML/);
    await rm(path.join(folder, 'data/tags.yml'));
    expect(troubles((await warm()).report).join()).toMatch(/FILE_NOT_FOUND: .* is named tags\.yml/);
  });
});
