/** An IPv4 network as two numbers. */
export interface Network {
  readonly first: number;
  readonly length: number;
}

/** Reads `10.1.0.0/16`, or an address with its mask; undefined for anything else. */
export function readNetwork(text: string): Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [, ...parts] = match.map(Number);
  const [a = 0, b = 0, c = 0, d = 0, length = 32] = parts;
  return { first: ((a * 256 + b) * 256 + c) * 256 + d, length };
}

/** True when the inner one lies in the outer one and is smaller, or, for an address, is in it. */
export function contains(outer: Network, inner: Network, innerIsAddress: boolean): boolean {
  const size = 2 ** (32 - outer.length);
  const start = Math.floor(outer.first / size) * size;
  const isWithin = inner.first >= start && inner.first < start + size;
  return isWithin && (innerIsAddress || inner.length > outer.length);
}
