import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { startChromium } from '../../test/browser/chromium.ts';
import { markdownPage } from './markdown-page.ts';

/**
 * Makes docs/pictures of what the demo left in demo/out: the pull request's comment, the job summary and the
 * report, as a browser shows them.
 */

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'demo', 'out');
const target = path.join(root, 'docs', 'pictures');
const DESK = { width: 860, height: 900 };
const PHONE = { width: 390, height: 844 };

interface Picture {
  readonly name: string;
  readonly source: string;
  readonly author?: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly dark: boolean;
  /** Pixels that are enough to see what it is like. */
  readonly tallest: number;
}

const pictures: readonly Picture[] = [
  {
    name: 'comment',
    source: 'comment.md',
    author: 'github-actions bot',
    size: DESK,
    dark: false,
    tallest: 1_100,
  },
  {
    name: 'comment-phone',
    source: 'comment.md',
    author: 'github-actions bot',
    size: PHONE,
    dark: true,
    tallest: 844,
  },
  { name: 'summary', source: 'summary.md', size: DESK, dark: false, tallest: 1_000 },
  { name: 'report', source: 'report.html', size: { width: 1_100, height: 900 }, dark: false, tallest: 1_250 },
  { name: 'report-phone', source: 'report.html', size: PHONE, dark: true, tallest: 844 },
];

await mkdir(target, { recursive: true });
const mermaid = await readFile(
  createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js'),
  'utf8',
);
const browser = await startChromium();
try {
  for (const picture of pictures) await take(browser, picture);
} finally {
  await browser.close();
}

async function take(browser: Browser, picture: Picture): Promise<void> {
  const { name, source, size, dark } = picture;
  const context = await browser.newContext({ viewport: size, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  const file = path.join(out, source);
  if (source.endsWith('.html')) {
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html[data-ready]');
  } else {
    const markdown = await readFile(file, 'utf8');
    await page.setContent(markdownPage({ markdown, author: picture.author, mermaid, dark }));
    await page.waitForFunction("document.title === 'drawn'");
  }
  const whole = await page.locator('html').boundingBox();
  const height = Math.min(Math.ceil(whole?.height ?? size.height), picture.tallest);
  const picturePath = path.join(target, `${name}.png`);
  const bytes = await page.screenshot({
    clip: { x: 0, y: 0, width: size.width, height },
    fullPage: true,
  });
  await writeFile(picturePath, bytes);
  console.log(
    `${path.relative(root, picturePath)}: ${size.width} x ${height}, ${Math.ceil(bytes.length / 1_000)} kB`,
  );
  await context.close();
}
