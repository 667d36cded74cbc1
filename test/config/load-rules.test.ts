import { describe, expect, test } from 'vitest';
import { expectIssueAtMark, issuesOf, withMappings } from './marked.ts';

function withRules(rules: string): string {
  return withMappings(`  - {name: A, mapping: a, fields: [{name: name, mapping: name}], ${rules}}\n`);
}

const TEMPLATE_HINT = 'Correct the template; only the filters and tests that Jinja2 itself brings are known.';
const IP_HINT = 'Use addresses, prefixes without host bits (10.0.0.0/8) or ranges (10.0.0.1-10.0.0.9).';

describe('filters that cannot work', () => {
  test.each([
    [
      '{field: n, operation: ">", value: §x}',
      `the filter "n >" cannot work: the filter's value is no integer`,
      'Compare only integers with >, <, >= and <=; put an "is_not_empty" or "regex" filter on the field first.',
    ],
    [
      '{field: n, operation: regex, value: §5}',
      'the filter "n regex" cannot work: the pattern is no text',
      'Give the pattern as a text, in quotes.',
    ],
    [
      '{field: n, operation: is_ip_within, value: §10.0.0/8}',
      'the filter "n is_ip_within" cannot work: "10.0.0/8" is no address, prefix or range',
      IP_HINT,
    ],
    ['{field: n, operation: in, value: §5}', 'the filter "n in" needs a list', 'Write [5], or use == or !=.'],
    [
      '§{field: n, operation: contains}',
      'the filter "n contains" has no "value"',
      'Add "value:" with what to compare with.',
    ],
    [
      '{field: n, operation: not in, §value: }',
      'the filter "n not in" has no "value"',
      'Add "value:" with what to compare with.',
    ],
  ])('%s is an error', (filter, message, hint) => {
    expectIssueAtMark(withRules(`filters: [${filter}]`), 'error', message, hint);
  });

  test('a regular expression that does not compile is an error that says why', () => {
    const [issue] = issuesOf(withRules('filters: [{field: n, operation: regex, value: "("}]'));
    expect(issue?.severity).toBe('error');
    expect(issue?.message).toMatch(/^the filter "n regex" cannot work: the pattern cannot be used: .*group/);
  });

  test('an equality without a value is a warning', () => {
    expectIssueAtMark(
      withRules('filters: [{field: n, operation: §"!="}]'),
      'warning',
      'the filter "n !=" has no "value" and compares with null',
      'Use is_empty or is_not_empty, or write "value: null".',
    );
  });

  test.each([
    '{field: n, operation: ==, value: null}',
    '{field: n, operation: is_empty}',
    '{field: n, operation: "<=", value: "200"}',
    '{field: n, operation: in, value: [1, 2]}',
    '{field: n, operation: in, value: abc}',
    '{field: n, operation: regex, value: "^pe-[0-9]{3}$"}',
    '{field: n, operation: is_ip_within, value: [10.0.0.0/8, "2001:db8::/32"]}',
  ])('%s is fine', (filter) => {
    expect(issuesOf(withRules(`filters: [${filter}]`))).toEqual([]);
  });
});

describe('transforms that cannot work', () => {
  test.each([
    ['{{ name | aci_device_name }}', `the transform "name" cannot work: No filter named 'aci_device_name'.`],
    ['{{ name is nothing }}', `the transform "name" cannot work: No test named 'nothing'.`],
    [
      '{% if name %}',
      'the transform "name" cannot work: Unexpected end of template, looking for elif or else or endif',
    ],
  ])('%s is an error at the expression', (expression, message) => {
    expectIssueAtMark(
      withRules(`transforms: [{field: name, expression: §"${expression}"}]`),
      'error',
      message,
      TEMPLATE_HINT,
    );
  });

  test('all of an entry are reported at once', () => {
    const rules =
      'transforms: [{field: name, expression: "{{ a | b }}"}, {field: name, expression: "{{ c"}], filters: [{field: n, operation: regex, value: "["}]';
    expect(issuesOf(withRules(rules))).toHaveLength(3);
  });
});
