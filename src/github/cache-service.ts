import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { inertLine } from '../report/inert-log.ts';

/** What a cache belongs to. */
export interface CacheKeyParts {
  /** The sync's name. */
  readonly name: string;
  /** Hash over the cache binding and the mapping's schema; undefined while they are not known. */
  readonly hash: string | undefined;
}

export type RestoreResult =
  | {
      readonly status: 'hit';
      readonly primaryKey: string;
      readonly matchedKey: string;
      /** `other-schema`: only what does not depend on the mapping, such as row counts, is of use. */
      readonly match: 'same-schema' | 'other-schema';
    }
  | { readonly status: 'miss'; readonly primaryKey: string }
  /** There is one, but it is sealed with another key. */
  | { readonly status: 'unreadable'; readonly primaryKey: string; readonly reason: string }
  | { readonly status: 'unavailable'; readonly reason: string }
  | { readonly status: 'off' };

export type SaveResult =
  | { readonly status: 'saved'; readonly key: string }
  | { readonly status: 'not-saved'; readonly key: string; readonly reason: string }
  | { readonly status: 'unavailable'; readonly reason: string }
  | { readonly status: 'off' };

/** Carries a sync's cache folder from one run to the next. Nothing here throws: a missing cache is a cold run. */
export interface CacheService {
  restore(parts: CacheKeyParts): Promise<RestoreResult>;
  /** To be called after a finished run only. */
  save(parts: CacheKeyParts): Promise<SaveResult>;
}

/** What this needs of `@actions/cache`. */
export interface CacheApi {
  isFeatureAvailable(): boolean;
  restoreCache(paths: string[], primaryKey: string, restoreKeys?: string[]): Promise<string | undefined>;
  saveCache(paths: string[], key: string): Promise<number>;
}

export interface CacheServiceOptions {
  readonly api: CacheApi;
  /** `read-only`: what others saved is used, and nothing is saved. */
  readonly mode: CacheMode;
  /** Where the caches of all syncs are: `.infrahub-sync-cache`, or where the user moved it. */
  readonly cacheRoot: string;
  /** What paths are relative to: the service compares the path list, and a runner's folder may move. */
  readonly workspace: string;
  readonly runId: string;
  readonly runAttempt: string;
}

export type CacheMode = 'true' | 'false' | 'read-only';

/** What is restored was not written with the key that is given. */
export class CacheUnreadable extends Error {}

const NAME_LENGTH = 150;
const UNAVAILABLE: { readonly status: 'unavailable'; readonly reason: string } = {
  status: 'unavailable',
  reason: 'this runner has no cache service, so this run starts from nothing and leaves nothing behind',
};

/**
 * The cache service of GitHub Actions, one entry for each run. The service finds an entry by its key and by
 * its path list: as the sync's own folder is the path, the entry of another sync whose name begins alike is
 * never taken.
 */
export function createCacheService(options: CacheServiceOptions): CacheService {
  return {
    async restore(parts) {
      if (options.mode === 'false') return { status: 'off' };
      if (!options.api.isFeatureAvailable()) return UNAVAILABLE;
      const primaryKey = cacheKey(parts, options);
      try {
        const matchedKey = await options.api.restoreCache(
          cachePaths(parts, options),
          primaryKey,
          restoreKeys(parts),
        );
        if (matchedKey === undefined) return { status: 'miss', primaryKey };
        return { status: 'hit', primaryKey, matchedKey, match: matchOf(parts, matchedKey) };
      } catch (error) {
        if (error instanceof CacheUnreadable)
          return { status: 'unreadable', primaryKey, reason: messageOf(error) };
        return { status: 'unavailable', reason: `the cache could not be restored: ${messageOf(error)}` };
      }
    },
    async save(parts) {
      if (options.mode !== 'true') return { status: 'off' };
      if (!options.api.isFeatureAvailable()) return UNAVAILABLE;
      const key = cacheKey(parts, options);
      try {
        const id = await options.api.saveCache(cachePaths(parts, options), key);
        if (id !== -1) return { status: 'saved', key };
        const reason = 'the cache service did not take it: the key exists, or this run may only read caches';
        return { status: 'not-saved', key, reason };
      } catch (error) {
        return { status: 'not-saved', key, reason: messageOf(error) };
      }
    },
  };
}

/** `infrahub-sync-<name>-<hash>-<run id>-<attempt>`: at most 512 characters, no comma. */
export function cacheKey(
  parts: CacheKeyParts,
  run: { readonly runId: string; readonly runAttempt: string },
): string {
  return `${namePrefix(parts)}${parts.hash ?? 'unknown'}-${run.runId}-${run.runAttempt}`;
}

/** First the same configuration and schema, then the same sync whatever its schema. */
export function restoreKeys(parts: CacheKeyParts): string[] {
  return parts.hash === undefined
    ? [namePrefix(parts)]
    : [`${namePrefix(parts)}${parts.hash}-`, namePrefix(parts)];
}

function matchOf(parts: CacheKeyParts, matchedKey: string): 'same-schema' | 'other-schema' {
  const same = parts.hash !== undefined && matchedKey.startsWith(`${namePrefix(parts)}${parts.hash}-`);
  return same ? 'same-schema' : 'other-schema';
}

function namePrefix(parts: CacheKeyParts): string {
  const encoded = encodeURIComponent(parts.name.toWellFormed());
  if (encoded.length <= NAME_LENGTH) return `infrahub-sync-${encoded}-`;
  const digest = createHash('sha256').update(parts.name).digest('hex').slice(0, 16);
  return `infrahub-sync-${encoded.slice(0, NAME_LENGTH - 17)}.${digest}-`;
}

function cachePaths(parts: CacheKeyParts, options: CacheServiceOptions): string[] {
  const root = relative(options.workspace, options.cacheRoot).split(sep).join('/');
  return [`${root === '' ? '.' : root}/${parts.name}`];
}

function messageOf(error: unknown): string {
  return inertLine(error instanceof Error ? error.message : String(error));
}
