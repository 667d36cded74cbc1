import * as z from 'zod';
import type { JsonValue } from '../../json.ts';
import type { DestinationRecord, KindProjection } from '../contract.ts';
import type { Edge, KindReading } from './read.ts';

const Peer = z.object({ node: z.object({ id: z.string() }).nullish() });
const ManyPeers = z.object({ edges: z.array(Peer) });
const AttributeValue = z.object({ value: z.json().nullish() });
const Names = z.object({
  hfid: z.array(z.string().nullable()).nullish(),
  display_label: z.string().nullish(),
});

/** Reads what a destination's projection names. */
export function destinationReading(projection: KindProjection): KindReading<DestinationRecord> {
  const attributes = projection.attributes.map((name) => `${name} { value }`);
  const relationships = projection.relationships.map(({ name, cardinality }) =>
    cardinality === 'one' ? `${name} { node { id } }` : `${name} { edges { node { id } } }`,
  );
  const fields = ['id', '__typename', 'hfid', 'display_label', ...attributes, ...relationships].join(' ');
  const { kind, at } = projection;
  return { kind, at, edge: `node { ${fields} }`, itemOf: (edge) => recordOf(edge, projection) };
}

function recordOf({ node }: Edge, projection: KindProjection): DestinationRecord {
  const attributes: Record<string, JsonValue> = {};
  for (const name of projection.attributes) {
    attributes[name] = (AttributeValue.parse(node[name]).value ?? null) as JsonValue;
  }
  const peers: Record<string, readonly string[]> = {};
  for (const { name, cardinality } of projection.relationships) {
    peers[name] =
      cardinality === 'one' ? peerIds([Peer.parse(node[name])]) : peerIds(ManyPeers.parse(node[name]).edges);
  }
  const { hfid, display_label: label } = Names.parse(node);
  return {
    id: node.id,
    kind: node.__typename,
    humanFriendlyId: hfid?.map((part) => part ?? '').join('__'),
    displayLabel: label ?? node.id,
    attributes,
    peers,
  };
}

function peerIds(peers: readonly z.infer<typeof Peer>[]): readonly string[] {
  return peers.flatMap(({ node }) => (node?.id === undefined ? [] : [node.id]));
}
