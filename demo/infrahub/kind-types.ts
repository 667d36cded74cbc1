import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLString,
} from 'graphql';
import { type AttributeTypes, createAttributeTypes } from './attribute-types.ts';
import type { InfrahubVersion, RequestContext } from './context.ts';
import { derivedPeers } from './derived-peers.ts';
import { attributeFilters, type Filter, topFilters } from './filters.ts';
import { type KindModel, kindModel, type Model, type RelationshipModel } from './model.ts';
import { createMetadataTypes, createNestedTypes, type NodeType } from './nested-types.ts';
import { dateTime } from './scalars.ts';
import { type ListArguments, select, selectPeers } from './select.ts';
import type { AttributeVersion, StoredNode } from './store.ts';
import { formatStamp } from './time.ts';
import { attributeOf, displayLabel, humanFriendlyId, type Peer, peerOf, peersOf, type View } from './view.ts';

type Field<Source> = GraphQLFieldConfig<Source, RequestContext>;
type Fields<Source> = GraphQLFieldConfigMap<Source, RequestContext>;

/** The GraphQL types of all kinds. */
export interface KindTypes {
  readonly all: readonly NodeType[];
  node(kind: string): NodeType;
  attribute(kind: string): AttributeTypes;
  /** The query field of a kind. */
  query(kind: KindModel): Field<unknown>;
}

interface NestedNode extends Peer {
  /** true where a mutation answers with the peer of a `one` relationship: its hfid is empty there. */
  readonly anonymous: boolean;
}

const ascOrDesc = new GraphQLEnumType({ name: 'OrderDirection', values: { ASC: {}, DESC: {} } });

/** Makes, for each kind and generic, the types that Infrahub makes: the node, its edges and its pages, plain and nested. */
export function createKindTypes(model: Model, version: InfrahubVersion): KindTypes {
  const nodes = new Map<string, NodeType>();
  const node = (kind: string): NodeType => nodes.get(kind) ?? missing(kind);
  const attribute = createAttributeTypes(version, () => ({
    source: node('LineageSource'),
    owner: node('LineageOwner'),
    account: node('CoreGenericAccount'),
  }));
  const order = orderInput(version);
  const metadata = createMetadataTypes(version, node);
  const nested = createNestedTypes(model, node, version, metadata);
  for (const kind of model.kinds.values()) nodes.set(kind.kind, nodeType(kind));
  return { all: [...nodes.values()], node, attribute, query };

  function nodeType(kind: KindModel): NodeType {
    const fields = (): Fields<StoredNode> => ({
      id: {
        type: kind.generic ? GraphQLString : new GraphQLNonNull(GraphQLString),
        resolve: (one) => one.id,
      },
      hfid: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), resolve: hfidOf },
      display_label: { type: GraphQLString, resolve: (one, _, { view }) => displayLabel(view, one) },
      ...(version === '1.4.13'
        ? { _updated_at: { type: dateTime, resolve: (one: StoredNode) => formatStamp(one.createdAt) } }
        : {}),
      ...attributeFields(kind),
      ...relationshipFields(kind),
    });
    if (kind.generic)
      return new GraphQLInterfaceType({
        name: kind.kind,
        fields,
        resolveType: (one: StoredNode) => one.kind,
      });
    return new GraphQLObjectType<StoredNode, RequestContext>({
      name: kind.kind,
      fields,
      interfaces: () => interfacesOf(kind).flatMap((name) => interfaceNamed(nodes, name)),
    });
  }

  function interfacesOf(kind: KindModel): string[] {
    // A group has no member_of_groups, so it cannot be a CoreNode although it is listed as one.
    return kind.inherits.includes('CoreGroup') ? [...kind.inherits] : [...kind.inherits, 'CoreNode'];
  }

  function attributeFields(kind: KindModel): Fields<StoredNode> {
    const entries = [...kind.attributes.values()].map((schema): [string, Field<StoredNode>] => [
      schema.name,
      {
        type: attribute(schema.kind).output,
        resolve: (one, _, { view }) => readAttribute(view, one, schema.name),
      },
    ]);
    return Object.fromEntries(entries);
  }

  function relationshipFields(kind: KindModel): Fields<StoredNode> {
    const entries = [...kind.relationships.values()].map((relationship): [string, Field<StoredNode>] => [
      relationship.schema.name,
      relationship.schema.cardinality === 'one' ? one(relationship) : many(relationship),
    ]);
    return Object.fromEntries(entries);
  }

  function one(relationship: RelationshipModel): Field<StoredNode> {
    return {
      type: new GraphQLNonNull(nested.edged(relationship.schema.peer)),
      resolve(source, _args, { view }, info?: GraphQLResolveInfo): NestedNode | object {
        const peer = peerOf(view, source, ownRelationship(model, source, relationship));
        return peer ? { ...peer, anonymous: info?.operation.operation === 'mutation' } : {};
      },
    };
  }

  function many(relationship: RelationshipModel): Field<StoredNode> {
    const filters = attributeFilters(kindModel(model, relationship.schema.peer), attribute);
    return {
      type: new GraphQLNonNull(nested.paginated(relationship.schema.peer)),
      args: { ...listArguments(order), ...filterArguments(filters) },
      resolve(source, args: ListArguments, { view }) {
        const found = peersOf(view, source, ownRelationship(model, source, relationship));
        const selected = selectPeers(view, found, filters, args);
        return { count: selected.count, edges: selected.peers };
      },
    };
  }

  function query(kind: KindModel): Field<unknown> {
    const filters = topFilters(model, kind, attribute, version);
    const edged = new GraphQLObjectType<StoredNode, RequestContext>({
      name: `Edged${kind.kind}`,
      fields: {
        node: { type: node(kind.kind), resolve: (one) => one },
        ...metadata.nodeField((one: StoredNode) => one),
      },
    });
    const paginated = new GraphQLObjectType({
      name: `Paginated${kind.kind}`,
      fields: {
        count: { type: new GraphQLNonNull(GraphQLInt) },
        edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edged))) },
      },
    });
    const hfid = kind.schema.human_friendly_id ? { hfid: { type: new GraphQLList(GraphQLString) } } : {};
    return {
      type: new GraphQLNonNull(paginated),
      args: {
        ...listArguments(order),
        ...hfid,
        partial_match: { type: GraphQLBoolean },
        ...filterArguments(filters),
      },
      resolve(_source, args: ListArguments, context) {
        const { count, nodes: found } = select(context, kind, filters, args);
        return { count, edges: found };
      },
    };
  }
}

/** An attribute as it is stored, but for the one that depends on the other prefixes. */
function readAttribute(view: View, node: StoredNode, name: string): AttributeVersion | undefined {
  const version = attributeOf(view, node, name);
  if (name !== 'is_top_level' || !version) return version;
  return { ...version, value: derivedPeers(view, node, 'parent__child>').length === 0 };
}

function hfidOf(
  node: StoredNode,
  _args: unknown,
  { view }: RequestContext,
  info?: GraphQLResolveInfo,
): string[] | null {
  const hfid = humanFriendlyId(view, node);
  const nested =
    info?.operation.operation === 'mutation' &&
    info.path.prev?.key === 'node' &&
    typeof info.path.prev.prev?.key === 'string';
  return hfid && nested ? [] : hfid;
}

/** The relationship as the object's own kind has it: a generic's field may be resolved on any of its kinds. */
function ownRelationship(model: Model, node: StoredNode, relationship: RelationshipModel): RelationshipModel {
  return kindModel(model, node.kind).relationships.get(relationship.schema.name) ?? relationship;
}

function orderInput(version: InfrahubVersion): GraphQLInputObjectType {
  const metadata = new GraphQLInputObjectType({
    name: 'InfrahubNodeMetadataOrder',
    fields: { created_at: { type: ascOrDesc }, updated_at: { type: ascOrDesc } },
  });
  return new GraphQLInputObjectType({
    name: 'OrderInput',
    fields: {
      disable: { type: GraphQLBoolean },
      ...(version === '1.11.9' ? { node_metadata: { type: metadata } } : {}),
    },
  });
}

function listArguments(order: GraphQLInputObjectType): GraphQLFieldConfigArgumentMap {
  return {
    offset: { type: GraphQLInt },
    limit: { type: GraphQLInt },
    order: { type: order },
    ids: { type: new GraphQLList(GraphQLID) },
  };
}

function filterArguments(filters: ReadonlyMap<string, Filter>): GraphQLFieldConfigArgumentMap {
  return Object.fromEntries([...filters].map(([name, { type }]) => [name, { type }]));
}

function interfaceNamed(nodes: ReadonlyMap<string, NodeType>, name: string): GraphQLInterfaceType[] {
  const found = nodes.get(name);
  return found instanceof GraphQLInterfaceType ? [found] : [];
}

function missing(kind: string): never {
  throw new Error(`The schema has no kind ${kind}`);
}
