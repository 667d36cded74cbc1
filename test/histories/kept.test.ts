import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { History } from './history.ts';
import { play } from './play.ts';
import { createTally } from './tally.ts';

/** Histories in which a warm run once differed from a full one: what the random ones found, and a few of old. */
const folder = new URL('kept/', import.meta.url);

test.each(readdirSync(folder))('a warm run says what a full run says in %s', async (file) => {
  const history = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as History;
  expect(await play(history, createTally())).toEqual({ status: 'held' });
});
