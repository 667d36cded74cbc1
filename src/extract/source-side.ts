import type { SourceAdapter } from '../adapters/contract.ts';
import type { JsonObject } from '../json.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { createReferenceIndex } from '../mapping/reference-index.ts';
import { identifySourceRecord, mapSourceRecord, type SourceContext } from '../mapping/source-row.ts';
import { recordFromText } from '../mapping/transforms.ts';
import { identityNeeds, needs } from './needs.ts';
import { createSide, type Side } from './side.ts';
import type { SourceReader } from './source-reader.ts';

/** The source's rows. Kinds that are referred to and not mapped have none: their objects are named by value. */
export function createSourceSide(
  adapter: SourceAdapter,
  mappings: ReadonlyMap<string, KindMapping>,
  reader: Pick<SourceReader, 'read'>,
  readAhead: number,
): Side {
  const context: SourceContext = {
    index: createReferenceIndex(),
    referenceOf: (value) => adapter.referenceOf(value),
  };
  const mapped = (kinds: readonly string[]) => kinds.filter((kind) => mappings.has(kind));
  return createSide({
    kinds: [...mappings.keys()],
    readAhead,
    references: context.index,
    read: (kind) => reader.read(kind),
    identify(kind, set, id, record) {
      const { mapping, element } = elementOf(mappings, kind, set.element);
      return identifySourceRecord(mapping, element, id, recordFromText(record), context);
    },
    map(kind, set, id, record) {
      const { mapping, element } = elementOf(mappings, kind, set.element);
      return mapSourceRecord(mapping, element, id, recordFromText(record), context);
    },
    locate: (record) => adapter.locate(JSON.parse(record) as JsonObject),
    needs: (kind) => mapped(needs(mappings.get(kind))),
    identityNeeds: (kind) => mapped(identityNeeds(mappings.get(kind))),
  });
}

function elementOf(mappings: ReadonlyMap<string, KindMapping>, kind: string, index: number) {
  const mapping = mappingOf(mappings, kind);
  const element = mapping.elements[index];
  if (element === undefined) throw new Error(`${kind} has no mapping element ${index}`);
  return { mapping, element };
}

function mappingOf(mappings: ReadonlyMap<string, KindMapping>, kind: string): KindMapping {
  const mapping = mappings.get(kind);
  if (mapping === undefined) throw new Error(`${kind} is not mapped`);
  return mapping;
}
