import { type LabelReaders, labelReaders } from './label-readers.ts';
import type {
  AttributeSchema,
  GenericSchema,
  NodeSchema,
  RelationshipSchema,
  SchemaAnswer,
} from './schema-types.ts';

/** A relationship as seen from one of its ends, with the keys under which the store keeps its edges. */
export interface RelationshipModel {
  readonly schema: RelationshipSchema;
  readonly key: string;
  /** The same relationship as seen from the peer. */
  readonly inverseKey: string;
}

/** A kind or generic with its fields at hand. */
export interface KindModel {
  readonly kind: string;
  readonly schema: NodeSchema | GenericSchema;
  readonly generic: boolean;
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly relationships: ReadonlyMap<string, RelationshipModel>;
  readonly relationshipsByKey: ReadonlyMap<string, RelationshipModel>;
  /** The kinds that its objects have: itself, or what uses the generic. */
  readonly concrete: readonly string[];
  /** The generics it inherits from, CoreNode aside. */
  readonly inherits: readonly string[];
}

/** All kinds of a schema by name. */
export interface Model {
  readonly answer: SchemaAnswer;
  readonly kinds: ReadonlyMap<string, KindModel>;
  readonly labelReaders: LabelReaders;
}

/** @param answer a schema as `GET /api/schema` gives it; relationships to kinds that it lacks are left out */
export function createModel(answer: SchemaAnswer): Model {
  const schemas = [...answer.nodes, ...answer.generics];
  const known = new Set(schemas.map((schema) => schema.kind));
  const kinds = new Map(schemas.map((schema) => [schema.kind, modelOf(schema, known)]));
  return { answer, kinds, labelReaders: labelReaders(kinds) };
}

/** @throws Error when the schema has no such kind: a mistake of the caller, not of a client */
export function kindModel(model: Model, kind: string): KindModel {
  const found = model.kinds.get(kind);
  if (!found) throw new Error(`The schema has no kind ${kind}`);
  return found;
}

function modelOf(schema: NodeSchema | GenericSchema, known: ReadonlySet<string>): KindModel {
  const relationships = schema.relationships
    .filter((relationship) => known.has(relationship.peer))
    .map((relationship) => ({
      schema: relationship,
      key: relationship.identifier + marks[relationship.direction],
      inverseKey: relationship.identifier + marks[opposites[relationship.direction]],
    }));
  const generic = 'used_by' in schema;
  return {
    kind: schema.kind,
    schema,
    generic,
    attributes: new Map(schema.attributes.map((attribute) => [attribute.name, attribute])),
    relationships: new Map(relationships.map((relationship) => [relationship.schema.name, relationship])),
    relationshipsByKey: new Map(relationships.map((relationship) => [relationship.key, relationship])),
    concrete: generic ? schema.used_by.filter((kind) => known.has(kind)) : [schema.kind],
    inherits: generic ? [] : schema.inherit_from.filter((kind) => known.has(kind)),
  };
}

/** The key of a relationship as its other end knows it. */
export function inverseOf(key: string): string {
  if (key.endsWith('>')) return `${key.slice(0, -1)}<`;
  return key.endsWith('<') ? `${key.slice(0, -1)}>` : key;
}

/** The attributes, per kind, that objects are looked up by: unique ones and those in an identifier or constraint. */
export function lookedUpAttributes(model: Model): Set<string> {
  const found = new Set<string>();
  for (const { schema, concrete, attributes } of model.kinds.values()) {
    const paths = [
      schema.human_friendly_id ?? [],
      schema.uniqueness_constraints?.flat() ?? [],
      schema.default_filter ?? [],
    ];
    for (const path of paths.flat()) {
      const [name = ''] = path.split('__');
      if (attributes.has(name)) for (const kind of concrete) found.add(`${kind}.${name}`);
    }
  }
  return found;
}

const marks = { bidirectional: '', outbound: '>', inbound: '<' } as const;
const opposites = { bidirectional: 'bidirectional', outbound: 'inbound', inbound: 'outbound' } as const;
