import { readdir, readFile } from 'node:fs/promises';
import type { ConfigFiles, FolderEntry } from './find.ts';

/** The machine's own file system. */
export function nodeFiles(): ConfigFiles {
  return { readText, list };
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch (error) {
    if (isCode(error, ['ENOENT', 'ENOTDIR', 'EISDIR'])) return undefined;
    throw error;
  }
}

async function list(folder: string): Promise<FolderEntry[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      type: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
    }));
  } catch (error) {
    if (isCode(error, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])) return undefined;
    throw error;
  }
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
