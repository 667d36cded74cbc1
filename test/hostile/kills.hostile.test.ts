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

/** How long a sync takes that nothing happens to, and how many requests and writes it makes. */
interface Measure {
  milliseconds: number;
  requests: number;
  mutations: number;
}

async function undisturbed(): Promise<void> {
  expect((await twins.undisturbed.run(['sync'])).errors).toEqual([]);
}

/** What a sync of the disturbed side takes, in a process of its own. */
async function measured(): Promise<Measure> {
  const measure = { milliseconds: 0, requests: 0, mutations: 0 };
  twins.disturbed.onRequest = (request) => {
    measure.requests += 1;
    if (isMutation(request)) measure.mutations += 1;
  };
  const started = performance.now();
  const end = await twins.disturbed.start(['sync', '--no-full-extract']).ended;
  twins.disturbed.onRequest = undefined;
  expect(end.report?.errors, end.talk).toEqual([]);
  return { ...measure, milliseconds: performance.now() - started };
}

/** Syncs to the end what was cut off. */
async function toTheEnd(): Promise<void> {
  const { errors, status } = await twins.disturbed.run(['sync', '--no-full-extract']);
  expect(errors).toEqual([]);
  expect(status).toBe('applied');
}

test(`a sync that is killed at ${KILLS} instants ends as one that nothing happened to (SEED=${SEED})`, async () => {
  const random = randomNumbers(SEED);
  const tally = { killed: 0, late: 0, beforeWriting: 0, whileWriting: 0, attempts: 0 };
  await twins.disturbed.empty();
  const initial = await measured();
  changeNetwork(twins.netbox, 0);
  const measures = { initial, changes: await measured() };
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
    if (tally.attempts % 10 === 0) console.log(JSON.stringify(tally));
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
  // Some kills come at some time, some with some request, most with some write: those do the harm.
  const by = (['time', 'request', 'write', 'write'] as const)[Math.floor(random() * 4)];
  const at = Math.ceil(random() * (by === 'write' ? measure.mutations : measure.requests));
  twins.disturbed.onRequest = (request) => {
    requests += 1;
    if (isMutation(request)) mutations += 1;
    if (by === 'request' && requests === at) run.kill();
    if (by === 'write' && mutations === at) run.kill();
  };
  if (by === 'time') void wait(random() * measure.milliseconds).then(run.kill);
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
