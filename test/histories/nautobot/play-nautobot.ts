import { setTimeout as sleep } from 'node:timers/promises';
import { difference } from '../difference.ts';
import { makeNautobotChange, type NautobotChange } from './make-nautobot-change.ts';
import { embeddedHand } from './nautobot-hand.ts';
import type { Change, NautobotHistory, ServerChange, Step } from './nautobot-history.ts';
import { type NautobotWorld, openNautobotWorld, plainWording } from './nautobot-world.ts';

/** How often what was asked for came about over all histories. */
export interface Tally {
  kinds: number;
  warm: number;
  planned: number;
  made: number;
  refused: number;
  failedAlike: number;
  /** By reason: kinds that were read in full where a warm run was asked for. */
  readonly full: Map<string, number>;
}

export function createTally(): Tally {
  return { kinds: 0, warm: 0, planned: 0, made: 0, refused: 0, failedAlike: 0, full: new Map() };
}

/** A transaction has to be seen within the overlap of five minutes, less what a run takes. */
const LONGEST_TRANSACTION = 240_000;

/** @returns the first difference between a warm run and a full one; undefined when there was none */
export async function playNautobot(history: NautobotHistory, tally: Tally): Promise<string | undefined> {
  const world = await openNautobotWorld(history);
  try {
    await world.run('sync', 'warm');
    for (const [index, step] of history.steps.entries()) {
      const found = await playStep(world, step, tally);
      if (found !== undefined) return `step ${index + 1}: ${found}`;
    }
    return undefined;
  } finally {
    await world.close();
  }
}

async function playStep(world: NautobotWorld, step: Step, tally: Tally): Promise<string | undefined> {
  pass(world, 2);
  for (const change of step.changes) {
    await changeWorld(world, change, tally);
    pass(world, 1);
  }
  pass(world, step.wait);
  if (step.disturbed) await disturbedRun(world, step.disturbed, step.mode, tally);
  pass(world, 2);
  const full = await world.run('diff', 'full');
  const warm = await world.run(step.mode, 'warm');
  world.nautobot.permissions.forbidden.clear();
  world.nautobot.permissions.limited.clear();
  if (warm.type === 'thrown' || warm.report.status === 'failed') tally.failedAlike += 1;
  if (warm.type === 'reported') {
    tally.planned += warm.report.operations.length;
    for (const { mode, reason } of Object.values(warm.report.sides.A.kinds)) {
      tally.kinds += 1;
      if (mode === 'warm') tally.warm += 1;
      else count(tally.full, reason.replaceAll(/[\da-f]{8}-[\da-f-]*|\d[\dT:.Z-]*/g, '#'));
    }
  }
  return difference(full, warm, step.mode);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function pass(world: NautobotWorld, seconds: number): void {
  const { late, clock } = world;
  if (late && clock.now().getTime() + seconds * 1000 - late.begun > LONGEST_TRANSACTION) commit(world);
  clock.advance(seconds * 1000);
}

async function disturbedRun(
  world: NautobotWorld,
  { at, changes, refuse }: NonNullable<Step['disturbed']>,
  mode: 'diff' | 'sync',
  tally: Tally,
): Promise<void> {
  let requests = 0;
  world.onRequest = async () => {
    if (requests++ !== at) return undefined;
    if (refuse) return { type: 'status', status: 403 };
    for (const change of changes) await changeWorld(world, change, tally);
    return undefined;
  };
  await world.run(mode, 'warm');
  world.onRequest = undefined;
  // What a run that failed still had under way may reach the server a moment later.
  if (refuse) await sleep(1);
}

/** Makes a change; what the server refuses, or what there is nothing for, is counted and left. */
async function changeWorld(world: NautobotWorld, change: Change, tally: Tally): Promise<void> {
  try {
    await make(world, change, tally);
    tally.made += 1;
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    tally.refused += 1;
  }
}

async function make(world: NautobotWorld, change: Change, tally: Tally): Promise<void> {
  switch (change.do) {
    case 'begin':
    case 'commit':
    case 'rollback':
    case 'backup':
    case 'restore':
    case 'permission':
    case 'destination-set':
    case 'destination-delete':
      return changeServer(world, change, tally);
    default:
      return makeNautobotChange(change, embeddedHand(world.nautobot.data), plainWording);
  }
}

async function changeServer(world: NautobotWorld, change: ServerChange, tally: Tally): Promise<void> {
  const { data, permissions } = world.nautobot;
  switch (change.do) {
    case 'begin':
      return begin(world, change.changes, tally);
    case 'commit':
      return commit(world);
    case 'rollback':
      world.late?.transaction.rollback();
      world.late = undefined;
      return;
    case 'backup':
      world.backup = data.backup();
      return;
    case 'restore':
      if (!world.backup) throw new RangeError('there is no backup');
      world.late?.transaction.rollback();
      world.late = undefined;
      data.restore(world.backup);
      return;
    case 'permission':
      if (change.state === 'forbidden') permissions.forbidden.add(change.endpoint);
      else permissions.limited.set(change.endpoint, ({ id }) => id < '8');
      return;
    case 'destination-set':
    case 'destination-delete': {
      const nodes = world.infrahub.data.list(change.kind);
      const node = nodes[change.pick % Math.max(nodes.length, 1)];
      if (node === undefined) throw new RangeError('there is nothing to change');
      if (change.do === 'destination-delete') world.infrahub.data.delete(node.id);
      else world.infrahub.data.update(node.id, { name: { value: change.value } });
    }
  }
}

async function begin(world: NautobotWorld, changes: readonly NautobotChange[], tally: Tally): Promise<void> {
  if (world.late) throw new RangeError('one transaction at a time');
  const transaction = world.nautobot.data.begin();
  world.late = { transaction, begun: world.clock.now().getTime() };
  const hand = embeddedHand(world.nautobot.data, transaction);
  for (const change of changes) {
    await makeNautobotChange(change, hand, plainWording).catch(() => {
      tally.refused += 1;
    });
  }
}

function commit(world: NautobotWorld): void {
  const { late } = world;
  world.late = undefined;
  try {
    late?.transaction.commit();
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    late?.transaction.rollback();
  }
}
