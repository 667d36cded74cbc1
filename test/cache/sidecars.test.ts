import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readErrors, writeErrors } from '../../src/cache/errors-file.ts';
import { writePlanFile } from '../../src/cache/plan-file.ts';
import {
  readCursors,
  readRowCounts,
  readRunCounter,
  readSchemaHash,
  writeCursors,
  writeRowCounts,
  writeRunCounter,
  writeSchemaHash,
} from '../../src/cache/sidecars.ts';
import type { ReportError } from '../../src/report/run-report.ts';
import { temporaryFolder } from './temporary-folder.ts';

const readers = {
  cursors: readCursors,
  'row counts': readRowCounts,
  'run counter': readRunCounter,
  'schema hash': readSchemaHash,
} as const;

describe.each(Object.entries(readers))('the file of %s', (_, read) => {
  test('is absent when it is not there', async () => {
    expect(await read(path.join(await temporaryFolder(), 'x'))).toEqual({ status: 'absent' });
  });

  test.each([
    '',
    '{',
    '[]',
    '"text"',
    '7',
    '{"A":"1"}',
    '{"K":-1}',
    '{"runs_since_full":"3"}',
    'ABCDEFABCDEF',
  ])('is broken, with a reason that names it, when it holds %j', async (content) => {
    const file = path.join(await temporaryFolder(), 'x');
    await writeFile(file, content);
    expect(await read(file)).toEqual({ status: 'broken', reason: expect.stringContaining(file) });
  });

  test('is broken when it is a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'x'));
    expect(await read(path.join(folder, 'x'))).toMatchObject({ status: 'broken' });
  });
});

describe('what was written', () => {
  test('comes back', async () => {
    const file = path.join(await temporaryFolder(), 'x');
    const cursors = { A: { DcimSite: 'TIMESTAMP:2025-01-31T09:30:00Z' }, B: { DcimSite: 'INFRAHUB_DIFF:x' } };
    await writeCursors(file, cursors);
    expect(await readCursors(file)).toEqual({ status: 'present', value: cursors });
    await writeRowCounts(file, { DcimSite: 3, DcimRack: 0 });
    expect(await readRowCounts(file)).toEqual({ status: 'present', value: { DcimSite: 3, DcimRack: 0 } });
    await writeRunCounter(file, 7);
    expect(await readRunCounter(file)).toEqual({ status: 'present', value: 7 });
    await writeSchemaHash(file, '0123456789ab');
    expect(await readSchemaHash(file)).toEqual({ status: 'present', value: '0123456789ab' });
  });

  test('of errors comes back in order, with what is unknown as null', async () => {
    const file = path.join(await temporaryFolder(), 'errors.parquet');
    const whole: ReportError = {
      error_class: 'WRITE_FAILED',
      kind: 'DcimSite',
      id: 'zürich',
      dest_id: 'uuid',
      attribute: 'name',
      message: 'The server said "no".\nTwice.',
      hint: 'Ask again.',
      retry_count: 3,
      terminal: false,
    };
    const bare = { ...whole, kind: '', id: null, dest_id: null, attribute: null, terminal: true };
    await writeErrors(file, [whole, bare, whole]);
    expect(await readErrors(file)).toEqual([whole, bare, whole]);
  });

  test('of a plan is no list of errors, and says so', async () => {
    const file = path.join(await temporaryFolder(), 'plan.parquet');
    const operations = [{ action: 'create', kind: 'DcimSite', id: 'zürich', values: {} }] as const;
    await writePlanFile(file, { operations, withheld: [], leftAlone: [] }, null);
    await expect(readErrors(file)).rejects.toMatchObject({
      code: 'CACHE_CORRUPT',
      message: expect.stringContaining(file),
    });
  });
});
