import type { FieldMapping, MappingElement } from '../config/sync.ts';
import type { JsonObject } from '../json.ts';
import { compileFilter } from './filters.ts';
import type { AttributeSchema, DestinationSchema, KindSchema, RelationshipSchema } from './kind-schema.ts';
import { type PathReader, pathReader } from './path.ts';
import { compileTransform, type Transform } from './transforms.ts';

/** All mapping elements of one kind, ready to run. */
export interface KindMapping {
  readonly kind: string;
  readonly identifiers: readonly string[];
  /** Every attribute and relationship that any element names, in the order they first appear. */
  readonly fields: readonly MappedField[];
  readonly elements: readonly ElementMapping[];
}

export type MappedField = MappedAttribute | MappedRelationship;

export interface MappedAttribute {
  readonly type: 'attribute';
  readonly name: string;
  readonly schema: AttributeSchema;
}

export interface MappedRelationship {
  readonly type: 'relationship';
  readonly name: string;
  readonly schema: RelationshipSchema;
  /** The kinds whose rows are looked up, over all elements. */
  readonly targets: readonly string[];
}

/** One mapping element, ready to run. */
export interface ElementMapping {
  readonly kind: string;
  /** Canonical spelling. */
  readonly endpoint: string;
  readonly passes: (record: JsonObject) => boolean;
  readonly transforms: readonly Transform[];
  /** By field name, the ways to fill it; the last that gives a value wins. */
  readonly sources: ReadonlyMap<string, readonly FieldSource[]>;
  /** Dotted paths that the element reads of a record, or everything when that cannot be told. */
  readonly paths: readonly string[] | 'everything';
  /**
   * Those of the paths that a transform fills: the record has them only if it has a field of that very name,
   * which then stands in where the transform gives None.
   */
  readonly filledPaths: readonly string[];
}

export interface FieldSource {
  readonly mapping: Exclude<FieldMapping, { type: 'documentation' }>;
  /** The value that it gives a record: what is at its path, or the static one. */
  readonly read: PathReader;
  /** The kinds that a reference is looked up in; empty for an attribute. */
  readonly targets: readonly string[];
}

/**
 * Compiles the elements of one kind.
 *
 * @param elements those of `schema_mapping` with this kind's name, in the order of the file
 * @param identifiers checked: every one is a mapped field
 * @param mappedKinds all kinds of the schema mapping
 * @throws SyncError FILTER_FAILED or TRANSFORM_UNSUPPORTED for a rule that cannot be run
 */
export function compileKind(
  kind: KindSchema,
  elements: readonly MappingElement[],
  identifiers: readonly string[],
  schema: DestinationSchema,
  mappedKinds: ReadonlySet<string>,
  canonicalEndpoint: (endpoint: string) => string,
): KindMapping {
  const targetsOf = (reference: string) => referenceTargets(reference, schema, mappedKinds);
  const compiled = elements.map((element) => compileElement(kind, element, targetsOf, canonicalEndpoint));
  return {
    kind: kind.kind,
    identifiers,
    fields: mappedFields(kind, elements, compiled, targetsOf),
    elements: compiled,
  };
}

/**
 * The kinds that a reference may point at: itself when it is mapped; for a generic, the mapped kinds that
 * inherit from it; otherwise itself, as objects that exist at the destination beforehand.
 */
export function referenceTargets(
  reference: string,
  schema: DestinationSchema,
  mappedKinds: ReadonlySet<string>,
): readonly string[] {
  if (mappedKinds.has(reference)) return [reference];
  const mapped = (schema.kinds.get(reference)?.usedBy ?? []).filter((kind) => mappedKinds.has(kind));
  return mapped.length > 0 ? mapped : [reference];
}

function compileElement(
  kind: KindSchema,
  element: MappingElement,
  targetsOf: (reference: string) => readonly string[],
  canonicalEndpoint: (endpoint: string) => string,
): ElementMapping {
  const filters = element.filters.map(compileFilter);
  const transforms = element.transforms.map(compileTransform);
  const sources = new Map<string, FieldSource[]>();
  for (const mapping of element.fields) {
    if (mapping.type === 'documentation') continue;
    const source = { mapping, read: readerOf(mapping), targets: targetsOfField(kind, mapping, targetsOf) };
    sources.set(mapping.name, [...(sources.get(mapping.name) ?? []), source]);
  }
  return {
    kind: kind.kind,
    endpoint: canonicalEndpoint(element.endpoint),
    passes: (record) => filters.every((filter) => filter(record)),
    transforms,
    sources,
    ...pathsOf(element, transforms),
  };
}

function readerOf(mapping: FieldSource['mapping']): PathReader {
  return mapping.type === 'static' ? () => mapping.value : pathReader(mapping.path);
}

function targetsOfField(
  kind: KindSchema,
  mapping: FieldSource['mapping'],
  targetsOf: (reference: string) => readonly string[],
): readonly string[] {
  const relationship = kind.relationships.get(mapping.name);
  if (relationship === undefined) return [];
  const named = mapping.type === 'path' ? undefined : mapping.reference;
  return targetsOf(named ?? relationship.peer);
}

/** What an element reads of the record, and which of it a transform fills. */
function pathsOf(
  element: MappingElement,
  transforms: readonly Transform[],
): Pick<ElementMapping, 'paths' | 'filledPaths'> {
  const read = new Set(element.filters.map((filter) => filter.field));
  for (const transform of transforms) {
    if (transform.paths === 'everything') return { paths: 'everything', filledPaths: [] };
    // An expression may do anything with what it names, so it gets all of it.
    for (const path of transform.paths) read.add(`${path}.*`);
  }
  const targets = new Set(element.transforms.map((transform) => transform.field));
  const filled = new Set<string>();
  for (const field of element.fields) {
    if (field.type !== 'path' && field.type !== 'reference') continue;
    const [head = ''] = field.path.split('.');
    if (targets.has(head) && ![...read].some((path) => path.split('.')[0] === head)) filled.add(field.path);
    else read.add(field.path);
  }
  return { paths: [...read, ...filled].sort(), filledPaths: [...filled].sort() };
}

function mappedFields(
  kind: KindSchema,
  elements: readonly MappingElement[],
  compiled: readonly ElementMapping[],
  targetsOf: (reference: string) => readonly string[],
): readonly MappedField[] {
  const fields = new Map<string, MappedField>();
  for (const { name, type } of elements.flatMap((element) => element.fields)) {
    const attribute = kind.attributes.get(name);
    const relationship = kind.relationships.get(name);
    if (type === 'documentation' || fields.has(name)) continue;
    if (attribute !== undefined) fields.set(name, { type: 'attribute', name, schema: attribute });
    // Components are the children's business: the child names its parent.
    if (relationship !== undefined && relationship.kind !== 'Component') {
      const named = compiled
        .flatMap((element) => element.sources.get(name) ?? [])
        .flatMap(({ targets }) => targets);
      const targets = [...new Set([...named, ...targetsOf(relationship.peer)])];
      fields.set(name, { type: 'relationship', name, schema: relationship, targets });
    }
  }
  return [...fields.values()];
}
