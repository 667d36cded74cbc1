import type { ChangeTracking } from '../contract.ts';
import type { Mirrors } from './mirrors.ts';
import type { SelectedRelationship, Selection } from './selection.ts';
import { defaultBranch } from './settings.ts';

/**
 * Whether stamps tell of every change of what is selected. On the default branch a stamp moves with attributes and
 * with relationships, at both ends where both kinds have the relationship; what is read of a related object is
 * followed by that object's own stamp. Two changes leave none: a relationship that was emptied on another branch,
 * and what an object that is new brought along to the other end, which is looked for where that end is read for
 * itself and not where it is read within another object.
 */
export function trackingOf(selection: Selection, branch: string, mirrors: Mirrors): ChangeTracking {
  const [first] = selection.relationships;
  if (branch !== defaultBranch && first !== undefined) {
    return untracked(`a relationship that was emptied on the branch ${branch} leaves no stamp`);
  }
  const silent = selection.relationships.flatMap((one) => silentPaths(one, mirrors));
  if (silent.length > 0) {
    return untracked(`what a new object brings along to ${silent.join(', ')} leaves no stamp`);
  }
  return { status: 'tracked', extraPaths: [], ripples: [] };
}

/** Paths below a relationship at which new objects appear without a stamp at this end. */
function silentPaths({ name, peer, selection }: SelectedRelationship, mirrors: Mirrors): readonly string[] {
  return selection.relationships.flatMap((one) => {
    const own = mirrors.get(peer)?.has(one.name) ? [one.name] : [];
    return [...own, ...silentPaths(one, mirrors)].map((path) => `${name}.${path}`);
  });
}

function untracked(reason: string): ChangeTracking {
  return { status: 'untracked', reason };
}
