import type { Operation } from '../plan/plan.ts';

/** What is known of an object that another refers to. */
export type PeerLookup =
  | { readonly status: 'found'; readonly id: string }
  /** This plan creates it, in a kind whose objects come in waves. */
  | { readonly status: 'wait' }
  /** This plan creates it, in a kind that comes later. */
  | { readonly status: 'later'; readonly reason: string }
  | { readonly status: 'impossible'; readonly reason: string };

/** Object ids at the destination by unique id, growing as objects are created. */
export interface PeerIds {
  /** @param awaited the kind whose own creates are worth waiting for; undefined: none */
  find(kinds: readonly string[], uniqueId: string, awaited: string | undefined): PeerLookup;
  created(kind: string, uniqueId: string, id: string): void;
  /** Says that a create did not come about, so that what depends on it is not tried. */
  notCreated(kind: string, uniqueId: string): void;
}

/**
 * @param existing ids of the objects that were there before, by unique id, of a kind
 * @param operations the plan's: what it creates can be referred to, and what it renames by its new unique id
 */
export function createPeerIds(
  existing: (kind: string) => ReadonlyMap<string, string>,
  operations: readonly Operation[],
): PeerIds {
  const planned = plannedCreates(operations);
  const made = renamedObjects(operations);
  const failed = new Map<string, Set<string>>();

  const idsOf = (kind: string, uniqueId: string) =>
    made.get(kind)?.get(uniqueId) ?? existing(kind).get(uniqueId);

  return {
    find(kinds, uniqueId, awaited) {
      let id: string | undefined;
      for (const kind of kinds) {
        const found = idsOf(kind, uniqueId);
        if (id !== undefined && found !== undefined && found !== id) {
          return { status: 'impossible', reason: `several objects of ${kinds.join(', ')} are "${uniqueId}"` };
        }
        id ??= found;
      }
      if (id !== undefined) return { status: 'found', id };
      const planning = kinds.find((kind) => planned.get(kind)?.has(uniqueId));
      if (planning === undefined) {
        return {
          status: 'impossible',
          reason: `no ${kinds.join(' or ')} "${uniqueId}" exists or is created`,
        };
      }
      if (failed.get(planning)?.has(uniqueId)) {
        return { status: 'impossible', reason: `${planning} "${uniqueId}" was not written` };
      }
      if (planning === awaited) return { status: 'wait' };
      return { status: 'later', reason: `${planning} "${uniqueId}" is created later` };
    },
    created(kind, uniqueId, id) {
      made.set(kind, (made.get(kind) ?? new Map<string, string>()).set(uniqueId, id));
    },
    notCreated(kind, uniqueId) {
      failed.set(kind, (failed.get(kind) ?? new Set<string>()).add(uniqueId));
    },
  };
}

/** Ids of renamed objects by their new unique id, by kind. */
function renamedObjects(operations: readonly Operation[]): Map<string, Map<string, string>> {
  const renamed = new Map<string, Map<string, string>>();
  for (const operation of operations) {
    if (operation.action !== 'update' || operation.renamedFrom === undefined) continue;
    const { kind, id, destinationId } = operation;
    renamed.set(kind, (renamed.get(kind) ?? new Map<string, string>()).set(id, destinationId));
  }
  return renamed;
}

/** The unique ids that a plan creates, by kind. */
function plannedCreates(operations: readonly Operation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const planned = new Map<string, Set<string>>();
  for (const { action, kind, id } of operations) {
    if (action === 'create') planned.set(kind, (planned.get(kind) ?? new Set()).add(id));
  }
  return planned;
}
