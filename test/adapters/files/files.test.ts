import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Folder, makeFolder, recordsOf, refusalOf } from './folder.ts';

const signal = new AbortController().signal;
const folders: Folder[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<Folder> {
  const folder = await makeFolder(files);
  folders.push(folder);
  return folder;
}

const sites = {
  'sites/fra.yml': 'name: fra\n',
  'sites/ams.yml': 'name: ams\n',
  'sites/deep/old.json': '{"name": "old"}',
  'sites/README.md': 'not data',
  'sites/.hidden.yml': 'name: hidden\n',
};

describe('what a mapping names', () => {
  test.each([
    ['sites/*.yml', ['sites/ams.yml', 'sites/fra.yml']],
    ['sites', ['sites/ams.yml', 'sites/deep/old.json', 'sites/fra.yml']],
    ['sites/', ['sites/ams.yml', 'sites/deep/old.json', 'sites/fra.yml']],
    ['sites/**/*.{json,yml}', ['sites/ams.yml', 'sites/deep/old.json', 'sites/fra.yml']],
    ['./sites//fra.yml', ['sites/fra.yml']],
    ['sites/.hidden.yml', ['sites/.hidden.yml']],
  ])('%s', async (endpoint, ids) => {
    const adapter = (await folderWith(sites)).open();
    expect((await recordsOf(adapter, endpoint)).map(({ id }) => id)).toEqual(ids);
    expect(await adapter.count(endpoint, signal)).toBe(ids.length);
    expect([...(await adapter.ids(endpoint, signal))]).toEqual(ids);
  });

  test('a name that is special in a glob is taken as it stands when it is there', async () => {
    const adapter = (await folderWith({ 'a[1].yml': 'name: a\n', 'a1.yml': 'name: b\n' })).open();
    expect(await recordsOf(adapter, 'a[1].yml')).toMatchObject([{ data: { name: 'a' } }]);
  });

  test('the directory is relative to the configuration, and the format may be given', async () => {
    const folder = await folderWith({ 'data/x.conf': 'name: a\n' });
    const adapter = folder.open({ directory: 'data', format: 'yaml' });
    expect(await recordsOf(adapter, 'x.conf')).toMatchObject([{ id: 'x.conf', data: { name: 'a' } }]);
    expect((await refusalOf(recordsOf(folder.open({ directory: 'data' }), 'x.conf'))).hint).toContain(
      '`format`',
    );
  });

  test('what is not there is named with what was probably meant', async () => {
    const folder = await folderWith(sites);
    const error = await refusalOf(recordsOf(folder.open(), 'sites/frra.yml'));
    expect(error).toMatchObject({ code: 'FILE_NOT_FOUND', hint: 'Did you mean "sites/fra.yml"?' });
    const none = await refusalOf(recordsOf(folder.open(), 'devices/*.yml'));
    expect(none.code).toBe('FILE_NOT_FOUND');
    expect((await refusalOf(recordsOf(folder.open({ directory: 'nowhere' }), 'x.yml'))).message).toContain(
      'there is no directory',
    );
  });

  test('a setting that is unknown or cannot be used is named', async () => {
    const folder = await folderWith({});
    expect(() => folder.open({ directori: 'x' })).toThrow('directori');
    expect(() => folder.open({ format: 'xml' })).toThrow('format');
  });
});

describe('nothing outside of the directory is read', () => {
  test.each(['../secret.yml', '/etc/hostname', 'a/../../secret.yml', '{data,../..}/*.yml', 'C:/x.yml'])(
    '%s',
    async (endpoint) => {
      const folder = await folderWith({ 'in/data/x.yml': 'name: x\n', 'secret.yml': 'name: secret\n' });
      const error = await refusalOf(recordsOf(folder.open({ directory: 'in' }), endpoint));
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
      expect(error.message).toContain('leads out of the directory');
    },
  );

  test.each([
    ['a linked file', 'secret.yml', 'in/x.yml', 'x.yml'],
    ['a linked file among others', 'secret.yml', 'in/x.yml', '*.yml'],
    ['a linked folder', 'other', 'in/other', 'other/y.yml'],
    ['a linked folder as a whole', 'other', 'in/other', 'other'],
  ])('%s', async (_name, target, link, endpoint) => {
    const folder = await folderWith({
      'in/a.yml': '',
      'secret.yml': 'name: s\n',
      'other/y.yml': 'name: y\n',
    });
    await symlink(path.join(folder.path, target), path.join(folder.path, link));
    const error = await refusalOf(recordsOf(folder.open({ directory: 'in' }), endpoint));
    expect(error.message).toContain('is a link that leads out of the directory');
    const adapter = folder.open({ directory: 'in' });
    const tracking = adapter.tracking({ endpoint, paths: [] });
    if (tracking.status !== 'marked') throw new Error('files have a mark');
    expect((await refusalOf(tracking.mark(signal))).message).toContain('leads out of the directory');
  });

  test('a link within the directory is followed', async () => {
    const folder = await folderWith({ 'in/a.yml': 'name: a\n' });
    await symlink('a.yml', path.join(folder.path, 'in/b.yml'));
    const records = await recordsOf(folder.open({ directory: 'in' }), 'b.yml');
    expect(records).toMatchObject([{ id: 'b.yml', data: { name: 'a' } }]);
    expect((await recordsOf(folder.open({ directory: 'in' }), '*.yml')).map(({ id }) => id)).toEqual([
      'a.yml',
      'b.yml',
    ]);
  });

  test('a folder that is linked into itself ends', async () => {
    const folder = await folderWith({ 'in/a.yml': 'name: a\n' });
    await symlink('..', path.join(folder.path, 'in/up'));
    const records = await recordsOf(folder.open(), 'in');
    expect(records.map(({ id }) => id)).toContain('in/a.yml');
    expect(records.length).toBeLessThan(10);
  });
});

describe('ids', () => {
  test('a field is the id where the settings say so, and nested maps refer by it', async () => {
    const folder = await folderWith({ 'sites.yml': '- {id: 7, name: ams}\n- {id: b, name: fra}\n' });
    const adapter = folder.open({ id_field: 'id' });
    expect((await recordsOf(adapter, 'sites.yml')).map(({ id }) => id)).toEqual(['7', 'b']);
    expect(adapter.referenceOf({ id: 7, name: 'ams' })).toEqual({ id: '7', endpoint: undefined });
    expect(folder.open().referenceOf({ id: 7, name: 'ams' })).toBeUndefined();
  });

  test('a record without it, and two with the same, are named with their lines', async () => {
    const folder = await folderWith({
      'a.yml': '- {id: 7}\n- {id: 8}\n- {name: x}\n',
      'b.yml': '\n- {id: 8}\n- {id: 7}\n',
    });
    const adapter = folder.open({ id_field: 'id' });
    expect((await refusalOf(recordsOf(adapter, 'a.yml'))).message).toContain(
      'a.yml:3: the record has no "id"',
    );
    await folder.write({ 'a.yml': '- {id: 7}\n- {id: 9}\n' });
    const error = await refusalOf(recordsOf(adapter, '*.yml'));
    expect(error.code).toBe('DUPLICATE_IDENTITY');
    expect(error.message).toContain(
      `${path.join(folder.path, 'a.yml')}:1 and ${path.join(folder.path, 'b.yml')}:3`,
    );
  });

  test('records are read by id; what is not asked for is left out', async () => {
    const adapter = (
      await folderWith({ 'a.yml': '- {name: x, role: r}\n- {name: y}\n- {name: z}\n' })
    ).open();
    const found = [];
    const projection = { endpoint: 'a.yml', paths: ['name'] };
    for await (const page of adapter.readByIds(projection, ['a.yml#3', 'a.yml#1', 'a.yml#9'], signal)) {
      found.push(...page);
    }
    expect(found.map(({ data }) => data)).toEqual([
      { name: 'x', _file: 'a.yml', _line: 1 },
      { name: 'z', _file: 'a.yml', _line: 3 },
    ]);
  });
});

describe('the mark of an endpoint', () => {
  test('changes with any content, name or number of its files, and with nothing else', async () => {
    const folder = await folderWith({ 'sites/a.yml': 'name: a\n', 'other.yml': 'name: o\n' });
    const mark = async (endpoint = 'sites/*.yml') => {
      const tracking = folder.open().tracking({ endpoint, paths: ['name'] });
      return tracking.status === 'marked' ? tracking.mark(signal) : '';
    };
    const marks = [await mark()];
    await folder.write({ 'other.yml': 'name: p\n', 'sites/a.yml': 'name: a\n' });
    expect(await mark()).toBe(marks[0]);
    await folder.write({ 'sites/a.yml': 'name: b\n' });
    marks.push(await mark());
    await folder.write({ 'sites/b.yml': '' });
    marks.push(await mark());
    await rm(path.join(folder.path, 'sites/a.yml'));
    await folder.write({ 'sites/c.yml': 'name: b\n' });
    marks.push(await mark());
    expect(new Set(marks).size).toBe(4);
  });

  test('the identity says how files are read, not where this machine keeps them', async () => {
    const folder = await folderWith({});
    const identity = (settings = {}) => folder.open(settings).identity(signal);
    expect(await identity({ directory: './data/' })).toBe(await identity({ directory: 'data/' }));
    expect(await identity()).not.toContain(folder.path);
    expect(await identity({ format: 'yaml' })).not.toBe(await identity());
    expect(await identity({ id_field: 'id' })).not.toBe(await identity());
  });
});
