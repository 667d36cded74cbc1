import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepText, type Sharing, type StickyPlace, type StickyText } from '../../src/github/sticky-text.ts';

/** A place with GitHub's rule: the last write counts, whatever was read before. Time passes at each request. */
function sharedPlace(pause: () => Promise<void>) {
  const texts: StickyText[] = [];
  let ids = 0;
  const place: StickyPlace = {
    async find() {
      await pause();
      const found = [...texts];
      await pause();
      return found;
    },
    async create(body) {
      await pause();
      ids += 1;
      const text = { id: ids, url: `#${ids}`, body };
      texts.push(text);
      return text;
    },
    async update({ id }, body) {
      await pause();
      const index = texts.findIndex((text) => text.id === id);
      if (index === -1) throw new Error('Not Found');
      const text = { id, url: `#${id}`, body };
      texts[index] = text;
      return text;
    },
    async remove({ id }) {
      await pause();
      texts.splice(
        texts.findIndex((text) => text.id === id),
        1,
      );
    },
  };
  return { place, texts };
}

/** One line for each job: enough of a comment to lose something of it. */
function withLine(job: string, existing: string | undefined): string {
  const lines = new Set((existing ?? '').split('\n').filter((line) => line !== ''));
  return [...lines.add(job)].sort().join('\n');
}

/** Time in which waiting for longer is waking up later, however busy this machine is. */
function createClock() {
  let now = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake })),
    async run(work: Promise<unknown>): Promise<void> {
      let done = false;
      const ended = work.finally(() => {
        done = true;
      });
      ended.catch(() => undefined);
      while (!done) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = sleepers.toSorted((one, other) => one.at - other.at)[0];
        if (next === undefined) continue;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = next.at;
        next.wake();
      }
      await ended;
    },
  };
}

describe('a text that several jobs edit at once', () => {
  it('ends as one, with the part of each, however their requests fall', async () => {
    const delays = fc.infiniteStream(fc.integer({ min: 1, max: 600 }));
    const starts = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(starts, delays, fc.boolean(), async (offsets, delay, isThere) => {
        const clock = createClock();
        const { place, texts } = sharedPlace(() => clock.sleep(delay.next().value ?? 1));
        if (isThere) texts.push({ id: 0, url: '#0', body: 'earlier' });
        const jobs = offsets.map(async (offset, index) => {
          const job = `job ${index}`;
          const sharing: Sharing = {
            with: 'other-jobs',
            holds: (current) => current.split('\n').includes(job),
            wait: clock.sleep,
            random: () => (delay.next().value ?? 1) / 600,
          };
          await clock.sleep(offset);
          return keepText({ place, render: (existing) => withLine(job, existing), mayCreate: true, sharing });
        });
        await clock.run(Promise.all(jobs));
        const all = offsets.map((_, index) => `job ${index}`);
        expect(texts.map(({ body }) => body)).toEqual([[...(isThere ? ['earlier'] : []), ...all].join('\n')]);
      }),
      { numRuns: 300 },
    );
  });
});
