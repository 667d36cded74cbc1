import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment } from '../../src/report/comment.ts';
import { inertLog } from '../../src/report/inert-log.ts';
import { jsonChunks } from '../../src/report/json.ts';
import type { SyncOutcome } from '../../src/report/outcome.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/text.ts';
import { hostileReport, hostileText } from './hostile.ts';
import { cellCount, liveText } from './live-text.ts';

const RUN_URL = 'https://github.com/o/r/actions/runs/1';

/** Takes away what the template itself makes; what is left may be words and stops only. */
function withoutTemplate(live: string): string {
  return live
    .replace(/^<!-- infrahub-sync:[\w.!~*'()%-]* -->$/m, '')
    .replace(/^<!-- infrahub-sync-section:[\w.!~*'()%-]* [a-z= \d-]* -->$/m, '')
    .replace(/^<!-- \/?part -->$/gm, '')
    .replace(/^### /m, '')
    .replace(/^<details(?: open)?><summary>(.*)<\/summary>$/gm, '$1')
    .replace(/^<\/details>$/gm, '')
    .replace(/<br>/g, ' ')
    .replaceAll(`[workflow run](${RUN_URL})`, '')
    .replaceAll(`[job summary](${RUN_URL})`, '')
    .replace(/^\*\*(\d+ \w+|\w+, \w+)\*\*/gm, '$1')
    .replace(/^_(Too long .*)_$/m, '$1');
}

const WORDS = /^[\p{Script=Latin}\d\s.,;:?'’()|·…-]*$/u;

function expectInert(markdown: string): void {
  const rest = withoutTemplate(liveText(markdown));
  expect(rest).toMatch(WORDS);
  expect(rest).not.toMatch(/\b[0-9a-f]{7,40}\b/i);
  expect(rest).not.toMatch(/^\s*\d+[.)]/m);
  for (const line of markdown.split('\n')) {
    if (line.startsWith('| ')) expect([5, 6]).toContain(cellCount(line));
  }
  expect(markdown).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
}

describe('what comes from data', () => {
  it('is inert in the pull request comment and in the job summary', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const outcome: SyncOutcome = { type: 'report', report, links: { run: RUN_URL } };
        const comment = renderComment([outcome], { name: report.sync, existing: undefined });
        expectInert(comment);
        expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
        expectInert(renderSummary([outcome]));
      }),
      { numRuns: 700 },
    );
  });

  it('is inert in the comment about a run that stopped', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (sync, message, hint) => {
        const location = { file: hint, line: 1, column: 2 };
        const problems = [
          { message, hint, location },
          { message: hint, hint: message, location: undefined },
        ];
        const stopped: SyncOutcome = { type: 'stopped', sync, problems, links: { run: RUN_URL } };
        expectInert(renderComment([stopped], { name: sync, existing: undefined }));
      }),
      { numRuns: 500 },
    );
  });

  it('makes no workflow command, colour or control character in the text report', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = renderText(report, { colour: false, maxOperations: 10 });
        expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
        expect(text).not.toMatch(/^\s*::/m);
        expect(text).not.toContain('##[');
      }),
      { numRuns: 500 },
    );
  });

  it('comes back from the JSON report as it was', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(JSON.parse([...jsonChunks(report)].join(''))).toEqual(report);
      }),
      { numRuns: 300 },
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
