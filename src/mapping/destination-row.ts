import { compareText, type JsonValue } from '../json.ts';
import type { KindMapping, MappedField } from './kind-mapping.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { Row } from './row.ts';
import { uniqueIdOf } from './unique-id.ts';
import { fromDestination } from './value-types.ts';

/** The part of a destination's record that a row is made of. */
export interface DestinationData {
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

/** Maps one object of the destination: its mapped attributes, and its peers by their unique ids. */
export function mapDestinationRecord(
  mapping: KindMapping,
  id: string,
  concreteKind: string,
  data: DestinationData,
  index: ReferenceIndex,
): Row {
  const values: Record<string, JsonValue> = {};
  for (const field of mapping.fields) values[field.name] = destinationValue(field, data, index);
  return { uniqueId: uniqueIdOf(mapping.identifiers, values), values, localId: id, origin: concreteKind };
}

/** The unique id alone. */
export function identifyDestinationRecord(
  mapping: KindMapping,
  data: DestinationData,
  index: ReferenceIndex,
): string {
  const values: Record<string, JsonValue> = {};
  for (const field of mapping.fields) {
    if (mapping.identifiers.includes(field.name)) values[field.name] = destinationValue(field, data, index);
  }
  return uniqueIdOf(mapping.identifiers, values);
}

function destinationValue(field: MappedField, data: DestinationData, index: ReferenceIndex): JsonValue {
  if (field.type === 'attribute') return fromDestination(field.schema, data.attributes[field.name] ?? null);
  const peers = data.peers[field.name] ?? [];
  const ids = peers.map((peer) => peerId(field.targets, peer, index));
  return field.schema.cardinality === 'many' ? ids.sort(compareText) : (ids[0] ?? null);
}

/** A peer outside of the mapped kinds has no unique id: its own id stands in, which equals no row's. */
function peerId(targets: readonly string[], peer: string, index: ReferenceIndex): string {
  const found = index.resolve(targets, undefined, peer);
  return found.status === 'found' ? found.uniqueId : peer;
}
