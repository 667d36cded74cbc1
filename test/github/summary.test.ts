import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runnerFiles } from '../../src/github/files.ts';
import { writeSummary } from '../../src/github/summary.ts';

const MEBIBYTE = 1_048_576;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the job summary', () => {
  it('is added to what the step has said before, within what is left of the limit', async () => {
    const path = join(folder, 'summary.md');
    await writeFile(path, 'before\n');
    const limits: number[] = [];
    const result = await writeSummary({ GITHUB_STEP_SUMMARY: path }, runnerFiles, (limit) => {
      limits.push(limit);
      return 'äfter\n';
    });
    expect(result).toEqual({ status: 'written' });
    expect(await readFile(path, 'utf8')).toBe('before\näfter\n');
    expect(limits).toEqual([MEBIBYTE - 7]);
  });

  it('is made when there is no file yet', async () => {
    const path = join(folder, 'summary.md');
    await writeSummary({ GITHUB_STEP_SUMMARY: path }, runnerFiles, String);
    expect(await readFile(path, 'utf8')).toBe(String(MEBIBYTE));
  });

  it('is left out when the step has filled it', async () => {
    const path = join(folder, 'summary.md');
    await writeFile(path, 'x'.repeat(MEBIBYTE - 100));
    expect(await writeSummary({ GITHUB_STEP_SUMMARY: path }, runnerFiles, () => 'more')).toEqual({
      status: 'none',
      reason: 'the job summary is full',
    });
    expect((await readFile(path, 'utf8')).length).toBe(MEBIBYTE - 100);
  });

  it('is no reason to fail where there is none or where it cannot be written', async () => {
    expect((await writeSummary({}, runnerFiles, () => 'x')).status).toBe('none');
    const path = join(folder, 'missing', 'summary.md');
    expect(await writeSummary({ GITHUB_STEP_SUMMARY: path }, runnerFiles, () => 'x')).toEqual({
      status: 'none',
      reason: expect.stringContaining('ENOENT'),
    });
  });
});
