import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSyncs, loadRequestedSync } from '../../src/config/find.ts';
import { ConfigError } from '../../src/config/issue.ts';
import { nodeFiles } from '../../src/config/node-files.ts';
import { SyncError } from '../../src/errors.ts';
import { withKeys } from './marked.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'find-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function put(file: string, text: string): Promise<string> {
  const where = path.join(folder, file);
  await mkdir(path.dirname(where), { recursive: true });
  await writeFile(where, text);
  return where;
}

function named(name: string): string {
  return withKeys('').replace('from-netbox', name);
}

async function failure(work: Promise<unknown>): Promise<SyncError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function byName(name: string) {
  return loadRequestedSync({ type: 'name', name, directory: folder }, nodeFiles(), {});
}

describe('finding a sync by name', () => {
  test('looks in config.yml and config.yaml at any depth', async () => {
    await put('a/config.yml', named('first'));
    const file = await put('b/c/d/config.yaml', named('second'));
    await put('b/other.yml', named('third'));
    const sync = await byName('second');
    expect(sync.file).toBe(file);
    expect((await findSyncs(folder, nodeFiles(), {})).map((config) => config.name)).toEqual([
      'first',
      'second',
    ]);
  });

  test('a mistake in another file does not matter', async () => {
    await put('a/config.yml', 'name: broken\n');
    await put('b/config.yml', '\t');
    await put('c/config.yml', named('good'));
    expect((await byName('good')).name).toBe('good');
  });

  test('a mistake in the file itself is told', async () => {
    await put('a/config.yml', `${named('mine')}ordr: []\n`);
    await expect(byName('mine')).rejects.toBeInstanceOf(ConfigError);
  });

  test('a file that is not even YAML is still known by its name', async () => {
    await put('a/config.yml', 'name: mine # ours\norder: [\n');
    await expect(byName('mine')).rejects.toBeInstanceOf(ConfigError);
  });

  test('two files with one name are an error that names both', async () => {
    const first = await put('a/config.yml', named('twin'));
    const second = await put('b/config.yml', named('twin'));
    const error = await failure(byName('twin'));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toBe(`two files have the sync name "twin": ${first} and ${second}`);
    expect(error.location).toEqual({ file: second, line: 1, column: 7 });
  });

  test('a name that is not there gets the nearest one', async () => {
    await put('a/config.yml', named('from-netbox'));
    const error = await failure(byName('from-netbx'));
    expect(error).toMatchObject({ code: 'CONFIG_NOT_FOUND', hint: 'Did you mean "from-netbox"?' });
    expect(error.message).toBe(`no config.yml below ${folder} has the name "from-netbx"`);
  });

  test('a name that is like none gets the list', async () => {
    await put('a/config.yml', named('one'));
    await put('b/config.yml', named('two'));
    expect((await failure(byName('elsewhere'))).hint).toBe('Syncs there are "one" and "two".');
  });

  test('an empty folder, and a folder that is not there, are told apart', async () => {
    expect((await failure(byName('x'))).hint).toBe('Put a config.yml there, or name another directory.');
    const request = { type: 'name', name: 'x', directory: path.join(folder, 'no') } as const;
    expect((await failure(loadRequestedSync(request, nodeFiles(), {}))).message).toContain('does not exist');
  });

  test('links to folders are not followed, links to files are', async () => {
    await put('a/config.yml', named('only'));
    await symlink(folder, path.join(folder, 'a', 'again'));
    await put('real.txt', named('linked'));
    await mkdir(path.join(folder, 'b'));
    await symlink(path.join(folder, 'real.txt'), path.join(folder, 'b', 'config.yml'));
    const names = (await findSyncs(folder, nodeFiles(), {})).map((config) => config.name);
    expect(names).toEqual(['only', 'linked']);
  });

  test('installed packages and the cache are not searched', async () => {
    await put('node_modules/x/config.yml', named('foreign'));
    await put('.infrahub-sync-cache/x/config.yml', named('cached'));
    expect(await findSyncs(folder, nodeFiles(), {})).toEqual([]);
  });
});

describe('naming a file', () => {
  test('it is relative to the directory, when one is given', async () => {
    const file = await put('x/mine.yml', named('mine'));
    const request = { type: 'file', file: 'x/mine.yml', directory: folder } as const;
    expect((await loadRequestedSync(request, nodeFiles(), {})).file).toBe(file);
    const absolute = { type: 'file', file, directory: '/elsewhere' } as const;
    expect((await loadRequestedSync(absolute, nodeFiles(), {})).name).toBe('mine');
  });

  test('a byte order mark is no part of the text', async () => {
    const file = await put('config.yml', `\ufeff${named('mine')}`);
    const sync = await loadRequestedSync({ type: 'file', file, directory: undefined }, nodeFiles(), {});
    expect(sync.locate(['name'])).toMatchObject({ line: 1, column: 7 });
  });

  test('one that is not there gets the nearest in its folder', async () => {
    const file = await put('config.yml', named('mine'));
    const request = { type: 'file', file: 'confg.yml', directory: folder } as const;
    const error = await failure(loadRequestedSync(request, nodeFiles(), {}));
    expect(error).toMatchObject({ code: 'CONFIG_NOT_FOUND', hint: `Did you mean ${file}?` });
  });
});
