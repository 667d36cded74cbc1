import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallConfig } from '../run/small-config.ts';
import { type CacheServiceV2, startCacheService } from './cache-service.ts';
import type { RunEnd } from './runner.ts';
import { expression, JOB, type Stage, startStage } from './stage.ts';

const WARM = { name: 'small', directory: 'syncs', 'full-extract': 'false' };
const DIFF = { event: 'push' } as const;

describe.each(['version 1, act’s own server', 'version 2, with Azurite'])(
  'the cache service, %s',
  (title) => {
    const second = title.startsWith('version 2');
    let stage: Stage;
    let service: CacheServiceV2 | undefined;
    beforeAll(async () => {
      stage = await startStage();
      if (second) service = await startCacheService();
      await stage.workflow(WARM);
    });
    afterAll(async () => {
      await stage.close();
      await service?.close();
    });

    const run = async (environment: Readonly<Record<string, string>> = {}): Promise<RunEnd> =>
      stage.run({
        ...DIFF,
        cacheServer: second ? 'none' : 'act',
        environment: { ...service?.environment, ...environment },
      });
    let firstKey = '';

    it('misses at first, and keeps what the run left', async () => {
      const end = await run();
      expect(end.code, end.log).toBe(0);
      expect(end.outputs[JOB]).toMatchObject({ 'cache-hit': 'false', 'cache-matched-key': '' });
      firstKey = end.outputs[JOB]?.['cache-primary-key'] ?? '';
      expect(end.log).toContain(`Cache saved: ${firstKey}`);
      if (service !== undefined) expect(service.keys()).toEqual([firstKey]);
    });

    it('gives it to the next run, which is warm', async () => {
      const end = await run();
      expect(end.code, end.log).toBe(0);
      expect(end.outputs[JOB]).toMatchObject({ 'cache-hit': 'true', 'cache-matched-key': firstKey });
      expect(end.log).toContain('source read warm');
    });

    it('keeps nothing of a run that failed', async () => {
      await stage.place(
        'syncs/small/config.yml',
        smallConfig().replace('mapping: slug', 'mapping: "no.such.field"'),
      );
      const end = await run();
      expect(end.code).toBe(1);
      expect(end.log).not.toContain('Cache saved');
      if (service !== undefined) expect(service.keys()).toHaveLength(2);
      await stage.place('syncs/small/config.yml', smallConfig());
    });

    it('gives the row counts alone to a run whose mapping changed', async () => {
      const changed = smallConfig().replace(
        '      - { name: tags, mapping: tags, reference: BuiltinTag }',
        '',
      );
      await stage.place('syncs/small/config.yml', changed);
      const end = await run();
      expect(end.code, end.log).toBe(0);
      const outputs = end.outputs[JOB];
      expect(outputs?.['cache-hit']).toBe('false');
      expect(outputs?.['cache-matched-key']).toMatch(/^infrahub-sync-small-/);
      expect(outputs?.['cache-matched-key']).not.toBe(firstKey);
      expect(end.log).toMatch(/source read full: .*(mapping|schema)/);
    });

    it('is read but not written by a run that may only read', async () => {
      const end = await run({ ACTIONS_CACHE_MODE: 'read' });
      expect(end.code, end.log).toBe(0);
      expect(end.outputs[JOB]?.['cache-hit']).toBe('true');
      expect(end.annotations.join('\n')).toContain('notice: The cache was not saved as');
    });
  },
);

describe('the cache of a job', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  /** Everything that the cache server has on its disk, and what is left in the job's own folder. */
  async function savedBytes(): Promise<Buffer> {
    const root = path.join(path.dirname(stage.repository), 'home', 'cache');
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const read = await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name))));
    return Buffer.concat(read);
  }

  it('is missing without a word of failure where there is no service', async () => {
    await stage.workflow(WARM);
    const end = await stage.run({ ...DIFF, cacheServer: 'none' });
    expect(end.code, end.log).toBe(0);
    expect(end.annotations.join('\n')).toContain('notice: No cache: this runner has no cache service');
    expect(end.annotations.filter((line) => !line.startsWith('notice'))).toEqual([]);
  });

  it('is neither restored nor saved with cache: false, and only restored with read-only', async () => {
    await stage.workflow({ ...WARM, cache: 'false' });
    const none = await stage.run(DIFF);
    expect(none.log).toContain('No cache is used');
    expect(none.log).not.toContain('Cache saved');
    await stage.workflow(WARM);
    await stage.run(DIFF);
    await stage.workflow({ ...WARM, cache: 'read-only' });
    const reading = await stage.run(DIFF);
    expect(reading.outputs[JOB]?.['cache-hit']).toBe('true');
    expect(reading.log).not.toContain('Cache saved');
  });

  it('is sealed with a key, of no use with another, and warm with the same one', async () => {
    const secrets = { NETBOX_TOKEN: stage.netbox.token, INFRAHUB_API_TOKEN: stage.infrahub.token };
    const withKey = (key: string) => ({ ...DIFF, secrets: { ...secrets, CACHE_KEY: key } });
    const before = await savedBytes();
    await stage.workflow({ ...WARM, 'cache-encryption-key': expression('secrets.CACHE_KEY') });
    const first = await stage.run(withKey('correct horse battery staple'));
    expect(first.code, first.log).toBe(0);
    expect(first.outputs[JOB]).toMatchObject({ 'cache-matched-key': '' });
    expect(first.log).toContain('Cache saved');
    expect((await savedBytes()).length).toBeGreaterThan(before.length);
    const wrong = await stage.run(withKey('another secret of the kind'));
    expect(wrong.code, wrong.log).toBe(0);
    expect(wrong.annotations.join('\n')).toContain('warning: The cache cannot be used');
    expect(wrong.outputs[JOB]).toMatchObject({ 'cache-hit': 'false' });
    const again = await stage.run(withKey('another secret of the kind'));
    expect(again.log).toContain('source read warm');
    const missing = await stage.run({ ...DIFF, secrets });
    expect(missing.annotations.join('\n')).toContain('"cache-encryption-key" is empty, so no cache is used');
    expect(missing.log).not.toContain('Cache saved');
  });
});
