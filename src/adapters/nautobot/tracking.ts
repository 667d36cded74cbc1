import type { ChangeTracking, Projection, RippleRule } from '../contract.ts';
import { canonicalEndpoint } from '../django-rest/endpoints.ts';
import { type OwnField, ownFields } from './own-fields.ts';

/** Definitions of custom fields decide which keys `custom_fields` has, and a renamed choice reaches every object. */
const customFieldRules: readonly RippleRule[] = [
  { effect: 'everything', endpoint: 'extras.custom-fields' },
  { effect: 'everything', endpoint: 'extras.custom-field-choices' },
];

/** A module that is moved takes its interfaces, and those of the modules in it, to another device silently. */
const moduleRules: readonly RippleRule[] = [{ effect: 'everything', endpoint: 'dcim.modules' }];

/** A prefix that goes to another namespace takes all that lies in it along. */
const prefixTree: RippleRule = { effect: 'descendants', endpoint: 'ipam.prefixes', parentPath: 'parent' };

/** What following one endpoint's records takes. */
export interface FollowedPaths {
  readonly ripples: readonly RippleRule[];
  /** Fields of the record itself that may change while its stamp stays. */
  readonly silentFields: readonly string[];
}

/** Whether what a projection reads can be followed by what Nautobot tells of changes; a sentence when not. */
export function followPaths(projection: Projection): FollowedPaths | string {
  const endpoint = canonicalEndpoint(projection.endpoint);
  if (ownFields(endpoint) === undefined)
    return `it is not known what else changes the objects of ${endpoint}`;
  if (projection.paths === 'everything') return 'a transform may read any field of the record';
  const ripples = new Set<RippleRule>();
  const silentFields = new Set<string>();
  for (const path of projection.paths) {
    const problem = followPath(endpoint, path, ripples, silentFields);
    if (problem !== undefined) return problem;
  }
  return { ripples: [...ripples], silentFields: [...silentFields] };
}

/** Follows a path from object to object. @returns why that cannot be done */
function followPath(
  from: string,
  path: string,
  ripples: Set<RippleRule>,
  silentFields: Set<string>,
): string | undefined {
  let endpoint = from;
  for (const [position, step] of path.split('.').entries()) {
    const fields = ownFields(endpoint);
    if (fields === undefined)
      return `it is not known what changes the objects of ${endpoint}, which ${path} shows`;
    // All of an object is what is its own: see `ownPart`.
    if (step === '*') return undefined;
    const field: OwnField | undefined = fields.get(step);
    if (field === undefined) return `${endpoint} changes its ${step} without a trace`;
    if (endpoint === 'ipam.prefixes' && step === 'namespace' && position > 0) ripples.add(prefixTree);
    else if (field.changes === 'silent') {
      if (position > 0) return `${endpoint} may change its ${step}, which ${path} shows, without a trace`;
      silentFields.add(step);
    }
    if (step === 'custom_fields') for (const rule of customFieldRules) ripples.add(rule);
    if (endpoint === 'dcim.interfaces' && step === 'device')
      for (const rule of moduleRules) ripples.add(rule);
    if (field.target === undefined) return undefined;
    endpoint = field.target;
  }
  return undefined;
}

/** The same as every adapter tells it. */
export function trackingOf(
  projection: Projection,
  heldIds: (
    field: string,
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, readonly string[]> | undefined>,
): ChangeTracking {
  const followed = followPaths(projection);
  if (typeof followed === 'string') return { status: 'untracked', reason: followed };
  const silent = followed.silentFields.map((field) => ({
    field,
    heldIds: (signal: AbortSignal) => heldIds(field, signal),
  }));
  return { status: 'tracked', extraPaths: [], ripples: followed.ripples, silent };
}
