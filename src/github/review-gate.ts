import type { Plan } from '../plan/plan.ts';
import { reportOperation } from '../report/build-report.ts';
import { decodeOutline, outlineDifference, outlineOf } from '../report/plan-outline.ts';
import { plural } from '../report/wording.ts';
import {
  findReviewedPlan,
  notReviewed,
  type ReviewedPlan,
  type ReviewedPlanRequest,
} from './reviewed-plan.ts';

/** Differences that the message has; more than that is a new plan, to be looked at in the summary. */
const SHOWN_DIFFERENCES = 20;

/**
 * Lets a plan be written only when it is the one that was reviewed. An empty plan writes nothing and needs no
 * review.
 *
 * @throws SyncError PLAN_NOT_REVIEWED with the difference between both plans
 */
export async function assertReviewed(plan: Plan, request: ReviewedPlanRequest): Promise<void> {
  if (plan.operations.length === 0) return;
  const reviewed = await findReviewedPlan(request);
  if (reviewed.digest === plan.digest) return;
  throw notReviewed(
    `pull request ${reviewed.pullRequest} shows plan ${reviewed.digest.slice(0, 12)}, and now it is ${plan.digest.slice(0, 12)}. ${differenceOf(plan, reviewed)}`,
    'One of the systems changed since the review: look at the new plan, in the job summary or on a new pull request, and merge that.',
  );
}

function differenceOf(plan: Plan, reviewed: ReviewedPlan): string {
  const before = reviewed.outline === undefined ? undefined : decodeOutline(reviewed.outline);
  const now = plural(plan.operations.length, 'operation');
  if (before === undefined) return `Now there are ${now}; the reviewed plan is too large to be compared here`;
  const operations = plan.operations.map((operation) => reportOperation(operation, undefined));
  const lines = outlineDifference(before, outlineOf(operations));
  const shown = lines.slice(0, SHOWN_DIFFERENCES).join('; ');
  const more = lines.length > SHOWN_DIFFERENCES ? `; and ${lines.length - SHOWN_DIFFERENCES} more` : '';
  return lines.length === 0
    ? 'The same is done to the same objects, which are others by their ids'
    : shown + more;
}
