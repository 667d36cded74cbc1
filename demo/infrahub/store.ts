import type { AttributeSchema, AttributeValue } from './schema-types.ts';
import type { Stamp } from './time.ts';

/** What is said about an attribute or an edge beside its value. */
export interface Lineage {
  readonly isProtected: boolean | null;
  readonly source: string | null;
  readonly owner: string | null;
}

/** One state of an attribute; the states before it hang behind it. Never changed once made. */
export interface AttributeVersion extends Lineage {
  readonly schema: AttributeSchema;
  readonly value: AttributeValue;
  readonly isDefault: boolean;
  readonly updatedAt: Stamp;
  readonly updatedBy: string;
  readonly previous: AttributeVersion | undefined;
}

/** One state of what is said about an edge. */
export interface EdgeVersion extends Lineage {
  readonly updatedAt: Stamp;
  readonly updatedBy: string;
  readonly previous: EdgeVersion | undefined;
}

/** Two objects that are related from one time to another; both ends hold the same edge. */
export interface Edge {
  readonly ends: readonly [string, string];
  readonly start: Stamp;
  end: Stamp | undefined;
  properties: EdgeVersion;
}

/** An object with its past. Edges are kept by relationship key, then by the peer's id. */
export interface StoredNode {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: Stamp;
  readonly createdBy: string;
  updatedAt: Stamp;
  updatedBy: string;
  deletedAt: Stamp | undefined;
  readonly attributes: Map<string, AttributeVersion>;
  readonly edges: Map<string, Map<string, Edge>>;
  readonly endedEdges: { readonly key: string; readonly peer: string; readonly edge: Edge }[];
}

/** The objects of one branch. `version` counts the changes, for whatever is worked out from them. */
export interface Store {
  version: number;
  readonly nodes: Map<string, StoredNode>;
  readonly kinds: Map<string, Set<StoredNode>>;
  readonly deleted: StoredNode[];
  /** Every id that any object of any branch ever had: none is given twice. */
  readonly usedIds: Set<string>;
  /** kind, attribute and value → the objects that have it now */
  readonly values: Map<string, Set<StoredNode>>;
  /** The attributes, by `indexName`, that `values` knows. */
  readonly indexed: ReadonlySet<string>;
}

/** @param indexed the attributes, by `indexName`, that objects are looked up by */
export function createStore(indexed: ReadonlySet<string>, usedIds = new Set<string>()): Store {
  return { version: 0, nodes: new Map(), kinds: new Map(), deleted: [], usedIds, values: new Map(), indexed };
}

export function indexName(kind: string, attribute: string): string {
  return `${kind}.${attribute}`;
}

export function addNode(store: Store, node: StoredNode): void {
  store.version += 1;
  store.nodes.set(node.id, node);
  store.usedIds.add(node.id);
  groupOf(store.kinds, node.kind).add(node);
}

export function markDeleted(store: Store, node: StoredNode, at: Stamp): void {
  store.version += 1;
  node.deletedAt = at;
  store.nodes.delete(node.id);
  store.kinds.get(node.kind)?.delete(node);
  for (const [name, version] of node.attributes) unindex(store, node, name, version.value);
  store.deleted.push(node);
}

export function setAttribute(store: Store, node: StoredNode, name: string, version: AttributeVersion): void {
  store.version += 1;
  const before = node.attributes.get(name);
  if (before) unindex(store, node, name, before.value);
  node.attributes.set(name, version);
  index(store, node, name, version.value);
}

/** Hangs an edge into both objects, each under the key by which it knows the relationship. */
export function addEdge(store: Store, edge: Edge, key: string, inverseKey: string): void {
  store.version += 1;
  const [from, to] = edge.ends;
  const fromNode = store.nodes.get(from);
  const toNode = store.nodes.get(to);
  if (fromNode) mapOf(fromNode.edges, key).set(to, edge);
  if (toNode) mapOf(toNode.edges, inverseKey).set(from, edge);
}

/** Ends an edge; both objects remember it. */
export function endEdge(
  store: Store,
  node: StoredNode,
  key: string,
  inverseKey: string,
  peer: string,
  at: Stamp,
): void {
  const edge = node.edges.get(key)?.get(peer);
  if (!edge) return;
  store.version += 1;
  edge.end = at;
  node.edges.get(key)?.delete(peer);
  node.endedEdges.push({ key, peer, edge });
  const peerNode = store.nodes.get(peer);
  if (!peerNode) return;
  peerNode.edges.get(inverseKey)?.delete(node.id);
  peerNode.endedEdges.push({ key: inverseKey, peer: node.id, edge });
}

/** The objects of a kind whose attribute is exactly this value now. */
export function nodesWithValue(
  store: Store,
  kind: string,
  attribute: string,
  value: AttributeValue,
): ReadonlySet<StoredNode> {
  return store.values.get(valueKey(kind, attribute, value)) ?? new Set();
}

/** A branch's own copy: same ids and past, changes on one side unseen by the other. */
export function copyStore(store: Store): Store {
  const copy = createStore(store.indexed, store.usedIds);
  const edges = new Map<Edge, Edge>();
  for (const node of store.nodes.values()) adopt(copy, copyNode(node, edges));
  for (const node of store.deleted) copy.deleted.push(copyNode(node, edges));
  return copy;
}

function adopt(store: Store, node: StoredNode): void {
  addNode(store, node);
  for (const [name, version] of node.attributes) index(store, node, name, version.value);
}

function copyNode(node: StoredNode, edges: Map<Edge, Edge>): StoredNode {
  const copyOf = (edge: Edge): Edge => {
    const known = edges.get(edge);
    if (known) return known;
    const copy = { ...edge };
    edges.set(edge, copy);
    return copy;
  };
  return {
    ...node,
    attributes: new Map(node.attributes),
    edges: new Map(
      [...node.edges].map(([key, peers]) => [
        key,
        new Map([...peers].map(([id, edge]) => [id, copyOf(edge)])),
      ]),
    ),
    endedEdges: node.endedEdges.map((ended) => ({ ...ended, edge: copyOf(ended.edge) })),
  };
}

function index(store: Store, node: StoredNode, name: string, value: AttributeValue): void {
  if (value === null || !store.indexed.has(indexName(node.kind, name))) return;
  groupOf(store.values, valueKey(node.kind, name, value)).add(node);
}

function unindex(store: Store, node: StoredNode, name: string, value: AttributeValue): void {
  if (value === null || !store.indexed.has(indexName(node.kind, name))) return;
  const key = valueKey(node.kind, name, value);
  const group = store.values.get(key);
  group?.delete(node);
  if (group?.size === 0) store.values.delete(key);
}

function valueKey(kind: string, attribute: string, value: AttributeValue): string {
  return `${kind}\u0000${attribute}\u0000${String(value)}`;
}

function groupOf(groups: Map<string, Set<StoredNode>>, key: string): Set<StoredNode> {
  const known = groups.get(key);
  if (known) return known;
  const created = new Set<StoredNode>();
  groups.set(key, created);
  return created;
}

function mapOf(maps: Map<string, Map<string, Edge>>, key: string): Map<string, Edge> {
  const known = maps.get(key);
  if (known) return known;
  const created = new Map<string, Edge>();
  maps.set(key, created);
  return created;
}
