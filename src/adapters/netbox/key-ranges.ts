/** A stretch of ids: from the first, up to but not including the last; open-ended without one. */
export interface KeyRange {
  readonly from: number;
  readonly before: number | undefined;
}

/** What a page of a range showed. */
export interface RangePage {
  /** In the order of ids, all within the range. */
  readonly rows: readonly { readonly id: number }[];
  /** True when the range may hold more. */
  readonly more: boolean;
}

/** Decides which ranges of ids are read next, so that many can be read side by side. */
export interface RangePlan {
  /**
   * What is left of a range after its first page: disjoint ranges that together are exactly the rest; none when
   * the page ended the range. Each is expected to fit one page if ids go on as densely as on this page. A wrong
   * guess costs a request, never a row.
   */
  after(range: KeyRange, page: RangePage): readonly KeyRange[];
}

/** Ranges are cut a little narrower than the last page was wide, so that one page mostly holds them. */
const MARGIN = 0.9;

/**
 * Parts that a range is cut into when it turns out to hold more than a page: enough to keep several requests in
 * flight, few enough that long gaps between ids cost no more than this many empty pages for each full one.
 */
const MOST_PARTS = 8;

/** @param count how many rows the server counted at the start: decides how finely the rest is cut, nothing else */
export function createRangePlan(count: number): RangePlan {
  const expected = new WeakMap<KeyRange, number>();
  /** Rows that were counted and are neither read nor expected in a range that is still to be read. */
  let unaccounted = count;

  return {
    after(range, page) {
      unaccounted += (expected.get(range) ?? 0) - page.rows.length;
      const [first] = page.rows;
      const last = page.rows.at(-1);
      if (!page.more || first === undefined || last === undefined) return [];
      const rest = { from: last.id + 1, before: range.before };
      if (rest.before !== undefined && rest.from >= rest.before) return [];
      const most = expected.has(range) ? MOST_PARTS : Number.POSITIVE_INFINITY;
      const pages = Math.min(most, Math.max(1, Math.ceil(unaccounted / page.rows.length)));
      const width = Math.max(page.rows.length, Math.floor((last.id - first.id + 1) * MARGIN));
      const ranges = cut(rest, width, pages);
      for (const part of ranges) expected.set(part, page.rows.length);
      unaccounted -= ranges.length * page.rows.length;
      return ranges;
    },
  };
}

/** Cuts a range into at most so many of a width; the last takes what is left and comes first: it may be long. */
function cut(range: KeyRange, width: number, most: number): readonly KeyRange[] {
  const starts = [range.from];
  while (starts.length < most) {
    const start = range.from + starts.length * width;
    if (range.before !== undefined && start >= range.before) break;
    starts.push(start);
  }
  return starts.map((from, index) => ({ from, before: starts[index + 1] ?? range.before })).reverse();
}
