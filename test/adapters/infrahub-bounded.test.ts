import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedConcurrency } from '../../src/adapters/infrahub/bounded.ts';

test('every result comes once and no more than the limit run at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (delays, limit) => {
        let running = 0;
        let most = 0;
        const tasks = delays.map((delay, index) => async () => {
          most = Math.max(most, ++running);
          await wait(delay);
          running -= 1;
          return index;
        });
        const results: number[] = [];
        for await (const result of boundedConcurrency(tasks, limit)) results.push(result);
        expect(results.sort((left, right) => left - right)).toEqual(delays.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(limit);
      },
    ),
    { numRuns: 30 },
  );
});

test('a consumer that stops starts no further task and waits for those under way', async () => {
  const ended: number[] = [];
  const started: number[] = [];
  const tasks = [1, 20, 1, 1].map((delay, index) => async () => {
    started.push(index);
    await wait(delay);
    ended.push(index);
    return index;
  });
  for await (const result of boundedConcurrency(tasks, 2)) {
    expect(result).toBe(0);
    break;
  }
  expect(started).toEqual([0, 1]);
  expect(ended).toEqual([0, 1]);
});

test('a rejection reaches the consumer after the tasks under way have ended', async () => {
  const ended: string[] = [];
  const tasks = [
    async () => {
      await wait(1);
      throw new Error('broken');
    },
    async () => {
      await wait(20);
      ended.push('slow');
      return 'slow';
    },
  ];
  const results = boundedConcurrency(tasks, 2);
  await expect(results.next()).rejects.toThrow('broken');
  expect(ended).toEqual(['slow']);
});
