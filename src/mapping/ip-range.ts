import ipaddr from 'ipaddr.js';

/** The addresses from one to another, both included, as numbers of one IP version. */
export interface IpRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

function addressOf(text: string): { readonly version: 4 | 6; readonly value: bigint } | undefined {
  const version = ipaddr.IPv4.isValidFourPartDecimal(text) ? 4 : ipaddr.IPv6.isValid(text) ? 6 : undefined;
  if (version === undefined || text.includes('%')) return undefined;
  const parsed = version === 4 ? ipaddr.IPv4.parse(text) : ipaddr.IPv6.parse(text);
  return { version, value: parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) };
}

/**
 * Reads an address, a prefix (`10.0.0.0/8`) or a range (`10.0.0.1-10.0.0.9`); undefined for anything else.
 *
 * @param hostBits what `10.0.0.1/24` means: the address alone, or nothing
 */
export function parseIpRange(text: string, hostBits: 'address' | 'invalid'): IpRange | undefined {
  if (text.includes('-')) return betweenAddresses(text);
  const [addressText = '', lengthText, ...more] = text.split('/');
  const address = addressOf(addressText);
  if (address === undefined || more.length > 0) return undefined;
  const { version, value } = address;
  const bits = version === 4 ? 32 : 128;
  const length = lengthText === undefined ? bits : prefixLength(lengthText, version);
  if (length === undefined || length > bits) return undefined;
  const hosts = (1n << BigInt(bits - length)) - 1n;
  if ((value & hosts) === 0n) return { version, first: value, last: value | hosts };
  return hostBits === 'address' ? { version, first: value, last: value } : undefined;
}

function prefixLength(text: string, version: 4 | 6): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  if (version === 6 || !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}

function betweenAddresses(text: string): IpRange | undefined {
  const [first, last, ...more] = text.split('-').map(addressOf);
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  if (first.version !== last.version || first.value >= last.value) return undefined;
  return { version: first.version, first: first.value, last: last.value };
}

/** True when all of the inner range lies in the outer one; never across IP versions. */
export function isWithin(inner: IpRange, outer: IpRange): boolean {
  return inner.version === outer.version && outer.first <= inner.first && inner.last <= outer.last;
}
