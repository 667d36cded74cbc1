import { identifyDestinationRecord, mapDestinationRecord } from '../mapping/destination-row.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { createReferenceIndex } from '../mapping/reference-index.ts';
import type { DestinationReader } from './destination-reader.ts';
import { identityNeeds, needs } from './needs.ts';
import type { DestinationText } from './read-destination.ts';
import { createSide, type Side } from './side.ts';

/**
 * The destination's rows. Kinds that are referred to and not mapped are read too: objects that exist there
 * beforehand, known by their human-friendly id.
 */
export function createDestinationSide(
  mappings: ReadonlyMap<string, KindMapping>,
  reader: DestinationReader,
  readAhead: number,
): Side {
  const index = createReferenceIndex();
  return createSide({
    kinds: [...mappings.keys()],
    readAhead,
    references: index,
    read: (kind) => reader.read(kind),
    identify(kind, _set, _id, record) {
      const mapping = mappings.get(kind);
      const data = JSON.parse(record) as DestinationText;
      const uniqueId =
        mapping === undefined ? (data.label ?? '') : identifyDestinationRecord(mapping, data, index);
      return { status: 'identified', uniqueId };
    },
    map(kind, set, id, record) {
      const mapping = mappings.get(kind);
      if (mapping === undefined) throw new Error(`${kind} is not mapped`);
      const row = mapDestinationRecord(mapping, id, set.origin, JSON.parse(record) as DestinationText, index);
      return { status: 'row', row };
    },
    needs: (kind) => needs(mappings.get(kind)),
    identityNeeds: (kind) => identityNeeds(mappings.get(kind)),
  });
}
