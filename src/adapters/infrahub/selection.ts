import * as z from 'zod';
import { compareText, type JsonObject, type JsonValue } from '../../json.ts';
import type { DestinationSchema, KindSchema } from '../../mapping/kind-schema.ts';
import type { Projection } from '../contract.ts';
import type { Edge } from './read.ts';

/** What is read of an object of a kind, and of the objects that it refers to, to any depth. */
export interface Selection {
  readonly names: readonly OwnName[];
  readonly attributes: readonly string[];
  readonly relationships: readonly SelectedRelationship[];
}

export interface SelectedRelationship {
  readonly name: string;
  readonly cardinality: 'one' | 'many';
  /** Kind of the peer, perhaps a generic. */
  readonly peer: string;
  /** Of each peer, besides what identifies it. */
  readonly selection: Selection;
}

/** What every object is called by, beside its attributes. */
const ownNames = ['id', 'hfid', 'display_label'] as const;
type OwnName = (typeof ownNames)[number];

const nothing: Selection = { names: [], attributes: [], relationships: [] };

/** Relationships that Infrahub keeps for itself: no mapping means them when it reads everything. */
const INTERNAL: ReadonlySet<string> = new Set(['Group', 'Profile', 'Template']);

/**
 * Sorts dotted paths into what a kind has. A path that ends at a relationship selects which object that is, one
 * that goes on selects something of it, `site.*` all of its attributes. A path within an attribute's value selects the
 * attribute. What the kind does not have is left out: only a transform can fill it.
 */
export function selectionOf(
  kind: KindSchema,
  paths: Projection['paths'],
  { kinds }: DestinationSchema,
): Selection {
  if (paths === 'everything') return everythingOf(kind);
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const [head = '', ...rest] = path.split('.').filter((step) => !/^\d+$/.test(step));
    below.set(head, [...(below.get(head) ?? []), ...(rest.length === 0 ? [] : [rest.join('.')])]);
  }
  // What a related object's own relationships lead to is read where a path says so.
  if (below.has('*')) return { names: ownNames, attributes: [...kind.attributes.keys()], relationships: [] };
  const relationships = [...below].flatMap(([name, rest]) => {
    const schema = kind.relationships.get(name);
    const peer = schema && kinds.get(schema.peer);
    if (schema === undefined) return [];
    const selection = peer === undefined ? nothing : selectionOf(peer, rest, { kinds });
    return [{ name, cardinality: schema.cardinality, peer: schema.peer, selection }];
  });
  return {
    names: ownNames.filter((name) => below.has(name)),
    attributes: [...below.keys()].filter((name) => kind.attributes.has(name)),
    relationships,
  };
}

function everythingOf({ attributes, relationships }: KindSchema): Selection {
  const wanted = [...relationships.values()].filter(({ kind }) => !INTERNAL.has(kind));
  return {
    names: ownNames,
    attributes: [...attributes.keys()],
    relationships: wanted.map(({ name, cardinality, peer }) => {
      return { name, cardinality, peer, selection: nothing };
    }),
  };
}

/** GraphQL of the fields; `id` and `__typename` are always among them. */
export function fieldsText({ names, attributes, relationships }: Selection): string {
  return [
    'id',
    '__typename',
    ...names.filter((name) => name !== 'id'),
    ...attributes.map((name) => `${name} { value }`),
    ...relationships.map(({ name, cardinality, selection }) => {
      const node = `node { ${fieldsText(selection)} }`;
      return cardinality === 'one' ? `${name} { ${node} }` : `${name} { edges { ${node} } }`;
    }),
  ].join(' ');
}

type Node = Edge['node'];

const AttributeValue = z.object({ value: z.json().nullish() });
const PeerNode = z.object({ id: z.string(), __typename: z.string() }).catchall(z.unknown());
const Peer = z.object({ node: PeerNode.nullish() });
const Peers = z.object({ edges: z.array(Peer) });

/**
 * An object as a mapping sees it: attributes by their plain values, a related object as an object of its own with
 * `id` and `__typename`, many as a list in the order of their ids.
 */
export function recordData(node: Node, { names, attributes, relationships }: Selection): JsonObject {
  const data: JsonObject = {};
  for (const name of names) data[name] = (node[name] ?? null) as JsonValue;
  for (const name of attributes) {
    data[name] = (AttributeValue.parse(node[name] ?? {}).value ?? null) as JsonValue;
  }
  for (const { name, cardinality, selection } of relationships) {
    const edges = cardinality === 'one' ? [Peer.parse(node[name] ?? {})] : Peers.parse(node[name]).edges;
    const peers = edges
      .flatMap(({ node: peer }) => (peer ? [peer] : []))
      .sort((left, right) => compareText(left.id, right.id))
      .map((peer) => ({ id: peer.id, __typename: peer.__typename, ...recordData(peer, selection) }));
    data[name] = cardinality === 'one' ? (peers[0] ?? null) : peers;
  }
  return data;
}
