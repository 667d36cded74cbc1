import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readParquet } from '../../src/cache/parquet.ts';
import { writeLeftOut, writeSnapshot } from '../../src/cache/snapshot.ts';
import { type SnapshotColumn, snapshotColumns } from '../../src/cache/snapshot-columns.ts';
import { readLeftOut, readSnapshot } from '../../src/cache/snapshot-read.ts';
import type { JsonValue } from '../../src/json.ts';
import type { AttributeSchema, RelationshipSchema } from '../../src/mapping/kind-schema.ts';
import type { Row } from '../../src/mapping/row.ts';
import { temporaryFolder } from './temporary-folder.ts';

const extractedAt = new Date('2025-01-31T09:30:00.123Z');

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'null', '\uFEFFmark', 'Zürich', '東京', '🛰️', 'a\u0000b', '"quoted"'),
);
const anyText = fc.oneof(text, fc.constant('\ud800 half'));
const integer = fc.maxSafeInteger();
const json = fc
  .jsonValue()
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
/** JSON has no negative zero, so there is none in a row that came from JSON. */
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value))
  .map((value) => (value === 0 ? 0 : value));

const valueOfType: Readonly<Record<SnapshotColumn['type'], fc.Arbitrary<JsonValue>>> = {
  text: anyText,
  integer,
  number: double,
  boolean: fc.boolean(),
  json,
};

const fieldName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.constantFrom('name', 'local_id', '_record', '_source_id', 'field:name', 'a.b', '__proto__', 'Name'),
);

const columns: fc.Arbitrary<readonly SnapshotColumn[]> = fc.uniqueArray(
  fc.record({
    name: fieldName,
    type: fc.constantFrom<SnapshotColumn['type']>('text', 'integer', 'number', 'boolean', 'json'),
  }),
  { selector: (column) => column.name, maxLength: 5 },
);

/** A value of the column's type, at times null, absent, or (rarely) of another type altogether. */
function cell(type: SnapshotColumn['type'], misfits: boolean): fc.Arbitrary<JsonValue | undefined> {
  return fc.oneof(
    { weight: 8, arbitrary: valueOfType[type] },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: misfits ? 1 : 0, arbitrary: fc.oneof(anyText, integer, double, fc.boolean(), json) },
  );
}

function rowsOf(of: readonly SnapshotColumn[], misfits: boolean): fc.Arbitrary<readonly Row[]> {
  const cells = fc.tuple(...of.map(({ type }) => cell(type, misfits)));
  return fc.array(
    fc.tuple(text, cells, text, text).map(([uniqueId, values, localId, origin]) => ({
      uniqueId,
      localId,
      origin,
      values: Object.fromEntries(
        of.flatMap(({ name }, index) => (values[index] === undefined ? [] : [[name, values[index]]])),
      ),
    })),
    { maxLength: 12 },
  );
}

const snapshot = columns.chain((of) =>
  fc.record({
    columns: fc.constant(of),
    rows: fc.boolean().chain((misfits) => rowsOf(of, misfits)),
    record: text,
  }),
);

function row(values: Row['values'], localId = '1'): Row {
  return { uniqueId: `row-${localId}`, values, localId, origin: 'dcim.devices' };
}

describe('a snapshot', () => {
  test('gives back the rows and records that were written, whatever they hold', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'A', 'DcimDevice.parquet');
    await fc.assert(
      fc.asyncProperty(snapshot, async ({ columns: of, rows, record }) => {
        const recordOf = (item: Row) => `${record}${item.localId}`;
        await writeSnapshot(file, {
          kind: 'DcimDevice',
          columns: of,
          rows,
          records: rows.map(recordOf),
          extractedAt,
        });
        const found = await readSnapshot(file);
        expect(found.rows).toEqual(rows.map((item) => ({ row: item, record: recordOf(item) })));
        expect(found.columns.map(({ name }) => name)).toEqual(of.map(({ name }) => name));
      }),
      { numRuns: 60 },
    );
  });

  test('has the columns of the cache format, typed so that other tools can count with them', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    const of: readonly SnapshotColumn[] = [
      { name: 'name', type: 'text' },
      { name: 'position', type: 'integer' },
      { name: 'speed', type: 'number' },
      { name: 'is_full', type: 'boolean' },
      { name: 'tags', type: 'json' },
    ];
    const values = { name: 'a', position: 3, speed: 1.5, is_full: true, tags: ['x', 'y'] };
    const rows = [row(values)];
    await writeSnapshot(file, {
      kind: 'DcimDevice',
      columns: of,
      rows,
      records: [],
      extractedAt,
    });
    const table = await readParquet(file);
    const cells = Object.fromEntries([...table.columns].map(([name, column]) => [name, column[0]]));
    expect(cells).toEqual({
      name: 'a',
      position: 3n,
      speed: 1.5,
      is_full: true,
      tags: '["x","y"]',
      local_id: '1',
      _extract_ts: extractedAt,
      _source_id: 'row-1',
      _tombstone: false,
      _origin: 'dcim.devices',
      _record: '{}',
    });
  });

  test('keeps a field that is named like a column of the engine beside that column', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    const of: readonly SnapshotColumn[] = [
      { name: 'local_id', type: 'text' },
      { name: '_record', type: 'text' },
    ];
    const rows = [row({ local_id: 'mine', _record: 'vinyl' })];
    await writeSnapshot(file, {
      kind: 'DcimDevice',
      columns: of,
      rows,
      records: [],
      extractedAt,
    });
    const table = await readParquet(file);
    expect(table.columns.get('field:local_id')).toEqual(['mine']);
    expect(table.columns.get('local_id')).toEqual(['1']);
    expect((await readSnapshot(file)).rows).toEqual([{ row: rows[0], record: '{}' }]);
  });

  test('refuses a whole number that JavaScript cannot hold exactly, naming the row and the field', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    const rows = [row({ asn: 2 ** 60 })];
    const columnsOfAsn: readonly SnapshotColumn[] = [{ name: 'asn', type: 'integer' }];
    const write = async () =>
      writeSnapshot(file, {
        kind: 'Asn',
        columns: columnsOfAsn,
        rows,
        records: [],
        extractedAt,
      });
    await expect(write()).rejects.toMatchObject({
      code: 'VALUE_INVALID',
      message: expect.stringMatching(/Asn row-1.*asn/),
    });
  });

  test('of no rows at all is a file with all columns', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    const of: readonly SnapshotColumn[] = [{ name: 'name', type: 'text' }];
    await writeSnapshot(file, {
      kind: 'DcimDevice',
      columns: of,
      rows: [],
      records: [],
      extractedAt,
    });
    expect(await readSnapshot(file)).toEqual({ columns: of, rows: [] });
  });

  test('of more rows than one row group keeps their order', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    const of: readonly SnapshotColumn[] = [{ name: 'name', type: 'text' }];
    const rows = Array.from({ length: 21_000 }, (_, index) =>
      row({ name: index % 7 === 0 ? null : `device ${index % 50}` }, String(index)),
    );
    const recordOf = (item: Row) => `{"id":${item.localId}}`;
    await writeSnapshot(file, {
      kind: 'DcimDevice',
      columns: of,
      rows,
      records: rows.map(recordOf),
      extractedAt,
    });
    const found = await readSnapshot(file);
    expect(found.rows.map((item) => item.row)).toEqual(rows);
    expect(found.rows.map((item) => item.record)).toEqual(rows.map(recordOf));
  });

  test('that is cut short is corrupt, and says which file', async () => {
    const file = path.join(await temporaryFolder(), 'DcimDevice.parquet');
    await writeSnapshot(file, { kind: 'K', columns: [], rows: [row({})], records: ['{}'], extractedAt });
    await writeFile(file, (await readFile(file)).subarray(0, 200));
    await expect(readSnapshot(file)).rejects.toMatchObject({
      code: 'CACHE_CORRUPT',
      message: expect.stringContaining(file),
    });
  });
});

test('records that a filter left out come back as they were', async () => {
  const folder = await temporaryFolder();
  const record = fc.record({ localId: text, origin: text, record: text });
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 10 }), async (records) => {
      const file = path.join(folder, '_DcimDevice.parquet');
      await writeLeftOut(file, 'DcimDevice', records, extractedAt);
      expect(await readLeftOut(file)).toEqual(records);
    }),
    { numRuns: 30 },
  );
});

test('columns take their types from the destination schema', () => {
  const attribute = (name: string, kind: string): [string, AttributeSchema] => [
    name,
    { name, kind, optional: true, defaultValue: null, unique: false, readOnly: false, choices: [] },
  ];
  const relationship = (name: string, cardinality: 'one' | 'many'): [string, RelationshipSchema] => [
    name,
    { name, peer: 'DcimSite', cardinality, kind: 'Attribute', optional: true, readOnly: false },
  ];
  const schema = {
    attributes: new Map([
      attribute('name', 'Text'),
      attribute('address', 'IPHost'),
      attribute('position', 'Number'),
      attribute('is_full', 'Boolean'),
      attribute('labels', 'List'),
    ]),
    relationships: new Map([relationship('site', 'one'), relationship('tags', 'many')]),
  };
  const fields = ['name', 'address', 'position', 'is_full', 'labels', 'site', 'tags'];
  expect(snapshotColumns(schema, fields).map(({ type }) => type)).toEqual([
    'text',
    'text',
    'integer',
    'boolean',
    'json',
    'text',
    'json',
  ]);
});
