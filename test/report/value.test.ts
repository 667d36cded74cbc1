import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json.ts';
import { showChange, showShort, showValue } from '../../src/report/value.ts';
import { hostileText } from './hostile.ts';

describe('a value', () => {
  it('is shown as it is when it can be mistaken for nothing else', () => {
    expect(showValue('10.0.0.1/24')).toBe('10.0.0.1/24');
    expect(showValue('two words')).toBe('two words');
    expect(showValue('C:\\path')).toBe('C:\\path');
  });

  it('is told apart from values that look like it', () => {
    const values: JsonValue[] = [
      '42',
      42,
      'null',
      null,
      '(none)',
      'true',
      true,
      '',
      ' a',
      'a',
      '[]',
      [],
      '{}',
    ];
    expect(values.map(showValue)).toEqual([
      '"42"',
      '42',
      '"null"',
      '(none)',
      '"(none)"',
      '"true"',
      'true',
      '""',
      '" a"',
      'a',
      '"[]"',
      '[]',
      '"{}"',
    ]);
  });

  it('with characters that are not seen is told apart from one that spells them', () => {
    expect(showValue('a\u202e')).toBe('"a\\u202e"');
    expect(showValue('a\\u202e')).toBe('a\\u202e');
  });

  it('never looks like another value', () => {
    const value = fc.oneof(
      hostileText,
      fc.jsonValue().map((json) => json as JsonValue),
    );
    fc.assert(
      fc.property(value, value, (one, other) => {
        if (JSON.stringify(one) !== JSON.stringify(other)) expect(showValue(one)).not.toBe(showValue(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is cut when it is long, and its length is told', () => {
    expect(showShort('x'.repeat(50), 10)).toBe('xxxxxxxxxx… (50 characters)');
    expect(showShort('x'.repeat(10), 10)).toBe('xxxxxxxxxx');
  });
});

describe('a change of a long value', () => {
  it('is shown from shortly before what differs', () => {
    const common = 'a'.repeat(500);
    const change = showChange({ old: `${common}OLD`, new: `${common}NEW` }, 100);
    expect(change.old).toBe(`…${'a'.repeat(30)}OLD`);
    expect(change.new).toBe(`…${'a'.repeat(30)}NEW`);
  });

  it('shows what is new when only the end is', () => {
    const change = showChange({ old: 'a'.repeat(500), new: 'a'.repeat(501) }, 100);
    expect(change.old).toBe(`…${'a'.repeat(30)}`);
    expect(change.new).toBe(`…${'a'.repeat(31)}`);
  });
});
