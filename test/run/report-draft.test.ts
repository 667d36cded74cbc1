import { expect, test } from 'vitest';
import type { Adapter } from '../../src/adapters/contract.ts';
import type { RowProblem } from '../../src/mapping/map-result.ts';
import { createReportDraft } from '../../src/run/report-draft.ts';

/** Neither side was asked for anything. */
const idle: Adapter = {
  system: 'none',
  identity: async () => 'none',
  serverTime: async () => new Date(0),
  usage: () => ({ count: 0, bytes: 0 }),
  close: async () => undefined,
};

test('a mistake in the mapping that every record of a large kind meets is told for each of them', () => {
  // More than a function takes arguments.
  const problems = Array.from({ length: 200_000 }, (_, index): RowProblem => {
    const recordId = String(index);
    const where = { kind: 'DcimInterface', origin: 'dcim.interfaces', recordId, uniqueId: undefined };
    return { ...where, code: 'VALUE_INVALID', field: 'mtu', message: 'mtu is text', hint: 'Map a number.' };
  });
  const draft = createReportDraft({
    sync: 'from-netbox',
    runId: '20260301T0800-0a1b2c3d',
    mode: 'diff',
    unread: 'it was not read',
    continueOnError: false,
    source: idle,
    destination: idle,
    warnings: [],
  });
  const reads = { A: new Map(), B: new Map() };
  draft.compared({ diffs: [], problems, reads, audit: undefined, existing: () => new Map() }, null);
  expect(draft.isSound()).toBe(false);
  expect(draft.errors()).toHaveLength(problems.length);
});
