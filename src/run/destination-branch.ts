import path from 'node:path';
import type { AdapterContext } from '../adapters/context.ts';
import type { BranchEnd, DestinationAdapter, DestinationBranch } from '../adapters/contract.ts';
import { createDestination } from '../adapters/registry.ts';
import type { Sync } from '../config/sync.ts';
import { SyncError } from '../errors.ts';

/**
 * Makes the branch that a destination is used on, when there is none of its name.
 * @throws SyncError USAGE for a destination without branches; BRANCH_REFUSED
 */
export async function createBranch(destination: DestinationAdapter, signal: AbortSignal): Promise<void> {
  await branchOf(destination).create(signal);
}

/**
 * Removes a sync's branch at its destination.
 * @throws SyncError USAGE for a destination without branches and for the default branch; BRANCH_REFUSED
 */
export async function removeBranch(
  sync: Sync,
  context: Omit<AdapterContext, 'counterpart' | 'baseDirectory'>,
  signal: AbortSignal,
): Promise<BranchEnd> {
  const destination = createDestination(sync.destination, {
    ...context,
    baseDirectory: path.dirname(sync.file),
    counterpart: sync.source.name,
  });
  try {
    return await branchOf(destination).remove(signal);
  } finally {
    await destination.close();
  }
}

function branchOf(destination: DestinationAdapter): DestinationBranch {
  if (destination.branch !== undefined) return destination.branch;
  throw new SyncError({
    code: 'USAGE',
    message: `The destination "${destination.system}" has no branches.`,
    hint: 'Leave "create-branch" and "delete-branch" out: they are for destinations such as Infrahub.',
  });
}
