import { createHash } from 'node:crypto';
import type { MappingElement } from '../config/sync.ts';
import { canonicalJson, compareText, type JsonObject, type JsonValue } from '../json.ts';
import type { DestinationSchema, KindSchema } from '../mapping/kind-schema.ts';

/**
 * 12 hexadecimal digits over everything that changes a row: the schema mapping (kinds, endpoints,
 * identifiers, fields, filters, transforms and their order) and the destination's schema of the kinds that
 * it maps. How the file is laid out, its comments and the order of keys do not count. Lists count in their
 * order: that of the elements, transforms and identifiers matters to the rows.
 */
export function schemaHash(mappings: readonly MappingElement[], schema: DestinationSchema): string {
  return shortHash({ mappings: mappings.map(elementFacts), schema: schemaFacts(mappings, schema) });
}

/** What ties a cache to the two systems; no credentials. */
export interface Binding {
  /** Which server the source is, see `Adapter.identity`. */
  readonly source: string;
  readonly destination: string;
  /** The destination's branch. */
  readonly branch: string;
  /** Of the engine, see `snapshotVersion`. */
  readonly snapshotVersion: number;
}

/** 12 hexadecimal digits over the binding: a cache of other systems is of no use. */
export function bindingHash(binding: Binding): string {
  const { source, destination, branch, snapshotVersion } = binding;
  return shortHash({ source, destination, branch, snapshotVersion });
}

function shortHash(facts: JsonObject): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('hex').slice(0, 12);
}

/** The element as JSON, without its position: that is in the order of the list. */
function elementFacts(element: MappingElement): JsonObject {
  return {
    kind: element.kind,
    endpoint: element.endpoint,
    identifiers: [...element.identifiers],
    fields: element.fields.map(asJson),
    filters: element.filters.map(asJson),
    transforms: element.transforms.map(asJson),
  };
}

function asJson(facts: object): JsonValue {
  return JSON.parse(JSON.stringify(facts)) as JsonValue;
}

function schemaFacts(mappings: readonly MappingElement[], schema: DestinationSchema): JsonValue[] {
  const mapped = new Set(mappings.map((element) => element.kind));
  const named = new Set([...mapped, ...mappings.flatMap(referencedKinds)]);
  for (const kind of mapped) {
    for (const relationship of schema.kinds.get(kind)?.relationships.values() ?? []) {
      named.add(relationship.peer);
    }
  }
  return [...named].sort(compareText).map((kind) => {
    const found = schema.kinds.get(kind);
    if (found === undefined) return { kind, missing: true };
    return mapped.has(kind) ? mappedKindFacts(found) : referencedKindFacts(found);
  });
}

function referencedKinds(element: MappingElement): string[] {
  return element.fields.flatMap((field) =>
    'reference' in field && field.reference !== undefined ? [field.reference] : [],
  );
}

function mappedKindFacts(kind: KindSchema): JsonObject {
  return {
    ...referencedKindFacts(kind),
    attributes: [...kind.attributes.values()]
      .sort((left, right) => compareText(left.name, right.name))
      .map((attribute) => ({
        name: attribute.name,
        kind: attribute.kind,
        optional: attribute.optional,
        defaultValue: attribute.defaultValue,
        unique: attribute.unique,
        readOnly: attribute.readOnly,
        choices: attribute.choices.toSorted(compareText),
      })),
    relationships: [...kind.relationships.values()]
      .sort((left, right) => compareText(left.name, right.name))
      .map(({ name, peer, cardinality, kind: relationshipKind, optional, readOnly }) => {
        return { name, peer, cardinality, kind: relationshipKind, optional, readOnly };
      }),
    uniquenessConstraints: kind.uniquenessConstraints.map((constraint) => [...constraint]),
  };
}

/** What matters of a kind that rows point at: which kinds a generic stands for, and how a peer is named. */
function referencedKindFacts(kind: KindSchema): JsonObject {
  return {
    kind: kind.kind,
    isGeneric: kind.isGeneric,
    usedBy: kind.usedBy.toSorted(compareText),
    humanFriendlyId: [...kind.humanFriendlyId],
  };
}
