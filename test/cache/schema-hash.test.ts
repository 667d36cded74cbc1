import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindingHash, schemaHash } from '../../src/cache/schema-hash.ts';
import type { MappingElement } from '../../src/config/sync.ts';
import type {
  AttributeSchema,
  DestinationSchema,
  KindSchema,
  RelationshipSchema,
} from '../../src/mapping/kind-schema.ts';

const name: AttributeSchema = {
  name: 'name',
  kind: 'Text',
  optional: false,
  defaultValue: null,
  unique: true,
  readOnly: false,
  choices: [],
};
const status: AttributeSchema = {
  ...name,
  name: 'status',
  kind: 'Dropdown',
  optional: true,
  unique: false,
  defaultValue: 'active',
  choices: ['active', 'planned'],
};
const location: RelationshipSchema = {
  name: 'location',
  peer: 'LocationGeneric',
  cardinality: 'one',
  kind: 'Attribute',
  optional: true,
  readOnly: false,
};
const tags: RelationshipSchema = { ...location, name: 'tags', peer: 'BuiltinTag', cardinality: 'many' };

function kind(of: string, more: Partial<KindSchema> = {}): KindSchema {
  return {
    kind: of,
    attributes: new Map(),
    relationships: new Map(),
    humanFriendlyId: ['name__value'],
    uniquenessConstraints: [],
    usedBy: [],
    isGeneric: false,
    ...more,
  };
}

const device = kind('DcimDevice', {
  attributes: new Map([name, status].map((attribute) => [attribute.name, attribute])),
  relationships: new Map([location, tags].map((relationship) => [relationship.name, relationship])),
});
const generic = kind('LocationGeneric', { isGeneric: true, usedBy: ['LocationSite', 'LocationRoom'] });
const tag = kind('BuiltinTag');

function schemaOf(...kinds: readonly KindSchema[]): DestinationSchema {
  return { kinds: new Map(kinds.map((item) => [item.kind, item])) };
}

function withAttribute(change: Partial<AttributeSchema>): DestinationSchema {
  const attributes = new Map(device.attributes).set('status', { ...status, ...change });
  return schemaOf({ ...device, attributes }, generic, tag);
}

function withRelationship(change: Partial<RelationshipSchema>): DestinationSchema {
  const relationships = new Map(device.relationships).set('location', { ...location, ...change });
  return schemaOf({ ...device, relationships }, generic, tag);
}

const schema = schemaOf(device, generic, tag);

const element: MappingElement = {
  index: 0,
  kind: 'DcimDevice',
  endpoint: 'dcim.devices',
  identifiers: ['name', 'location'],
  fields: [
    { type: 'path', name: 'name', path: 'name' },
    { type: 'static', name: 'status', value: 'active', reference: undefined },
    { type: 'reference', name: 'location', path: 'site', reference: 'LocationGeneric' },
  ],
  filters: [
    { field: 'status.value', operation: '==', value: 'active' },
    { field: 'name', operation: 'is_not_empty', value: null },
  ],
  transforms: [
    { field: 'a', expression: '{{ name }}' },
    { field: 'b', expression: '{{ a }}' },
  ],
};
const other: MappingElement = { ...element, index: 1, endpoint: 'virtualization.virtual-machines' };
const mappings = [element, other];

const [path, fixed, reference] = element.fields;

function withElement(change: Partial<MappingElement>): readonly MappingElement[] {
  return [{ ...element, ...change }, other];
}

function withFields(...fields: readonly (MappingElement['fields'][number] | undefined)[]) {
  return withElement({ fields: fields.filter((field) => field !== undefined) });
}

describe('the schema hash', () => {
  test('is 12 hexadecimal digits, the same on every machine', () => {
    expect(schemaHash(mappings, schema)).toMatch(/^[0-9a-f]{12}$/);
    expect(schemaHash(mappings, schema)).toBe(schemaHash(mappings, schema));
  });

  test.each<[string, readonly MappingElement[]]>([
    ['the kind', withElement({ kind: 'DcimRack' })],
    ['the endpoint', withElement({ endpoint: 'dcim.racks' })],
    ['the identifiers', withElement({ identifiers: ['name'] })],
    ['the order of the identifiers', withElement({ identifiers: ['location', 'name'] })],
    ['a field less', withFields(path, fixed)],
    ["a field's name", withFields({ type: 'path', name: 'label', path: 'name' }, fixed, reference)],
    ["a field's path", withFields({ type: 'path', name: 'name', path: 'label' }, fixed, reference)],
    [
      'a static value',
      withFields(path, { type: 'static', name: 'status', value: null, reference: undefined }, reference),
    ],
    [
      'a static value that becomes a reference',
      withFields(path, { type: 'static', name: 'status', value: 'active', reference: 'X' }, reference),
    ],
    [
      'a reference',
      withFields(path, fixed, { type: 'reference', name: 'location', path: 'site', reference: 'X' }),
    ],
    ["a field's type", withFields({ type: 'documentation', name: 'name' }, fixed, reference)],
    ['a filter less', withElement({ filters: element.filters.slice(1) })],
    ["a filter's value", withElement({ filters: [{ field: 'status.value', operation: '==', value: 'x' }] })],
    [
      "a filter's operation",
      withElement({ filters: [{ field: 'status.value', operation: '!=', value: 'active' }] }),
    ],
    ["a transform's expression", withElement({ transforms: [{ field: 'a', expression: '{{name}}' }] })],
    ['the order of the transforms', withElement({ transforms: element.transforms.toReversed() })],
    ['the order of the elements', mappings.toReversed()],
    ['an element less', [element]],
  ])('changes with %s of the mapping', (_, changed) => {
    expect(schemaHash(changed, schema)).not.toBe(schemaHash(mappings, schema));
  });

  test.each<[string, DestinationSchema]>([
    ["an attribute's kind", withAttribute({ kind: 'Text' })],
    ["an attribute's default", withAttribute({ defaultValue: 'planned' })],
    ['an attribute that becomes mandatory', withAttribute({ optional: false })],
    ['an attribute that becomes unique', withAttribute({ unique: true })],
    ["an attribute's choices", withAttribute({ choices: ['active'] })],
    ["a relationship's peer", withRelationship({ peer: 'LocationSite' })],
    ["a relationship's cardinality", withRelationship({ cardinality: 'many' })],
    ['the kinds that a generic stands for', schemaOf(device, { ...generic, usedBy: ['LocationSite'] }, tag)],
    ["a peer's human-friendly id", schemaOf(device, generic, { ...tag, humanFriendlyId: ['slug__value'] })],
    ['a kind that is gone', schemaOf(generic, tag)],
  ])('changes with %s at the destination', (_, changed) => {
    expect(schemaHash(mappings, changed)).not.toBe(schemaHash(mappings, schema));
  });

  test('does not change with what is neither mapped nor referenced', () => {
    const more = schemaOf(device, generic, tag, kind('IpamPrefix', { attributes: device.attributes }));
    expect(schemaHash(mappings, more)).toBe(schemaHash(mappings, schema));
  });

  test('does not see the order of keys, of the server’s answer, or of choices', () => {
    const shuffled = <Value extends object>(value: Value): fc.Arbitrary<Value> =>
      fc
        .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
        .map((entries) => Object.fromEntries(entries) as Value);
    const shuffledMap = <Value>(map: ReadonlyMap<string, Value>) =>
      fc.shuffledSubarray([...map], { minLength: map.size }).map((entries) => new Map(entries));
    const inputs = fc.record({
      one: shuffled(element),
      two: shuffled(other),
      fields: fc.tuple(...element.fields.map(shuffled)),
      attributes: shuffledMap(device.attributes),
      relationships: shuffledMap(device.relationships),
      kinds: shuffledMap(schema.kinds),
      choices: fc.shuffledSubarray([...status.choices], { minLength: 2 }),
      usedBy: fc.shuffledSubarray([...generic.usedBy], { minLength: 2 }),
    });
    fc.assert(
      fc.property(inputs, ({ one, two, fields, attributes, relationships, kinds, choices, usedBy }) => {
        attributes.set('status', { ...status, choices });
        kinds.set('DcimDevice', { ...device, attributes, relationships });
        kinds.set('LocationGeneric', { ...generic, usedBy });
        expect(schemaHash([{ ...one, fields }, two], { kinds })).toBe(schemaHash(mappings, schema));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the binding', () => {
  const binding = {
    source: 'https://netbox',
    destination: 'https://infrahub',
    branch: 'main',
    snapshotVersion: 1,
  };

  test.each([
    ['source', { source: 'https://other' }],
    ['destination', { destination: 'https://other' }],
    ['branch', { branch: 'review' }],
    ['snapshot version', { snapshotVersion: 2 }],
  ])('changes with the %s', (_, change) => {
    expect(bindingHash(binding)).toMatch(/^[0-9a-f]{12}$/);
    expect(bindingHash({ ...binding, ...change })).not.toBe(bindingHash(binding));
  });

  test('tells source and destination apart', () => {
    const swapped = { ...binding, source: binding.destination, destination: binding.source };
    expect(bindingHash(swapped)).not.toBe(bindingHash(binding));
  });
});
