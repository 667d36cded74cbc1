import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheSize } from '../../src/cache/size.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('the size of a cache is the bytes of the files of its sync and of the runs that stay', async () => {
  const root = await temporaryFolder();
  expect(await cacheSize(root, 'small', new Set())).toEqual({ runs: 0, bytes: 0 });
  for (const [file, size] of [
    ['small/run-counter.json', 20],
    ['small/20260301T0800-0a1b2c3d/run.json', 100],
    ['small/20260301T0800-0a1b2c3d/A/LocationSite.parquet', 3000],
    ['small/20260302T0800-0a1b2c3d/B/LocationSite.parquet', 5],
    ['other/20260302T0800-0a1b2c3d/run.json', 70_000],
  ] as const) {
    await mkdir(path.join(root, path.dirname(file)), { recursive: true });
    await writeFile(path.join(root, file), 'x'.repeat(size));
  }
  expect(await cacheSize(root, 'small', new Set(['20260301T0800-0a1b2c3d']))).toEqual({
    runs: 1,
    bytes: 3120,
  });
});
