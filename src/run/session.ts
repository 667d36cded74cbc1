import path from 'node:path';
import type { AdapterContext } from '../adapters/context.ts';
import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import { createDestination, createSource } from '../adapters/registry.ts';
import { assertWritable } from '../cache/files.ts';
import { syncFolder } from '../cache/layout.ts';
import { takeLock } from '../cache/lock.ts';
import type { Sync } from '../config/sync.ts';
import type { RunDependencies } from '../run.ts';
import type { RunHooks } from './surroundings.ts';

/** Holds a sync's lock while something is done with its cache. Throws `LOCKED`, `CACHE_UNWRITABLE`. */
export async function withLock<Result>(
  sync: string,
  dependencies: Omit<RunDependencies, 'http' | keyof RunHooks | 'environment' | 'signal'>,
  use: () => Promise<Result>,
): Promise<Result> {
  const { cacheRoot, processId, hostName, now, isProcessAlive } = dependencies;
  await assertWritable(syncFolder(cacheRoot, sync));
  const lock = await takeLock({
    root: cacheRoot,
    sync,
    processId,
    hostName,
    token: Buffer.from(dependencies.randomBytes(8)).toString('hex'),
    now,
    isProcessAlive,
  });
  try {
    return await use();
  } finally {
    await lock.release();
  }
}

/** Opens both systems of a sync while something is done with them. */
export async function withSystems<Result>(
  { sync, branch }: { readonly sync: Sync; readonly branch: string | undefined },
  dependencies: RunDependencies,
  use: (source: SourceAdapter, destination: DestinationAdapter) => Promise<Result>,
): Promise<Result> {
  const context = (counterpart: string): AdapterContext => ({
    environment: dependencies.environment,
    http: dependencies.http,
    baseDirectory: path.dirname(sync.file),
    now: dependencies.now,
    branch,
    counterpart,
    maskSecret: dependencies.maskSecret,
    warn: (message) => dependencies.observe({ type: 'warning', message }),
  });
  const source = createSource(sync.source, context(sync.destination.name));
  const destination = createDestination(sync.destination, context(sync.source.name));
  try {
    return await use(source, destination);
  } finally {
    await Promise.all([source.close(), destination.close()]);
  }
}
