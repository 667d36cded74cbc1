import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffsyncFlag } from '../../src/config/sync.ts';
import type { Row } from '../../src/mapping/row.ts';
import { diffKind } from '../../src/plan/diff.ts';
import { planDigest } from '../../src/plan/digest.ts';
import { objectIds } from '../../src/plan/object-ids.ts';

const naming = { sync: 'example', namespace: 'netbox https://netbox.example.com' };
const namespace = `${naming.sync} ${naming.namespace}`;
const kind = 'LocationSite';

function source(localId: string, name: string, origin = 'dcim.sites'): Row {
  return { uniqueId: name, values: { name }, localId, origin };
}

function object(localId: string, name: string): Row {
  return { uniqueId: name, values: { name }, localId, origin: kind };
}

/** The id that the object of a site of the source has after so many deletions. */
function idOf(localId: string, generation = 0, origin = 'dcim.sites'): string {
  return [...objectIds({ namespace, kind, origin, localId })][generation] ?? '';
}

function diff(from: readonly Row[], to: readonly Row[], flags: readonly DiffsyncFlag[] = []) {
  return diffKind({
    kind,
    source: from,
    destination: to,
    fields: ['name'],
    flags: new Set(flags),
    failedSourceRecords: 0,
    naming,
  });
}

describe('a record whose unique id changed', () => {
  test('is an update of the object that was made of it, also where nothing is deleted', () => {
    const { operations, counts } = diff([source('1', 'Paris')], [object(idOf('1'), 'Lutetia')]);
    expect(operations).toEqual([
      {
        action: 'update',
        kind,
        id: 'Paris',
        destinationId: idOf('1'),
        changes: { name: { old: 'Lutetia', new: 'Paris' } },
        renamedFrom: 'Lutetia',
      },
    ]);
    expect(counts).toEqual({ create: 0, update: 1, delete: 0, unchanged: 0 });
  });

  test('is found by each id that its object may have had', () => {
    const { operations } = diff([source('1', 'Paris')], [object(idOf('1', 3), 'Lutetia')]);
    expect(operations).toMatchObject([{ action: 'update', destinationId: idOf('1', 3) }]);
  });

  test('is a create and a delete when the object was made of something else', () => {
    for (const other of ['11111111-2222-4333-8444-555555555555', idOf('2'), idOf('1', 0, 'dcim.regions')]) {
      const { operations } = diff(
        [source('1', 'Paris')],
        [object(other, 'Lutetia')],
        ['CONTINUE_ON_FAILURE'],
      );
      expect(operations.map(({ action }) => action)).toEqual(['delete', 'create']);
    }
  });

  test('leaves the object alone that another record has by its name', () => {
    const { operations } = diff(
      [source('1', 'Paris'), source('2', 'Lutetia')],
      [object(idOf('1'), 'Lutetia')],
    );
    expect(operations).toEqual([
      { action: 'create', kind, id: 'Paris', values: { name: 'Paris' }, objectId: idOf('1', 1) },
    ]);
  });

  test('is not told from another row of the same record', () => {
    const { operations } = diff(
      [source('1', 'Paris'), source('1', 'Paris, annex')],
      [object(idOf('1'), 'Lutetia')],
    );
    expect(operations.every(({ action }) => action === 'create')).toBe(true);
    const ids = operations.map((operation) => 'objectId' in operation && operation.objectId);
    expect(new Set(ids).size).toBe(2);
  });
});

test('a new object gets the first id of its record that is free', () => {
  const { operations } = diff([source('1', 'Paris')], []);
  expect(operations).toEqual([
    { action: 'create', kind, id: 'Paris', values: { name: 'Paris' }, objectId: idOf('1') },
  ]);
});

test('ids are UUIDs of a version that anyone may make, and differ in all that names a record', () => {
  const places = [
    { namespace, kind, origin: 'a', localId: '1' },
    { namespace, kind, origin: 'a', localId: '2' },
    { namespace, kind, origin: 'b', localId: '1' },
    { namespace, kind: 'Other', origin: 'a', localId: '1' },
    { namespace: 'other', kind, origin: 'a', localId: '1' },
  ];
  const ids = places.flatMap((place) => [...objectIds(place)]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const sides = fc.record({
  source: fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3', '4'), names), {
    selector: ([, name]) => name,
  }),
  destination: fc.uniqueArray(
    fc.tuple(
      fc.oneof(
        fc
          .tuple(fc.constantFrom('1', '2', '3', '4'), fc.nat(2))
          .map(([id, generation]) => idOf(id, generation)),
        fc.uuid(),
      ),
      names,
    ),
    { selector: ([, name]) => name },
  ),
});

test('no object is touched twice, none gets the id of another, and order does not matter', () => {
  fc.assert(
    fc.property(sides, ({ source: from, destination: to }) => {
      const rows = from.map(([id, name]) => source(id, name));
      const ids = new Set<string>();
      const objects = to.filter(([id]) => !ids.has(id) && ids.add(id)).map(([id, name]) => object(id, name));
      const { operations } = diff(rows, objects, ['CONTINUE_ON_FAILURE']);
      const touched = operations.flatMap((one) => ('destinationId' in one ? [one.destinationId] : []));
      expect(new Set(touched).size).toBe(touched.length);
      // Of a record with several rows each has an id of its own.
      const given = operations.flatMap((one) => (one.action === 'create' ? (one.objectId ?? []) : []));
      expect(given.filter((id) => ids.has(id))).toEqual([]);
      expect(new Set(given).size).toBe(given.length);
      const state = new Map(objects.map(({ localId, uniqueId }) => [localId, uniqueId]));
      for (const [index, one] of operations.entries()) {
        if (one.action === 'create') state.set(`new ${index}`, one.id);
        else if (one.action === 'delete') state.delete(one.destinationId);
        else state.set(one.destinationId, one.id);
      }
      expect([...state.values()].sort()).toEqual(rows.map(({ uniqueId }) => uniqueId).sort());
      const reversed = diff(rows.toReversed(), objects.toReversed(), ['CONTINUE_ON_FAILURE']);
      expect(planDigest(reversed.operations)).toBe(planDigest(operations));
    }),
  );
});
