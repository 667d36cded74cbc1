import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/page.ts');

it('the report carries the script and the style that stand in src/report/page', () => {
  const flags = ['--disable-warning=ExperimentalWarning', script, '--check'];
  const { status, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
