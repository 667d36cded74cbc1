import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { SyncError } from '../errors.ts';

/** Takes the next bytes of a file; the bytes may be reused once the promise is settled. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>;

/** What was written. */
export interface WrittenFile {
  /** SHA-256 of the content in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

const temporaryMarker = '.writing-';

/**
 * Writes a file so that at every instant it is either as before or complete: the content goes to a temporary
 * name in the same folder, is forced to the disk and renamed. Folders that are missing are made. That the new
 * name is on the disk too, `forceFolder` sees to.
 * Throws `CACHE_UNWRITABLE` when the disk refuses; what `produce` throws passes through, and the old file
 * stays.
 */
export async function writeAtomically(
  file: string,
  produce: (sink: ByteSink) => Promise<void>,
): Promise<WrittenFile> {
  const temporary = `${file}${temporaryMarker}${randomBytes(6).toString('hex')}`;
  try {
    const written = await writeAndForce(temporary, produce);
    await rename(temporary, file);
    return written;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw asCacheError(error, file);
  }
}

/** `writeAtomically` for content that is at hand. */
export function writeTextAtomically(file: string, text: string): Promise<WrittenFile> {
  return writeAtomically(file, (sink) => sink(Buffer.from(text, 'utf8')));
}

async function writeAndForce(
  temporary: string,
  produce: (sink: ByteSink) => Promise<void>,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using handle = await openNew(temporary);
  await produce(async (chunk) => {
    hash.update(chunk);
    bytes += chunk.byteLength;
    await handle.writeFile(chunk);
  });
  await handle.sync();
  return { sha256: hash.digest('hex'), bytes };
}

/** Folders are made when they turn out to be missing: mostly they are there. */
async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx');
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
    await mkdir(path.dirname(file), { recursive: true });
    return open(file, 'wx');
  }
}

/** A rename survives a power cut only once its folder is on the disk, too. Windows cannot open a folder. */
export async function forceFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
}

/**
 * Makes the folder and proves, by writing and removing a small file, that a run can leave its results there:
 * it is better to hear so before an hour of reading. Throws `CACHE_UNWRITABLE`.
 */
export async function assertWritable(folder: string): Promise<void> {
  const probe = path.join(folder, `${temporaryMarker}${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeAndForce(probe, (sink) => sink(Buffer.from('probe')));
  } catch (error) {
    throw asCacheError(error, folder);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** Removes what writers that were killed left behind in a folder. Nobody may be writing there. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.includes(temporaryMarker)) await rm(path.join(folder, name), { force: true });
  }
}

/** The names in a folder; none when it does not exist. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw asCacheError(error, folder);
  }
}

/** The system's name for what went wrong, such as `ENOENT`. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const diskProblems: ReadonlyMap<string, { readonly what: string; readonly hint: string }> = new Map([
  [
    'EACCES',
    { what: 'access is denied', hint: 'Give the user that runs the sync the right to write there.' },
  ],
  ['EPERM', { what: 'access is denied', hint: 'Give the user that runs the sync the right to write there.' }],
  ['EROFS', { what: 'the file system is read-only', hint: 'Mount it writable.' }],
  ['ENOSPC', { what: 'the disk is full', hint: 'Free some space.' }],
  ['EDQUOT', { what: "the user's disk quota is used up", hint: 'Free some space or raise the quota.' }],
  ['ENOTDIR', { what: 'a file stands where a folder is needed', hint: 'Move that file away.' }],
  ['EEXIST', { what: 'a file stands where a folder is needed', hint: 'Move that file away.' }],
  ['EISDIR', { what: 'a folder stands where a file is needed', hint: 'Move that folder away.' }],
  ['ENAMETOOLONG', { what: 'the path is too long', hint: 'Choose a shorter cache folder or sync name.' }],
  ['ELOOP', { what: 'its links lead in a circle', hint: 'Mend the links.' }],
  ['EIO', { what: 'the disk reported an error', hint: 'Check the disk.' }],
]);

/** A `SyncError` for what the disk refused; any other error as it is. */
export function asCacheError(error: unknown, file: string): unknown {
  const problem = diskProblems.get(errorCodeOf(error) ?? '');
  if (problem === undefined) return error;
  return new SyncError({
    code: 'CACHE_UNWRITABLE',
    message: `The cache cannot be written at ${file}: ${problem.what}.`,
    hint: `${problem.hint} Or set INFRAHUB_SYNC_CACHE_DIR to another folder.`,
    cause: error,
  });
}
