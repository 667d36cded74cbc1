import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMutation } from '../run/world.ts';
import { brokenFiles } from './cache-check.ts';
import { changeNetwork } from './changes.ts';
import { randomNumbers } from './random.ts';
import { startTwins, type Twins } from './twins.ts';

const KILLS = Number(process.env.KILLS ?? '200');
const SEED = Number(process.env.SEED ?? '20260307');

let twins: Twins;

beforeAll(async () => {
  twins = await startTwins();
});
afterAll(() => twins.close());

/** How long a sync takes that nothing happens to, and how many requests it makes. */
interface Measure {
  milliseconds: number;
  requests: number;
}

async function undisturbed(): Promise<void> {
  const end = await twins.undisturbed.start(['sync']).ended;
  expect(end.report?.errors, end.talk).toEqual([]);
}

/** Syncs to the end on the disturbed side, and learns how long that takes. */
async function toTheEnd(measure?: Measure): Promise<void> {
  let requests = 0;
  twins.disturbed.onRequest = () => {
    requests += 1;
  };
  const started = performance.now();
  const end = await twins.disturbed.start(['sync', '--no-full-extract']).ended;
  twins.disturbed.onRequest = undefined;
  expect(end.report?.errors, end.talk).toEqual([]);
  expect(end.code).toBe(0);
  if (measure !== undefined) Object.assign(measure, { milliseconds: performance.now() - started, requests });
}

test(`a sync that is killed at ${KILLS} instants ends as one that nothing happened to (SEED=${SEED})`, async () => {
  const random = randomNumbers(SEED);
  const measures = { initial: { milliseconds: 0, requests: 0 }, changes: { milliseconds: 0, requests: 0 } };
  const tally = { killed: 0, late: 0, beforeWriting: 0, whileWriting: 0, attempts: 0 };
  await twins.disturbed.empty();
  await toTheEnd(measures.initial);
  changeNetwork(twins.netbox, 0);
  await toTheEnd(measures.changes);
  await undisturbed();
  while (tally.killed < KILLS) {
    tally.attempts += 1;
    // In turn: a first sync into an empty Infrahub, and one that follows a changed network.
    const mode = tally.attempts % 2 === 0 ? 'initial' : 'changes';
    if (mode === 'initial') await twins.disturbed.empty();
    else {
      changeNetwork(twins.netbox, tally.attempts);
      await undisturbed();
    }
    await killOnce(measures[mode], random, tally);
    expect(await brokenFiles(twins.disturbed.cache), `attempt ${tally.attempts}`).toEqual([]);
    await toTheEnd();
    expect(twins.disturbed.state(), `attempt ${tally.attempts}`).toEqual(twins.undisturbed.state());
    if (tally.attempts % 20 === 0) console.log(JSON.stringify(tally));
  }
  console.log(JSON.stringify(tally));
  expect(tally.whileWriting).toBeGreaterThan(KILLS / 5);
});

async function killOnce(
  measure: Measure,
  random: () => number,
  tally: { killed: number; late: number; beforeWriting: number; whileWriting: number },
): Promise<void> {
  let requests = 0;
  let mutations = 0;
  const run = twins.disturbed.start(['sync', '--no-full-extract']);
  // Half of the kills come at some time, half with some request: so enough of them come while it writes.
  const byTime = random() < 0.5;
  const at = Math.ceil(random() * measure.requests);
  twins.disturbed.onRequest = (request) => {
    requests += 1;
    if (isMutation(request)) mutations += 1;
    if (!byTime && requests === at) run.kill();
  };
  if (byTime) void wait(random() * measure.milliseconds).then(run.kill);
  const end = await run.ended;
  twins.disturbed.onRequest = undefined;
  if (!end.killed) tally.late += 1;
  else {
    tally.killed += 1;
    if (mutations > 0) tally.whileWriting += 1;
    else tally.beforeWriting += 1;
  }
  // What was under way when the process ended may still reach the server.
  await wait(20);
}
