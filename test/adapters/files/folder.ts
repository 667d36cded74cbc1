import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceAdapter, SourceRecord } from '../../../src/adapters/contract.ts';
import { createFilesSource } from '../../../src/adapters/files/index.ts';
import { SyncError } from '../../../src/errors.ts';
import type { JsonObject } from '../../../src/json.ts';
import { testContext } from '../../contract/netbox-subject.ts';

const signal = new AbortController().signal;

/** A temporary folder with files in it. */
export interface Folder {
  readonly path: string;
  /** By name relative to the folder; folders come about as needed. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  open(settings?: JsonObject): SourceAdapter;
  remove(): Promise<void>;
}

export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Folder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-files-'));
  const write: Folder['write'] = async (added) => {
    for (const [name, content] of Object.entries(added)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  };
  await write(files);
  return {
    path: folder,
    write,
    open: (settings = {}) =>
      createFilesSource({ name: 'files', settings }, { ...testContext(), baseDirectory: folder }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** All records of an endpoint. */
export async function recordsOf(
  adapter: SourceAdapter,
  endpoint: string,
  paths: readonly string[] | 'everything' = 'everything',
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const page of adapter.read({ endpoint, paths }, signal)) records.push(...page);
  return records;
}

/** The error that a read ends in. */
export async function refusalOf(promise: Promise<unknown>): Promise<SyncError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
  return error;
}
