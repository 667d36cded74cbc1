import { isWithin, networkOf } from './normalise.ts';
import { type Edge, nodesWithValue, type StoredNode } from './store.ts';
import { attributeOf, nodesOf, type Peer, type View } from './view.ts';

type Derivation = (view: View, node: StoredNode) => readonly StoredNode[];

/** The relationships that Infrahub keeps itself, by key: of prefixes to each other, and of addresses to prefixes. */
const derivations: Readonly<Record<string, Derivation>> = {
  'parent__child>': (view, node) => containing(view, node, 'prefix', 1),
  'parent__child<': childPrefixes,
  ip_prefix__ip_address: (view, node) =>
    node.attributes.has('address') ? containing(view, node, 'address', 0) : addressesIn(view, node),
};

/** The prefixes and addresses that a prefix is the smallest one around. */
export function containedIn(view: View, prefix: StoredNode): readonly StoredNode[] {
  return [...childPrefixes(view, prefix), ...addressesIn(view, prefix)];
}

function childPrefixes(view: View, prefix: StoredNode): readonly StoredNode[] {
  return within(view, prefix, prefixes(view), 'prefix').filter(
    (other) => other !== prefix && containing(view, other, 'prefix', 1)[0] === prefix,
  );
}

function addressesIn(view: View, prefix: StoredNode): readonly StoredNode[] {
  return within(view, prefix, nodes(view, 'BuiltinIPAddress'), 'address').filter(
    (address) => containing(view, address, 'address', 0)[0] === prefix,
  );
}

function within(
  view: View,
  prefix: StoredNode,
  candidates: readonly StoredNode[],
  attribute: 'prefix' | 'address',
): readonly StoredNode[] {
  const outer = String(attributeOf(view, prefix, 'prefix')?.value ?? '');
  return candidates.filter((one) => {
    const value = String(attributeOf(view, one, attribute)?.value ?? '');
    return isWithin(attribute === 'address' ? hostOf(value) : value, outer);
  });
}

/** The peers of a read-only relationship, worked out when they are read. @param key the relationship's, as the object knows it */
export function derivedPeers(view: View, node: StoredNode, key: string): readonly Peer[] {
  const peers = derivations[key]?.(view, node) ?? [];
  return peers.map((peer) => ({ node: peer, edge: edgeBetween(node, peer) }));
}

/** An address without its mask, as a network of one host. */
function hostOf(value: string): string {
  const [address = ''] = value.split('/');
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

/** The smallest prefix of the same namespace around an address or prefix. @param shorter by how many bits at least */
export function containing(
  view: View,
  node: StoredNode,
  attribute: 'prefix' | 'address',
  shorter: number,
): readonly StoredNode[] {
  const value = attributeOf(view, node, attribute)?.value;
  if (typeof value !== 'string') return [];
  const [address = '', ownLength = ''] = value.split('/');
  const full = address.includes(':') ? 128 : 32;
  // An address is in the smallest prefix whatever its own mask, but in one of a single host only when it has that mask.
  const longest =
    attribute === 'prefix' ? Number(ownLength) - shorter : Math.max(Number(ownLength), full - 1);
  for (let length = longest; length >= 0; length -= 1) {
    const text = `${networkOf(address, length)}/${length}`;
    for (const kind of prefixKinds(view))
      for (const prefix of nodesWithValue(view.store, kind, 'prefix', text))
        if (namespaceOf(prefix) === namespaceOf(node)) return [prefix];
  }
  return [];
}

function namespaceOf(node: StoredNode): string | undefined {
  const peers = node.edges.get('ip_namespace__ip_prefix') ?? node.edges.get('ip_namespace__ip_address');
  return peers?.keys().next().value;
}

function prefixes(view: View): readonly StoredNode[] {
  return nodes(view, 'BuiltinIPPrefix');
}

function prefixKinds(view: View): readonly string[] {
  return view.model.kinds.get('BuiltinIPPrefix')?.concrete ?? [];
}

function nodes(view: View, kind: string): readonly StoredNode[] {
  const known = view.model.kinds.get(kind);
  return known ? nodesOf(view, known) : [];
}

function edgeBetween(node: StoredNode, peer: StoredNode): Edge {
  const start = Math.max(node.createdAt, peer.createdAt);
  const properties = {
    isProtected: null,
    source: null,
    owner: null,
    updatedAt: start,
    updatedBy: '',
    previous: undefined,
  };
  return { ends: [node.id, peer.id], start, end: undefined, properties };
}
