import {
  constants,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SyncError } from '../errors.ts';
import { asCacheError, errorCodeOf } from './files.ts';
import { fileNames, syncFolder } from './layout.ts';

/** Who takes the lock, and how it learns the time and whether others live. */
export interface LockOptions {
  readonly root: string;
  readonly sync: string;
  readonly processId: number;
  readonly hostName: string;
  /** Unlike that of any other attempt, such as 16 random hex digits; letters and digits only. */
  readonly token: string;
  readonly now: () => Date;
  /** Whether a process of this host is there. */
  readonly isProcessAlive: (processId: number) => boolean;
}

/** A lock that is held. */
export interface Lock {
  readonly file: string;
  /** Removes the lock, unless it is no longer this one's. Never throws for a lock that is gone. */
  release(): Promise<void>;
}

const holderSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  started_at: z.string(),
  token: z.string().regex(/^\w+$/),
});

type Holder = z.infer<typeof holderSchema>;

/** How often the holder shows that it lives, in milliseconds. */
const signOfLifeEvery = 30_000;

/** A lock whose holder has shown no sign of life for this long is stale, in milliseconds. */
export const staleAfter = 15 * 60_000;

/**
 * Takes the sync's lock or throws `LOCKED`, saying who holds it and since when. A stale lock is taken over:
 * its process is gone (same host), or has shown no sign of life for `staleAfter` (any host; so a cache that
 * was carried here with a lock in it does not block for ever).
 */
export async function takeLock(options: LockOptions): Promise<Lock> {
  const folder = syncFolder(options.root, options.sync);
  const file = path.join(folder, fileNames.lock);
  const own = ownHolder(options);
  if (await createExclusively(file, own)) return hold(file, own, options);
  const found = await inspect(file, options);
  if (found.status === 'live') throw lockedError(options.sync, file, found.holder);
  if (found.status === 'stale' && !(await removeStale(file, found.token, options))) {
    throw lockedError(options.sync, file, undefined);
  }
  if (await createExclusively(file, own)) return hold(file, own, options);
  const winner = await inspect(file, options);
  throw lockedError(options.sync, file, winner.status === 'live' ? winner.holder : undefined);
}

function ownHolder(options: LockOptions): Holder {
  return {
    pid: options.processId,
    host: options.hostName,
    started_at: options.now().toISOString(),
    token: options.token,
  };
}

/**
 * False when the file is there already. The content is complete at the instant the name appears: it is
 * written under another name and linked.
 */
async function createExclusively(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.token}`;
  try {
    await mkdir(path.dirname(draft), { recursive: true });
    await writeFile(draft, `${JSON.stringify(holder)}\n`, { flush: true });
    await linkOrCopy(draft, file);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return false;
    throw asCacheError(error, file);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/**
 * Where the file system has no links the copy is exclusive too, only not complete at once: who reads it too
 * early finds no holder, and a young file without one counts as held.
 */
async function linkOrCopy(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errorCodeOf(error) ?? '')) throw error;
    await copyFile(draft, file, constants.COPYFILE_EXCL);
  }
}

type Found =
  | { readonly status: 'gone' }
  | { readonly status: 'live'; readonly holder: Holder | undefined }
  | { readonly status: 'stale'; readonly token: string };

async function inspect(file: string, options: LockOptions): Promise<Found> {
  try {
    const text = await readFile(file, 'utf8');
    const age = options.now().getTime() - (await stat(file)).mtimeMs;
    const holder = parseHolder(text);
    if (age > staleAfter) return { status: 'stale', token: holder?.token ?? unreadable };
    if (holder === undefined) return { status: 'live', holder };
    const gone = holder.host === options.hostName && !options.isProcessAlive(holder.pid);
    return gone ? { status: 'stale', token: holder.token } : { status: 'live', holder };
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return { status: 'gone' };
    throw asCacheError(error, file);
  }
}

/** Stands for the token of a lock that another program wrote. */
const unreadable = 'unreadable';

function parseHolder(text: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Removes a stale lock, and answers whether this process was the one that might. The right to remove a lock
 * is a file that is created exclusively and bears that lock's token, so of any number of takers one has it.
 * A taker that died with the right leaves that file stale, and it is won in the same way, by its own token.
 */
async function removeStale(file: string, token: string, options: LockOptions): Promise<boolean> {
  const own = ownHolder(options);
  const claims: string[] = [];
  let claim = claimFile(file, token);
  while (!(await createExclusively(claim, own))) {
    const found = await inspect(claim, options);
    if (found.status === 'live') return false;
    // A claim that is gone was honoured: its lock is no longer there, and a new one may be.
    if (found.status === 'gone') return false;
    claims.push(claim);
    claim = claimFile(file, found.token);
    if (claims.includes(claim)) return false;
  }
  claims.push(claim);
  // Only the holder of the right removes this lock, so between these two steps it does not become another.
  if (tokenOf(await textOf(file)) === token) await rm(file, { force: true });
  for (const name of claims) await rm(name, { force: true });
  return true;
}

function claimFile(file: string, token: string): string {
  return `${file}-claim-${token}`;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw asCacheError(error, file);
  }
}

function tokenOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (parseHolder(text)?.token ?? unreadable);
}

async function hold(file: string, own: Holder, options: LockOptions): Promise<Lock> {
  // The handle stays on this very file, so a sign of life never lands on another's lock.
  const handle = await open(file, 'r+');
  await showLife(handle, options.now);
  const timer = setInterval(() => void showLife(handle, options.now), signOfLifeEvery);
  timer.unref();
  let released = false;
  return {
    file,
    async release() {
      if (released) return;
      released = true;
      clearInterval(timer);
      await handle.close();
      if (tokenOf(await textOf(file)) === own.token) await rm(file, { force: true });
    },
  };
}

async function showLife(handle: FileHandle, now: () => Date): Promise<void> {
  const time = now();
  await handle.utimes(time, time).catch(() => undefined);
}

function lockedError(sync: string, file: string, holder: Holder | undefined): SyncError {
  const who =
    holder === undefined
      ? 'another run'
      : `process ${holder.pid} on ${holder.host}, since ${holder.started_at}`;
  return new SyncError({
    code: 'LOCKED',
    message: `The sync ${JSON.stringify(sync)} is already running: its cache is held by ${who}.`,
    hint: `Wait until that run has ended, and in a workflow give its jobs one concurrency group. If there is no such run, remove ${file}.`,
  });
}
