import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  asCacheError,
  assertWritable,
  removeTemporaryFiles,
  writeAtomically,
  writeTextAtomically,
} from '../../src/cache/files.ts';
import { startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('writing a file', () => {
  test('makes its folders and tells its checksum and size', async () => {
    const file = path.join(await temporaryFolder(), 'a', 'b', 'c.txt');
    const written = await writeTextAtomically(file, 'Zürich');
    expect(await readFile(file, 'utf8')).toBe('Zürich');
    expect(written).toEqual({ bytes: 7, sha256: createHash('sha256').update('Zürich').digest('hex') });
    expect(await readdir(path.dirname(file))).toEqual(['c.txt']);
  });

  test('that fails in the middle leaves the old file and nothing else', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'run.json');
    await writeTextAtomically(file, 'old');
    const failure = new Error('the record cannot be read');
    const write = writeAtomically(file, async (sink) => {
      await sink(Buffer.from('ne'));
      throw failure;
    });
    await expect(write).rejects.toBe(failure);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test('that is killed before the rename leaves the old file, and the rest can be tidied up', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'run.json');
    await writeTextAtomically(file, 'old');
    const child = startChild('writing-child.ts', file);
    expect(await child.next()).toBe('half written');
    await child.kill();
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toHaveLength(2);
    await removeTemporaryFiles(folder);
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test('by two at once leaves one of the two contents whole', async () => {
    const file = path.join(await temporaryFolder(), 'run.json');
    const contents = ['a', 'b'].map((letter) => letter.repeat(100_000));
    await Promise.all(contents.map((content) => writeTextAtomically(file, content)));
    expect(contents).toContain(await readFile(file, 'utf8'));
  });
});

describe('a cache that cannot be written', () => {
  test('is noticed before the run, and says where and what to do', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'cache'), 'a file in the way');
    await expect(assertWritable(path.join(folder, 'cache', 'from-netbox'))).rejects.toMatchObject({
      code: 'CACHE_UNWRITABLE',
      message: expect.stringContaining(path.join('cache', 'from-netbox')),
      hint: expect.stringContaining('INFRAHUB_SYNC_CACHE_DIR'),
    });
  });

  test('is noticed when the file itself is a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'run.json', 'x'), { recursive: true });
    const write = writeTextAtomically(path.join(folder, 'run.json'), 'new');
    await expect(write).rejects.toMatchObject({ code: 'CACHE_UNWRITABLE' });
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test.each([
    ['EACCES', /denied/],
    ['EROFS', /read-only/],
    ['ENOSPC', /full/],
    ['ENOTDIR', /a file stands/],
  ])('is told by the system as %s', (code, message) => {
    const error = Object.assign(new Error('refused'), { code });
    expect(asCacheError(error, '/cache')).toMatchObject({
      code: 'CACHE_UNWRITABLE',
      message: expect.stringMatching(message),
      cause: error,
    });
  });

  test('is not what any other error is taken for', () => {
    const error = new TypeError('a defect');
    expect(asCacheError(error, '/cache')).toBe(error);
  });

  test('is not what a writable folder is taken for, and the probe is gone', async () => {
    const folder = path.join(await temporaryFolder(), 'new');
    await assertWritable(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});
