import * as z from 'zod';
import type { Connection } from './connection.ts';
import { understood } from './understood.ts';

/** How far back changes have to be asked for, or why that is of no use. */
export interface ChangeHorizon {
  readonly since: Date;
  /** What happened that changes objects without a stamp after `since`; undefined: nothing. */
  readonly altered: string | undefined;
  /**
   * Whether an object bears a stamp of what a relationship of it lost. Measured on Infrahub 1.11.9: the default
   * branch stores a stamp that only moves forward, while on another branch it is worked out from what the object
   * has now, so that a relationship which was emptied leaves none and may even take it back.
   */
  readonly stampsLosses: boolean;
}

/** Merges of a day and longer are not known. */
const longestMerge = 24 * 3_600_000;

const Count = z.object({ count: z.number() });
const Branches = z.array(z.object({ is_default: z.boolean(), branched_from: z.string() }));

/** Fields of a query with the variables `$since: DateTime!` and `$branch: String!` that tell the horizon. */
export const horizonFields = [
  'branch: Branch(name: $branch) { is_default branched_from }',
  'merged: InfrahubEvent(event_type: ["infrahub.branch.merged"], since: $since, limit: 1) { count }',
  'rebased: InfrahubEvent(event_type: ["infrahub.branch.rebased"], since: $since, limit: 1) { count }',
].join(' ');

/**
 * Reads the answer to `horizonFields`. Measured on Infrahub 1.11.9: what a merge changes on the default branch
 * bears the time at which the merge began and is seen when it is nearly done, so that after a merge one has to
 * look back further than any merge takes. A rebase brings what changed on the default branch into another one
 * with the stamps that it has there, which may be of any age.
 */
export function readHorizon(
  data: Readonly<Record<string, unknown>>,
  since: Date,
  connection: Connection,
): ChangeHorizon {
  const [branch] = understood(Branches, data.branch, 'the branch', connection);
  const merged = understood(Count, data.merged, 'the merges', connection).count > 0;
  const rebased = understood(Count, data.rebased, 'the rebases', connection).count > 0;
  if (branch?.is_default === true) {
    const earlier = new Date(since.getTime() - longestMerge);
    return { since: merged ? earlier : since, altered: undefined, stampsLosses: true };
  }
  const moved = branch === undefined || Date.parse(branch.branched_from) >= since.getTime();
  const altered = `The branch ${connection.branch} was created or rebased, which brings in changes of any age.`;
  return { since, altered: moved || rebased ? altered : undefined, stampsLosses: false };
}
