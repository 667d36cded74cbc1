import fc from 'fast-check';
import type { JsonValue } from '../../src/json.ts';
import type { Row } from '../../src/mapping/row.ts';

export const fields = ['name', 'position', 'active', 'site', 'tags', 'data'] as const;

export function row(uniqueId: string, values: Row['values'], localId = `id of ${uniqueId}`): Row {
  return { uniqueId, values, localId, origin: 'dcim.devices' };
}

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const optional = (arbitrary: fc.Arbitrary<JsonValue>) => fc.option(arbitrary, { nil: null });

/** Values from small sets, so that two sides often agree. */
export const values: fc.Arbitrary<Record<string, JsonValue>> = fc.record({
  name: optional(fc.constantFrom('a', 'b', '', '东')),
  position: optional(fc.integer({ min: 0, max: 2 })),
  active: optional(fc.boolean()),
  site: optional(fc.constantFrom('berlin', 'paris')),
  tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')).map((tags) => tags.sort()),
  data: json,
});

/** Rows of one side, with distinct unique ids. */
export const rows: fc.Arbitrary<readonly Row[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'), values), {
    selector: ([uniqueId]) => uniqueId,
  })
  .map((items) => items.map(([uniqueId, of]) => row(uniqueId, of)));
