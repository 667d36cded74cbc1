import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallConfig } from './small-config.ts';
import { startWorld, type World } from './world.ts';

describe('the report that a run leaves', () => {
  let world: World;
  let config: readonly string[];

  beforeEach(async () => {
    world = await startWorld();
    config = await world.config(smallConfig());
  });
  afterEach(() => world.close());

  const run = async (...more: readonly string[]) => {
    const end = await world.report(['diff', ...config, ...more]);
    const folder = path.join(world.cache, end.report.sync, end.report.run_id);
    return { ...end, read: (name: string) => readFile(path.join(folder, name), 'utf8') };
  };

  it('is the JSON that was printed, and with --report a page and Markdown of the same run', async () => {
    const { out, report, read } = await run('--report');
    expect(report.summary.create).toBeGreaterThan(0);
    expect(await read('plan.json')).toBe(out);
    expect(await read('report.html')).toContain(`"runId":"${report.run_id}"`);
    expect(await read('plan.md')).toContain(`Run \`${report.run_id}\` · plan \`${report.digest}\``);
    await expect((await run()).read('report.html')).rejects.toThrow('ENOENT');
  });

  it('says in a warm run what reading everything took, as the last run that did so measured it', async () => {
    const full = await run();
    const { report } = full;
    expect(report.full_read).toMatchObject({ run_id: report.run_id });
    expect(report.full_read?.requests).toEqual({ A: report.requests.A.count, B: report.requests.B.count });
    const objects = (side: 'A' | 'B') =>
      Object.values(report.sides[side].kinds).reduce((sum, { changed }) => sum + changed, 0);
    expect(report.full_read?.objects).toEqual({ A: objects('A'), B: objects('B') });
    const warm = await run('--no-full-extract');
    expect(warm.report.sides.A.mode).toBe('warm');
    expect(warm.report.full_read).toEqual(report.full_read);
    const later = await run('--no-full-extract');
    expect(later.report.full_read).toEqual(report.full_read);
    expect((await run('--report')).report.full_read?.run_id).not.toBe(report.run_id);
  });

  it('keeps that figure when an audit reads more than everything', async () => {
    const { report } = await run();
    const audit = await world.report(['audit', ...config]);
    expect(audit.report.audit).toEqual([]);
    expect(audit.report.full_read).toEqual(report.full_read);
  });

  it('takes a run that was cached before this was known for one that does not know it', async () => {
    const { report } = await run();
    const file = path.join(world.cache, report.sync, report.run_id, 'run.json');
    const { full_read, ...older } = JSON.parse(await readFile(file, 'utf8'));
    expect(full_read).not.toBeNull();
    await writeFile(file, JSON.stringify(older));
    const warm = await run('--no-full-extract');
    expect(warm.report.sides.A.mode).toBe('warm');
    expect(warm.report.full_read).toBeNull();
  });
});
