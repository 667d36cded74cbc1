import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRangePlan, type KeyRange, type RangePage } from '../../src/adapters/netbox/key-ranges.ts';

/** Ids in stretches of different density, with gaps between them: as years of writing leave them. */
const stretches = fc
  .array(
    fc.record({
      gap: fc.nat(5000),
      rows: fc.integer({ min: 1, max: 300 }),
      step: fc.integer({ min: 1, max: 9 }),
    }),
    {
      maxLength: 6,
    },
  )
  .map((parts) => {
    let next = 1;
    return parts.flatMap(({ gap, rows, step }) => {
      next += gap;
      return Array.from({ length: rows }, () => {
        next += step;
        return next;
      });
    });
  });

/** A page as a server gives it: a full one says that more follow, whether or not they do. */
function pageOf(ids: readonly number[], range: KeyRange, limit: number): RangePage {
  const inside = ids.filter((id) => id >= range.from && id < (range.before ?? Number.POSITIVE_INFINITY));
  const rows = inside.slice(0, limit).map((id) => ({ id }));
  return { rows, more: rows.length === limit };
}

function walk(ids: readonly number[], limit: number) {
  const plan = createRangePlan(ids.length);
  const waiting: KeyRange[] = [{ from: 0, before: undefined }];
  const read: number[] = [];
  let requests = 0;
  for (let range = waiting.shift(); range !== undefined; range = waiting.shift()) {
    requests += 1;
    const page = pageOf(ids, range, limit);
    read.push(...page.rows.map(({ id }) => id));
    waiting.push(...plan.after(range, page));
  }
  return { read, requests };
}

test('however the ids lie, each is read exactly once', () => {
  fc.assert(
    fc.property(stretches, fc.integer({ min: 1, max: 60 }), (ids, limit) => {
      const { read } = walk(ids, limit);
      expect(read.sort((left, right) => left - right)).toEqual(ids);
    }),
  );
});

test('however the ids lie, a full page costs at most eight empty ones', () => {
  fc.assert(
    fc.property(stretches, fc.integer({ min: 5, max: 60 }), (ids, limit) => {
      const { requests } = walk(ids, limit);
      expect(requests).toBeLessThanOrEqual(9 * Math.ceil(ids.length / limit) + 1);
    }),
  );
});

test('ids without gaps take one request a page', () => {
  const ids = Array.from({ length: 950 }, (_, index) => index + 17);
  expect(walk(ids, 100).requests).toBe(10);
});

test('what follows the first page can be read all at once', () => {
  const ids = Array.from({ length: 950 }, (_, index) => index + 1);
  const plan = createRangePlan(ids.length);
  const everything = { from: 0, before: undefined };
  const ranges = plan.after(everything, pageOf(ids, everything, 100));
  expect(ranges).toHaveLength(9);
  expect(ranges[0]).toEqual({ from: 901, before: undefined });
  expect(ranges.at(-1)).toEqual({ from: 101, before: 201 });
});
