import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sealFolder, unsealFolder } from '../cache/seal.ts';
import { type CacheApi, CacheUnreadable } from './cache-service.ts';

export interface SealedCacheOptions {
  readonly api: CacheApi;
  /** The words of the user's secret. */
  readonly key: string;
  /** What the paths are relative to. */
  readonly workspace: string;
}

/**
 * A cache whose contents only the holder of a key can read: what is saved is an encrypted copy of the folder,
 * under a path of its own, so that an open cache is never taken for a sealed one.
 */
export function createSealedCache({ api, key, workspace }: SealedCacheOptions): CacheApi {
  const absolute = (folder: string) => path.resolve(workspace, folder);
  return {
    isFeatureAvailable: () => api.isFeatureAvailable(),
    async restoreCache(paths, primaryKey, restoreKeys) {
      const sealed = paths.map(sealedPath);
      const matched = await api.restoreCache(sealed, primaryKey, restoreKeys);
      if (matched === undefined) return undefined;
      for (const [index, folder] of paths.entries()) {
        const from = absolute(sealed[index] ?? folder);
        const { status } = await unsealFolder(from, absolute(folder), key);
        await rm(from, { recursive: true, force: true });
        if (status === 'wrong-key')
          throw new CacheUnreadable(`it is encrypted with another "cache-encryption-key" (${matched})`);
      }
      return matched;
    },
    async saveCache(paths, cacheKey) {
      const sealed = paths.map(sealedPath);
      try {
        for (const [index, folder] of paths.entries())
          await sealFolder(absolute(folder), absolute(sealed[index] ?? folder), key);
        return await api.saveCache(sealed, cacheKey);
      } finally {
        for (const folder of sealed) await rm(absolute(folder), { recursive: true, force: true });
      }
    },
  };
}

/** `.infrahub-sync-cache/from-netbox` → `.infrahub-sync-cache.sealed/from-netbox` */
function sealedPath(folder: string): string {
  return `${path.posix.dirname(folder)}.sealed/${path.posix.basename(folder)}`;
}
