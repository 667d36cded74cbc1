import type { Row } from './fields.ts';
import { idOf, textOf } from './model.ts';

/** 4 or 6. */
export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/**
 * The address of `address/length` as binary digits and the length, or undefined when it is no address.
 * A missing length counts as the whole address.
 */
export function parseNetwork(text: string): { bits: string; length: number; family: 4 | 6 } | undefined {
  const [address = '', lengthText] = text.split('/');
  const family = familyOf(address);
  const bits = family === 4 ? ipv4Bits(address) : ipv6Bits(address);
  const length = lengthText === undefined ? (bits?.length ?? 0) : Number(lengthText);
  if (!bits || !Number.isInteger(length) || length < 0 || length > bits.length) return undefined;
  return { bits, length, family };
}

function ipv4Bits(address: string): string | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function ipv6Bits(address: string): string | undefined {
  const [left = '', right] = address.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 0) return undefined;
  const groups = [
    ...before,
    ...Array.from({ length: right === undefined ? 0 : missing }, () => '0'),
    ...after,
  ];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/** Sorts addresses and prefixes as PostgreSQL does: family, network, length. */
export function addressKey(text: string): string {
  const network = parseNetwork(text);
  if (!network) return text;
  const length = String(network.length).padStart(3, '0');
  // Letters, so that the natural order of texts does not take the digits for a number.
  const bits = network.bits.replaceAll('0', 'a').replaceAll('1', 'b');
  return `${network.family}${bits}${length}`;
}

/** The family and the bits of the network that an address of this length lies in. */
export function networkBits(text: string): string | undefined {
  const network = parseNetwork(text);
  return network && `${network.family}:${network.bits.slice(0, network.length)}`;
}

/** Whether the bits after the prefix length are all zero. */
export function isNetwork(text: string): boolean {
  const network = parseNetwork(text);
  return network !== undefined && !network.bits.slice(network.length).includes('1');
}

/** `10.0.0.0/24` for `10.0.0.5/24`; undefined for IPv6, whose short form is not worked out here. */
export function networkOf(text: string): string | undefined {
  const network = parseNetwork(text);
  if (network?.family !== 4) return undefined;
  const bits = network.bits.slice(0, network.length).padEnd(32, '0');
  const octets = [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2));
  return `${octets.join('.')}/${network.length}`;
}

/** Where a prefix lies among those of its VRF. */
export interface Nesting {
  /** How many contain it. */
  readonly depth: number;
  /** How many it contains. */
  readonly children: number;
}

/** The nesting of each prefix row, by its id. */
export function computeNesting(rows: readonly Row[]): Map<number, Nesting> {
  const sorted = rows
    .map((row) => ({ id: row.id, key: `${idOf(row, 'vrf')}/${networkBits(textOf(row, 'prefix')) ?? ''}` }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : left.id - right.id));
  const depths = new Map<number, number>();
  const children = new Map<number, number>();
  const open: { id: number; key: string }[] = [];
  for (const each of sorted) {
    while (open.length > 0 && !contains(open.at(-1)?.key ?? '', each.key)) open.pop();
    depths.set(each.id, open.length);
    for (const outer of open) children.set(outer.id, (children.get(outer.id) ?? 0) + 1);
    open.push(each);
  }
  return new Map(
    sorted.map(({ id }) => [id, { depth: depths.get(id) ?? 0, children: children.get(id) ?? 0 }]),
  );
}

function contains(outer: string, inner: string): boolean {
  return outer !== inner && inner.startsWith(outer);
}
