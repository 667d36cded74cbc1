/** What became of a look-up. */
export type Resolution =
  | { readonly status: 'found'; readonly uniqueId: string }
  | { readonly status: 'missing' }
  /** Several endpoints have a record with this id, and the record did not say which is meant. */
  | { readonly status: 'ambiguous'; readonly origins: readonly string[] };

/**
 * From the id that a system gave an object to the unique id of its row. Ids are unique within an origin (an
 * endpoint of the source), not within a kind: a kind fed by three endpoints has three objects with id 1.
 */
export interface ReferenceIndex {
  add(kind: string, origin: string, localId: string, uniqueId: string): void;
  /** Says that a kind is complete, with or without rows. */
  complete(kind: string): void;
  isComplete(kind: string): boolean;
  /** @param origin undefined when the reference does not tell its endpoint */
  resolve(kinds: readonly string[], origin: string | undefined, localId: string): Resolution;
}

export function createReferenceIndex(): ReferenceIndex {
  const byKind = new Map<string, Map<string, Map<string, string>>>();
  const completed = new Set<string>();
  return {
    add(kind, origin, localId, uniqueId) {
      const origins = getOrCreate(byKind, kind, () => new Map<string, Map<string, string>>());
      getOrCreate(origins, origin, () => new Map<string, string>()).set(localId, uniqueId);
    },
    complete: (kind) => void completed.add(kind),
    isComplete: (kind) => completed.has(kind),
    resolve(kinds, origin, localId) {
      if (origin === undefined) return resolveAnywhere(byKind, kinds, localId);
      for (const kind of kinds) {
        const uniqueId = byKind.get(kind)?.get(origin)?.get(localId);
        if (uniqueId !== undefined) return { status: 'found', uniqueId };
      }
      return { status: 'missing' };
    },
  };
}

function resolveAnywhere(
  byKind: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>,
  kinds: readonly string[],
  localId: string,
): Resolution {
  const origins = new Set<string>();
  let first: string | undefined;
  let ambiguous = false;
  for (const kind of kinds) {
    for (const [origin, ids] of byKind.get(kind) ?? []) {
      const uniqueId = ids.get(localId);
      if (uniqueId === undefined) continue;
      origins.add(origin);
      ambiguous ||= first !== undefined && first !== uniqueId;
      first ??= uniqueId;
    }
  }
  if (first === undefined) return { status: 'missing' };
  if (ambiguous) return { status: 'ambiguous', origins: [...origins] };
  return { status: 'found', uniqueId: first };
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const created = create();
  map.set(key, created);
  return created;
}
