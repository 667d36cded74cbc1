import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { smallConfig } from '../run/small-config.ts';
import { startWorld, type World } from '../run/world.ts';

const count = z.number().int().nonnegative();
const counts = z.strictObject({ create: count, update: count, delete: count, unchanged: count });
const mode = z.enum(['full', 'warm']);
const reason = z.string().min(1);
const kindRead = z.strictObject({
  mode,
  reason,
  rows: count,
  changed: count,
  deleted: count,
  requests: count,
});
const side = z.strictObject({ mode, reason, kinds: z.record(z.string(), kindRead) });
const bothSides = z.strictObject({ A: count, B: count });
const traffic = z.strictObject({ count, bytes: count });

/** docs/json-format.md, with nothing more and nothing less. */
const documented = z.strictObject({
  sync: z.string(),
  run_id: z.string().regex(/^\d{8}T\d{4}-[0-9a-f]{8}$/),
  status: z.enum(['dry-run', 'applied', 'failed', 'cancelled']),
  digest: z.string().regex(/^([0-9a-f]{64})?$/),
  summary: counts,
  by_kind: z.record(z.string(), counts),
  sides: z.strictObject({ A: side, B: side }),
  requests: z.strictObject({ A: traffic, B: traffic }),
  operations: z.array(
    z.strictObject({
      action: z.enum(['create', 'update', 'delete']),
      kind: z.string(),
      id: z.string(),
      renamed_from: z.string().nullable(),
      dest_id: z.string().nullable(),
      outcome: z.enum(['planned', 'written', 'failed', 'skipped', 'unknown', 'left-alone']),
      changes: z.record(z.string(), z.strictObject({ old: z.json(), new: z.json() })),
    }),
  ),
  left_alone: z.array(z.never()),
  errors: z.array(
    z.strictObject({
      error_class: z.string(),
      kind: z.string(),
      id: z.string().nullable(),
      dest_id: z.string().nullable(),
      attribute: z.string().nullable(),
      message: z.string(),
      hint: z.string(),
      retry_count: count,
      terminal: z.boolean(),
    }),
  ),
  warnings: z.array(z.string()),
  audit: z.null(),
  full_read: z
    .object({ run_id: z.string(), objects: bothSides, requests: bothSides, duration_ms: z.number() })
    .nullable(),
  cache: z.strictObject({ runs: count, bytes: count }),
  duration_ms: count,
});

describe('what a run prints', () => {
  let world: World;
  let config: readonly string[];

  beforeAll(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
  });
  afterAll(() => world.close());

  it('as JSON has exactly the documented members, whose counts agree', async () => {
    const diff = await world.report(['diff', ...config]);
    const sync = await world.report(['sync', ...config]);
    for (const { report } of [diff, sync]) {
      documented.parse(report);
      const kinds = Object.values(report.by_kind);
      for (const action of ['create', 'update', 'delete', 'unchanged'] as const) {
        expect(kinds.reduce((sum, kind) => sum + kind[action], 0)).toBe(report.summary[action]);
      }
      expect(report.operations).toHaveLength(report.summary.create);
      expect(Object.keys(report.by_kind)).toEqual(Object.keys(report.sides.A.kinds));
      expect(report.sides.A.kinds.LocationSite?.rows).toBe(world.netbox.data.list('dcim/sites').length);
    }
    expect(diff.report.operations.every(({ dest_id }) => dest_id === null)).toBe(true);
    const ids = new Set(world.infrahub.data.list('BuiltinTag').map(({ id }) => id));
    const written = sync.report.operations.filter(({ kind }) => kind === 'BuiltinTag');
    expect(written.every(({ dest_id }) => ids.has(dest_id ?? ''))).toBe(true);
  });

  it('as JSON has the documented members for a run that failed, too', async () => {
    const misspelt = await world.config(smallConfig().replace('tenancy.tenants', 'tenancy.tennants'));
    const { report, code } = await world.report(['diff', ...misspelt]);
    documented.parse(report);
    expect(report).toMatchObject({ status: 'failed', digest: '', operations: [] });
    expect(report.errors).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('as Markdown is a table of the kinds', async () => {
    const { out, code } = await world.command(['diff', ...config, '--format', 'markdown']);
    expect(code).toBe(0);
    expect(out).toMatch(/^#+ .*small/m);
    expect(out).toMatch(/\|[ :-]+\|/);
  });

  it('goes to stdout, and progress goes to stderr in lines', async () => {
    const { out, talk } = await world.command(['diff', ...config]);
    expect(talk).toMatch(/^run \d{8}T\d{4}-[0-9a-f]{8}: 3 kinds$/m);
    expect(talk).toMatch(/^source: LocationSite: \d+ rows$/m);
    expect(talk).toMatch(/^plan: 0 to create, 0 to update, 0 to delete, \d+ unchanged$/m);
    expect(out).not.toMatch(/^source: /m);
    expect(talk).not.toContain('\u001b');
  });

  it('is a bar on a terminal, and nothing but the result when quiet', async () => {
    const drawn: string[] = [];
    const talk = { write: (text: string) => drawn.push(text), isTTY: true, columns: 80 };
    await world.command(['diff', ...config], { talk });
    expect(drawn.join('')).toContain('█');
    const quiet = await world.command(['--verbosity', 'quiet', 'diff', ...config]);
    expect(quiet.talk).toBe('');
    expect((await world.command(['diff', ...config, '--no-show-progress'])).talk).toBe('');
  });

  it('lists the operations, unless a sync is told not to', async () => {
    const { data } = world.netbox;
    data.create('extras/tags', { name: 'shown', slug: 'shown' });
    expect((await world.command(['diff', ...config])).out).toContain('shown');
    const hidden = await world.command(['sync', ...config, '--no-diff']);
    expect(hidden.out).not.toContain('shown');
    expect(hidden.out).toMatch(/1 .*create/);
    data.create('extras/tags', { name: 'shown again', slug: 'shown-again' });
    expect((await world.command(['sync', ...config, '--diff'])).out).toContain('shown again');
  });

  it('ends with 2 for a drift that was asked about, and with 0 for one that was not', async () => {
    world.netbox.data.create('extras/tags', { name: 'drift', slug: 'drift' });
    expect((await world.command(['diff', ...config])).code).toBe(0);
    expect((await world.command(['diff', '--exit-code', ...config])).code).toBe(2);
    expect((await world.command(['sync', ...config])).code).toBe(0);
    expect((await world.command(['diff', '--exit-code', ...config])).code).toBe(0);
  });
});
