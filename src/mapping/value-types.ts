import { isJsonObject, type JsonValue } from '../json.ts';
import { normaliseHost, normaliseNetwork } from './addresses.ts';
import type { AttributeSchema } from './kind-schema.ts';

/** A value in the destination attribute's own type, or why it cannot be one. */
export type TypedValue =
  | { readonly status: 'ok'; readonly value: JsonValue }
  | { readonly status: 'missing' }
  | { readonly status: 'invalid'; readonly expected: string };

/**
 * Brings a value to the type of the destination's attribute, so that both sides compare: a Number is an
 * integer, an address and a MAC address are written as Infrahub stores them, null becomes the default.
 *
 * @param value null stands for absent
 * @returns `missing` when a mandatory attribute has neither value nor default
 */
export function toAttributeValue(attribute: AttributeSchema, value: JsonValue): TypedValue {
  if (value === null) {
    if (attribute.defaultValue !== null) return ok(attribute.defaultValue);
    return attribute.optional || attribute.readOnly ? ok(null) : { status: 'missing' };
  }
  const typed = convert(attribute.kind, value);
  if (typed.status !== 'ok' || attribute.choices.length === 0) return typed;
  return checkChoice(attribute, typed.value);
}

/** The same for what the destination answers: a value it holds is never refused. */
export function fromDestination(attribute: AttributeSchema, value: JsonValue): JsonValue {
  if (value === null) return null;
  const typed = convert(attribute.kind, value);
  return typed.status === 'ok' ? typed.value : value;
}

function ok(value: JsonValue): TypedValue {
  return { status: 'ok', value };
}

function invalid(expected: string): TypedValue {
  return { status: 'invalid', expected };
}

function convert(kind: string, value: JsonValue): TypedValue {
  switch (kind) {
    case 'Number':
    case 'Integer':
    case 'NumberPool':
    case 'Bandwidth':
      return toInteger(value);
    case 'Boolean':
    case 'Checkbox':
      return toBoolean(value);
    case 'List':
      return Array.isArray(value) ? ok(value) : invalid('a list');
    case 'JSON':
    case 'Any':
      return ok(value);
    case 'IPHost':
      return toText(value, normaliseHost, 'an IP address');
    case 'IPNetwork':
      return toText(value, normaliseNetwork, 'an IP prefix');
    case 'MacAddress':
      return toText(value, normaliseMac, 'a MAC address');
    default:
      return toText(value, (text) => text, 'text');
  }
}

function toInteger(value: JsonValue): TypedValue {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return invalid('an integer');
  return Number.isSafeInteger(number) ? ok(number) : invalid('an integer between -2^53 and 2^53');
}

function toBoolean(value: JsonValue): TypedValue {
  if (typeof value === 'boolean') return ok(value);
  if (value === 1 || value === 0) return ok(value === 1);
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return ok(word === 'true');
  return invalid('true or false');
}

function toText(
  value: JsonValue,
  normalise: (text: string) => string | undefined,
  expected: string,
): TypedValue {
  const text = typeof value === 'number' && !losesDigits(value) ? String(value) : value;
  if (typeof text !== 'string') return invalid(expected);
  const normalised = normalise(text);
  return normalised === undefined ? invalid(expected) : ok(normalised);
}

function losesDigits(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Infrahub (1.11) stores a MAC address of 48 bits in pairs with colons, upper case, and pads short groups. */
function normaliseMac(text: string): string | undefined {
  const groups = text.trim().split(/[:-]/);
  const padded = groups.length === 6 && groups.every((group) => /^[0-9a-f]{1,2}$/i.test(group));
  const digits = padded
    ? groups.map((group) => group.padStart(2, '0')).join('')
    : text.trim().replaceAll('.', '');
  if (!/^[0-9a-f]{12}$/i.test(digits)) return undefined;
  return digits.toUpperCase().match(/../g)?.join(':');
}

function checkChoice(attribute: AttributeSchema, value: JsonValue): TypedValue {
  if (attribute.choices.includes(String(value))) return ok(value);
  return invalid(`one of ${attribute.choices.join(', ')}`);
}

/** A value as a message shows it: short, and an object by its keys only. */
export function describeValue(value: JsonValue): string {
  if (isJsonObject(value)) return `an object with ${Object.keys(value).slice(0, 6).join(', ')}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
