import { GraphQLBoolean, GraphQLID, type GraphQLInputType, GraphQLList, GraphQLString } from 'graphql';
import type { AttributeTypes } from './attribute-types.ts';
import type { InfrahubVersion } from './context.ts';
import { type KindModel, kindModel, type Model, type RelationshipModel } from './model.ts';
import { dateTime } from './scalars.ts';
import type { AttributeSchema, AttributeValue } from './schema-types.ts';
import type { StoredNode } from './store.ts';
import type { Stamp } from './time.ts';
import { attributeOf, peersOf, type View } from './view.ts';

export type Test = (node: StoredNode) => boolean;

/** An argument of a query: its type, and the test that a value of it makes. */
export interface Filter {
  readonly type: GraphQLInputType;
  test(value: unknown, view: View, match: Match): Test;
}

/** How values are compared: exactly, or as a part of the text with `partial_match`. */
export type Match = (actual: AttributeValue, wanted: unknown) => boolean;

export type AttributeTypesOf = (kind: string) => AttributeTypes;

export const exactMatch: Match = (actual, wanted) => actual === wanted;
export const partialMatch: Match = (actual, wanted) =>
  actual !== null && String(actual).toLowerCase().includes(String(wanted).toLowerCase());

/** The arguments that filter a kind at the top of a query, beside `ids` and `hfid`. */
export function topFilters(
  model: Model,
  kind: KindModel,
  types: AttributeTypesOf,
  version: InfrahubVersion,
): Map<string, Filter> {
  const filters = attributeFilters(kind, types);
  for (const relationship of kind.relationships.values())
    for (const [name, filter] of relationshipFilters(model, relationship, types)) filters.set(name, filter);
  filters.set(
    'any__value',
    anyFilter(GraphQLString, (value) => [value]),
  );
  filters.set(
    'any__values',
    anyFilter(new GraphQLList(GraphQLString), (value) => listOf(value)),
  );
  if (version === '1.11.9') for (const [name, filter] of metadataFilters) filters.set(name, filter);
  return filters;
}

/** The arguments that filter the peers of a `many` relationship. */
export function attributeFilters(kind: KindModel, types: AttributeTypesOf): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const schema of kind.attributes.values())
    for (const [suffix, filter] of suffixFilters(schema, types))
      filters.set(`${schema.name}__${suffix}`, filter);
  return filters;
}

function suffixFilters(schema: AttributeSchema, types: AttributeTypesOf): (readonly [string, Filter])[] {
  const type = types(schema.kind).filter;
  const read = (view: View, node: StoredNode) => attributeOf(view, node, schema.name);
  const lineage = (key: 'source' | 'owner'): Filter => ({
    type: GraphQLID,
    test: (value, view) => (node) => read(view, node)?.[key] === value,
  });
  return [
    [
      'value',
      { type, test: (value, view, match) => (node) => match(read(view, node)?.value ?? null, value) },
    ],
    [
      'values',
      {
        type: new GraphQLList(type),
        test: (value, view, match) => (node) =>
          listOf(value).some((one) => match(read(view, node)?.value ?? null, one)),
      },
    ],
    [
      'isnull',
      {
        type: GraphQLBoolean,
        test: (value, view) => (node) => ((read(view, node)?.value ?? null) === null) === value,
      },
    ],
    [
      'is_protected',
      { type: GraphQLBoolean, test: (value, view) => (node) => read(view, node)?.isProtected === value },
    ],
    ['source__id', lineage('source')],
    ['owner__id', lineage('owner')],
  ];
}

function relationshipFilters(
  model: Model,
  relationship: RelationshipModel,
  types: AttributeTypesOf,
): (readonly [string, Filter])[] {
  const { name, peer } = relationship.schema;
  const peers = (view: View, node: StoredNode) => peersOf(view, node, relationship);
  const ids: Filter = {
    type: new GraphQLList(GraphQLID),
    test(value, view) {
      const wanted = new Set(listOf(value));
      return (node) => peers(view, node).some((one) => wanted.has(one.node.id));
    },
  };
  const isNull: Filter = {
    type: GraphQLBoolean,
    test: (value, view) => (node) => (peers(view, node).length === 0) === value,
  };
  const nested = [...attributeFilters(kindModel(model, peer), types)].map(
    ([argument, filter]) =>
      [
        `${name}__${argument}`,
        {
          type: filter.type,
          test(value: unknown, view: View, match: Match): Test {
            const test = filter.test(value, view, match);
            return (node) => peers(view, node).some((one) => test(one.node));
          },
        },
      ] as const,
  );
  return [[`${name}__ids`, ids], [`${name}__isnull`, isNull], ...nested];
}

function anyFilter(type: GraphQLInputType, wanted: (value: unknown) => readonly unknown[]): Filter {
  return {
    type,
    test: (value, view, match) => (node) =>
      [...node.attributes.keys()].some((name) => {
        const actual = attributeOf(view, node, name)?.value ?? null;
        return wanted(value).some((one) => match(actual, one));
      }),
  };
}

const stampTests = {
  '': (actual: Stamp, wanted: Stamp) => actual === wanted,
  __before: (actual: Stamp, wanted: Stamp) => actual < wanted,
  __after: (actual: Stamp, wanted: Stamp) => actual > wanted,
};

const metadataFilters = new Map<string, Filter>([
  ...(['createdAt', 'updatedAt'] as const).flatMap((key) =>
    Object.entries(stampTests).map(([suffix, compare]): [string, Filter] => [
      `node_metadata__${key === 'createdAt' ? 'created_at' : 'updated_at'}${suffix}`,
      { type: dateTime, test: (value) => (node) => compare(node[key], value as Stamp) },
    ]),
  ),
  ...(['createdBy', 'updatedBy'] as const).flatMap((key): [string, Filter][] => {
    const name = `node_metadata__${key === 'createdBy' ? 'created_by' : 'updated_by'}`;
    return [
      [`${name}__id`, { type: GraphQLID, test: (value) => (node) => node[key] === value }],
      [
        `${name}__ids`,
        { type: new GraphQLList(GraphQLID), test: (value) => (node) => listOf(value).includes(node[key]) },
      ],
    ];
  }),
]);

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
