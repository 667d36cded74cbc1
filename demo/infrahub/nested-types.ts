import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  type GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { InfrahubVersion, RequestContext } from './context.ts';
import { kindModel, type Model } from './model.ts';
import { dateTime } from './scalars.ts';
import type { StoredNode } from './store.ts';
import { formatStamp } from './time.ts';
import { edgeProperties, type Peer } from './view.ts';

/** The type of a kind or generic. */
export type NodeType = GraphQLObjectType<StoredNode, RequestContext> | GraphQLInterfaceType;
type Fields<Source> = GraphQLFieldConfigMap<Source, RequestContext>;

/** What 1.11 says about objects and edges; 1.4 says nothing. */
export interface MetadataTypes {
  nodeField<Source>(read: (source: Source) => StoredNode | undefined): Fields<Source>;
  relationshipFields(): Fields<Peer>;
}

export function createMetadataTypes(
  version: InfrahubVersion,
  node: (kind: string) => NodeType,
): MetadataTypes {
  const nodeMetadata = new GraphQLObjectType<StoredNode, RequestContext>({
    name: 'InfrahubNodeMetadata',
    fields: () => ({
      created_at: { type: dateTime, resolve: (one) => formatStamp(one.createdAt) },
      created_by: {
        type: node('CoreGenericAccount'),
        resolve: (one, _, { view }) => view.store.nodes.get(one.createdBy),
      },
      updated_at: { type: dateTime, resolve: (one) => formatStamp(one.updatedAt) },
      updated_by: {
        type: node('CoreGenericAccount'),
        resolve: (one, _, { view }) => view.store.nodes.get(one.updatedBy),
      },
    }),
  });
  const relationshipMetadata = new GraphQLObjectType<Peer, RequestContext>({
    name: 'InfrahubRelationshipMetadata',
    fields: () => ({
      updated_at: {
        type: dateTime,
        resolve: ({ edge }, _, { view }) => formatStamp(edgeProperties(view, edge).updatedAt),
      },
      updated_by: {
        type: node('CoreGenericAccount'),
        resolve: ({ edge }, _, { view }) => view.store.nodes.get(edgeProperties(view, edge).updatedBy),
      },
    }),
  });
  const known = version === '1.11.9';
  return {
    nodeField: (read) =>
      known ? { node_metadata: { type: nodeMetadata, resolve: (source) => read(source) } } : {},
    relationshipFields: () =>
      known
        ? {
            relationship_metadata: {
              type: relationshipMetadata,
              resolve: (source) => (source.edge ? source : null),
            },
          }
        : {},
  };
}

/** The types of related objects: one, or a page of them. */
export interface NestedTypes {
  edged(kind: string): GraphQLOutputType;
  paginated(kind: string): GraphQLOutputType;
}

export function createNestedTypes(
  model: Model,
  node: (kind: string) => NodeType,
  version: InfrahubVersion,
  metadata: MetadataTypes,
): NestedTypes {
  const edgedTypes = new Map<string, GraphQLObjectType>();
  const paginatedTypes = new Map<string, GraphQLObjectType>();
  const properties = propertiesType(version, node);
  const edged = (kind: string): GraphQLObjectType =>
    edgedTypes.get(kind) ??
    put(
      edgedTypes,
      kind,
      new GraphQLObjectType<Peer, RequestContext>({
        name: `NestedEdged${kind}`,
        fields: () => ({
          node: { type: node(kindModel(model, kind).kind), resolve: (source) => source.node },
          properties: { type: properties, resolve: (source) => (source.edge ? source : null) },
          ...metadata.nodeField((source: Peer) => source.node),
          ...metadata.relationshipFields(),
        }),
      }),
    );
  return {
    edged,
    paginated: (kind) =>
      paginatedTypes.get(kind) ??
      put(
        paginatedTypes,
        kind,
        new GraphQLObjectType({
          name: `NestedPaginated${kind}`,
          fields: {
            count: { type: new GraphQLNonNull(GraphQLInt) },
            edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edged(kind)))) },
          },
        }),
      ),
  };
}

function propertiesType(version: InfrahubVersion, node: (kind: string) => NodeType): GraphQLObjectType {
  return new GraphQLObjectType<Peer, RequestContext>({
    name: 'RelationshipProperty',
    fields: () => ({
      is_protected: {
        type: GraphQLBoolean,
        resolve: ({ edge }, _, { view }) => edgeProperties(view, edge).isProtected,
      },
      updated_at: {
        type: dateTime,
        resolve: ({ edge }, _, { view }) => formatStamp(edgeProperties(view, edge).updatedAt),
      },
      source: {
        type: node('LineageSource'),
        resolve: ({ edge }, _, { view }) => view.store.nodes.get(edgeProperties(view, edge).source ?? ''),
      },
      owner: {
        type: node('LineageOwner'),
        resolve: ({ edge }, _, { view }) => view.store.nodes.get(edgeProperties(view, edge).owner ?? ''),
      },
      ...(version === '1.4.13' ? { is_visible: { type: GraphQLBoolean, resolve: () => true } } : {}),
    }),
  });
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.set(key, value);
  return value;
}
