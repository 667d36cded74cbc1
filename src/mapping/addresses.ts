import ipaddr from 'ipaddr.js';

/** An IPv4 address with a mask that is written as Infrahub stores it already: most are. */
const NORMAL_HOST =
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\/(?:3[0-2]|[12]?\d)$/;

/**
 * An address with its mask as Infrahub stores an IPHost: IPv6 compressed, a host without a mask gets the
 * full one.
 *
 * @returns undefined when the text is no address
 */
export function normaliseHost(text: string): string | undefined {
  if (NORMAL_HOST.test(text)) return text;
  const parsed = parseAddress(text);
  if (parsed === undefined) return undefined;
  return `${addressText(parsed.address)}/${parsed.prefixLength}`;
}

/**
 * A prefix as Infrahub stores an IPNetwork: bits behind the mask are cleared, IPv6 compressed.
 *
 * @returns undefined when the text is no prefix
 */
export function normaliseNetwork(text: string): string | undefined {
  const parsed = parseAddress(text);
  if (parsed === undefined) return undefined;
  const { address, prefixLength } = parsed;
  const bytes = address.toByteArray().map((byte, position) => byte & maskByte(prefixLength, position));
  return `${addressText(ipaddr.fromByteArray(bytes))}/${prefixLength}`;
}

interface ParsedAddress {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefixLength: number;
}

function parseAddress(text: string): ParsedAddress | undefined {
  const [host = '', length, ...rest] = text.trim().split('/');
  if (rest.length > 0 || !isAddress(host)) return undefined;
  const address = ipaddr.parse(host);
  const full = address.kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) return { address, prefixLength: full };
  const prefixLength = prefixLengthOf(length, address);
  return prefixLength === undefined ? undefined : { address, prefixLength };
}

/** Only the spellings that Python's ipaddress takes: four decimal parts, or IPv6 without a zone. */
function isAddress(host: string): boolean {
  if (!host.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(host);
  return ipaddr.IPv6.isValid(host) && !host.includes('%');
}

function prefixLengthOf(text: string, address: ipaddr.IPv4 | ipaddr.IPv6): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const length = Number(text);
    return length <= (address.kind() === 'ipv4' ? 32 : 128) ? length : undefined;
  }
  if (address.kind() !== 'ipv4' || !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}

function maskByte(prefixLength: number, position: number): number {
  const bits = Math.max(0, Math.min(8, prefixLength - position * 8));
  return (0xff << (8 - bits)) & 0xff;
}

function addressText(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
