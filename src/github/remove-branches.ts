import { inertLine } from '../report/inert-log.ts';
import type { ActionDependencies } from './action.ts';
import type { SyncChoice } from './engine-contract.ts';

/**
 * A pull request with a preview branch was closed: the branch is removed, and nothing is compared. Syncs that
 * share a destination share the branch: for the second one it is gone already.
 */
export async function removeBranches(
  { core, engine }: Pick<ActionDependencies, 'core' | 'engine'>,
  choices: readonly SyncChoice[],
  branch: string,
): Promise<void> {
  const shown = inertLine(branch);
  for (const { config } of choices) {
    const end = await engine.removeBranch(config, branch);
    core.info(end === 'removed' ? `Branch ${shown} removed.` : `There is no branch ${shown} any more.`);
  }
}
