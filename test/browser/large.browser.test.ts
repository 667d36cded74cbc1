import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportOperation, RunReport } from '../../src/report/run-report.ts';
import { sampleReport, update } from '../report/reports.ts';
import { startChromium } from './chromium.ts';
import { openReport } from './open-report.ts';

const OPERATIONS = 50_000;
const KINDS = 12;
/** Milliseconds, several times what an idle machine needs. */
const LONGEST = { ready: 8_000, page: 2_500, text: 4_000 };

let browser: Browser;
let folder = '';
beforeAll(async () => {
  browser = await startChromium();
  folder = await mkdtemp(path.join(tmpdir(), 'report-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

it('a plan of 50,000 operations is there at once, and so is what a reader picks out of it', async () => {
  const { page, trouble, ready } = await openReport(browser, folder, largeReport());
  expect(await page.locator('#found').textContent()).toBe('50,000 operations, 1\u2013100 shown');
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const turned = await timed(page, () => page.getByRole('button', { name: 'Next' }).first().click());
  const byKind = await timed(page, async () => {
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ index: 3 });
  });
  await page.getByRole('button', { name: 'Show all' }).click();
  const byText = await timed(page, () => page.getByRole('searchbox', { name: 'Text' }).fill('object-49999'));
  expect(await page.locator('#list .id').allTextContents()).toEqual(['object-49999']);
  const { size } = await stat(new URL(page.url()).pathname);
  const figures = { megabytes: size / 1e6, nodes, ready, turned, byKind, byText };
  console.log(
    Object.entries(figures)
      .map(([name, value]) => `${name} ${value.toFixed(0)}`)
      .join(', '),
  );
  expect(nodes).toBeLessThan(5_000);
  expect(ready).toBeLessThan(LONGEST.ready);
  expect(turned).toBeLessThan(LONGEST.page);
  expect(byKind).toBeLessThan(LONGEST.page);
  expect(byText).toBeLessThan(LONGEST.text);
  expect(trouble).toEqual([]);
});

/** From an action to the list that comes of it, in milliseconds. */
async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  const before = await page.locator('#found').textContent();
  const started = performance.now();
  await act();
  await page.waitForFunction((text) => document.querySelector('#found')?.textContent !== text, before);
  return performance.now() - started;
}

function largeReport(): RunReport {
  const operations = Array.from({ length: OPERATIONS }, (_, index): ReportOperation => {
    const changes = {
      description: {
        old: `Uplink ${index} to the core, east wing`,
        new: `Uplink ${index} to the core, west wing`,
      },
      serial: { old: null, new: `SN-2026-${index}` },
    };
    const kind = `Kind${index % KINDS}`;
    return update(kind, `object-${index}`, changes);
  });
  const counts = { create: 0, update: OPERATIONS / KINDS, delete: 0, unchanged: 0 };
  const kinds = Array.from({ length: KINDS }, (_, index) => [`Kind${index}`, counts] as const);
  return sampleReport({
    summary: { create: 0, update: OPERATIONS, delete: 0, unchanged: 0 },
    by_kind: Object.fromEntries(kinds),
    operations,
  });
}
