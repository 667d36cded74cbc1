import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimiter } from '../../src/http/limiter.ts';
import { backoffDelay, retryAfterDelay } from '../../src/http/retry-policy.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('a delay is never negative, never above twenty seconds, and its bound doubles', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fraction, (attempt, random) => {
      const delay = backoffDelay(attempt, random);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(Math.min(20_000, 300 * 2 ** (attempt - 1)));
    }),
  );
});

test('whatever Retry-After holds, the delay is within a minute or left to the backoff', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String), fc.nat().map(String)),
      (header) => {
        const delay = retryAfterDelay(header, now) ?? 0;
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(60_000);
      },
    ),
  );
});

test('waiting tasks run in the order they came, and one that is given up makes no hole', async () => {
  const limiter = createLimiter(1);
  const order: number[] = [];
  const gate = Promise.withResolvers<void>();
  const { signal } = new AbortController();
  const giveUp = new AbortController();
  const first = limiter.run(() => gate.promise, signal);
  const second = limiter.run(async () => order.push(2), giveUp.signal);
  const third = limiter.run(async () => order.push(3), signal);
  const fourth = limiter.run(async () => order.push(4), signal);
  giveUp.abort(new Error('given up'));
  await expect(second).rejects.toThrow('given up');
  gate.resolve();
  await Promise.all([first, third, fourth]);
  expect(order).toEqual([3, 4]);
});

test('a task that fails frees its place', async () => {
  const limiter = createLimiter(1);
  const { signal } = new AbortController();
  await expect(limiter.run(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  await expect(limiter.run(async () => 'yes', signal)).resolves.toBe('yes');
});
