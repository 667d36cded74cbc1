import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json.ts';
import type { AttributeSchema } from '../../src/mapping/kind-schema.ts';
import { fromDestination, toAttributeValue } from '../../src/mapping/value-types.ts';

function attribute(kind: string, more: Partial<AttributeSchema> = {}): AttributeSchema {
  return {
    name: 'field',
    kind,
    optional: true,
    defaultValue: null,
    unique: false,
    readOnly: false,
    choices: [],
    ...more,
  };
}

function typed(kind: string, value: JsonValue): JsonValue | string {
  const result = toAttributeValue(attribute(kind), value);
  if (result.status === 'ok') return result.value;
  return result.status === 'invalid' ? `not ${result.expected}` : 'missing';
}

describe('a value brought to its attribute’s type', () => {
  it.each([
    ['Number', '42', 42],
    ['Number', 2.0, 2],
    ['Number', 2.5, 'not an integer'],
    ['Number', '4.0', 'not an integer'],
    ['Number', true, 'not an integer'],
    ['Number', 2 ** 53, 'not an integer between -2^53 and 2^53'],
    ['Boolean', 'False', false],
    ['Boolean', 1, true],
    ['Boolean', 'yes', 'not true or false'],
    ['Text', 7, '7'],
    ['Text', '', ''],
    ['Text', true, 'not text'],
    ['List', ['b', 'a'], ['b', 'a']],
    ['List', 'a', 'not a list'],
    ['MacAddress', '00:1b:44:11:3a:b7', '00:1B:44:11:3A:B7'],
    ['MacAddress', '001b.4411.3ab7', '00:1B:44:11:3A:B7'],
    ['MacAddress', 'A:B:C:0:1:2', '0A:0B:0C:00:01:02'],
    ['MacAddress', '00:1b:44', 'not a MAC address'],
    ['MacAddress', '00:1b:44:11:3a:b7:00:01', 'not a MAC address'],
    ['Text', 2 ** 60, 'not text'],
    ['IPHost', '10.0.0.1', '10.0.0.1/32'],
    ['IPHost', '10.0.0.1/24', '10.0.0.1/24'],
    ['IPHost', '10.0.0.1/255.255.255.0', '10.0.0.1/24'],
    ['IPHost', '2001:0DB8::0001/64', '2001:db8::1/64'],
    ['IPHost', '10.1', 'not an IP address'],
    ['IPHost', '10.0.0.1/33', 'not an IP address'],
    ['IPNetwork', '10.0.0.77/24', '10.0.0.0/24'],
    ['IPNetwork', '10.0.0.129/25', '10.0.0.128/25'],
    ['IPNetwork', '2001:db8:0:1::5/63', '2001:db8::/63'],
    ['IPNetwork', '0.0.0.0/0', '0.0.0.0/0'],
  ] as const)('%s %j becomes %j', (kind, value, expected) => {
    expect(typed(kind, value as JsonValue)).toEqual(expected);
  });

  it('gives an absent value the default, whether it is false, 0 or text', () => {
    const withDefault = (defaultValue: JsonValue) =>
      toAttributeValue(attribute('Any', { defaultValue }), null);
    expect(withDefault(false)).toEqual({ status: 'ok', value: false });
    expect(withDefault(0)).toEqual({ status: 'ok', value: 0 });
    expect(withDefault('active')).toEqual({ status: 'ok', value: 'active' });
  });

  it('tells a mandatory attribute without a value from an optional one', () => {
    expect(toAttributeValue(attribute('Text', { optional: false }), null)).toEqual({ status: 'missing' });
    expect(toAttributeValue(attribute('Text'), null)).toEqual({ status: 'ok', value: null });
  });

  it('refuses what is not among the choices and names them', () => {
    const status = attribute('Dropdown', { choices: ['active', 'planned'] });
    expect(toAttributeValue(status, 'active')).toEqual({ status: 'ok', value: 'active' });
    expect(toAttributeValue(status, 'staged')).toEqual({
      status: 'invalid',
      expected: 'one of active, planned',
    });
  });

  it('never refuses what the destination holds', () => {
    const status = attribute('Dropdown', { choices: ['active'] });
    expect(fromDestination(status, 'gone')).toBe('gone');
    expect(fromDestination(attribute('IPHost'), 'nonsense')).toBe('nonsense');
    expect(fromDestination(attribute('MacAddress'), '00-1b-44-11-3a-b7')).toBe('00:1B:44:11:3A:B7');
    expect(fromDestination(attribute('Text', { defaultValue: 'x' }), null)).toBeNull();
  });
});
