import { describe, expect, it } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import type { JsonValue } from '../../src/json.ts';
import { compileFilter, FILTER_OPERATIONS } from '../../src/mapping/filters.ts';

function outcome(operation: string, field: JsonValue, value: JsonValue): boolean | string {
  try {
    return compileFilter({ field: 'f', operation, value })({ f: field });
  } catch (error) {
    if (error instanceof SyncError) return error.code;
    throw error;
  }
}

const FAILS = 'FILTER_FAILED';

// As infrahub-sync 2.0.1 answers, except where it says otherwise.
const CASES: readonly (readonly [string, JsonValue, JsonValue, boolean | string])[] = [
  ['==', 'a', 'a', true],
  ['==', '1', 1, false],
  ['==', true, 1, true],
  ['==', null, null, true],
  ['==', [1, 2], [1, 2], true],
  ['!=', null, 'a', true],
  ['!=', 1, 1.0, false],
  ['>', '12', 3, true],
  ['>', 3, '3', false],
  ['>=', ' 3 ', 3, true],
  ['<', 2.9, 3, true],
  ['<=', 3.9, 3, true],
  ['<', '1.5', 3, FAILS],
  ['<', null, 3, FAILS],
  ['<', [], 3, FAILS],
  ['>', 3, 'x', FAILS],
  ['in', 'a', ['a', 'b'], true],
  ['in', 'c', ['a', 'b'], false],
  ['in', null, ['a'], false],
  ['in', 'b', 'abc', true],
  ['in', 1, 'abc', FAILS],
  ['in', 'a', null, false],
  ['not in', 'c', ['a'], true],
  ['not in', null, ['a'], true],
  ['not in', 'c', null, FAILS],
  ['contains', 'spine', 'pin', true],
  ['contains', null, 'a', false],
  ['contains', '', 'a', false],
  ['contains', ['a'], 'a', true],
  ['contains', { a: 1 }, 'a', true],
  ['contains', 5, 'a', FAILS],
  ['contains', 'abc', 1, FAILS],
  ['not contains', 'spine', 'x', true],
  ['not contains', null, 'x', false],
  ['is_empty', null, null, true],
  ['is_empty', [], null, true],
  ['is_empty', 0, null, true],
  ['is_empty', 'x', null, false],
  ['is_not_empty', {}, null, false],
  ['is_not_empty', false, null, false],
  ['is_not_empty', 'x', null, true],
  ['regex', 'pe-001', '^pe-[0-9]{3}$', true],
  ['regex', 'pe-001\n', '^pe-[0-9]{3}$', true],
  ['regex', 'xpe-001', 'pe', false],
  ['regex', 'pe-001', 'pe', true],
  ['regex', null, 'pe', FAILS],
  ['regex', 'a', '(', FAILS],
  ['is_ip_within', '10.1.2.3', '10.0.0.0/8', true],
  ['is_ip_within', '11.1.2.3', '10.0.0.0/8', false],
  ['is_ip_within', '10.1.0.0/16', ['192.168.0.0/16', '10.0.0.0/8'], true],
  ['is_ip_within', '10.0.0.0/7', '10.0.0.0/8', false],
  ['is_ip_within', '2001:db8::1', '2001:db8::/32', true],
  ['is_ip_within', '10.0.0.3-10.0.0.5', '10.0.0.1-10.0.0.9', true],
  ['is_ip_within', '10.0.0.1', '10.0.0.0/255.0.0.0', true],
  ['is_ip_within', null, '10.0.0.0/8', FAILS],
  ['is_ip_within', 'x', '10.0.0.0/8', FAILS],
  ['is_ip_within', '010.0.0.1', '10.0.0.0/8', FAILS],
  ['is_ip_within', '10.0.0.1', '10.0.0.1/8', FAILS],
  // infrahub-sync stops with an error at these two.
  ['is_ip_within', '10.0.0.1/24', '10.0.0.0/8', true],
  ['is_ip_within', '::1', '10.0.0.0/8', false],
];

describe('a filter', () => {
  it.each(CASES)('%s on %j with %j', (operation, field, value, expected) => {
    expect(outcome(operation, field, value)).toBe(expected);
  });

  it('has at least one case for each operation', () => {
    expect(new Set(CASES.map(([operation]) => operation))).toEqual(new Set(FILTER_OPERATIONS));
  });

  it('says which field, operation and value it failed on', () => {
    const passes = compileFilter({ field: 'site.id', operation: '>', value: 5 });
    expect(() => passes({ site: { id: 'x' } })).toThrow(
      '"site.id > 5" failed: the field\'s value is no integer (the record has "x")',
    );
  });

  it('refuses an operation that does not exist', () => {
    expect(() => compileFilter({ field: 'a', operation: 'like', value: 1 })).toThrow(
      'there is no operation "like"',
    );
  });
});

describe('a Python pattern', () => {
  it.each([
    ['(?i)ABC', 'abc', true],
    ['(?P<n>a)b', 'ab', true],
    ['\\Aab\\Z', 'ab', true],
    ['ab\\Z', 'ab\n', false],
    ['a.c', 'a\nc', false],
    ['(?s)a.c', 'a\nc', true],
    ['(?m)a$\\nb', 'a\nb', true],
    ['\\d+$', '١٢', true],
    ['(?a)\\d+$', '١٢', false],
    ['\\w+$', 'straße', true],
    ['a\\b', 'aé', false],
    ['a{,2}$', 'aa', true],
    ['a{x', 'a{x', true],
    ['[]a]+$', ']a]', true],
    ['[^]a]+$', 'bc', true],
    ['[a\\-z]+$', 'a-z', true],
    ['[\\w.-]+$', 'a.b-c', true],
    ['a|b', 'b', true],
    ['(?#note)a', 'a', true],
    ['\\x41\\u0042', 'AB', true],
    ['(?<!x)a(?=b)', 'ab', true],
    ['.$', '😀', true],
  ])('%s on %j', (pattern, text, expected) => {
    expect(outcome('regex', text, pattern)).toBe(expected);
  });

  it.each(['(a)\\1', '(?>a)', 'a++', '(?(1)a|b)', '(?x) a', '(?P=n)', '(?i:a)', '\\q', '[', 'a**'])(
    'that has no exact counterpart is refused: %s',
    (pattern) => {
      expect(outcome('regex', 'a', pattern)).toBe(FAILS);
    },
  );
});
