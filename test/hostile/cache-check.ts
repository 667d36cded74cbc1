import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isRunId } from '../../src/cache/layout.ts';
import { readParquet } from '../../src/cache/parquet.ts';
import { listRuns, loadRun } from '../../src/cache/runs.ts';

/** What in a cache is not whole; files that a killed writer had not finished have names of their own. */
export async function brokenFiles(root: string): Promise<readonly string[]> {
  const broken: string[] = [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || entry.name.includes('.writing-')) continue;
    const problem = await readWhole(file).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (problem !== undefined) broken.push(`${file}: ${problem}`);
  }
  return [...broken, ...(await unverifiedRuns(root))];
}

async function readWhole(file: string): Promise<void> {
  if (file.endsWith('.parquet')) await readParquet(file);
  else if (file.endsWith('.json')) JSON.parse(await readFile(file, 'utf8'));
}

/** Runs that say that they ended well, and are not what was written. */
async function unverifiedRuns(root: string): Promise<readonly string[]> {
  const broken: string[] = [];
  const syncs = await readdir(root, { withFileTypes: true }).catch(() => []);
  for (const { name } of syncs.filter((entry) => entry.isDirectory() && !isRunId(entry.name))) {
    for (const run of await listRuns(root, name)) {
      if (run.status !== 'applied' && run.status !== 'dry-run') continue;
      const loaded = await loadRun(root, name, run.runId);
      if (loaded.status === 'corrupt') broken.push(`${run.runId}: ${loaded.reason}`);
    }
  }
  return broken;
}
