import { derivedPeers } from './derived-peers.ts';
import { type KindModel, kindModel, type Model, type RelationshipModel } from './model.ts';
import type { AttributeValue } from './schema-types.ts';
import {
  type AttributeVersion,
  type Edge,
  type EdgeVersion,
  indexName,
  nodesWithValue,
  type Store,
  type StoredNode,
} from './store.ts';
import type { Stamp } from './time.ts';

/** The objects of a branch as they are now, or as they were at a time. Only the values are of that time: stamps are today's. */
export interface View {
  readonly model: Model;
  readonly store: Store;
  readonly at: Stamp | undefined;
}

/** A peer with what joins it. */
export interface Peer {
  readonly node: StoredNode;
  readonly edge: Edge;
}

const none: readonly Peer[] = [];

export function attributeOf(view: View, node: StoredNode, name: string): AttributeVersion | undefined {
  let version = node.attributes.get(name);
  if (view.at === undefined) return version;
  while (version && version.updatedAt > view.at) version = version.previous;
  return version;
}

export function edgeProperties(view: View, edge: Edge): EdgeVersion {
  let version = edge.properties;
  if (view.at === undefined) return version;
  while (version.updatedAt > view.at && version.previous) version = version.previous;
  return version;
}

/** The peers of one relationship, oldest edge first. */
export function peersOf(view: View, node: StoredNode, relationship: RelationshipModel): readonly Peer[] {
  if (relationship.schema.read_only) return derivedPeers(view, node, relationship.key);
  const { at } = view;
  const live = node.edges.get(relationship.key);
  if (at === undefined) return live ? joined(view, live) : none;
  const past = node.endedEdges.filter(
    ({ key, edge }) => key === relationship.key && edge.end !== undefined && edge.end > at,
  );
  const all = [...(live ?? []), ...past.map(({ peer, edge }) => [peer, edge] as const)];
  return all.flatMap(([id, edge]) => {
    const peer = edge.start <= at ? nodeById(view, id) : undefined;
    return peer ? [{ node: peer, edge }] : [];
  });
}

/** The first peer: all there is for a relationship to one. */
export function peerOf(view: View, node: StoredNode, relationship: RelationshipModel): Peer | undefined {
  if (view.at !== undefined || relationship.schema.read_only) return peersOf(view, node, relationship)[0];
  const live = node.edges.get(relationship.key);
  if (!live) return undefined;
  for (const [id, edge] of live) {
    const peer = view.store.nodes.get(id);
    if (peer) return { node: peer, edge };
  }
  return undefined;
}

export function nodeById(view: View, id: string): StoredNode | undefined {
  const live = view.store.nodes.get(id);
  if (view.at === undefined) return live;
  const node = live ?? view.store.deleted.find((one) => one.id === id);
  return node && existsAt(node, view.at) ? node : undefined;
}

/** All objects of a kind or generic, in the order of their creation. */
export function nodesOf(view: View, kind: KindModel): StoredNode[] {
  const live = kind.concrete.flatMap((concrete) => [...(view.store.kinds.get(concrete) ?? [])]);
  const { at } = view;
  if (at === undefined) return live;
  const concrete = new Set(kind.concrete);
  const gone = view.store.deleted.filter((node) => concrete.has(node.kind));
  return [...live, ...gone].filter((node) => existsAt(node, at));
}

function existsAt(node: StoredNode, at: Stamp): boolean {
  return node.createdAt <= at && (node.deletedAt === undefined || node.deletedAt > at);
}

function joined(view: View, edges: ReadonlyMap<string, Edge>): readonly Peer[] {
  const peers: Peer[] = [];
  for (const [id, edge] of edges) {
    const node = view.store.nodes.get(id);
    if (node) peers.push({ node, edge });
  }
  return peers;
}

/** The human-friendly id: null for a kind without one. `path` elements are `attribute__value` or `relationship__attribute__value`. */
export function humanFriendlyId(view: View, node: StoredNode): string[] | null {
  const paths = kindModel(view.model, node.kind).schema.human_friendly_id;
  return paths ? paths.map((path) => textOf(valueAtPath(view, node, path)) ?? '') : null;
}

export function displayLabel(view: View, node: StoredNode): string {
  const { schema } = kindModel(view.model, node.kind);
  const path = schema.display_label;
  const label = path ? textOf(valueAtPath(view, node, path)) : undefined;
  return label ?? `${node.kind}(ID: ${node.id})`;
}

/** Follows a path such as `name__value`, `site__name__value` or `prefix__version`. */
export function valueAtPath(view: View, node: StoredNode, path: string): AttributeValue | undefined {
  const [first = '', ...rest] = path.split('__');
  const relationship = kindModel(view.model, node.kind).relationships.get(first);
  if (!relationship) return attributeOf(view, node, first)?.value;
  const peer = peerOf(view, node, relationship);
  return peer && rest.length > 0 ? valueAtPath(view, peer.node, rest.join('__')) : peer?.node.id;
}

/**
 * Finds the objects with a human-friendly id without walking over the whole kind: from the peer that its first relationship
 * names, or from the value of an attribute.
 */
export function findByHfid(view: View, kind: KindModel, hfid: readonly string[]): StoredNode[] {
  const paths = kind.schema.human_friendly_id;
  if (!paths || paths.length !== hfid.length) return [];
  return candidates(view, kind, paths, hfid).filter((node) =>
    paths.every((path, position) => textOf(valueAtPath(view, node, path)) === hfid[position]),
  );
}

function candidates(
  view: View,
  kind: KindModel,
  paths: readonly string[],
  hfid: readonly string[],
): StoredNode[] {
  for (const [position, path] of paths.entries()) {
    const [name = '', ...rest] = path.split('__');
    const relationship = kind.relationships.get(name);
    if (!relationship || view.at !== undefined) continue;
    const peers = nodesByPath(
      view,
      kindModel(view.model, relationship.schema.peer),
      rest.join('__'),
      hfid[position] ?? '',
    );
    return peers.flatMap((peer) =>
      [...(peer.edges.get(relationship.inverseKey)?.keys() ?? [])].flatMap((id) => {
        const node = view.store.nodes.get(id);
        return node && kind.concrete.includes(node.kind) ? [node] : [];
      }),
    );
  }
  return nodesByPath(view, kind, paths[0] ?? '', hfid[0] ?? '');
}

/** The objects of a kind whose value at a path reads as this text. */
export function nodesByPath(view: View, kind: KindModel, path: string, text: string): StoredNode[] {
  const [name = '', property] = path.split('__');
  const indexed = kind.concrete.every((concrete) => view.store.indexed.has(indexName(concrete, name)));
  if (view.at === undefined && indexed && property === 'value')
    return kind.concrete.flatMap((concrete) => [...nodesWithValue(view.store, concrete, name, text)]);
  return nodesOf(view, kind).filter((node) => textOf(valueAtPath(view, node, path)) === text);
}

function textOf(value: AttributeValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
