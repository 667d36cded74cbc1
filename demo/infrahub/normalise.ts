import ipaddr from 'ipaddr.js';
import { constraint, type FieldError, invalidType, undefinedError } from './errors.ts';
import type { AttributeSchema, AttributeValue } from './schema-types.ts';
import { parseStamp } from './time.ts';

type Outcome = { readonly value: AttributeValue } | { readonly error: FieldError };

/** Brings a value that is not null to the form in which Infrahub keeps it, or says what is wrong with it. */
export function normalise(kind: string, schema: AttributeSchema, value: AttributeValue): Outcome {
  const normalised =
    normalisers[schema.kind]?.(value) ?? (normalisers[schema.kind] ? undefined : textual(value));
  if (normalised === undefined) return { error: invalidType(kind, schema.name, schema.kind, String(value)) };
  return checked(kind, schema, normalised);
}

function checked(kind: string, schema: AttributeSchema, value: AttributeValue): Outcome {
  if (schema.choices && !schema.choices.some((choice) => choice.name === value)) {
    const names = schema.choices
      .map((choice) => choice.name)
      .sort()
      .join(', ');
    return { error: constraint(kind, schema.name, `${String(value)} must be one of '${names}'`) };
  }
  if (schema.enum && !schema.enum.includes(value)) {
    const names = schema.enum.map((one) => `'${String(one)}'`).join(', ');
    return { error: constraint(kind, schema.name, `${String(value)} must be one of [${names}]`) };
  }
  if (schema.regex && !new RegExp(schema.regex).test(String(value)))
    return {
      error: constraint(kind, schema.name, `${String(value)} must conform with the regex: '${schema.regex}'`),
    };
  if (typeof value !== 'string') return { value };
  if (schema.min_length !== null && value.length < schema.min_length)
    return {
      error: constraint(kind, schema.name, `${value} must have a minimum length of ${schema.min_length}`),
    };
  if (schema.max_length !== null && value.length > schema.max_length)
    return {
      error: constraint(kind, schema.name, `${value} must have a maximum length of ${schema.max_length}`),
    };
  return { value };
}

const normalisers: Readonly<Record<string, (value: AttributeValue) => AttributeValue | undefined>> = {
  Number: whole,
  NumberPool: whole,
  Boolean: truth,
  Checkbox: truth,
  List: (value) => (Array.isArray(value) ? value : undefined),
  JSON: (value) => value,
  Any: (value) => value,
  MacAddress: (value) => (typeof value === 'string' ? macAddress(value) : undefined),
  IPHost: (value) => (typeof value === 'string' ? hostAddress(value) : undefined),
  IPNetwork: (value) => (typeof value === 'string' ? networkAddress(value) : undefined),
  IPAddress: (value) => (typeof value === 'string' ? canonical(value)?.text : undefined),
  DateTime: (value) => (typeof value === 'string' && parseStamp(value) !== undefined ? value : undefined),
};

function textual(value: AttributeValue): AttributeValue | undefined {
  return typeof value === 'string' ? value : undefined;
}

function whole(value: AttributeValue): AttributeValue | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function truth(value: AttributeValue): AttributeValue | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Upper-case pairs with colons; Infrahub takes dots, dashes, bare digits and pairs of one digit as well. */
export function macAddress(text: string): string | undefined {
  const parts = text.split(/[:-]/);
  if (parts.length === 6 && parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part)))
    return parts.map((part) => part.padStart(2, '0').toUpperCase()).join(':');
  const bare = text.replaceAll(/[.:-]/g, '');
  if (!/^[0-9a-f]{12}$/i.test(bare)) return undefined;
  return (bare.toUpperCase().match(/../g) ?? []).join(':');
}

/** An address with its prefix length; without one it is a host's: /32 or /128. */
export function hostAddress(text: string): string {
  const [address = '', length] = text.split('/');
  const parsed = canonical(address);
  const bits = parsed ? prefixLength(parsed.bits, length) : undefined;
  // Infrahub lets Python's own error through here, which its catalogue does not know.
  if (!parsed || bits === undefined)
    throw undefinedError(`'${text}' does not appear to be an IPv4 or IPv6 interface`);
  return `${parsed.text}/${bits}`;
}

/** A network with its prefix length, also from a netmask; bits of a host in it are an error. */
export function networkAddress(text: string): string | undefined {
  const [address = '', length] = text.split('/');
  const parsed = canonical(address);
  const bits = parsed ? prefixLength(parsed.bits, length) : undefined;
  if (!parsed || bits === undefined) return undefined;
  return networkOf(parsed.text, bits) === parsed.text ? `${parsed.text}/${bits}` : undefined;
}

/** The first address of the network of this length that an address is in. */
export function networkOf(address: string, bits: number): string {
  const bytes = ipaddr.parse(address).toByteArray();
  const masked = bytes.map((byte, position) => byte & maskByte(bits - position * 8));
  return canonical(ipaddr.fromByteArray(masked).toString())?.text ?? address;
}

/** Whether an address or network lies within a prefix of the same version. */
export function isWithin(inner: string, outer: string): boolean {
  const [address = '', innerLength = ''] = inner.split('/');
  const [network = '', length = ''] = outer.split('/');
  if (address.includes(':') !== network.includes(':') || Number(innerLength) < Number(length)) return false;
  if (!network.includes(':')) {
    // By far the most frequent question, so it is answered without the detour over bytes.
    const hosts = 2 ** (32 - Number(length));
    return Math.floor(numberOf(address) / hosts) === Math.floor(numberOf(network) / hosts);
  }
  return networkOf(address, Number(length)) === network;
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

/** The byte of a netmask of which `bits` bits are left. */
export function maskByte(bits: number): number {
  if (bits >= 8) return 255;
  return bits <= 0 ? 0 : 256 - 2 ** (8 - bits);
}

function canonical(text: string): { text: string; bits: 32 | 128 } | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text))
    return { text, bits: 32 };
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return undefined;
  return { text: ipaddr.IPv6.parse(text).toRFC5952String(), bits: 128 };
}

function prefixLength(bits: 32 | 128, length: string | undefined): number | undefined {
  if (length === undefined) return bits;
  if (/^\d+$/.test(length)) return Number(length) <= bits ? Number(length) : undefined;
  if (bits === 32 && ipaddr.IPv4.isValidFourPartDecimal(length))
    return ipaddr.IPv4.parse(length).prefixLengthFromSubnetMask() ?? undefined;
  return undefined;
}
