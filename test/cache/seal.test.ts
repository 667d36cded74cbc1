import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealFolder, unsealFolder } from '../../src/cache/seal.ts';

const KEY = 'a secret of the repository';
const SECRET = 'router-7.example serial SN-0042';

let folder = '';
let open = '';
let sealed = '';
let again = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seal-'));
  [open, sealed, again] = ['open', 'sealed', 'again'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await place('run.json', SECRET);
  await place('run/A/DcimDevice.parquet', Buffer.alloc(300_000, SECRET));
  await place('run/empty', '');
});
afterEach(() => rm(folder, { recursive: true }));

async function place(name: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(path.join(open, name)), { recursive: true });
  await writeFile(path.join(open, name), content);
}

async function contents(root: string): Promise<Record<string, string>> {
  const names = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [path.relative(root, file), await readFile(file, 'latin1')]);
  return Object.fromEntries(await Promise.all(read));
}

describe('a sealed folder', () => {
  it('comes back as it was, and shows nothing of what is in it meanwhile', async () => {
    await sealFolder(open, sealed, KEY);
    const shown = await contents(sealed);
    expect(Object.keys(shown).sort()).toEqual(['run.json', 'run/A/DcimDevice.parquet', 'run/empty']);
    for (const text of Object.values(shown)) expect(text).not.toMatch(/router|serial/);
    expect(await unsealFolder(sealed, again, KEY)).toEqual({ status: 'unsealed', files: 3 });
    expect(await contents(again)).toEqual(await contents(open));
  });

  it('never looks the same twice', async () => {
    await sealFolder(open, sealed, KEY);
    await sealFolder(open, again, KEY);
    expect((await contents(sealed))['run.json']).not.toBe((await contents(again))['run.json']);
  });

  it('gives nothing to another key', async () => {
    await sealFolder(open, sealed, KEY);
    expect(await unsealFolder(sealed, again, `${KEY}!`)).toEqual({ status: 'wrong-key' });
    expect(await contents(again)).toEqual({});
  });

  it('puts no file in place that was changed, cut short, moved or never sealed', async () => {
    const file = path.join(sealed, 'run.json');
    await sealFolder(open, path.join(folder, 'kept'), KEY);
    const whole = async () => {
      await cp(path.join(folder, 'kept'), sealed, { recursive: true });
      return readFile(file);
    };
    for (const at of [0, 10, 25, 40, -1]) {
      const bytes = await whole();
      bytes[at < 0 ? bytes.length + at : at] = (bytes.at(at) ?? 0) ^ 1;
      await writeFile(file, bytes);
      await expectRefused(`byte ${at}`);
    }
    for (const length of [0, 20, 50]) {
      await writeFile(file, (await whole()).subarray(0, length));
      await expectRefused(`${length} bytes`);
    }
    await whole();
    await rename(path.join(sealed, 'run/empty'), file);
    await expectRefused('another file of the folder');
    await whole();
    await writeFile(file, SECRET);
    await expectRefused('an open file');
  });

  async function expectRefused(why: string): Promise<void> {
    expect(await unsealFolder(sealed, again, KEY), why).toEqual({ status: 'wrong-key' });
    expect(await contents(again), why).not.toHaveProperty('run.json');
    await rm(again, { recursive: true, force: true });
  }

  it('is empty when there is nothing to seal', async () => {
    await sealFolder(path.join(folder, 'nothing'), sealed, KEY);
    expect(await unsealFolder(sealed, again, KEY)).toEqual({ status: 'unsealed', files: 0 });
  });
});
