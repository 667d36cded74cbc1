import type { TrafficCount } from './contract.ts';

/** Counts what a client sends and receives, in all and by scope. */
export interface TrafficCounter {
  /** One request goes out; every attempt counts. */
  sent(scope: string | undefined): void;
  /** So many bytes of a body came in. */
  received(scope: string | undefined, bytes: number): void;
  /** Undefined: in all. A scope that was never used has zeros. */
  count(scope: string | undefined): TrafficCount;
}

export function createTrafficCounter(): TrafficCounter {
  const total = { count: 0, bytes: 0 };
  const scopes = new Map<string, { count: number; bytes: number }>();

  function ofScope(scope: string): { count: number; bytes: number } {
    const known = scopes.get(scope) ?? { count: 0, bytes: 0 };
    scopes.set(scope, known);
    return known;
  }

  return {
    sent(scope) {
      total.count += 1;
      if (scope !== undefined) ofScope(scope).count += 1;
    },
    received(scope, bytes) {
      total.bytes += bytes;
      if (scope !== undefined) ofScope(scope).bytes += bytes;
    },
    count(scope) {
      return { ...(scope === undefined ? total : (scopes.get(scope) ?? { count: 0, bytes: 0 })) };
    },
  };
}
