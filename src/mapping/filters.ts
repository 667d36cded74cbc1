import { SyncError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type IpRange, isWithin, parseIpRange } from './ip-range.ts';
import { contains, equals, type Ordering } from './jinja/compare.ts';
import { fromJson } from './jinja/convert.ts';
import { JinjaError } from './jinja/errors.ts';
import { truth } from './jinja/iterate.ts';
import { parseInteger, truncateFloat } from './jinja/numbers.ts';
import { isInt, PyFloat, typeName, type Value } from './jinja/values.ts';
import { pathReader } from './path.ts';
import { matchesFromStart, translateRegex } from './python-regex.ts';

/** The operations that a filter may name. */
export const FILTER_OPERATIONS = [
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'in',
  'not in',
  'contains',
  'not contains',
  'is_empty',
  'is_not_empty',
  'regex',
  'is_ip_within',
] as const;

export type FilterOperation = (typeof FILTER_OPERATIONS)[number];

/** One entry of `filters`. */
export interface FilterRule {
  /** A dotted path into the record. */
  readonly field: string;
  readonly operation: string;
  readonly value: JsonValue;
}

/** Whether a field's value, as Python has it, passes. */
type Check = (field: Value) => boolean;

/** A mismatch that the reference implementation raises for. */
class FilterProblem extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Compiles one filter into a test for records. The rules are those of infrahub-sync, which are Python's:
 * `'1'` is not 1, but true is; `contains` and `not contains` both drop a record whose field is empty.
 * It differs where infrahub-sync stops with an error and the answer is plain: IPv4 is never within IPv6, and
 * an address with a mask (`10.0.0.1/24`) counts as the address.
 *
 * @throws SyncError FILTER_FAILED for a rule that can never run; the test throws it for a record whose value
 *   the operation cannot take
 */
export function compileFilter(rule: FilterRule): (record: JsonObject) => boolean {
  const check = guarded(rule, () => checkOf(rule.operation, fromJson(rule.value)));
  const read = pathReader(rule.field);
  return (record) => {
    const value = read(record);
    return guarded(rule, () => check(fromJson(value)), value);
  };
}

function guarded<Result>(rule: FilterRule, work: () => Result, value?: JsonValue): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof JinjaError) && !(error instanceof FilterProblem)) throw error;
    const found = value === undefined ? '' : ` (the record has ${shown(value)})`;
    throw new SyncError({
      code: 'FILTER_FAILED',
      message: `filter "${rule.field} ${rule.operation} ${shown(rule.value)}" failed: ${error.message}${found}`,
      hint:
        error instanceof FilterProblem
          ? error.hint
          : 'Use an operation that fits the values of the field, or put an "is_not_empty" filter on it first.',
      cause: error,
    });
  }
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function isOperation(operation: string): operation is FilterOperation {
  return FILTER_OPERATIONS.some((known) => known === operation);
}

function checkOf(operation: string, value: Value): Check {
  if (!isOperation(operation)) {
    throw new FilterProblem(
      `there is no operation "${operation}"`,
      `Use one of: ${FILTER_OPERATIONS.join(', ')}.`,
    );
  }
  switch (operation) {
    case '==':
      return (field) => equals(field, value);
    case '!=':
      return (field) => !equals(field, value);
    case '>':
    case '<':
    case '>=':
    case '<=':
      return integerCheck(operation, value);
    case 'in':
      return (field) => truth(value) && contains(value, field);
    case 'not in':
      return (field) => !contains(value, field);
    case 'contains':
      return (field) => truth(field) && contains(field, value);
    case 'not contains':
      return (field) => truth(field) && !contains(field, value);
    case 'is_empty':
      return (field) => !truth(field);
    case 'is_not_empty':
      return truth;
    case 'regex':
      return regexCheck(value);
    case 'is_ip_within':
      return ipCheck(value);
  }
}

/** int(value) of Python. */
function integerOf(value: Value, role: string): bigint {
  if (isInt(value)) return BigInt(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof PyFloat) return BigInt(truncateFloat(value.value));
  const parsed = typeof value === 'string' ? parseInteger(value, 10) : undefined;
  if (parsed !== undefined) return BigInt(parsed);
  throw new FilterProblem(
    `${role} is no integer`,
    'Compare only integers with >, <, >= and <=; put an "is_not_empty" or "regex" filter on the field first.',
  );
}

function integerCheck(operation: Ordering, value: Value): Check {
  const limit = integerOf(value, "the filter's value");
  return (field) => {
    const number = integerOf(field, "the field's value");
    if (operation === '>') return number > limit;
    if (operation === '<') return number < limit;
    return operation === '>=' ? number >= limit : number <= limit;
  };
}

function regexCheck(value: Value): Check {
  if (typeof value !== 'string') {
    throw new FilterProblem('the pattern is no text', 'Give the pattern as a text, in quotes.');
  }
  const translated = translateRegex(value);
  if (translated.status === 'unsupported') {
    throw new FilterProblem(
      `the pattern cannot be used: ${translated.reason}`,
      'Write the pattern with plain groups, sets and quantifiers.',
    );
  }
  return (field) => {
    if (typeof field === 'string') return matchesFromStart(translated.pattern, field);
    throw new FilterProblem(
      `a regular expression needs text, not ${typeName(field)}`,
      'Put an "is_not_empty" filter on the field first, or use another operation.',
    );
  };
}

const IP_HINT = 'Use addresses, prefixes without host bits (10.0.0.0/8) or ranges (10.0.0.1-10.0.0.9).';

function ipCheck(value: Value): Check {
  const texts = typeof value === 'string' ? [value] : listOfText(value);
  const outer = texts.map((text): IpRange => {
    const range = parseIpRange(text, 'invalid');
    if (range === undefined) throw new FilterProblem(`"${text}" is no address, prefix or range`, IP_HINT);
    return range;
  });
  return (field) => {
    const inner = typeof field === 'string' ? parseIpRange(field, 'address') : undefined;
    if (inner === undefined) {
      throw new FilterProblem(
        'the field has no address, prefix or range',
        'Put an "is_not_empty" filter on the field first, or name a field that holds addresses.',
      );
    }
    return outer.some((range) => isWithin(inner, range));
  };
}

function listOfText(value: Value): string[] {
  const items = value !== null && typeof value === 'object' && 'items' in value ? value.items : undefined;
  if (!Array.isArray(items))
    throw new FilterProblem('the value is no prefix and no list of prefixes', IP_HINT);
  return items.map((item) => {
    if (typeof item === 'string') return item;
    throw new FilterProblem('the list holds something that is no text', IP_HINT);
  });
}
