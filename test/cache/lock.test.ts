import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LockOptions, staleAfter, takeLock } from '../../src/cache/lock.ts';
import { isProcessAlive } from '../../src/cache/process-alive.ts';
import { startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';

function options(root: string, more: Partial<LockOptions> = {}): LockOptions {
  return {
    root,
    sync: 'from-netbox',
    processId: 4711,
    hostName: 'runner-1',
    token: 'mine',
    now: () => new Date(),
    isProcessAlive: () => true,
    ...more,
  };
}

/** A lock as another process left it; `age` is how long ago it last showed life, in milliseconds. */
async function leftLock(root: string, sync: string, content: string, age = 0): Promise<string> {
  const file = path.join(root, sync, '.lock');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  const time = new Date(Date.now() - age);
  await utimes(file, time, time);
  return file;
}

const other = JSON.stringify({
  pid: 12,
  host: 'runner-2',
  started_at: '2025-01-31T09:30:00.000Z',
  token: 'theirs',
});

describe('a lock', () => {
  test('says who holds it, and is gone after the release', async () => {
    const root = await temporaryFolder();
    const now = new Date();
    const lock = await takeLock(options(root, { now: () => now }));
    expect(JSON.parse(await readFile(lock.file, 'utf8'))).toEqual({
      pid: 4711,
      host: 'runner-1',
      started_at: now.toISOString(),
      token: 'mine',
    });
    await lock.release();
    await lock.release();
    expect(await readdir(path.join(root, 'from-netbox'))).toEqual([]);
  });

  test('that is held stops another run, which is told by whom, since when and what to do', async () => {
    const root = await temporaryFolder();
    await leftLock(root, 'from-netbox', other);
    await expect(takeLock(options(root))).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringMatching(/from-netbox.*process 12 on runner-2, since 2025-01-31T09:30:00\.000Z/),
      hint: expect.stringContaining(path.join('from-netbox', '.lock')),
    });
  });

  test('of one sync does not stop another sync', async () => {
    const root = await temporaryFolder();
    const one = await takeLock(options(root));
    const two = await takeLock(options(root, { sync: 'to-netbox' }));
    await one.release();
    await two.release();
  });

  test('whose process is gone from this host is taken over', async () => {
    const root = await temporaryFolder();
    await leftLock(root, 'from-netbox', other);
    const lock = await takeLock(options(root, { hostName: 'runner-2', isProcessAlive: () => false }));
    expect(await readFile(lock.file, 'utf8')).toContain('"mine"');
    expect(await readdir(path.dirname(lock.file))).toEqual(['.lock']);
    await lock.release();
  });

  test('of a process that is gone from another host counts until it has shown no life for long', async () => {
    const root = await temporaryFolder();
    const gone = options(root, { isProcessAlive: () => false });
    await leftLock(root, 'from-netbox', other, staleAfter - 60_000);
    await expect(takeLock(gone)).rejects.toMatchObject({ code: 'LOCKED' });
    await leftLock(root, 'from-netbox', other, staleAfter + 60_000);
    await (await takeLock(gone)).release();
  });

  test('that another program wrote counts while it is young', async () => {
    const root = await temporaryFolder();
    await leftLock(root, 'from-netbox', '');
    await expect(takeLock(options(root))).rejects.toMatchObject({ code: 'LOCKED' });
    await leftLock(root, 'from-netbox', '', staleAfter + 60_000);
    await (await takeLock(options(root))).release();
  });

  test('is not removed by one who lost it to another', async () => {
    const root = await temporaryFolder();
    const lock = await takeLock(options(root));
    await writeFile(lock.file, other);
    await lock.release();
    expect(await readFile(lock.file, 'utf8')).toBe(other);
  });

  test('is taken over although the last one who tried died in the middle', async () => {
    const root = await temporaryFolder();
    const file = await leftLock(root, 'from-netbox', other);
    const died = JSON.stringify({ pid: 13, host: 'runner-2', started_at: '2025', token: 'died' });
    await writeFile(`${file}-claim-theirs`, died);
    const lock = await takeLock(options(root, { hostName: 'runner-2', isProcessAlive: () => false }));
    expect(await readdir(path.dirname(file))).toEqual(['.lock']);
    await lock.release();
  });

  test('is left to the one who is taking it over', async () => {
    const root = await temporaryFolder();
    const file = await leftLock(root, 'from-netbox', other);
    const taker = JSON.stringify({ pid: 14, host: 'runner-2', started_at: '2025', token: 'taker' });
    await writeFile(`${file}-claim-theirs`, taker);
    const alive = options(root, { hostName: 'runner-2', isProcessAlive: (pid) => pid === 14 });
    await expect(takeLock(alive)).rejects.toMatchObject({ code: 'LOCKED' });
    expect(await readFile(file, 'utf8')).toBe(other);
  });
});

test('of many processes that start at once exactly one takes the lock, free or stale', async () => {
  const root = await temporaryFolder();
  const children = Array.from({ length: 4 }, () => startChild('lock-child.ts', root));
  expect(await Promise.all(children.map((child) => child.next()))).toEqual(Array(4).fill('ready'));
  const dead = startChild('lock-child.ts', root);
  await dead.next();
  dead.send('take stale-0');
  expect(await dead.next()).toBe('won');
  await dead.kill();
  const content = await readFile(path.join(root, 'stale-0', '.lock'), 'utf8');
  for (let round = 0; round < 16; round += 1) {
    const sync = round % 2 === 0 ? `stale-${round}` : `free-${round}`;
    if (round % 2 === 0) await leftLock(root, sync, content);
    for (const child of children) child.send(`take ${sync}`);
    const outcomes = await Promise.all(children.map((child) => child.next()));
    expect(outcomes.sort()).toEqual(['LOCKED', 'LOCKED', 'LOCKED', 'won']);
    for (const child of children) child.send('release');
    await Promise.all(children.map((child) => child.next()));
    expect(await readdir(path.join(root, sync))).toEqual([]);
  }
});

test('a process is seen alive, and no longer once it has ended', async () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  expect(isProcessAlive(2 ** 30)).toBe(false);
});
