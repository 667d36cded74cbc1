import type { Kind, Relationship } from './schema.ts';

/**
 * By kind and relationship: the peer's kind, for those relationships that the peer's kind has too, seen from
 * its own end.
 */
export type Mirrors = ReadonlyMap<string, ReadonlyMap<string, string>>;

const opposite = { bidirectional: 'bidirectional', outbound: 'inbound', inbound: 'outbound' } as const;

/**
 * Finds the relationships that a new peer can bring along. Infrahub 1.11 stamps both ends of a relationship
 * that is set or removed, but an object that is created with its relationships leaves no stamp at the other
 * ends; those that are read only Infrahub keeps itself, and stamps.
 */
export function mirrorsOf(kinds: readonly Kind[]): Mirrors {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

  function isMirrored(relationship: Relationship): boolean {
    const peer = byName.get(relationship.peer);
    const peers = [peer, ...(peer?.used_by ?? []).map((name) => byName.get(name))];
    return peers.some((kind) => kind?.relationships?.some((other) => areEnds(relationship, other)));
  }

  function mirrored(kind: Kind): ReadonlyMap<string, string> {
    const found = (kind.relationships ?? []).filter((one) => one.read_only !== true && isMirrored(one));
    return new Map(found.map(({ name, peer }) => [name, peer]));
  }

  return new Map(kinds.map((kind) => [kind.kind, mirrored(kind)]));
}

function areEnds(one: Relationship, other: Relationship): boolean {
  if (one.identifier === undefined || one.identifier === null) return false;
  if (one.identifier !== other.identifier) return false;
  return opposite[one.direction ?? 'bidirectional'] === (other.direction ?? 'bidirectional');
}
