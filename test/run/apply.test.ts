import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/report/run-report.ts';
import { smallConfig } from './small-config.ts';
import { isMutation, planned, startWorld, troubles, type World } from './world.ts';

const deleting = 'diffsync_flags: ["CONTINUE_ON_FAILURE"]';

describe('the apply of a saved plan', () => {
  let world: World;
  let config: readonly string[];

  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(smallConfig(deleting));
  });
  afterEach(() => world.close());

  const diff = async (): Promise<RunReport> => (await world.report(['diff', ...config])).report;
  const apply = (runId: string, ...more: readonly string[]) =>
    world.report(['apply', ...config, '--run-id', runId, ...more]);
  const tags = () => world.infrahub.data.list('BuiltinTag');

  /** A network that is in sync, and then changes in every way. */
  async function changedNetwork(): Promise<void> {
    await world.report(['sync', ...config]);
    const { data } = world.netbox;
    const [first, second, third] = data.list('extras/tags');
    data.create('extras/tags', { name: 'new', slug: 'new' });
    data.update('extras/tags', first?.id ?? 0, { description: 'changed' });
    data.update('extras/tags', second?.id ?? 0, { name: 'renamed', slug: 'renamed' });
    data.delete('extras/tags', third?.id ?? 0);
  }

  it('writes what the plan says without reading the source again, and leaves nothing to do', async () => {
    await changedNetwork();
    const plan = await diff();
    expect(plan.summary).toMatchObject({ create: 1, update: 2, delete: 1 });
    const asked: string[] = [];
    world.netboxWire.onRequest = ({ url }) => void asked.push(url.pathname);
    const { code, report } = await apply(plan.run_id);
    world.netboxWire.onRequest = undefined;
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(asked.filter((one) => one !== '/api/status/')).toEqual([]);
    expect(report).toMatchObject({ status: 'applied', digest: plan.digest });
    expect(report.operations.map(({ outcome }) => outcome)).toEqual(plan.operations.map(() => 'written'));
    expect(planned(await diff())).toEqual([]);
    const warm = await world.report(['diff', ...config, '--no-full-extract']);
    expect(planned(warm.report)).toEqual([]);
    expect(warm.report.sides.B.mode).toBe('warm');
  });

  it('applied again does nothing, and says so', async () => {
    await changedNetwork();
    const plan = await diff();
    await apply(plan.run_id);
    const before = world.mutations();
    const { code, report } = await apply(plan.run_id);
    expect(troubles(report)).toEqual([]);
    expect(code).toBe(0);
    expect(world.mutations()).toBe(before);
  });

  it('goes on where an apply that was cut off had stopped', async () => {
    const plan = await diff();
    let mutations = 0;
    world.infrahubWire.fault = (request) =>
      isMutation(request) && ++mutations > 1 ? { type: 'status', status: 422, body: '{}' } : undefined;
    const cut = await apply(plan.run_id);
    expect(cut.code).toBe(1);
    const outcomes = new Set(cut.report.operations.map(({ outcome }) => outcome));
    expect(outcomes.has('written')).toBe(true);
    expect(outcomes.size).toBeGreaterThan(1);
    world.infrahubWire.fault = undefined;
    const rest = await apply(plan.run_id);
    expect(troubles(rest.report)).toEqual([]);
    expect(planned(await diff())).toEqual([]);
    const names = tags().map(({ attributes }) => attributes.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stops before the first write when objects moved, and says which', async () => {
    await changedNetwork();
    const plan = await diff();
    const update = plan.operations.find(
      ({ changes }) => 'description' in changes && changes.description?.new === 'changed',
    );
    const doomed = plan.operations.find(({ action }) => action === 'delete');
    const { data } = world.infrahub;
    data.update(update?.dest_id ?? '', { description: { value: 'moved' } });
    data.update(doomed?.dest_id ?? '', { description: { value: 'used again' } });
    data.create('BuiltinTag', { name: { value: 'new' }, description: { value: 'made by hand' } });
    const before = world.mutations();
    const { code, report } = await apply(plan.run_id);
    expect(code).toBe(1);
    expect(world.mutations()).toBe(before);
    const [error] = report.errors;
    expect(error).toMatchObject({ error_class: 'PLAN_CONFLICT' });
    expect(error?.message).toMatch(/^3 of 4 objects are no longer as the plan saw them/);
    expect(error?.message).toContain('description is "moved", and the plan saw');
    expect(error?.message).toContain('BuiltinTag "new": it is there by now');

    const skipping = await apply(plan.run_id, '--on-conflict', 'skip');
    expect(skipping.code).toBe(0);
    expect(skipping.report.operations.map(({ outcome }) => outcome).sort()).toEqual([
      'skipped',
      'skipped',
      'skipped',
      'written',
    ]);
    expect(skipping.report.errors.map(({ error_class }) => error_class)).toEqual(
      Array(3).fill('PLAN_CONFLICT'),
    );
    expect(tags().find(({ id }) => id === update?.dest_id)?.attributes.description).toBe('moved');
    expect(tags().some(({ id }) => id === doomed?.dest_id)).toBe(true);
  });

  it('leaves alone what others changed beside the plan', async () => {
    await changedNetwork();
    const plan = await diff();
    const update = plan.operations.find(({ renamed_from: before }) => before !== null);
    world.infrahub.data.update(update?.dest_id ?? '', { description: { value: 'beside the plan' } });
    const { report } = await apply(plan.run_id);
    expect(troubles(report)).toEqual([]);
    expect(tags().find(({ id }) => id === update?.dest_id)?.attributes).toMatchObject({
      name: 'renamed',
      description: 'beside the plan',
    });
  });

  it('is refused for a plan of another mapping, a run that is not there and files that were changed', async () => {
    const plan = await diff();
    const other = await world.config(smallConfig(deleting).replace('mapping: description', 'mapping: slug'));
    const stale = await world.command(['apply', ...other, '--run-id', plan.run_id]);
    expect(stale.code).toBe(1);
    expect(stale.talk).toContain("the mapping or the destination's schema changed since");
    const missing = await world.command(['apply', ...config, '--run-id', '20260101T0000-00000000']);
    expect(missing.talk).toContain('20260101T0000-00000000 cannot be used: run.json is missing');
    const file = path.join(world.cache, 'small', plan.run_id, 'plan.parquet');
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('x')]));
    const damaged = await world.command(['apply', ...config, '--run-id', plan.run_id]);
    expect(damaged.talk).toContain('plan.parquet is not what was written');
    expect(world.mutations()).toBe(0);
  });
});

describe('the runs in the cache', () => {
  let world: World;
  let config: readonly string[];

  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
  });
  afterEach(() => world.close());

  it('are listed, shown again and removed', async () => {
    const first = (await world.report(['diff', ...config])).report;
    const second = (await world.report(['sync', ...config])).report;
    const listed = await world.command(['runs', '--name', 'small', '--format', 'json']);
    const runs = listed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(runs.map(({ run_id: id }) => id))).toEqual(new Set([first.run_id, second.run_id]));
    expect(runs.find(({ run_id: id }) => id === second.run_id)).toMatchObject({
      mode: 'sync',
      status: 'applied',
      summary: second.summary,
      bytes: expect.any(Number),
    });
    const text = await world.command(['runs', ...config]);
    expect(text.out).toMatch(
      new RegExp(`^${first.run_id}  \\S+  diff  dry-run  \\+\\d+ ~0 -0 =0  .+B$`, 'm'),
    );

    const shown = await world.command(['show', first.run_id, '--name', 'small', '--format', 'json']);
    expect(JSON.parse(shown.out)).toEqual(first);
    const unknown = await world.command(['show', '20260101T0000-00000000', '--name', 'small']);
    expect(unknown.code).toBe(1);
    expect(unknown.talk).toContain('There is no report of a run 20260101T0000-00000000');

    const cleaned = await world.command(['clean', '--name', 'small', '--keep', '1']);
    expect(cleaned.out.trim().split('\n')).toHaveLength(1);
    const all = await world.command(['clean', ...config, '--all']);
    expect(all.out.trim().split('\n')).toHaveLength(1);
    const none = await world.command(['runs', ...config]);
    expect(none.out).toBe('');
  });

  it('of an apply are no start for a warm run, and go with the next one', async () => {
    const plan = (await world.report(['diff', ...config])).report;
    const applied = await world.report(['apply', ...config, '--run-id', plan.run_id]);
    expect(applied.code, JSON.stringify(applied.report.errors)).toBe(0);
    const warm = await world.report(['diff', ...config, '--no-full-extract']);
    expect(warm.report.sides.A.mode).toBe('warm');
    const { out } = await world.command(['runs', ...config]);
    expect(out).not.toContain(applied.report.run_id);
    expect(out).toContain(plan.run_id);
  });
});
