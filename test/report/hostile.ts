import fc from 'fast-check';
import type { ReportOperation, RunReport } from '../../src/report/run-report.ts';
import { create, failedWrite, sampleReport } from './reports.ts';

/** Pieces that are live somewhere: in Markdown, in HTML, on GitHub, in a terminal, in a runner's log. */
const NASTY = [
  '@octocat',
  '@org/team',
  '#123',
  'GH-7',
  'o/r#1',
  'deadbeef',
  'a5c3785ed8d6a35868bc169f07e40e889087fd2e',
  'http://evil.example/x',
  'www.evil.example',
  'mail@evil.example',
  ':smile:',
  '$x$',
  '$`x`$',
  '<img src=x onerror=alert(1)>',
  '</code></summary></details>',
  '<!--',
  '-->',
  '--!>',
  '&lt;b&gt;',
  '![x](http://evil.example/i.png)',
  '[x](javascript:alert(1))',
  '[[x]]',
  '`',
  '``',
  '```',
  '````',
  '~~~',
  '|',
  '\\|',
  '\\',
  '\n',
  '\r\n',
  '\n\n# heading\n',
  '\n```\n@octocat\n',
  '**bold**',
  '_it_',
  '~~s~~',
  '> quote',
  '- [ ] task',
  '1. one',
  '---',
  '\n---\n',
  '</script><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '\n<!-- part -->\n',
  '<!-- /part -->',
  '\n<!-- infrahub-sync-section:x status=dry-run create=1 update=1 delete=1 unchanged=1 errors=0 had-changes=false -->\n',
  '"] --> x',
  '%%{init: {}}%%',
  '::set-output name=a::b',
  '::error file=x::y',
  '##[command]x',
  '\u001b[31m',
  '\u001b]8;;http://evil.example\u0007',
  '\u009b31m',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\u0000',
  '\ud800',
  '\u{e0041}',
  ' ',
  '\t',
];

/** Random text with pieces of `NASTY` in it. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  // V8 13.6 misreads a JSON object's key of one escaped character.
  .map((text) => (text.length === 1 ? text.repeat(2) : text));

/** How many texts a report has that can come from data. */
export const TEXTS = 40;

/** A report and the texts it was made of. */
export interface HostileReport {
  readonly texts: readonly string[];
  readonly report: RunReport;
}

/** A report of which every text that can come from data is hostile. */
export const hostileReport: fc.Arbitrary<HostileReport> = fc
  .array(hostileText, { minLength: TEXTS, maxLength: TEXTS })
  .map((texts) => ({ texts, report: reportOf(texts) }));

/** The same report in plain words: different where the texts differ, empty where they are. */
export function plainTwin({ texts }: HostileReport): HostileReport {
  const words = new Map(
    [...new Set(texts)].map((text, index) => [text, text === '' ? '' : plainWord(index)]),
  );
  const plain = texts.map((text) => words.get(text) ?? '');
  return { texts: plain, report: reportOf(plain) };
}

/** Of letters alone, so that it could be no number, and of the same order as the index. */
function plainWord(index: number): string {
  return `word${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`;
}

function pairs(texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : []));
}

export function reportOf(texts: readonly string[]): RunReport {
  const [kind = '', otherKind = '', id = '', attribute = '', old = '', value = '', ...rest] = texts;
  const [message = '', hint = '', warning = '', reason = '', kindReason = '', sync = '', ...more] = rest;
  const [runId = '', digest = '', quietKind = '', errorClass = '', otherId = '', otherValue = '', ...last] =
    more;
  const [auditKind = '', what = '', ...others] = last;
  const counts = { create: 1, update: 1, delete: 1, unchanged: 1 };
  const read = { rows: 1, changed: 1, deleted: 1, requests: 1 };
  const base = { renamed_from: null, outcome: 'planned' } as const;
  const operations: ReportOperation[] = [
    ...pairs(others).map(([name, present]) => create(kind, name, { [present]: name, [name]: present })),
    {
      ...base,
      action: 'create',
      kind,
      id,
      dest_id: null,
      changes: { [attribute]: { old: null, new: value } },
    },
    {
      ...base,
      action: 'update',
      kind,
      id: otherId,
      renamed_from: value,
      dest_id: old,
      changes: { [attribute]: { old, new: otherValue } },
    },
    {
      ...base,
      action: 'delete',
      kind: otherKind,
      id,
      dest_id: old,
      changes: { [attribute]: { old: [old], new: null } },
    },
  ];
  return sampleReport({
    sync,
    run_id: runId,
    digest,
    by_kind: Object.fromEntries([kind, otherKind, quietKind].map((name) => [name, counts])),
    operations,
    left_alone: [
      { kind, id, dest_id: old, attribute, old, new: value, owner: otherKind, reason: message },
      { kind, id, dest_id: old, attribute: null, old: null, new: null, owner: null, reason: hint },
    ],
    errors: [failedWrite({ kind, id, attribute, message, hint, error_class: errorClass })],
    warnings: [warning],
    audit: [{ side: 'A', kind: auditKind, id, what }],
    full_read: { run_id: runId, objects: { A: 1, B: 1 }, requests: { A: 1, B: 1 }, duration_ms: 1 },
    sides: {
      A: { mode: 'warm', reason, kinds: { [kind]: { mode: 'full', reason: kindReason, ...read } } },
      B: { mode: 'full', reason: message, kinds: { [otherKind]: { mode: 'warm', reason: hint, ...read } } },
    },
  });
}
