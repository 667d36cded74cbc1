import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffsyncFlag } from '../../src/config/sync.ts';
import { canonicalJson, type JsonValue } from '../../src/json.ts';
import type { Row } from '../../src/mapping/row.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { diffKind } from '../../src/plan/diff.ts';
import { planDigest } from '../../src/plan/digest.ts';
import { assertNoRowCountDrop, rowCountDrops } from '../../src/plan/guardrails.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { fields, row, rows } from './rows.ts';

const flags = new Set<DiffsyncFlag>(['CONTINUE_ON_FAILURE']);

function diff(kind: string, source: readonly Row[], destination: readonly Row[]) {
  return diffKind({ kind, source, destination, fields, flags, failedSourceRecords: 0 });
}

describe('a plan', () => {
  test('creates and updates in the order of the kinds, and deletes last in the reverse order', () => {
    const source = [row('b', { name: 'new' }), row('a', {})];
    const destination = [row('b', { name: 'old' }), row('z', {}), row('y', {})];
    const kinds = ['DcimDevice', 'DcimSite', 'DcimRack'];
    const plan = buildPlan(
      ['DcimSite', 'DcimRack', 'DcimDevice'],
      kinds.map((kind) => diff(kind, source, destination)),
    );
    expect(plan.operations.map(({ action, kind, id }) => `${action} ${kind} ${id}`)).toEqual([
      'create DcimSite a',
      'update DcimSite b',
      'create DcimRack a',
      'update DcimRack b',
      'create DcimDevice a',
      'update DcimDevice b',
      'delete DcimDevice y',
      'delete DcimDevice z',
      'delete DcimRack y',
      'delete DcimRack z',
      'delete DcimSite y',
      'delete DcimSite z',
    ]);
    expect([...plan.byKind.keys()]).toEqual(['DcimSite', 'DcimRack', 'DcimDevice']);
    expect(plan.summary).toEqual({ create: 3, update: 3, delete: 6, unchanged: 0 });
  });

  test('sums up to what it holds, and is the same whatever the order of its inputs', () => {
    fc.assert(
      fc.property(rows, rows, rows, rows, (one, two, three, four) => {
        const order = ['DcimSite', 'DcimDevice'];
        const plan = buildPlan(order, [diff('DcimSite', one, two), diff('DcimDevice', three, four)]);
        const mirrored = buildPlan(order, [
          diff('DcimDevice', three.toReversed(), four.toReversed()),
          diff('DcimSite', one.toReversed(), two.toReversed()),
        ]);
        expect(mirrored).toEqual(plan);
        for (const action of ['create', 'update', 'delete'] as const) {
          const planned = plan.operations.filter((operation) => operation.action === action);
          expect(plan.summary[action]).toBe(planned.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has the kinds without changes in it', () => {
    const plan = buildPlan(['DcimSite'], [diff('DcimSite', [row('a', {})], [row('a', {})])]);
    expect(plan.byKind.get('DcimSite')).toEqual({ create: 0, update: 0, delete: 0, unchanged: 1 });
  });

  test('is refused when a kind has no place in the order', () => {
    expect(() => buildPlan(['DcimSite'], [diff('DcimRack', [], [])])).toThrow(/DcimRack/);
  });
});

describe('the digest', () => {
  const create: Operation = { action: 'create', kind: 'K', id: 'a', values: { x: 1, y: 'ü' } };
  const update: Operation = {
    action: 'update',
    kind: 'K',
    id: 'b',
    destinationId: 'u',
    changes: { x: { old: null, new: 1 } },
  };

  test('of no operations is that of an empty list', () => {
    expect(planDigest([])).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  });

  test('is SHA-256 over canonical JSON of the operations, however many pieces that takes', () => {
    const operations = Array.from({ length: 3000 }, (_, index) => ({ ...create, id: `item ${index}` }));
    const whole = canonicalJson(operations as unknown as JsonValue);
    expect(whole.length).toBeGreaterThan(1 << 17);
    expect(planDigest(operations)).toBe(sha256(whole));
  });

  test('is that of canonical JSON whatever the operations hold, names that JavaScript treats as its own among it', () => {
    const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    const name = fc.oneof(fc.string(), fc.constantFrom('a', 'b', '10', '9', '__proto__', 'constructor'));
    const values = fc.dictionary(name, json, { noNullPrototype: true });
    const whole = { kind: fc.constantFrom('K', '"L"'), id: fc.string(), destinationId: fc.string(), values };
    const operation: fc.Arbitrary<Operation> = fc.oneof(
      fc.record({ ...whole, action: fc.constant('delete' as const) }),
      fc
        .record({ ...whole, action: fc.constant('create' as const) })
        .map(({ destinationId: _, ...made }) => made),
      fc.record({
        action: fc.constant('update' as const),
        kind: whole.kind,
        id: whole.id,
        destinationId: whole.destinationId,
        changes: fc.dictionary(name, fc.record({ old: json, new: json }), { noNullPrototype: true }),
      }),
    );
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        expect(planDigest(operations)).toBe(sha256(canonicalJson(operations as unknown as JsonValue)));
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    const other: Operation = { values: { y: 'ü', x: 1 }, id: 'a', kind: 'K', action: 'create' };
    expect(planDigest([other])).toBe(planDigest([create]));
  });

  test.each<[string, Operation[]]>([
    ['the order', [update, create]],
    ['a value', [{ ...create, values: { x: 2, y: 'ü' } }, update]],
    ['a kind', [{ ...create, kind: 'L' }, update]],
    ['an id', [{ ...create, id: 'c' }, update]],
    ['the id at the destination', [create, { ...update, destinationId: 'v' }]],
    ['an old value', [create, { ...update, changes: { x: { old: 0, new: 1 } } }]],
    ['an attribute', [create, { ...update, changes: { y: { old: null, new: 1 } } }]],
    ['one operation less', [create]],
  ])('changes with %s', (_, operations) => {
    expect(planDigest(operations)).not.toBe(planDigest([create, update]));
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the row count guardrail', () => {
  test('raises the alarm below one half, not at one half', () => {
    const current = new Map([
      ['half', 5],
      ['below', 4],
      ['gone', 0],
      ['grown', 20],
    ]);
    const drops = rowCountDrops(
      { half: 10, below: 10, gone: 1, grown: 10, dropped_from_mapping: 9 },
      current,
    );
    expect(drops).toEqual([
      { kind: 'below', before: 10, now: 4 },
      { kind: 'gone', before: 1, now: 0 },
    ]);
  });

  test('gives no alarm without a baseline or from zero', () => {
    expect(rowCountDrops({}, new Map([['constructor', 0]]))).toEqual([]);
    expect(rowCountDrops({ K: 0 }, new Map([['K', 0]]))).toEqual([]);
  });

  test('stops the run with every kind, both numbers and the way on', () => {
    const drops = [
      { kind: 'DcimSite', before: 100, now: 3 },
      { kind: 'DcimRack', before: 9, now: 0 },
    ];
    expect(() => assertNoRowCountDrop(drops)).toThrow(
      expect.objectContaining({
        code: 'ROWCOUNT_DROP',
        message: expect.stringContaining('DcimSite 100 → 3, DcimRack 9 → 0'),
        hint: expect.stringContaining('--allow-rowcount-drop'),
      }),
    );
    expect(() => assertNoRowCountDrop([])).not.toThrow();
  });
});
