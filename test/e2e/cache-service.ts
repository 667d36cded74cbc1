import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BlobSASPermissions,
  BlobServiceClient,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { type DemoRequest, type DemoResponse, startDemoServer } from '../../demo/http-server.ts';
import { azuriteBlob } from './tools.ts';

/**
 * GitHub's cache service, version 2: three calls that this server answers, and archives in Azure's blob storage,
 * which Azurite is. As GitHub's, it refuses a key that is there already.
 */
export interface CacheServiceV2 {
  /** What a job needs to use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Keys in the order in which they were saved. */
  readonly keys: () => readonly string[];
  close(): Promise<void>;
}

/** One saved cache: found by its key, or by the beginning of it, and by the version of its path list. */
interface Entry {
  readonly key: string;
  readonly version: string;
  readonly blob: string;
  finished: boolean;
}

/** The account that every Azurite has, and its published key. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const CALLS = '/twirp/github.actions.results.api.v1.CacheService/';
const CONTAINER = 'caches';

export async function startCacheService(): Promise<CacheServiceV2> {
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-azurite-'));
  const port = await freePort();
  const azurite = spawn(
    process.execPath,
    [azuriteBlob, '--blobPort', String(port), '--location', folder, '--silent', '--skipApiVersionCheck'],
    { stdio: 'ignore' },
  );
  const credential = new StorageSharedKeyCredential(ACCOUNT, KEY);
  const blobs = new BlobServiceClient(`http://127.0.0.1:${port}/${ACCOUNT}`, credential, {
    retryOptions: { maxTries: 1 },
  });
  await eventually(() => blobs.createContainer(CONTAINER));

  const entries: Entry[] = [];
  const addressOf = (entry: Entry): string => {
    const permissions = BlobSASPermissions.parse('rcw');
    const expiresOn = new Date(Date.now() + 600_000);
    const scope = { containerName: CONTAINER, blobName: entry.blob, permissions, expiresOn };
    const { url } = blobs.getContainerClient(CONTAINER).getBlobClient(entry.blob);
    return `${url}?${generateBlobSASQueryParameters(scope, credential)}`;
  };
  const server = await startDemoServer((request) => answer(request, entries, addressOf));
  return {
    environment: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `${server.url}/`,
      ACTIONS_RUNTIME_TOKEN: 'runtime-token',
    },
    keys: () => entries.filter(({ finished }) => finished).map(({ key }) => key),
    async close() {
      const ended = new Promise((resolve) => azurite.once('exit', resolve));
      // On SIGTERM it would first wait for connections that clients keep.
      azurite.kill('SIGKILL');
      await Promise.all([ended, server.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answer(request: DemoRequest, entries: Entry[], addressOf: (entry: Entry) => string): DemoResponse {
  const call = request.url.pathname.slice(CALLS.length);
  const {
    key,
    version,
    restore_keys: others = [],
  } = JSON.parse(request.body) as {
    key: string;
    version: string;
    restore_keys?: string[];
  };
  const ofVersion = entries.filter((entry) => entry.version === version);
  const same = ofVersion.find((entry) => entry.key === key);
  if (call === 'CreateCacheEntry') {
    if (same !== undefined) return json({ ok: false, signed_upload_url: '' });
    const entry = { key, version, blob: `archive-${entries.length}`, finished: false };
    entries.push(entry);
    return json({ ok: true, signed_upload_url: addressOf(entry) });
  }
  if (call === 'FinalizeCacheEntryUpload' && same !== undefined) {
    same.finished = true;
    return json({ ok: true, entry_id: String(entries.indexOf(same) + 1) });
  }
  if (call !== 'GetCacheEntryDownloadURL') return { status: 404, body: `no call ${call}` };
  const newestFirst = ofVersion.filter(({ finished }) => finished).reverse();
  const found = [key, ...others]
    .map((prefix) => newestFirst.find((entry) => entry.key.startsWith(prefix)))
    .find((entry) => entry !== undefined);
  if (found === undefined) return json({ ok: false, signed_download_url: '', matched_key: '' });
  return json({ ok: true, signed_download_url: addressOf(found), matched_key: found.key });
}

function json(body: unknown): DemoResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

/** Until it succeeds, for half a minute. */
async function eventually(attempt: () => Promise<unknown>): Promise<void> {
  for (let left = 150; ; left -= 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(200);
    }
  }
}
