import type { Failure } from './failure.ts';

/** How a request may be sent again, as in `HttpRequest.repeat`. */
export type Repeat = 'safe' | 'once';

const FIRST_DELAY = 300;
const LONGEST_DELAY = 20_000;
/** A server that asks for more than this is asked again earlier: a run has minutes, not hours. */
const LONGEST_RETRY_AFTER = 60_000;

const PASSING_STATUSES: Readonly<Record<Repeat, ReadonlySet<number>>> = {
  safe: new Set([429, 502, 503, 504]),
  once: new Set([429, 503]),
};

/** True when an answer of this status says that the same request may do better later. */
export function isRepeatableStatus(status: number, repeat: Repeat): boolean {
  return PASSING_STATUSES[repeat].has(status);
}

/** True when a request that got no answer may be sent again. */
export function isRepeatableFailure(failure: Failure, repeat: Repeat): boolean {
  return failure.passing && (repeat === 'safe' || !failure.mayHaveBegun);
}

/**
 * Milliseconds to wait before the next attempt: exponential with full jitter.
 * @param attempt attempts made so far, from 1
 * @param random a number from 0 up to, not including, 1
 */
export function backoffDelay(attempt: number, random: number): number {
  return random * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
}

/**
 * Milliseconds that a `Retry-After` header asks for, at most a minute: seconds or a date (RFC 9110, 10.2.3).
 * @returns undefined when there is none or it cannot be read
 */
export function retryAfterDelay(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1000;
  if (Number.isNaN(milliseconds)) return undefined;
  return Math.min(Math.max(milliseconds, 0), LONGEST_RETRY_AFTER);
}
