import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { asCacheError, errorCodeOf, namesIn } from './files.ts';
import { isRunId, syncFolder } from './layout.ts';

/** How much room a sync's cache takes. */
export interface CacheSize {
  /** Runs that are kept. */
  readonly runs: number;
  /** Bytes of all files, before any compression of the cache that carries them. */
  readonly bytes: number;
}

/**
 * What a sync's folder holds now.
 * @param counted the runs that are counted; others are on their way out
 */
export async function cacheSize(
  root: string,
  sync: string,
  counted: ReadonlySet<string>,
): Promise<CacheSize> {
  const folder = syncFolder(root, sync);
  const names = (await namesIn(folder)).filter((name) => !isRunId(name) || counted.has(name));
  const sizes = await Promise.all(names.map((name) => bytesOf(path.join(folder, name))));
  return { runs: names.filter(isRunId).length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Bytes of a file or of all files below a folder. A file that goes meanwhile counts as none. */
export async function bytesOf(file: string): Promise<number> {
  try {
    const found = await lstat(file);
    if (!found.isDirectory()) return found.size;
    const sizes = await Promise.all((await namesIn(file)).map((name) => bytesOf(path.join(file, name))));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return 0;
    throw asCacheError(error, file);
  }
}
