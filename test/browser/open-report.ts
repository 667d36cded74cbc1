import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { htmlChunks } from '../../src/report/html.ts';
import type { RunReport } from '../../src/report/run-report.ts';

export interface OpenReport {
  readonly page: Page;
  /** Whatever the page did that a report has no business to do: requests, errors, refused content, dialogs. */
  readonly trouble: readonly string[];
  /** From the first byte to the list being there, in milliseconds. */
  readonly ready: number;
}

/** A report's page, from a file as a user opens it. */
export async function openReport(
  browser: Browser,
  folder: string,
  report: RunReport,
  options: BrowserContextOptions = {},
): Promise<OpenReport> {
  const file = path.join(folder, `report-${Math.random().toString(36).slice(2)}.html`);
  await writeFile(file, htmlChunks(report));
  const page = await (await browser.newContext(options)).newPage();
  const trouble: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) trouble.push(`request to ${request.url()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const started = performance.now();
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready]');
  return { page, trouble, ready: performance.now() - started };
}
