import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffsyncFlag } from '../../src/config/sync.ts';
import type { JsonValue } from '../../src/json.ts';
import type { Row } from '../../src/mapping/row.ts';
import { diffKind, type KindRows } from '../../src/plan/diff.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { fields, row, rows } from './rows.ts';

/** Names a flag that skips nothing, so that everything is in the difference. */
const everything = new Set<DiffsyncFlag>(['CONTINUE_ON_FAILURE']);

function diff(source: readonly Row[], destination: readonly Row[], more: Partial<KindRows> = {}) {
  return diffKind({
    kind: 'DcimDevice',
    source,
    destination,
    fields,
    flags: everything,
    failedSourceRecords: 0,
    ...more,
  });
}

/** What a destination holds after the operations: unique id to values. */
function applied(destination: readonly Row[], operations: readonly Operation[]) {
  const state = new Map(destination.map((item) => [item.uniqueId, { ...item.values }]));
  for (const operation of operations) {
    if (operation.action === 'delete') state.delete(operation.id);
    else if (operation.action === 'create') state.set(operation.id, { ...operation.values });
    else {
      const changed: Record<string, JsonValue> = { ...state.get(operation.id) };
      for (const [field, change] of Object.entries(operation.changes)) {
        expect(changed[field] ?? null).toEqual(change.old);
        changed[field] = change.new;
      }
      state.set(operation.id, changed);
    }
  }
  return state;
}

const actionsOf = (operations: readonly Operation[]) => operations.map(({ action, id }) => `${action} ${id}`);

describe('the difference of one kind', () => {
  test('applied to the destination gives the source, when nothing is skipped', () => {
    fc.assert(
      fc.property(rows, rows, (source, destination) => {
        const { operations } = diff(source, destination);
        const wanted = new Map(source.map((item) => [item.uniqueId, { ...item.values }]));
        expect(applied(destination, operations)).toEqual(wanted);
      }),
    );
  });

  test('of equal sides is empty, and counts every row as unchanged', () => {
    fc.assert(
      fc.property(rows, (source) => {
        const destination = source.map((item) => ({ ...item, localId: 'other', origin: 'DcimDevice' }));
        const { operations, counts } = diff(source, destination);
        expect(operations).toEqual([]);
        expect(counts).toEqual({ create: 0, update: 0, delete: 0, unchanged: source.length });
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(rows, rows, (source, destination) => {
        const reversed = diff(source.toReversed(), destination.toReversed());
        expect(reversed).toEqual(diff(source, destination));
      }),
    );
  });

  test('counts each row of either side exactly once', () => {
    const flag = fc.constantFrom<DiffsyncFlag>('NONE', 'SKIP_UNMATCHED_SRC', 'SKIP_UNMATCHED_DST');
    fc.assert(
      fc.property(
        rows,
        rows,
        fc.uniqueArray(flag),
        fc.nat({ max: 1 }),
        (source, destination, flags, failed) => {
          const found = diff(source, destination, { flags: new Set(flags), failedSourceRecords: failed });
          const ids = new Set([...source, ...destination].map((item) => item.uniqueId));
          const { create, update, delete: deleted, unchanged } = found.counts;
          const left = found.skipped.source + found.skipped.destination + found.withheld.length;
          expect(create + update + deleted + unchanged + left).toBe(ids.size);
          expect(found.operations).toHaveLength(create + update + deleted);
        },
      ),
    );
  });

  test('names only the fields that differ, with both values', () => {
    const { operations } = diff(
      [row('r1', { name: 'new', position: 1, tags: ['x', 'y'] })],
      [row('r1', { name: 'old', position: 1, tags: ['x'] }, 'uuid-1')],
    );
    expect(operations).toEqual([
      {
        action: 'update',
        kind: 'DcimDevice',
        id: 'r1',
        destinationId: 'uuid-1',
        changes: { name: { old: 'old', new: 'new' }, tags: { old: ['x'], new: ['x', 'y'] } },
      },
    ]);
  });

  test('leaves a field alone that the source row says nothing about', () => {
    const { operations } = diff([row('r1', { name: 'a' })], [row('r1', { name: 'a', position: 3 })]);
    expect(operations).toEqual([]);
  });

  test('takes a field that the destination row does not have as unset', () => {
    expect(diff([row('r1', { name: null })], [row('r1', {})]).operations).toEqual([]);
    expect(diff([row('r1', { name: 'a' })], [row('r1', {})]).operations).toMatchObject([
      { changes: { name: { old: null, new: 'a' } } },
    ]);
  });

  test('ignores fields that are not mapped', () => {
    const { operations } = diff([row('r1', { other: 1 })], [row('r1', { other: 2 })]);
    expect(operations).toEqual([]);
  });

  test('does not see the order of an object, but sees that of a list', () => {
    const one = row('r1', { data: { a: 1, b: [1, { c: 2, d: 3 }] } });
    const same = row('r1', { data: { b: [1, { d: 3, c: 2 }], a: 1 } });
    const other = row('r1', { data: { b: [{ d: 3, c: 2 }, 1], a: 1 } });
    expect(diff([one], [same]).counts.unchanged).toBe(1);
    expect(diff([one], [other]).counts.update).toBe(1);
  });

  test('tells 1 from "1", false from null and [] from null', () => {
    for (const [left, right] of [
      [1, '1'],
      [false, null],
      [[], null],
      [0, false],
      ['', null],
      [{}, []],
    ] as const) {
      const source = [row('r1', { data: left as JsonValue })];
      expect(diff(source, [row('r1', { data: right as JsonValue })]).counts.update).toBe(1);
    }
  });

  test('is refused when two source records have one unique id, and names both', () => {
    const twice = [row('r1', {}, '7'), row('r1', {}, '8')];
    expect(() => diff(twice, [])).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE_IDENTITY',
        message: expect.stringMatching(/"r1": dcim\.devices 7 and dcim\.devices 8/),
      }),
    );
    expect(() => diff([], twice)).toThrow(/destination/);
  });
});

describe('the flags', () => {
  const source = [row('both', {}), row('only here', {})];
  const destination = [row('both', {}), row('only there', {})];

  test.each<[string, DiffsyncFlag[], string[]]>([
    ['none', [], ['create only here']],
    ['NONE', ['NONE'], ['create only here']],
    ['CONTINUE_ON_FAILURE alone', ['CONTINUE_ON_FAILURE'], ['create only here', 'delete only there']],
    ['LOG_UNCHANGED_RECORDS alone', ['LOG_UNCHANGED_RECORDS'], ['create only here', 'delete only there']],
    ['SKIP_UNMATCHED_SRC', ['SKIP_UNMATCHED_SRC'], ['delete only there']],
    ['SKIP_UNMATCHED_DST', ['SKIP_UNMATCHED_DST'], ['create only here']],
    ['SKIP_UNMATCHED_BOTH', ['SKIP_UNMATCHED_BOTH'], []],
    ['both skips', ['SKIP_UNMATCHED_SRC', 'SKIP_UNMATCHED_DST'], []],
  ])('%s: what is planned', (_, flags, planned) => {
    expect(actionsOf(diff(source, destination, { flags: new Set(flags) }).operations)).toEqual(planned);
  });

  test('leave skipped rows out of every count', () => {
    const found = diff(source, destination, { flags: new Set<DiffsyncFlag>(['SKIP_UNMATCHED_BOTH']) });
    expect(found.counts).toEqual({ create: 0, update: 0, delete: 0, unchanged: 1 });
    expect(found.skipped).toEqual({ source: 1, destination: 1 });
  });
});

describe('a kind some of whose source records failed', () => {
  test('plans no delete, and says of each why', () => {
    const found = diff([row('r1', {})], [row('r1', {}), row('r2', {}, 'uuid-2')], { failedSourceRecords: 2 });
    expect(found.operations).toEqual([]);
    expect(found.counts.delete).toBe(0);
    expect(found.withheld).toEqual([
      {
        kind: 'DcimDevice',
        id: 'r2',
        destinationId: 'uuid-2',
        reason: expect.stringContaining('2 source records of DcimDevice could not be mapped'),
      },
    ]);
  });

  test('withholds nothing that the flags would not have deleted anyway', () => {
    const flags = new Set<DiffsyncFlag>();
    const found = diff([], [row('r1', {})], { failedSourceRecords: 1, flags });
    expect(found.withheld).toEqual([]);
    expect(found.skipped.destination).toBe(1);
  });

  test('still creates and updates', () => {
    fc.assert(
      fc.property(rows, rows, (source, destination) => {
        const whole = diff(source, destination).operations.filter(({ action }) => action !== 'delete');
        expect(diff(source, destination, { failedSourceRecords: 1 }).operations).toEqual(whole);
      }),
    );
  });
});
