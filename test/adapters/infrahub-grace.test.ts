import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { graceOf } from '../../src/adapters/infrahub/grace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a grace lasts for its time after the abortion, and then has the same reason', () => {
  const abort = new AbortController();
  const grace = graceOf(abort.signal, 5_000);
  vi.advanceTimersByTime(60_000);
  expect(grace.signal.aborted).toBe(false);
  abort.abort(new Error('stopped by SIGINT'));
  vi.advanceTimersByTime(4_999);
  expect(grace.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(grace.signal.aborted).toBe(true);
  expect(grace.signal.reason).toEqual(new Error('stopped by SIGINT'));
});

test('a grace that has ended leaves no timer behind', () => {
  const abort = new AbortController();
  const grace = graceOf(abort.signal, 5_000);
  abort.abort();
  expect(vi.getTimerCount()).toBe(1);
  grace.end();
  expect(vi.getTimerCount()).toBe(0);
  const other = new AbortController();
  graceOf(other.signal, 5_000).end();
  other.abort();
  expect(vi.getTimerCount()).toBe(0);
});

test('there is no grace for what was aborted before it began', () => {
  expect(graceOf(AbortSignal.abort(), 5_000).signal.aborted).toBe(true);
});
