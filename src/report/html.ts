import { createHash } from 'node:crypto';
import { escapeHtml, visible } from './escape.ts';
import { inChunks } from './in-chunks.ts';
import { pageScript, pageStyle } from './page-assets.ts';
import { pageHead, pageOperations } from './page-data.ts';
import { pageMarkup } from './page-markup.ts';
import type { RunReport } from './run-report.ts';
import { outcomeInWords } from './wording.ts';

/**
 * One run as a page of its own, in pieces of some 256 kB. It asks the network for nothing and runs no script but
 * its own: what comes from the data is JSON that this script shows as text, and the browser is told to refuse
 * anything else.
 */
export function htmlChunks(report: RunReport): Iterable<string> {
  return inChunks(pieces(report));
}

function* pieces(report: RunReport): Generator<string, void, undefined> {
  yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy()}">\n`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n';
  yield '<meta name="referrer" content="no-referrer">\n';
  yield `<title>${escapeHtml(visible(`${report.sync}: ${outcomeInWords(report)}`))}</title>\n`;
  yield `<style>${pageStyle}</style>\n</head>\n<body>\n${pageMarkup}`;
  yield '<script type="application/json" id="data">';
  yield* data(report);
  yield `</script>\n<script type="module">${pageScript}</script>\n</body>\n</html>\n`;
}

/** The head's members, then one operation on each line. */
function* data(report: RunReport): Generator<string, void, undefined> {
  yield scriptJson(pageHead(report)).slice(0, -1);
  yield ',"operations":[';
  let separator = '\n';
  for (const operation of pageOperations(report)) {
    yield separator + scriptJson(operation);
    separator = ',\n';
  }
  yield ']}';
}

/** JSON that cannot end the script element it stands in (HTML 4.12.1.3): only `<` could begin such an end. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** Nothing from anywhere, no script and no style but these two, and no text that becomes HTML. */
function policy(): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(pageScript)}`,
    `style-src ${hash(pageStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
