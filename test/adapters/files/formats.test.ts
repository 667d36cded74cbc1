import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { findDuplicateKey } from '../../../src/adapters/files/json-duplicates.ts';
import { findStarts } from '../../../src/adapters/files/json-starts.ts';
import { type Folder, makeFolder, recordsOf, refusalOf } from './folder.ts';

const folders: Folder[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function read(name: string, text: string | Uint8Array, part = '', settings = {}) {
  const folder = await makeFolder({ [name]: text });
  folders.push(folder);
  return recordsOf(folder.open(settings), name + part);
}

const two = [
  { id: 'f#1', data: { name: 'edge-1', site: { slug: 'ams' } } },
  { id: 'f#2', data: { name: 'edge-2', site: { slug: 'fra' } } },
];

describe('the same records come of every format', () => {
  test.each([
    ['f.yml', '- name: edge-1\n  site: { slug: ams }\n- name: edge-2\n  site:\n    slug: fra\n', [1, 3]],
    [
      'f.yaml',
      '# a remark\n---\nname: edge-1\nsite: {slug: ams}\n---\nname: edge-2\nsite: {slug: fra}\n',
      [3, 6],
    ],
    [
      'f.json',
      '[\n {"name": "edge-1", "site": {"slug": "ams"}},\n\n {"name": "edge-2", "site": {"slug": "fra"}}]',
      [2, 4],
    ],
    [
      'f.ndjson',
      '{"name": "edge-1", "site": {"slug": "ams"}}\n\n{"name": "edge-2", "site": {"slug": "fra"}}\n',
      [1, 3],
    ],
    [
      'f.jsonl',
      '{"name": "edge-1", "site": {"slug": "ams"}}\r\n{"name": "edge-2", "site": {"slug": "fra"}}',
      [1, 2],
    ],
  ])('%s', async (name, text, lines) => {
    const records = await read(name, text);
    expect(records).toEqual(
      two.map(({ id, data }, index) => ({
        id: id.replace('f', name),
        data: { ...data, _file: name, _line: lines[index] },
        changedAt: undefined,
      })),
    );
  });

  test('CSV, whose values are all text', async () => {
    const records = await read('f.csv', 'name, site\nedge-1,ams\n"edge\n2",fra\nedge-3,\nedge-4,""\n');
    expect(records.map(({ id, data }) => [id, data.name, data.site, data._line])).toEqual([
      ['f.csv#1', 'edge-1', 'ams', 2],
      ['f.csv#2', 'edge\n2', 'fra', 3],
      ['f.csv#3', 'edge-3', null, 5],
      ['f.csv#4', 'edge-4', '', 6],
    ]);
  });

  test('a byte order mark and semicolons, as a spreadsheet writes them', async () => {
    const records = await read('f.csv', '\uFEFFname;site\r\nedge-1;ams\r\n', '', { delimiter: ';' });
    expect(records[0]?.data).toMatchObject({ name: 'edge-1', site: 'ams' });
  });
});

describe('the part of a file that holds the records', () => {
  const yaml = 'all:\n  hosts:\n    edge-1: {role: edge}\n    edge-2:\n  list: [{name: a}, {name: b}]\n';
  const json =
    '{"all": {"hosts": {\n"edge-1": {"role": "edge"},\n"edge-2": null},\n"list": [{"name": "a"}, {"name": "b"}]}}';
  test.each([
    ['f.yml', yaml, 3, 4, 5],
    ['f.json', json, 2, 3, 4],
  ])('%s: values of a map, a list below keys, one map', async (name, text, first, second, list) => {
    expect(await read(name, text, '#all.hosts.*')).toMatchObject([
      { id: `${name}#edge-1`, data: { _key: 'edge-1', role: 'edge', _line: first } },
      { id: `${name}#edge-2`, data: { _key: 'edge-2', _line: second } },
    ]);
    expect(await read(name, text, '#all.list')).toMatchObject([
      { id: `${name}#1`, data: { name: 'a', _line: list } },
      { id: `${name}#2`, data: { name: 'b', _line: list } },
    ]);
    expect(await read(name, text)).toMatchObject([
      { id: name, data: { all: { list: [{ name: 'a' }, {}] } } },
    ]);
  });

  test('anchors and merge keys are resolved, the keys of a merged map among them', async () => {
    const text =
      'base: &base {mtu: 9000, up: true}\nports:\n  xe-0: {<<: *base, mtu: 1500}\n  <<: {lo0: {mtu: 0}}\n';
    const records = await read('f.yml', text, '#ports.*');
    expect(records.map(({ data }) => [data._key, data.mtu, data.up ?? null]).toSorted()).toEqual([
      ['lo0', 0, null],
      ['xe-0', 1500, true],
    ]);
  });

  test('an empty YAML file has no records, and so has one with remarks alone', async () => {
    expect(await read('f.yml', '')).toEqual([]);
    expect(await read('f.yml', '# nothing yet\n')).toEqual([]);
    expect(await read('f.json', '[]')).toEqual([]);
    expect(await read('f.csv', 'name,site\n')).toEqual([]);
  });
});

describe('values', () => {
  test('a YAML number that would be written otherwise stays the text that it is', async () => {
    const text =
      'serial: 0012\nversion: 1.10\nfloat: 2.5\nbig: 18446744073709551616\nexp: 1e3\nmtu: 1500\nhex: 0x1F\nyes: NO\nmac: 11:22:33:44:55:16\ndate: 2026-01-31\nquoted: "7"\nno: ~\nnan: .nan\n';
    const [record] = await read('f.yml', text);
    expect(record?.data).toMatchObject({
      serial: '0012',
      version: '1.10',
      float: 2.5,
      big: '18446744073709551616',
      exp: '1e3',
      mtu: 1500,
      hex: '0x1F',
      yes: 'NO',
      mac: '11:22:33:44:55:16',
      date: '2026-01-31',
      quoted: '7',
      no: null,
      nan: '.nan',
    });
  });

  test('no key is taken for one that is there twice, whatever a JSON document holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 2 }), (value, indent) => {
        expect(findDuplicateKey(JSON.stringify(value, null, indent))).toBeUndefined();
      }),
    );
  });

  test('the lines of JSON entries are right whatever stands between them', () => {
    const space = fc.stringMatching(/^[ \n\t]{0,3}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.jsonValue(), space, space), { maxLength: 6 }), (entries) => {
        const starts: number[] = [];
        let text = '{"a": 1, "list": [';
        for (const [index, [value, before, after]] of entries.entries()) {
          text += (index === 0 ? '' : ',') + before;
          starts.push(text.length);
          text += JSON.stringify(value, null, index % 3) + after;
        }
        text += '], "z": {"list": []}}';
        JSON.parse(text);
        expect(findStarts(text, ['list'])).toEqual(starts);
      }),
    );
  });
});

describe('a mistake in a file is told with its line', () => {
  test.each([
    ['f.yml', '- name: a\n- name: b\n  name: c\n', '', 3, 'Map keys must be unique'],
    ['f.yml', '- name: a\n\tx: 1\n', '', 2, 'not valid YAML'],
    ['f.yml', '- name: a\n- name: !vault x\n', '', 2, 'the tag "!vault" has no meaning here'],
    ['f.yml', '- name: a\n- edge\n', '', 2, 'a record is expected here, a map of fields, and this is "edge"'],
    ['f.yml', 'a:\n  b: 1\n', '#a.c', 2, 'there is no "c" here'],
    ['f.yml', 'a:\n  - b: 1\n', '#a.*', 2, 'a map is expected here'],
    ['f.yml', 'a: &a [*a]\n', '', 1, 'cannot be resolved'],
    ['f.json', '[\n {"a": 1},\n 5]', '', 3, 'a record is expected here, a map of fields, and this is "5"'],
    ['f.json', '[\n {"a": 1,}]', '', 2, 'not valid JSON'],
    ['f.json', '', '', 1, 'not valid JSON'],
    ['f.json', '{"a": {}}', '#b', 1, 'there is no "b" in it'],
    ['f.ndjson', '{"a": 1}\n{"a"\n', '', 2, 'not valid JSON'],
    ['f.ndjson', '{"a": 1}\n[]\n', '', 2, 'this is a list'],
    ['f.json', '[\n {"a": 1,\n "b": {"a": 2}, "a": 3}]', '', 3, 'the key "a" is there twice'],
    ['f.ndjson', '{"a": 1}\n{"a": {"\\u0062": 1, "b": 2}}\n', '', 2, 'the key "b" is there twice'],
    ['f.csv', '', '', 1, 'the file is empty'],
    ['f.csv', 'a,b,a\n1,2,3\n', '', 1, 'two columns are named "a"'],
    ['f.csv', 'a,,b\n1,2,3\n', '', 1, 'column 2 has no name'],
    ['f.csv', 'a,b\n1,2\n1,2,3\n', '', 3, 'not valid CSV'],
    ['f.csv', 'a,b\n1,"2\n', '', 2, 'not valid CSV'],
    ['f.yml', Uint8Array.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]), '', 1, 'the file is not UTF-8'],
    ['f.yml', '- name: a\n- {_line: 5}\n', '', 2, 'the field "_line" has a meaning of its own'],
  ])('%s %j%s', async (name, text, part, line, message) => {
    const error = await refusalOf(read(name, text, part));
    expect(error.code).toBe('FILE_INVALID');
    expect(error.message).toContain(message);
    expect(error.message).toContain(`${name}:${line}: `);
    expect(error.location).toMatchObject({ line });
    expect(error.hint).not.toBe('');
  });

  test('CSV and NDJSON have no parts', async () => {
    for (const name of ['f.csv', 'f.ndjson']) {
      expect((await refusalOf(read(name, '', '#a'))).message).toContain('has no parts');
    }
  });
});
