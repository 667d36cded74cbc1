import { changeDestination, embeddedInfrahubHand } from './destination-changes.ts';
import type { Change, NetBoxChange, ServerChange } from './history.ts';
import { makeChange, plainWording } from './make-change.ts';
import { embeddedHand, lateHand } from './netbox-hand.ts';
import type { Tally } from './tally.ts';
import { restartInfrahub, type World } from './world.ts';

/** A transaction has to be seen within the overlap of five minutes, less what a run takes. */
const LONGEST_TRANSACTION = 240_000;

/** Makes a change to the world; what a server refuses, or what there is nothing for, is counted and left. */
export async function changeWorld(world: World, change: Change, tally: Tally): Promise<void> {
  try {
    await make(world, change, tally);
    tally.made(change);
  } catch (error) {
    if (isMistake(error)) throw error;
    tally.refused(change);
  }
}

/** Lets time pass; a transaction that would be open for too long commits first. */
export function pass(world: World, seconds: number): void {
  const { late, clock } = world;
  if (late && clock.now().getTime() + seconds * 1000 - late.begun > LONGEST_TRANSACTION) commit(world);
  clock.advance(seconds * 1000);
}

/** Takes back what has been denied for as long as it should be. */
export function grantAgain(world: World): void {
  const { forbidden, hidden } = world.netbox.permissions;
  const lasting = world.denials.map(({ endpoint, steps }) => ({ endpoint, steps: steps - 1 }));
  world.denials = lasting.filter(({ steps }) => steps > 0);
  for (const { endpoint } of lasting.filter(({ steps }) => steps <= 0)) {
    forbidden.delete(endpoint);
    hidden.delete(endpoint);
  }
}

function isMistake(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError;
}

async function make(world: World, change: Change, tally: Tally): Promise<void> {
  switch (change.do) {
    case 'begin':
    case 'commit':
    case 'rollback':
    case 'backup':
    case 'restore':
    case 'prune':
    case 'permission':
      return changeServer(world, change, tally);
    case 'destination-set':
    case 'destination-relate':
    case 'destination-delete':
    case 'destination-create':
      return changeDestination(
        embeddedInfrahubHand(world.infrahub, world.setting.branch),
        world.setting,
        change,
      );
    case 'schema':
      return restartInfrahub(world, change.extra);
    case 'setting':
      world.setting = { ...world.setting, ...change.part };
      return;
    default:
      return changeNetBox(world, change);
  }
}

/** A write of several statements is one request: all of it or nothing. */
async function changeNetBox(world: World, change: NetBoxChange): Promise<void> {
  await makeChange(change, embeddedHand(world.netbox.data), plainWording);
}

async function changeServer(world: World, change: ServerChange, tally: Tally): Promise<void> {
  const { data, permissions } = world.netbox;
  switch (change.do) {
    case 'begin': {
      if (world.late) throw new RangeError('one transaction at a time');
      const transaction = data.begin();
      world.late = { transaction, begun: world.clock.now().getTime() };
      const hand = lateHand(data, transaction);
      for (const each of change.changes) {
        await makeChange(each, hand, plainWording).catch(() => tally.refused(each));
      }
      return;
    }
    case 'commit':
      return commit(world);
    case 'rollback':
      world.late?.transaction.rollback();
      world.late = undefined;
      return;
    case 'prune':
      return data.pruneChanges(new Date(world.clock.now().getTime() + world.netboxOffset - 3_600_000));
    case 'backup':
      world.backup = { data: data.backup(), at: world.clock.now().getTime() + world.netboxOffset };
      return;
    case 'restore':
      if (!world.backup) throw new RangeError('there is no backup');
      world.late?.transaction.rollback();
      world.late = undefined;
      data.restore(world.backup.data);
      if (change.clock === 'back') world.netboxOffset = world.backup.at - world.clock.now().getTime() + 1000;
      return;
    case 'permission':
      permissions[change.state].add(change.endpoint);
      world.denials = [...world.denials, { endpoint: change.endpoint, steps: change.steps }];
  }
}

function commit(world: World): void {
  const { late } = world;
  if (!late) return;
  world.late = undefined;
  try {
    late.transaction.commit();
  } catch (error) {
    if (isMistake(error)) throw error;
    late.transaction.rollback();
  }
}
