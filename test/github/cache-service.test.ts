import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CacheApi,
  type CacheServiceOptions,
  cacheKey,
  createCacheService,
  restoreKeys,
} from '../../src/github/cache-service.ts';
import { hostileText } from '../report/hostile.ts';

interface Entry {
  readonly key: string;
  readonly version: string;
}

/** Finds entries as GitHub's service does: by the path list, then the newest with a key's beginning. */
function memoryCache(entries: Entry[] = []): CacheApi & { readonly entries: Entry[] } {
  return {
    entries,
    isFeatureAvailable: () => true,
    async restoreCache(paths, primaryKey, restoreKeys = []) {
      const usable = entries.filter((entry) => entry.version === paths.join('|')).reverse();
      const find = (key: string) => usable.find((entry) => entry.key.startsWith(key))?.key;
      return [primaryKey, ...restoreKeys].map(find).find((key) => key !== undefined);
    },
    async saveCache(paths, key) {
      if (entries.some((entry) => entry.key === key && entry.version === paths.join('|'))) return -1;
      entries.push({ key, version: paths.join('|') });
      return entries.length;
    },
  };
}

function options(api: CacheApi, changes: Partial<CacheServiceOptions> = {}): CacheServiceOptions {
  return {
    api,
    mode: 'true',
    cacheRoot: '/home/runner/work/r/r/.infrahub-sync-cache',
    workspace: '/home/runner/work/r/r',
    runId: '100',
    runAttempt: '1',
    ...changes,
  };
}

describe('the cache of a sync', () => {
  it('is saved under a key of its own in each run and found by the next', async () => {
    const api = memoryCache();
    const parts = { name: 'from-netbox', hash: 'abc123def456' };
    const first = createCacheService(options(api));
    expect(await first.restore(parts)).toEqual({
      status: 'miss',
      primaryKey: 'infrahub-sync-from-netbox-abc123def456-100-1',
    });
    expect(await first.save(parts)).toEqual({
      status: 'saved',
      key: 'infrahub-sync-from-netbox-abc123def456-100-1',
    });
    expect(api.entries[0]?.version).toBe('.infrahub-sync-cache/from-netbox');
    const second = createCacheService(options(api, { runId: '101' }));
    expect(await second.restore(parts)).toEqual({
      status: 'hit',
      primaryKey: 'infrahub-sync-from-netbox-abc123def456-101-1',
      matchedKey: 'infrahub-sync-from-netbox-abc123def456-100-1',
      match: 'same-schema',
    });
  });

  it('is found with another schema too, and said to be of another', async () => {
    const api = memoryCache();
    await createCacheService(options(api)).save({ name: 'a', hash: 'old' });
    const result = await createCacheService(options(api)).restore({ name: 'a', hash: 'new' });
    expect(result).toMatchObject({ status: 'hit', match: 'other-schema' });
  });

  it('comes from the same schema rather than from the newest run', async () => {
    const api = memoryCache();
    await createCacheService(options(api, { runId: '1' })).save({ name: 'a', hash: 'one' });
    await createCacheService(options(api, { runId: '2' })).save({ name: 'a', hash: 'two' });
    const result = await createCacheService(options(api)).restore({ name: 'a', hash: 'one' });
    expect(result).toMatchObject({
      status: 'hit',
      matchedKey: 'infrahub-sync-a-one-1-1',
      match: 'same-schema',
    });
  });

  it('is not that of a sync whose name begins alike', async () => {
    const api = memoryCache();
    await createCacheService(options(api)).save({ name: 'a-b', hash: 'one' });
    expect((await createCacheService(options(api)).restore({ name: 'a', hash: 'one' })).status).toBe('miss');
  });

  it('can be asked for before the schema is known', async () => {
    const api = memoryCache();
    await createCacheService(options(api)).save({ name: 'a', hash: 'one' });
    const result = await createCacheService(options(api)).restore({ name: 'a', hash: undefined });
    expect(result).toMatchObject({ status: 'hit', match: 'other-schema' });
  });

  it('is not said to be saved when the service did not take it', async () => {
    const api = memoryCache();
    const service = createCacheService(options(api));
    await service.save({ name: 'a', hash: 'one' });
    expect(await service.save({ name: 'a', hash: 'one' })).toEqual({
      status: 'not-saved',
      key: 'infrahub-sync-a-one-100-1',
      reason: 'the cache service did not take it: the key exists, or this run may only read caches',
    });
  });

  it('never fails a run: an error of the service is a result', async () => {
    const refuse = async () => {
      throw new Error('Key Validation Error\n::error::x');
    };
    const api = { ...memoryCache(), restoreCache: refuse, saveCache: refuse };
    const service = createCacheService(options(api));
    const restored = await service.restore({ name: 'a', hash: 'one' });
    expect(restored).toEqual({
      status: 'unavailable',
      reason: 'the cache could not be restored: Key Validation Error\\n::error::x',
    });
    expect(await service.save({ name: 'a', hash: 'one' })).toMatchObject({ status: 'not-saved' });
  });

  it('is not looked for where there is no cache service', async () => {
    const api = { ...memoryCache([{ key: 'x', version: 'x' }]), isFeatureAvailable: () => false };
    const service = createCacheService(options(api));
    expect((await service.restore({ name: 'a', hash: 'one' })).status).toBe('unavailable');
    expect((await service.save({ name: 'a', hash: 'one' })).status).toBe('unavailable');
    expect(api.entries).toHaveLength(1);
  });
});

describe('a cache key', () => {
  it('has no comma, at most 512 characters, and begins with its restore keys', () => {
    const run = { runId: '12345678901234567890', runAttempt: '999' };
    fc.assert(
      fc.property(fc.array(hostileText), fc.option(fc.stringMatching(/^[0-9a-f]{12,64}$/)), (names, hash) => {
        const parts = { name: names.join(''), hash: hash ?? undefined };
        const key = cacheKey(parts, run);
        expect(key.length).toBeLessThanOrEqual(512);
        expect(key).toMatch(/^[\w.!~*'()%-]+$/);
        for (const restoreKey of restoreKeys(parts)) expect(key.startsWith(restoreKey)).toBe(true);
      }),
    );
  });

  it('differs for long names that differ only at their end', () => {
    const run = { runId: '1', runAttempt: '1' };
    const long = 'x'.repeat(250);
    expect(cacheKey({ name: `${long}a`, hash: 'h' }, run)).not.toBe(
      cacheKey({ name: `${long}b`, hash: 'h' }, run),
    );
  });
});
