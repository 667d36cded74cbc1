import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeErrors } from '../../src/cache/errors-file.ts';
import { readParquet } from '../../src/cache/parquet.ts';
import { readPlanFile, writePlanFile } from '../../src/cache/plan-file.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { values } from '../plan/rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const text = fc.string({ unit: 'grapheme' });
const kind = fc.constantFrom('DcimSite', 'DcimDevice');
const attribute = fc.oneof(
  fc.constantFrom('name', 'tags', '__proto__', 'a b'),
  fc.string({ unit: 'grapheme', minLength: 1 }),
);
const value = values.chain((of) => fc.constantFrom(...Object.values(of)));
const changes = fc
  .uniqueArray(fc.tuple(attribute, fc.record({ old: value, new: value })), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries));

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record(
    { action: fc.constant('create' as const), kind, id: text, values, objectId: text },
    { requiredKeys: ['action', 'kind', 'id', 'values'] },
  ),
  fc.record(
    {
      action: fc.constant('update' as const),
      kind,
      id: text,
      destinationId: text,
      changes,
      renamedFrom: text,
    },
    { requiredKeys: ['action', 'kind', 'id', 'destinationId', 'changes'] },
  ),
  fc.record({ action: fc.constant('delete' as const), kind, id: text, destinationId: text, values }),
);
const operations = fc.uniqueArray(operation, {
  selector: ({ kind: of, id }) => `${of} ${id}`,
  maxLength: 20,
});
const withheld = fc.array(fc.record({ kind, id: text, destinationId: text, reason: text }), { maxLength: 3 });

const leftAlone = fc.array(
  fc.record({
    kind,
    id: text,
    destinationId: text,
    attribute,
    change: fc.record({ old: value, new: value }),
    owner: text,
    reason: text,
  }),
  { maxLength: 3 },
);

describe('a plan file', () => {
  test('keeps texts apart whose ends would make one character together', async () => {
    const file = path.join(await temporaryFolder(), 'plan.parquet');
    const operation = (id: string): Operation => ({ action: 'create', kind: 'DcimSite', id, values: {} });
    const content = { operations: [operation('a\ud83d'), operation('\ude00b')], withheld: [], leftAlone: [] };
    await writePlanFile(file, content, null);
    const read = await readPlanFile(file);
    expect(read.operations.map(({ id }) => id)).toEqual(['a\ufffd', '\ufffdb']);
  });

  test('gives back the same operations in the same order, and what was withheld', async () => {
    const file = path.join(await temporaryFolder(), 'plan.parquet');
    await fc.assert(
      fc.asyncProperty(operations, withheld, leftAlone, async (planned, kept, alone) => {
        await writePlanFile(file, { operations: planned, withheld: kept, leftAlone: alone }, null);
        expect(await readPlanFile(file)).toEqual({ operations: planned, withheld: kept, leftAlone: alone });
      }),
      { numRuns: 50 },
    );
  });

  test('has one row for a create or delete and one for each changed attribute', async () => {
    const file = path.join(await temporaryFolder(), 'plan.parquet');
    const planned: Operation[] = [
      { action: 'create', kind: 'DcimSite', id: 'berlin', values: { name: 'Berlin', tags: [] } },
      {
        action: 'update',
        kind: 'DcimSite',
        id: 'paris',
        destinationId: 'u1',
        changes: { name: { old: null, new: 'Paris' }, height: { old: 1, new: 2 } },
      },
      { action: 'delete', kind: 'DcimSite', id: 'rome', destinationId: 'u2', values: { name: 'Rome' } },
    ];
    const kept = [{ kind: 'DcimSite', id: 'oslo', destinationId: 'u3', reason: 'for a reason' }];
    const alone = [
      {
        kind: 'DcimSite',
        id: 'paris',
        destinationId: 'u1',
        attribute: 'status',
        change: { old: 'a', new: 'b' },
        owner: 'Ada',
        reason: 'it is hers',
      },
    ];
    await writePlanFile(file, { operations: planned, withheld: kept, leftAlone: alone }, 'netbox');
    const { columns, rows } = await readParquet(file);
    expect([...columns.keys()].join(', ')).toBe(
      'action, resource, source_id, dest_id, attribute, old_value, new_value, owner, skip_reason',
    );
    const lines = Array.from({ length: rows }, (_, index) =>
      [...columns.values()].map((column) => column[index]),
    );
    expect(lines).toEqual([
      ['create', 'DcimSite', 'berlin', null, '', null, '{"name":"Berlin","tags":[]}', 'netbox', null],
      ['update', 'DcimSite', 'paris', 'u1', 'name', 'null', '"Paris"', 'netbox', null],
      ['update', 'DcimSite', 'paris', 'u1', 'height', '1', '2', 'netbox', null],
      ['delete', 'DcimSite', 'rome', 'u2', '', '{"name":"Rome"}', null, null, null],
      ['delete', 'DcimSite', 'oslo', 'u3', '', null, null, null, 'for a reason'],
      ['update', 'DcimSite', 'paris', 'u1', 'status', '"a"', '"b"', 'Ada', 'it is hers'],
    ]);
  });

  test('of another shape is corrupt, and says what is missing', async () => {
    const file = path.join(await temporaryFolder(), 'plan.parquet');
    const error = {
      error_class: 'X',
      kind: 'K',
      id: null,
      dest_id: null,
      attribute: null,
      message: 'm',
      hint: 'h',
      retry_count: 0,
      terminal: true,
    };
    await writeErrors(file, [error]);
    await expect(readPlanFile(file)).rejects.toMatchObject({
      code: 'CACHE_CORRUPT',
      message: expect.stringContaining('action'),
    });
  });
});
