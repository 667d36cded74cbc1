import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visible } from '../../src/report/escape.ts';
import { pageOperations } from '../../src/report/page-data.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { hostileReport, hostileText, plainTwin } from '../report/hostile.ts';
import { sampleReport } from '../report/reports.ts';
import { startChromium } from './chromium.ts';
import { openReport } from './open-report.ts';

/** Fixed, so that a run can be repeated; another in SEED. */
const seed = Number(process.env.SEED ?? 20260301);

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

it(`ten thousand hostile texts are shown in report.html as what they are (seed ${seed})`, async () => {
  const parts = fc.sample(hostileReport, { numRuns: 250, seed });
  expect(parts.flatMap(({ texts }) => texts).length).toBeGreaterThanOrEqual(10_000);
  const join = (reports: typeof parts) =>
    sampleReport({
      sync: reports[0]?.report.sync ?? '',
      operations: reports.flatMap(({ report }) => report.operations),
      errors: reports.flatMap(({ report }) => report.errors),
      warnings: reports.flatMap(({ report }) => report.warnings),
      by_kind: Object.assign({}, ...reports.map(({ report }) => report.by_kind)),
      sides: reports[0]?.report.sides ?? sampleReport().sides,
    });
  const hostile = join(parts);
  const { page, trouble } = await openReport(browser, folder, hostile);
  const plain = await openReport(browser, folder, join(parts.map(plainTwin)));
  const expected = [...pageOperations(hostile)];
  const pages = Math.ceil(expected.length / 100);
  // What differs inside a value is marked where two have something in common, which plain words may not.
  const elements = () =>
    [...new Set([...document.querySelectorAll('*:not(mark)')].map(({ tagName }) => tagName))].sort();
  for (let number = 0; number < pages; number += 1) {
    await page.getByRole('button', { name: 'Unfold all' }).click();
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('#list > li')].map((item) => ({
        id: item.querySelector('.id')?.textContent,
        cells: [...item.querySelectorAll('tbody th, tbody td')].map(({ textContent }) => textContent),
        attributes: [...item.querySelectorAll('*')]
          .flatMap((one) => one.getAttributeNames())
          .sort()
          .join(),
        images: item.querySelectorAll('img, svg, script, iframe, a, form, object').length,
      })),
    );
    const wanted = expected.slice(number * 100, number * 100 + 100);
    expect(shown.map(({ id }) => id)).toEqual(wanted.map(([, , id]) => id));
    expect(shown.map(({ cells }) => cells)).toEqual(
      wanted.map(([, , , , changes]) => changes.flatMap(cellsOf)),
    );
    expect(shown.every(({ images }) => images === 0)).toBe(true);
    if (number === 0) {
      await plain.page.getByRole('button', { name: 'Unfold all' }).click();
      expect(await page.evaluate(elements)).toEqual(await plain.page.evaluate(elements));
    }
    if (number < pages - 1) await page.getByRole('button', { name: 'Next' }).first().click();
  }
  expect(await page.locator('h1').textContent()).toBe(visible(hostile.sync));
  expect(trouble).toEqual([]);
});

function cellsOf([attribute, old, present]: readonly [
  string,
  string | null,
  string | null,
]): readonly string[] {
  return [attribute, ...(old === null ? [] : [old]), ...(present === null ? [] : [present])];
}

it('Mermaid draws the chart of hostile kinds, a slice for each', async () => {
  const script = createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
  const page = await browser.newPage();
  await page.setContent('<!DOCTYPE html><title>chart</title>');
  await page.addScriptTag({ content: await readFile(script, 'utf8') });
  const counts = { create: 1, update: 0, delete: 0, unchanged: 0 };
  const lists = fc.array(hostileText, { minLength: 8, maxLength: 8 });
  for (const kinds of fc.sample(lists, { numRuns: 50, seed })) {
    const by_kind = Object.fromEntries(kinds.map((kind) => [kind, counts]));
    const summary = renderSummary([{ type: 'report', report: sampleReport({ by_kind }), links: {} }]);
    const chart = /```mermaid\n([\s\S]*?)\n```/.exec(summary)?.[1] ?? '';
    const slices = await page.evaluate(async (text) => {
      const { mermaid } = window as unknown as {
        mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
      };
      const { svg } = await mermaid.render('chart', text);
      return new DOMParser().parseFromString(svg, 'text/html').querySelectorAll('path.pieCircle').length;
    }, chart);
    expect(slices, chart).toBe(Object.keys(by_kind).length);
  }
});
