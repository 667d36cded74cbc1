import type {
  AttributeSchema,
  DestinationSchema,
  KindSchema,
  RelationshipSchema,
} from '../../src/mapping/kind-schema.ts';

export function attribute(name: string, more: Partial<AttributeSchema> = {}): AttributeSchema {
  return {
    name,
    kind: 'Text',
    optional: true,
    defaultValue: null,
    unique: false,
    readOnly: false,
    choices: [],
    ...more,
  };
}

export function relationship(
  name: string,
  peer: string,
  more: Partial<RelationshipSchema> = {},
): RelationshipSchema {
  return { name, peer, cardinality: 'one', kind: 'Attribute', optional: true, readOnly: false, ...more };
}

export function kind(
  name: string,
  fields: readonly (AttributeSchema | RelationshipSchema)[],
  more: Partial<KindSchema> = {},
): KindSchema {
  const relationships = fields.flatMap((field) => ('peer' in field ? [field] : []));
  const attributes = fields.flatMap((field) => ('peer' in field ? [] : [field]));
  return {
    kind: name,
    attributes: new Map(attributes.map((field) => [field.name, field])),
    relationships: new Map(relationships.map((field) => [field.name, field])),
    humanFriendlyId: [],
    uniquenessConstraints: [],
    usedBy: [],
    isGeneric: false,
    ...more,
  };
}

export function schemaOf(...kinds: readonly KindSchema[]): DestinationSchema {
  return { kinds: new Map(kinds.map((entry) => [entry.kind, entry])) };
}

/** A schema with one of everything that a check looks at. */
export const SCHEMA = schemaOf(
  kind('LocationSite', [
    attribute('name', { optional: false, unique: true }),
    attribute('status', { kind: 'Dropdown', choices: ['active', 'retired'], defaultValue: 'active' }),
    attribute('height', { kind: 'Number' }),
    attribute('utilization', { kind: 'Number', readOnly: true }),
    attribute('facts', { kind: 'JSON' }),
    relationship('tags', 'BuiltinTag', { cardinality: 'many' }),
    relationship('devices', 'DcimDevice', { cardinality: 'many', kind: 'Component' }),
    relationship('parent', 'LocationPlace', { kind: 'Hierarchy', readOnly: true }),
  ]),
  kind('BuiltinTag', [attribute('name', { optional: false, unique: true })]),
  kind(
    'DcimDevice',
    [
      attribute('name', { optional: false }),
      relationship('site', 'LocationSite', { optional: false }),
      relationship('place', 'LocationPlace'),
    ],
    { uniquenessConstraints: [['site', 'name__value']] },
  ),
  kind('DcimInterface', [attribute('name', { optional: false })], {
    isGeneric: true,
    usedBy: ['DcimPhysicalInterface'],
  }),
  kind('DcimPhysicalInterface', [
    attribute('name', { optional: false }),
    relationship('device', 'DcimDevice', { kind: 'Parent', optional: false }),
  ]),
  kind('LocationPlace', [attribute('name', { optional: false, unique: true })], {
    isGeneric: true,
    usedBy: ['LocationSite'],
  }),
);
