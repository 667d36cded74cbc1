import { SyncError } from '../../errors.ts';
import type { JsonValue } from '../../json.ts';
import type {
  AttributeSchema,
  DestinationSchema,
  KindSchema,
  RelationshipSchema,
} from '../../mapping/kind-schema.ts';
import type { FieldShape, KindShape, RestShape } from './settings-shape.ts';

/** How one field of a kind is read and written. */
export interface ModelField {
  readonly name: string;
  /** Dotted path in the object as the server answers it. */
  readonly path: string;
  /** Where it is written. */
  readonly key: string;
  readonly shape: FieldShape;
}

/** One kind of a REST destination. */
export interface ModelKind {
  readonly kind: string;
  readonly endpoint: string;
  readonly fields: ReadonlyMap<string, ModelField>;
  readonly humanFriendlyId: readonly string[];
}

export type Model = ReadonlyMap<string, ModelKind>;

/** Names of types as Infrahub has them, which rows are converted by. */
const TYPES = {
  any: 'Any',
  text: 'Text',
  number: 'Number',
  boolean: 'Boolean',
  list: 'List',
  json: 'JSON',
} as const;

/**
 * The kinds that the settings declare. One for an endpoint that another kind has as well is another name for that
 * kind: what it says of a field is added to what the other says of the field with the same path.
 * @throws SyncError CONFIG_INVALID for a reference to a kind that is not declared
 */
export function createModel({ kinds }: Pick<RestShape, 'kinds'>): Model {
  const names = Object.keys(kinds);
  const model = new Map<string, ModelKind>();
  for (const kind of names) {
    const shape = kinds[kind];
    if (shape === undefined) continue;
    const endpoint = endpointOf(kind, shape);
    const base = kinds[endpoint.replaceAll('/', '.')];
    const fields = base === undefined || base === shape ? ownFields(shape) : aliased(shape, base);
    model.set(kind, {
      kind,
      endpoint,
      fields,
      humanFriendlyId: shape.human_friendly_id ?? base?.human_friendly_id ?? [],
    });
  }
  return new Map([...model].map(([kind, entry]) => [kind, withPeers(entry, model)]));
}

function endpointOf(kind: string, { endpoint }: KindShape): string {
  return (endpoint ?? kind.replaceAll('.', '/')).replace(/^\/+|\/+$/g, '');
}

function ownFields({ fields }: KindShape): ReadonlyMap<string, ModelField> {
  return new Map(Object.entries(fields).map(([name, shape]) => [name, fieldOf(name, shapeOf(shape))]));
}

function aliased(own: KindShape, base: KindShape): ReadonlyMap<string, ModelField> {
  const known = [...ownFields(base).values()];
  const fields = new Map<string, ModelField>();
  const covered = new Set<string>();
  for (const field of ownFields(own).values()) {
    const same = known.find(({ key }) => key === field.key);
    covered.add(field.key);
    fields.set(field.name, {
      ...field,
      shape: { ...same?.shape, ...field.shape },
      path: field.shape.path ?? same?.path ?? field.path,
    });
  }
  for (const field of known) {
    if (!covered.has(field.key) && !fields.has(field.name)) fields.set(field.name, field);
  }
  return fields;
}

function shapeOf(shape: KindShape['fields'][string]): FieldShape {
  return typeof shape === 'string' ? { type: shape } : shape;
}

function fieldOf(name: string, shape: FieldShape): ModelField {
  const path = shape.path ?? name;
  return { name, path, key: path.split('.')[0] ?? path, shape };
}

/** A reference leads to the kind of that name, or to the one other name that its endpoint has. */
function withPeers(entry: ModelKind, model: Model): ModelKind {
  const fields = [...entry.fields.values()].map((field): ModelField => {
    const { to } = field.shape;
    if (to === undefined) return field;
    const target = model.get(to);
    if (target === undefined) {
      throw new SyncError({
        code: 'CONFIG_INVALID',
        message: `the field "${field.name}" of "${entry.kind}" refers to "${to}", which is not among the kinds`,
        hint: 'Declare it below `kinds` of the destination, with its endpoint.',
      });
    }
    const others = [...model.values()].filter(
      ({ kind, endpoint }) => endpoint === target.endpoint && kind !== endpoint.replaceAll('/', '.'),
    );
    const [only] = others;
    const peer = others.length === 1 && only !== undefined ? only.kind : to;
    return { ...field, shape: { ...field.shape, to: peer } };
  });
  return { ...entry, fields: new Map(fields.map((field) => [field.name, field])) };
}

/** The declared kinds as a schema. */
export function schemaOf(model: Model): DestinationSchema {
  return { kinds: new Map([...model.values()].map((entry) => [entry.kind, kindSchema(entry)])) };
}

function kindSchema({ kind, fields, humanFriendlyId }: ModelKind): KindSchema {
  const all = [...fields.values()];
  const attributes = all.filter(({ shape }) => shape.to === undefined).map(attributeSchema);
  const relationships = all.flatMap(({ name, shape }) =>
    shape.to === undefined ? [] : [relationshipSchema(name, shape.to, shape)],
  );
  return {
    kind,
    attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
    relationships: new Map(relationships.map((relationship) => [relationship.name, relationship])),
    humanFriendlyId,
    uniquenessConstraints: [],
    usedBy: [],
    isGeneric: false,
  };
}

function attributeSchema({ name, shape }: ModelField): AttributeSchema {
  return {
    name,
    kind: TYPES[shape.type ?? 'any'],
    optional: !(shape.required ?? false),
    defaultValue: (shape.default ?? null) as JsonValue,
    unique: shape.unique ?? false,
    readOnly: shape.read_only ?? false,
    choices: shape.choices ?? [],
  };
}

function relationshipSchema(name: string, peer: string, shape: FieldShape): RelationshipSchema {
  return {
    name,
    peer,
    cardinality: shape.many === true ? 'many' : 'one',
    kind: 'Attribute',
    optional: !(shape.required ?? false),
    readOnly: shape.read_only ?? false,
  };
}
