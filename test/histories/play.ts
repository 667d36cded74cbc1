import { setTimeout as sleep } from 'node:timers/promises';
import type { RunObserver } from '../../src/run/events.ts';
import { changeWorld, grantAgain, pass } from './change-world.ts';
import { difference } from './difference.ts';
import type { DisturbedRun, History, Step } from './history.ts';
import type { Tally } from './tally.ts';
import { closeWorld, copyOfCache, openWorld, run, type World } from './world.ts';

/** How a history went. */
export type Verdict =
  | { readonly status: 'held' }
  | { readonly status: 'broken'; readonly step: number; readonly what: string };

/** Plays a history on two new embedded servers: after each step a warm run has to say what a full one says. */
export async function play(history: History, tally: Tally): Promise<Verdict> {
  const later = history.steps.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.do === 'setting' ? (change.part.variants ?? []) : [])),
  );
  const world = await openWorld(history.setting, later);
  try {
    await run(world, { mode: 'sync', extract: 'warm' });
    for (const [index, step] of history.steps.entries()) {
      const what = await playStep(world, step, tally);
      if (what !== undefined) return { status: 'broken', step: index, what };
    }
    return { status: 'held' };
  } finally {
    await closeWorld(world);
  }
}

/** @returns what was wrong, for a person to read; undefined when the two runs agreed */
async function playStep(world: World, step: Step, tally: Tally): Promise<string | undefined> {
  tally.step(step);
  pass(world, 2);
  for (const change of step.changes) {
    await changeWorld(world, change, tally);
    pass(world, 1);
  }
  pass(world, step.wait);
  world.skew = step.skew;
  if (step.disturbed) await disturbedRun(world, step.disturbed, tally);
  pass(world, 2);
  const full = await run(world, { mode: 'diff', extract: 'full' });
  const warm = await run(world, { mode: step.mode, extract: 'warm' });
  if (warm.type === 'reported') tally.compared(warm.report);
  if (full.type === 'thrown' || full.report.status === 'failed') tally.failedAlike();
  grantAgain(world);
  return difference(full, warm, step.mode);
}

async function disturbedRun(world: World, disturbed: DisturbedRun, tally: Tally): Promise<void> {
  const { mode } = disturbed;
  switch (disturbed.type) {
    case 'write':
    case 'refuse':
      await runWithRequests(world, disturbed, tally);
      break;
    case 'cancel': {
      const stop = new AbortController();
      const observe = atEvent(disturbed.at, () => stop.abort(new Error('cancelled')));
      await run(world, { mode, extract: 'warm', observe, signal: stop.signal });
      break;
    }
    case 'kill': {
      let copy: string | undefined;
      const observe = atEvent(disturbed.at, () => {
        copy = copyOfCache(world);
      });
      await run(world, { mode, extract: 'warm', observe });
      if (copy !== undefined) world.carried = copy;
    }
  }
  pass(world, 2);
}

async function runWithRequests(
  world: World,
  disturbed: DisturbedRun & { readonly type: 'write' | 'refuse' },
  tally: Tally,
): Promise<void> {
  let requests = 0;
  world.onRequest = async (server) => {
    if (server !== disturbed.server || requests++ !== disturbed.at) return undefined;
    if (disturbed.type === 'refuse') return { type: 'status', status: 403 };
    for (const change of disturbed.changes) await changeWorld(world, change, tally);
    return undefined;
  };
  await run(world, { mode: disturbed.mode, extract: 'warm' });
  world.onRequest = undefined;
  // What a run that failed still had under way may reach a server a moment later.
  if (disturbed.type === 'refuse') await sleep(1);
}

function atEvent(number: number, act: () => void): RunObserver {
  let events = 0;
  return () => {
    if (events++ === number) act();
  };
}
