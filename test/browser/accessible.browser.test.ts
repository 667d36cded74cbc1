import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/report/run-report.ts';
import { create, failedWrite, quietReport, sampleReport } from '../report/reports.ts';
import { startChromium } from './chromium.ts';
import { openReport } from './open-report.ts';

let browser: Browser;
let folder = '';
let axe = '';
beforeAll(async () => {
  browser = await startChromium();
  folder = await mkdtemp(path.join(tmpdir(), 'report-'));
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

const many = Array.from({ length: 250 }, (_, index) =>
  create('LocationSite', `site-${index}`, { name: 'x' }),
);
const REPORTS: Readonly<Record<string, RunReport>> = {
  'some of everything': sampleReport({
    errors: [failedWrite()],
    warnings: ['Record 7 has no VRF.'],
    full_read: { run_id: 'x', objects: { A: 1, B: 1 }, requests: { A: 1, B: 1 }, duration_ms: 1 },
  }),
  'nothing to do': quietReport({ status: 'applied' }),
  'several pages': sampleReport({ status: 'failed', operations: many }),
};

describe.each(Object.entries(REPORTS))('the page with %s', (_, report) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      it(`has nothing that axe objects to, ${colorScheme}, on a ${size}`, async () => {
        const { page, trouble } = await openReport(browser, folder, report, { colorScheme, viewport });
        expect(await objections(page)).toEqual([]);
        expect(trouble).toEqual([]);
      });
    }
  }

  it('is no wider than a phone', async () => {
    const { page } = await openReport(browser, folder, report, { viewport: SIZES.phone });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

it('axe would object if there were something to object to', async () => {
  const { page } = await openReport(browser, folder, sampleReport());
  await page.evaluate(() => document.querySelector('#text')?.removeAttribute('aria-label'));
  await page.evaluate(() => document.querySelector('#text')?.removeAttribute('placeholder'));
  expect((await objections(page)).join()).toContain('label');
});

async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
