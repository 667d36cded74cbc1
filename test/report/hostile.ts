import fc from 'fast-check';
import type { ReportOperation, RunReport } from '../../src/report/run-report.ts';
import { failedWrite, sampleReport } from './reports.ts';

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
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** A report of which every text that can come from data is hostile. */
export const hostileReport: fc.Arbitrary<RunReport> = fc
  .array(hostileText, { minLength: 16, maxLength: 16 })
  .map((texts) => {
    const [kind = '', otherKind = '', id = '', attribute = '', old = '', value = '', ...rest] = texts;
    const [message = '', hint = '', warning = '', reason = '', kindReason = '', sync = ''] = rest;
    const counts = { create: 1, update: 1, delete: 1, unchanged: 1 };
    const read = { rows: 1, changed: 1, deleted: 1, requests: 1 };
    const operations: ReportOperation[] = [
      {
        action: 'create',
        kind,
        id,
        renamed_from: null,
        outcome: 'planned',
        dest_id: null,
        changes: { [attribute]: { old: null, new: value } },
      },
      {
        action: 'update',
        kind,
        id,
        renamed_from: value,
        outcome: 'planned',
        dest_id: old,
        changes: { [attribute]: { old, new: value } },
      },
      {
        action: 'delete',
        kind: otherKind,
        id,
        renamed_from: null,
        outcome: 'planned',
        dest_id: old,
        changes: { [attribute]: { old: [old], new: null } },
      },
    ];
    return sampleReport({
      sync,
      run_id: texts[12] ?? '',
      digest: texts[13] ?? '',
      by_kind: { [kind]: counts, [otherKind]: counts, [texts[14] ?? '']: counts },
      operations,
      left_alone: [
        { kind, id, dest_id: old, attribute, old, new: value, owner: otherKind, reason: message },
        { kind, id, dest_id: old, attribute: null, old: null, new: null, owner: null, reason: hint },
      ],
      errors: [failedWrite({ kind, id, attribute, message, hint, error_class: texts[15] ?? '' })],
      warnings: [warning],
      sides: {
        A: { mode: 'warm', reason, kinds: { [kind]: { mode: 'full', reason: kindReason, ...read } } },
        B: { mode: 'full', reason: message, kinds: { [otherKind]: { mode: 'warm', reason: hint, ...read } } },
      },
    });
  });
