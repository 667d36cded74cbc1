import type { DestinationAdapter } from '../adapters/contract.ts';
import { identifyDestinationRecord, mapDestinationRecord } from '../mapping/destination-row.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { createReferenceIndex } from '../mapping/reference-index.ts';
import { identityNeeds, needs } from './needs.ts';
import { type DestinationText, readDestinationKind, readReferencedKind } from './read-destination.ts';
import type { ReadPlan } from './read-source.ts';
import { createSide, type Side } from './side.ts';

/**
 * The destination's rows. Kinds that are referred to and not mapped are read too: objects that exist there
 * beforehand, known by their human-friendly id.
 *
 * @param at the moment the destination is read at, where it can be; undefined: as it is
 */
export function createDestinationSide(
  adapter: DestinationAdapter,
  mappings: ReadonlyMap<string, KindMapping>,
  plan: ReadPlan,
  at: Date | undefined,
  readAhead: number,
  signal: AbortSignal,
): Side {
  const index = createReferenceIndex();
  return createSide({
    kinds: [...mappings.keys()],
    readAhead,
    references: index,
    read(kind) {
      const mapping = mappings.get(kind);
      return mapping === undefined
        ? readReferencedKind(adapter, kind, plan, at, signal)
        : readDestinationKind(adapter, mapping, plan, at, signal);
    },
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
