import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { nearest } from '../../config/nearest.ts';
import { SyncError } from '../../errors.ts';
import { knownEndings } from './format.ts';
import type { FilesSettings } from './settings.ts';

/**
 * The files that a pattern names, relative to the directory, in the order of their names. A folder stands for
 * all files below it whose ending tells their format; names that begin with a dot only count when they are named.
 * @throws SyncError FILE_NOT_FOUND when there is none, CONFIG_INVALID when one is a link that leads out of the
 *   directory
 */
export async function findFiles(pattern: string, settings: FilesSettings): Promise<readonly string[]> {
  const { directory } = settings;
  const root = await realpath(directory).catch(() => undefined);
  if (root === undefined) throw noDirectory(directory);
  const files = await expand(pattern, root, settings);
  if (files.length === 0) throw await noFile(pattern, root, directory);
  for (const file of files) await assertInside(file, root, directory);
  return files;
}

async function expand(pattern: string, root: string, settings: FilesSettings): Promise<readonly string[]> {
  // A name may hold what is special in a glob, so that one that is there is taken as it stands.
  const named = await stat(path.join(root, pattern)).catch(() => undefined);
  if (named?.isFile()) return [pattern];
  const found = await glob({
    patterns: named?.isDirectory() ? ['**'] : [pattern],
    cwd: named?.isDirectory() ? path.join(root, pattern) : root,
    onlyFiles: true,
    followSymbolicLinks: true,
    expandDirectories: false,
  });
  if (!named?.isDirectory()) return found.toSorted(byCodePoint);
  const known = found.filter(
    (file) => settings.format !== undefined || knownEndings.includes(path.extname(file).toLowerCase()),
  );
  return known.map((file) => path.posix.join(pattern, file)).toSorted(byCodePoint);
}

/** A link may lead anywhere, and whoever proposes a change may add one: what it leads to is not theirs to show. */
async function assertInside(file: string, root: string, directory: string): Promise<void> {
  const real = await realpath(path.join(root, file));
  if (real.startsWith(root + path.sep)) return;
  throw new SyncError({
    code: 'CONFIG_INVALID',
    message: `files: ${path.join(directory, file)} is a link that leads out of the directory`,
    hint: 'Put the file itself there.',
  });
}

function byCodePoint(left: string, right: string): number {
  return left < right ? -1 : 1;
}

function noDirectory(directory: string): SyncError {
  return new SyncError({
    code: 'FILE_NOT_FOUND',
    message: `files: there is no directory ${directory}`,
    hint: 'The setting `directory` is relative to the folder of the configuration; in a workflow, check that the repository is checked out before.',
  });
}

async function noFile(pattern: string, root: string, directory: string): Promise<SyncError> {
  const folder = path.dirname(pattern);
  const names = await readdir(path.join(root, folder)).catch(() => []);
  const near = nearest(path.basename(pattern), names);
  return new SyncError({
    code: 'FILE_NOT_FOUND',
    message: `files: nothing in ${directory} is named ${pattern}`,
    hint:
      near === undefined
        ? 'Check the name; "#" in a mapping separates the file from the part of it that holds the records.'
        : `Did you mean "${path.posix.join(folder, near)}"?`,
  });
}
