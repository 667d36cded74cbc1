import fc from 'fast-check';
import { defaultTreeAdapter } from 'parse5';
import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment } from '../../src/report/comment.ts';
import { visible } from '../../src/report/escape.ts';
import { htmlChunks } from '../../src/report/html.ts';
import { inertLog } from '../../src/report/inert-log.ts';
import { jsonChunks } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { SyncOutcome } from '../../src/report/outcome.ts';
import { pageHead, pageOperations } from '../../src/report/page-data.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/text.ts';
import { showValue } from '../../src/report/value.ts';
import { asSentence } from '../../src/report/wording.ts';
import {
  type DomElement,
  type DomNode,
  elementsBelow,
  htmlDom,
  markdownDom,
  nodesBelow,
  structureOf,
  textOf,
} from './gfm.ts';
import { type HostileReport, hostileReport, hostileText, plainTwin, reportOf, TEXTS } from './hostile.ts';

const RUN_URL = 'https://github.com/o/r/actions/runs/1';
const REPORT_URL = `${RUN_URL}#artifacts`;
const links = { run: RUN_URL, report: REPORT_URL };
/** Hostile texts in each test: ten thousand with `npm run test:hostile`. */
const WANTED = Number(process.env.HOSTILE_TEXTS ?? 1_000);
const REPORTS = Math.ceil(WANTED / TEXTS);

const MARKERS = [
  /^ infrahub-sync:[\w.!~*'()%-]* $/,
  /^ infrahub-sync-section:[\w.!~*'()%-]* status=[\w-]+( \w+=\d+){5} had-changes=(true|false)( plan=[0-9a-f]{64}( outline=[\w-]+)?)? $/,
  /^ \/?part $/,
];
const ADDRESSES = new Set([RUN_URL, REPORT_URL]);
const WORDS = /^[\p{Script=Latin}\d\s.,;:?'’()|·…-]*$/u;
const COMMAND = /^infrahub-sync (?:sync|apply) --name /;
const OUR_CODE = /^(?:mode: sync|\+\d+ ~\d+ -\d+)$/;
const SLICE = /^ {2}"[A-Za-z0-9_ -]{1,44}" : \d+$/;

/**
 * Holds a Markdown report of hostile texts against what GitHub's parser makes of it: no element that the same
 * report of plain words would not have, no address but ours, and no data outside of code.
 */
function expectInert(markdown: string, plain: string, texts: readonly string[]): void {
  const dom = markdownDom(markdown);
  expect(structureOf(dom)).toBe(structureOfPlain(plain));
  // In a sentence white space is one blank, elsewhere it is shown for what it is.
  const shown = texts.flatMap((text) => [
    visible(text),
    visible(text.replace(/\s+/g, ' ')),
    visible(asSentence(text.replace(/\s+/g, ' ').trim())),
    showValue(text),
  ]);
  const live = [...nodesBelow(dom)].filter(({ node, within }) => !isInert(node, within, shown));
  expect(live.map(({ node }) => (defaultTreeAdapter.isElementNode(node) ? textOf(node) : node))).toEqual([]);
  expect(markdown).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
}

function isInert(node: DomNode, within: readonly DomElement[], texts: readonly string[]): boolean {
  if (defaultTreeAdapter.isCommentNode(node)) {
    return within.length === 0 && MARKERS.some((marker) => marker.test(node.data));
  }
  if (defaultTreeAdapter.isTextNode(node)) {
    const inCode = within.some(({ tagName }) => tagName === 'code');
    return inCode || (WORDS.test(node.value) && !/\b[0-9a-f]{7,40}\b/i.test(node.value));
  }
  if (!defaultTreeAdapter.isElementNode(node)) return false;
  if (node.tagName === 'a') return ADDRESSES.has(node.attrs[0]?.value ?? '');
  if (node.tagName !== 'code') return true;
  if (within.at(-1)?.tagName === 'pre') return isOurBlock(textOf(node), node.attrs[0]?.value);
  return isOurSpan(textOf(node), texts);
}

/** The plain reports are few: their parsing need not be repeated. */
const structures = new Map<string, string>();

function structureOfPlain(markdown: string): string {
  const known = structures.get(markdown) ?? structureOf(markdownDom(markdown));
  structures.set(markdown, known);
  return known;
}

/** A code span holds what it was given, not what stands beside it. */
function isOurSpan(code: string, texts: readonly string[]): boolean {
  if (OUR_CODE.test(code)) return true;
  const pieces = COMMAND.test(code) ? code.replace(COMMAND, '').split(' --run-id ').map(unquoted) : [code];
  return pieces.every((piece) => {
    const wanted = comparable(piece.replace(/…(?: \(\d+ characters\))?$/, ''));
    return texts.some((text) => comparable(text).includes(wanted));
  });
}

function unquoted(word: string): string {
  return /^'.*'$/.test(word) ? word.slice(1, -1).replaceAll("'\\''", "'") : word;
}

function comparable(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('\\u005c', '\\');
}

function isOurBlock(code: string, language: string | undefined): boolean {
  const lines = code.replace(/\n$/, '').split('\n');
  if (language === 'language-mermaid') {
    return (
      lines[0] === 'pie showData title Changes by kind' && lines.slice(1).every((line) => SLICE.test(line))
    );
  }
  const change = /^(?:@@ (?:create|update|delete|rename) .*@@|[-+] .*)$/;
  return language === 'language-diff' && lines.every((line) => change.test(line));
}

function outcomeOf({ report }: HostileReport): SyncOutcome {
  return { type: 'report', report, links };
}

/** `check` on many reports whose texts are hostile, each with a twin that is the same in plain words. */
function onHostileReports(check: (hostile: HostileReport, plain: HostileReport) => void): void {
  let texts = 0;
  fc.assert(
    fc.property(hostileReport, (hostile) => {
      texts += hostile.texts.length;
      check(hostile, plainTwin(hostile));
    }),
    { numRuns: REPORTS },
  );
  expect(texts).toBeGreaterThanOrEqual(WANTED);
}

describe('what comes from data', () => {
  it('is inert in the pull request comment', () => {
    onHostileReports((hostile, plain) => {
      const draw = (one: HostileReport) =>
        renderComment([outcomeOf(one)], { name: one.report.sync, existing: undefined });
      expectInert(draw(hostile), draw(plain), hostile.texts);
    });
  });

  it('is inert in a comment that several syncs share, whichever job writes last', () => {
    onHostileReports((hostile, plain) => {
      const other = (one: HostileReport) => ({
        ...one,
        report: { ...one.report, sync: `${one.report.sync}x` },
      });
      const draw = (one: HostileReport) => {
        const first = renderComment([outcomeOf(one)], { name: one.report.sync, existing: undefined });
        return renderComment([outcomeOf(other(one))], { name: one.report.sync, existing: first });
      };
      const comment = draw(hostile);
      // A name goes through the section's marker, which like any address has no half surrogates.
      const names = [hostile.report.sync.toWellFormed(), other(hostile).report.sync];
      expectInert(comment, draw(plain), [...hostile.texts, ...names]);
      expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    });
  });

  it('is inert in the job summary and in the Markdown file', () => {
    onHostileReports((hostile, plain) => {
      expectInert(renderSummary([outcomeOf(hostile)]), renderSummary([outcomeOf(plain)]), hostile.texts);
      expectInert(renderMarkdown(hostile.report), renderMarkdown(plain.report), hostile.texts);
    });
  });

  it('is inert in the comment about a run that stopped', () => {
    const three = fc.tuple(hostileText, hostileText, hostileText);
    fc.assert(
      fc.property(three, ([sync, message, hint]) => {
        const draw = (name: string, what: string, todo: string) => {
          const location = { file: todo, line: 1, column: 2 };
          const problems = [
            { message: what, hint: todo, location },
            { message: todo, hint: what, location: undefined },
          ];
          return renderComment([{ type: 'stopped', sync: name, problems, links }], {
            name,
            existing: undefined,
          });
        };
        const file = `${visible(hint)}:1:2`;
        const plain = draw('name', message === '' ? '' : 'what', hint === '' ? '' : 'todo');
        expectInert(draw(sync, message, hint), plain, [sync, message, hint, file]);
      }),
      { numRuns: REPORTS },
    );
  });

  it('makes no element and no attribute in report.html, and is in its data as it was', () => {
    onHostileReports(({ report }, plain) => {
      const dom = htmlDom([...htmlChunks(report)].join(''));
      expect(structureOf(dom)).toBe(structureOf(htmlDom([...htmlChunks(plain.report)].join(''))));
      const [data] = elementsBelow(dom, 'script');
      if (data === undefined) throw new Error('the page has no data');
      expect(JSON.parse(textOf(data))).toEqual({
        ...pageHead(report),
        operations: [...pageOperations(report)],
      });
      const title = elementsBelow(dom, 'title')[0];
      expect(title === undefined ? '' : textOf(title)).toContain(visible(report.sync));
    });
  });

  it('makes no workflow command, colour or control character in the text report', () => {
    onHostileReports(({ report }) => {
      const text = renderText(report, { colour: false, maxOperations: 10 });
      expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
      expect(text).not.toMatch(/^\s*::/m);
      expect(text).not.toContain('##[');
    });
  });

  it('comes back from the JSON report as it was', () => {
    onHostileReports(({ report }) => {
      expect(JSON.parse([...jsonChunks(report)].join(''))).toEqual(report);
    });
  });

  it('is what the plain words stand for: a report of them has the same texts in the same places', () => {
    fc.assert(
      fc.property(hostileReport, (hostile) => {
        expect(reportOf(hostile.texts)).toEqual(hostile.report);
      }),
      { numRuns: 20 },
    );
  });
});

describe('inertLog', () => {
  it('lets no line be a workflow command, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (texts) => {
        const log = inertLog(texts.join(' '));
        expect(log).not.toMatch(/^\s*::/m);
        expect(log).not.toContain('##[');
        expect(log).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps lines, takes colours away and shows what cannot be seen', () => {
    expect(inertLog('\u001b[31mred\u001b[0m\n ::set-output name=a::b\n##[error]x\u202e')).toBe(
      'red\n : :set-output name=a::b\n# #[error]x\\u202e',
    );
  });

  it('leaves an IPv6 address inside a line alone', () => {
    expect(inertLog('address 2001:db8::1 of fe80::')).toBe('address 2001:db8::1 of fe80::');
  });
});
