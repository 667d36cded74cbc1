import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/**
 * A folder whose files are encrypted one by one with AES-256-GCM: their names stay, their contents are sealed
 * and bound to their names. A sealed file is `ISEAL1`, 16 bytes of salt, 12 of nonce, the ciphertext, 16 of tag;
 * the key is drawn from the user's words and the salt with scrypt (RFC 7914; N 2^14, r 8, p 1).
 */
const MAGIC = Buffer.from('ISEAL1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const HEAD = MAGIC.length + SALT + NONCE;
const CIPHER = 'aes-256-gcm';
const COST = { N: 2 ** 14, r: 8, p: 1 };

const scryptKey = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

export type Unsealing =
  | { readonly status: 'unsealed'; readonly files: number }
  /** Nothing, or not all, was put in place; no file that is there is other than it was sealed. */
  | { readonly status: 'wrong-key' };

/** Encrypts every file below a folder into another one, which is made anew. */
export async function sealFolder(from: string, to: string, words: string): Promise<void> {
  const salt = randomBytes(SALT);
  const key = await keyOf(words, salt);
  await rm(to, { recursive: true, force: true });
  for (const name of await filesBelow(from)) {
    const target = path.join(to, name);
    await mkdir(path.dirname(target), { recursive: true });
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(boundTo(name));
    await pipeline(
      createReadStream(path.join(from, name)),
      async function* (plain: AsyncIterable<Buffer>) {
        yield Buffer.concat([MAGIC, salt, nonce]);
        for await (const chunk of plain) yield cipher.update(chunk);
        yield cipher.final();
        yield cipher.getAuthTag();
      },
      createWriteStream(target),
    );
  }
}

/** Decrypts every file below a folder into another one; each is put in place once it is known to be whole. */
export async function unsealFolder(from: string, to: string, words: string): Promise<Unsealing> {
  const keys = new Map<string, Promise<Buffer>>();
  const names = await filesBelow(from);
  for (const name of names) {
    const sealed = await openSealed(path.join(from, name));
    if (sealed === undefined) return { status: 'wrong-key' };
    const salt = sealed.salt.toString('hex');
    const key = keys.get(salt) ?? keyOf(words, sealed.salt);
    keys.set(salt, key);
    const target = path.join(to, name);
    await mkdir(path.dirname(target), { recursive: true });
    const decipher = createDecipheriv(CIPHER, await key, sealed.nonce, { authTagLength: TAG })
      .setAAD(boundTo(name))
      .setAuthTag(sealed.tag);
    const temporary = `${target}.unsealing`;
    try {
      await pipeline(sealed.ciphertext(), decipher, createWriteStream(temporary));
    } catch (error) {
      await rm(temporary, { force: true });
      if (isFileError(error)) throw error;
      return { status: 'wrong-key' };
    }
    await rename(temporary, target);
  }
  return { status: 'unsealed', files: names.length };
}

/** A sealed file's parts; undefined when it is none. */
async function openSealed(file: string) {
  const { size } = await stat(file);
  if (size < HEAD + TAG) return undefined;
  const handle = await open(file);
  try {
    const { buffer: head } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const { buffer: tag } = await handle.read(Buffer.alloc(TAG), 0, TAG, size - TAG);
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const salt = head.subarray(MAGIC.length, MAGIC.length + SALT);
    const nonce = head.subarray(MAGIC.length + SALT);
    const length = size - HEAD - TAG;
    const ciphertext = () =>
      length === 0 ? [] : createReadStream(file, { start: HEAD, end: HEAD + length - 1 });
    return { salt, nonce, tag, ciphertext };
  } finally {
    await handle.close();
  }
}

/** Files below a folder by their paths with forward slashes; none when there is no such folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

function keyOf(words: string, salt: Buffer): Promise<Buffer> {
  return scryptKey(words, salt, 32, COST);
}

function boundTo(name: string): Buffer {
  return Buffer.from(`infrahub-sync-cache/${name}`);
}

/** Errors of the file system have a system call; those of the cipher have none. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
