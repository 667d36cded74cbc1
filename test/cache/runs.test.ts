import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { removeOldRuns } from '../../src/cache/retention.ts';
import { lastFinishedRun, listRuns, loadRun } from '../../src/cache/runs.ts';
import { begin, columns, ending, finishedRun, rows, runIdAt, steps, sync } from './run-of-test.ts';
import { temporaryFolder } from './temporary-folder.ts';

const first = runIdAt(1);
const second = runIdAt(2);

async function changeJson(file: string, change: (value: Record<string, unknown>) => void): Promise<void> {
  const value = JSON.parse(await readFile(file, 'utf8'));
  change(value);
  await writeFile(file, JSON.stringify(value));
}

describe('a finished run', () => {
  test('is found again with its snapshots, cursors, hash and what is known of it', async () => {
    const root = await temporaryFolder();
    await finishedRun(root, first, 'dry-run');
    const last = await lastFinishedRun(root, sync);
    if (last.status !== 'verified') throw new Error(JSON.stringify(last));
    const { run } = last;
    expect(run.runId).toBe(first);
    expect(run.cursors).toEqual({ A: { DcimSite: 'TIMESTAMP:2025-01-31T09:30:00Z' }, B: {} });
    expect(run.schemaHash).toBe('a'.repeat(12));
    expect(run.info).toMatchObject({
      status: 'dry-run',
      mode: 'diff',
      binding: 'b'.repeat(12),
      run_id: first,
    });
    expect(run.hasSnapshot('A', 'DcimSite')).toBe(true);
    expect(run.hasSnapshot('A', 'DcimRack')).toBe(false);
    const snapshot = await run.snapshot('A', 'DcimSite');
    expect(snapshot).toEqual({ columns, rows: [{ row: rows[0], record: '{"id":1}' }] });
    expect(await run.leftOut('A', 'DcimSite')).toEqual([]);
    const leftOut = { localId: '9', origin: 'DcimSite', record: '{"id":9}' };
    expect(await run.leftOut('B', 'DcimSite')).toEqual([leftOut]);
  });

  test('has the files of the cache format and no others', async () => {
    const root = await temporaryFolder();
    const { folder } = await finishedRun(root, first, 'applied');
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'A',
      'A/DcimSite.parquet',
      'B',
      'B/DcimSite.parquet',
      'B/_DcimSite.parquet',
      'cursors.json',
      'run.json',
      'schema-sub-hash.txt',
    ]);
    expect(JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8'))).toMatchObject({
      status: 'applied',
      mode: 'diff',
      summary: { create: 1, update: 0, delete: 0, unchanged: 0 },
      finished_at: '2025-01-31T09:31:00.000Z',
    });
  });

  const damages: readonly [string, (folder: string) => Promise<void>, RegExp][] = [
    [
      'a snapshot with one byte changed',
      async (folder) => {
        const file = path.join(folder, 'A', 'DcimSite.parquet');
        const bytes = await readFile(file);
        bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
        await writeFile(file, bytes);
      },
      /A\/DcimSite\.parquet is not what was written/,
    ],
    [
      'a snapshot that is missing',
      (folder) => rm(path.join(folder, 'B', '_DcimSite.parquet')),
      /B\/_DcimSite\.parquet is missing/,
    ],
    [
      'other cursors',
      (folder) => writeFile(path.join(folder, 'cursors.json'), '{"A":{},"B":{}}'),
      /cursors\.json is not what was written/,
    ],
    [
      'another schema hash',
      (folder) => writeFile(path.join(folder, 'schema-sub-hash.txt'), 'c'.repeat(12)),
      /schema-sub-hash\.txt is not what was written/,
    ],
    [
      'a file outside its folder',
      (folder) =>
        changeJson(path.join(folder, 'run.json'), (run) => {
          run.files = { ...Object(run.files), '../../secret': 'x' };
        }),
      /outside/,
    ],
    [
      'no checksum of its cursors',
      (folder) =>
        changeJson(path.join(folder, 'run.json'), (run) => {
          run.files = {};
        }),
      /no checksum of cursors\.json/,
    ],
    [
      'a run.json of another engine',
      (folder) =>
        writeFile(
          path.join(folder, 'run.json'),
          '{"status":"applied","mode":"sync","summary":{},"finished_at":null}',
        ),
      /run\.json is broken/,
    ],
  ];

  test.each(damages)('with %s is corrupt, and says why', async (_, damage, reason) => {
    const root = await temporaryFolder();
    const { folder } = await finishedRun(root, first, 'applied');
    await damage(folder);
    expect(await lastFinishedRun(root, sync)).toEqual({
      status: 'corrupt',
      runId: first,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('a previous run', () => {
  test('there is none in an empty cache', async () => {
    const root = await temporaryFolder();
    expect(await lastFinishedRun(root, sync)).toMatchObject({
      status: 'none',
      reason: expect.stringContaining('no previous run'),
    });
    expect(await listRuns(path.join(root, 'not there'), sync)).toEqual([]);
  });

  test.each(['failed', 'cancelled'] as const)('that %s is not one to start from', async (status) => {
    const root = await temporaryFolder();
    await finishedRun(root, first, status);
    expect(await lastFinishedRun(root, sync)).toMatchObject({
      status: 'none',
      reason: expect.stringContaining(`${first} is ${status}`),
    });
  });

  test.each(['', '{', 'null', '[]', '{"status":"done"}', '{"status":null}'])(
    'whose run.json is %j is listed as broken and is no previous run',
    async (content) => {
      const root = await temporaryFolder();
      await finishedRun(root, first, 'applied');
      const { folder } = await finishedRun(root, second, 'applied');
      await writeFile(path.join(folder, 'run.json'), content);
      expect(await lastFinishedRun(root, sync)).toMatchObject({ status: 'verified', run: { runId: first } });
      expect((await listRuns(root, sync)).map(({ runId, status }) => [runId, status])).toEqual(
        [
          [first, 'applied'],
          [second, 'broken'],
        ].reverse(),
      );
      expect(await loadRun(root, sync, second)).toMatchObject({ status: 'corrupt' });
    },
  );

  test('stays usable at whatever step the next one is killed', async () => {
    const root = await temporaryFolder();
    await finishedRun(root, first, 'applied');
    const run = await begin(root, second);
    for (const step of steps.slice(0, -1)) {
      expect(await lastFinishedRun(root, sync)).toMatchObject({ status: 'verified', run: { runId: first } });
      await step(run);
    }
    expect(await lastFinishedRun(root, sync)).toMatchObject({ status: 'verified', run: { runId: first } });
    await run.finish(ending('dry-run'));
    expect(await lastFinishedRun(root, sync)).toMatchObject({ status: 'verified', run: { runId: second } });
  });

  test('of the same minute is the one that ended last, whatever its random digits', async () => {
    const root = await temporaryFolder();
    const early = new Date('2025-01-31T09:01:10Z');
    const late = new Date('2025-01-31T09:01:50Z');
    await finishedRun(root, '20250131T0901-ffffffff', 'applied', early);
    await finishedRun(root, '20250131T0901-00000000', 'applied', late);
    const last = await lastFinishedRun(root, sync);
    expect(last).toMatchObject({ status: 'verified', run: { runId: '20250131T0901-00000000' } });
  });
});

describe('retention', () => {
  test('keeps the newest successful runs and the current one; the others go', async () => {
    const root = await temporaryFolder();
    await finishedRun(root, runIdAt(1), 'applied');
    await finishedRun(root, runIdAt(2), 'failed');
    await finishedRun(root, runIdAt(3), 'applied');
    await finishedRun(root, runIdAt(4), 'dry-run');
    await begin(root, runIdAt(5));
    await finishedRun(root, runIdAt(6), 'cancelled');
    await begin(root, runIdAt(7));
    const removed = await removeOldRuns({ root, sync, keep: 2, currentRunId: runIdAt(7) });
    expect([...removed].sort()).toEqual([1, 2, 5, 6].map(runIdAt));
    expect((await listRuns(root, sync)).map(({ runId }) => runId)).toEqual([7, 4, 3].map(runIdAt));
    expect((await readdir(path.join(root, sync))).sort()).toEqual([3, 4, 7].map(runIdAt));
  });

  test('leaves alone what is no run, but not what killed writers left', async () => {
    const root = await temporaryFolder();
    await mkdir(path.join(root, sync, 'notes'), { recursive: true });
    await writeFile(path.join(root, sync, 'run-counter.json'), '{}');
    await writeFile(path.join(root, sync, 'run-counter.json.writing-0123'), '{');
    await removeOldRuns({ root, sync, keep: 3, currentRunId: first });
    expect((await readdir(path.join(root, sync))).sort()).toEqual(['notes', 'run-counter.json']);
  });

  test('keeps at least one successful run', async () => {
    const root = await temporaryFolder();
    await finishedRun(root, first, 'applied');
    await finishedRun(root, second, 'applied');
    await removeOldRuns({ root, sync, keep: 0, currentRunId: runIdAt(9) });
    expect((await listRuns(root, sync)).map(({ runId }) => runId)).toEqual([second]);
  });
});
