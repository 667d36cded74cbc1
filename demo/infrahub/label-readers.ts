import type { KindModel } from './model.ts';

/** A kind whose label or human-friendly id reads an attribute of a peer, and the relationship as the peer knows it. */
export interface LabelReader {
  readonly kind: string;
  readonly inverseKey: string;
}

/** By the peer's concrete kind and attribute: `OrganizationManufacturer.name`. */
export type LabelReaders = ReadonlyMap<string, readonly LabelReader[]>;

/**
 * Finds which objects are called after which. Infrahub stores labels and human-friendly ids: when what they are made of
 * changes, a task writes them again and moves the stamps, some three seconds later (measured on 1.11.9); here it is at once.
 */
export function labelReaders(kinds: ReadonlyMap<string, KindModel>): LabelReaders {
  const readers = new Map<string, LabelReader[]>();
  for (const reader of kinds.values()) {
    const { human_friendly_id: hfid, display_label: label } = reader.schema;
    if (reader.generic) continue;
    for (const path of new Set([...(hfid ?? []), ...(label ? [label] : [])])) {
      const [name = '', attribute = ''] = path.split('__');
      const relationship = reader.relationships.get(name);
      const peer = relationship && kinds.get(relationship.schema.peer);
      if (!relationship || !peer) continue;
      for (const concrete of peer.concrete) {
        const key = `${concrete}.${attribute}`;
        readers.set(key, [
          ...(readers.get(key) ?? []),
          { kind: reader.kind, inverseKey: relationship.inverseKey },
        ]);
      }
    }
  }
  return readers;
}
