import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportOperation, RunReport } from '../../src/report/run-report.ts';
import { create, failedWrite, quietReport, sampleReport, update } from '../report/reports.ts';
import { startChromium } from './chromium.ts';
import { openReport } from './open-report.ts';

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

const open = (report: RunReport, options = {}) => openReport(browser, folder, report, options);
const shownIds = (page: Page) => page.locator('#list .id').allTextContents();
const found = (page: Page) => page.locator('#found').textContent();

describe('report.html in a browser', () => {
  it('shows a small plan whole, old and new side by side, and asks the network for nothing', async () => {
    const report = sampleReport({ errors: [failedWrite()], warnings: ['Record 7 has no VRF.'] });
    const { page, trouble } = await open(report);
    expect(await page.title()).toBe('from-netbox: 1 to create, 1 to update, 1 to delete, 1 error');
    expect(await shownIds(page)).toEqual(['atl01', 'atl01-leaf01', 'atl01-old']);
    const row = page.locator('.operation.update tbody tr').nth(1);
    expect(await row.locator('th, td').allTextContents()).toEqual(['role', 'leaf', 'spine']);
    const [old, present] = await Promise.all([
      row.locator('.old').boundingBox(),
      row.locator('.new').boundingBox(),
    ]);
    expect(old?.y).toBe(present?.y);
    expect(await page.locator('.panel.errors li').textContent()).toContain(
      'Infrahub refused the value "spine"',
    );
    expect(await page.locator('.panel.warnings li').textContent()).toBe('Record 7 has no VRF.');
    expect(trouble).toEqual([]);
  });

  it('says so when nothing changes', async () => {
    const { page, trouble } = await open(quietReport());
    expect(await page.locator('#headline').textContent()).toContain('41 objects compared, none differs.');
    expect(await page.locator('#operations').isVisible()).toBe(false);
    expect(trouble).toEqual([]);
  });

  it('marks what differs inside a long value and shows a very long one when asked', async () => {
    const text = 'x'.repeat(5_000);
    const changes = {
      comment: { old: 'uplink to atl01-spine01 port 7', new: 'uplink to atl01-spine02 port 7' },
      config: { old: text, new: `${text}y` },
    };
    const operation = update('DcimDevice', 'a', changes);
    const { page } = await open(sampleReport({ operations: [operation] }));
    expect(await page.locator('mark').allTextContents()).toEqual(['1', '2']);
    const cell = page.locator('.new').nth(1);
    expect((await cell.textContent())?.length).toBeLessThan(2_100);
    await cell.getByRole('button', { name: 'show all 5,001 characters' }).click();
    expect(await cell.textContent()).toBe(`${text}y`);
  });

  it('shows renames, how each write ended, and what was left alone', async () => {
    const rename: ReportOperation = {
      ...update('DcimDevice', 'new-name', { name: { old: 'old-name', new: 'new-name' } }),
      renamed_from: 'old-name',
      outcome: 'failed',
    };
    const left = {
      kind: 'DcimDevice',
      id: 'sw1',
      dest_id: '1',
      attribute: 'role',
      old: 'leaf',
      new: 'spine',
    };
    const report = sampleReport({
      status: 'failed',
      operations: [rename],
      left_alone: [{ ...left, owner: 'ops', reason: 'ops protects it' }],
    });
    const { page } = await open(report);
    expect(await page.locator('#list summary').textContent()).toBe(
      '~ updateDcimDevicenew-namerenamed from old-namefailed',
    );
    const panel = page.locator('.panel.differences');
    expect(await panel.textContent()).toBe(
      '1 difference left aloneDcimDevice sw1 role keeps leaf, not spine: ops protects it',
    );
  });

  it('tells what to read instead where scripts are off', async () => {
    const { page } = await open(sampleReport(), { javaScriptEnabled: false });
    expect(await page.locator('noscript').textContent()).toContain('plan.md');
  });
});

describe('its filters', () => {
  const operations: readonly ReportOperation[] = [
    ...Array.from({ length: 150 }, (_, index) =>
      create('LocationSite', `site-${index}`, { name: `Site ${index}` }),
    ),
    ...Array.from({ length: 130 }, (_, index) =>
      update('DcimDevice', `device-${index}`, { serial: { old: null, new: `SERIAL-${index}` } }),
    ),
  ];
  const report = sampleReport({
    summary: { create: 150, update: 130, delete: 0, unchanged: 0 },
    by_kind: {
      LocationSite: { create: 150, update: 0, delete: 0, unchanged: 0 },
      DcimDevice: { create: 0, update: 130, delete: 0, unchanged: 0 },
    },
    operations,
    errors: [failedWrite({ id: 'device-7' })],
  });

  it('go by kind, action, text and error, and keep the choice in the address', async () => {
    const { page, trouble } = await open(report);
    expect(await found(page)).toBe('280 operations, 1\u2013100 shown');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'DcimDevice (130)' });
    expect(await found(page)).toBe('130 of 280 operations, 1\u2013100 shown');
    await page.getByRole('searchbox', { name: 'Text' }).fill('SERIAL-42 device-42');
    await page.waitForFunction(() => document.querySelectorAll('#list > li').length === 1);
    expect(await shownIds(page)).toEqual(['device-42']);
    await page.reload();
    expect(await shownIds(page)).toEqual(['device-42']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('radio', { name: 'create' }).check();
    expect(await found(page)).toBe('150 of 280 operations, 1\u2013100 shown');
    await page.getByRole('radio', { name: 'delete' }).check();
    expect(await found(page)).toBe('0 of 280 operations');
    expect(await page.locator('#nothing').isVisible()).toBe(true);
    await page.getByRole('radio', { name: 'all' }).check();
    await page.getByLabel('only with errors').check();
    expect(await shownIds(page)).toEqual(['device-7']);
    expect(await page.locator('.problem-text').textContent()).toContain('Infrahub refused');
    expect(trouble).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open(report);
    const focused = () => page.evaluate(() => document.activeElement?.id ?? document.activeElement?.tagName);
    await page.getByRole('radio', { name: 'all' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await found(page)).toBe('130 of 280 operations, 1\u2013100 shown');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('kind');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('text');
    await page.keyboard.type('device-12');
    await page.waitForFunction(() => document.querySelectorAll('#list > li').length === 11);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('#list > li').length === 100);
    await page.getByRole('button', { name: 'Next' }).first().focus();
    await page.keyboard.press('Enter');
    expect(await found(page)).toBe('130 of 280 operations, 101\u2013130 shown');
    expect(await focused()).toBe('operations-heading');
    const first = page.locator('#list summary').first();
    await first.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#list details').first().getAttribute('open')).toBeNull();
  });

  it('turn pages, and go from the table of kinds to the operations of one', async () => {
    const { page } = await open(report);
    await page.locator('.pages input').first().fill('3');
    await page.locator('.pages input').first().press('Enter');
    expect(await found(page)).toBe('280 operations, 201\u2013280 shown');
    expect(new URL(page.url()).hash).toBe('#page=3');
    await page.getByRole('button', { name: 'LocationSite' }).click();
    expect(await found(page)).toBe('150 of 280 operations, 1\u2013100 shown');
    expect(await page.locator('#list details[open]').count()).toBe(0);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    expect(await page.locator('#list details[open] .new').count()).toBe(100);
  });
});
