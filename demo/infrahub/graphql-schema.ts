import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { branchMutations, branchQueries } from './branch-types.ts';
import type { InfrahubVersion, NodeEvent, RequestContext } from './context.ts';
import { createKindTypes, type KindTypes } from './kind-types.ts';
import type { Model } from './model.ts';
import { createMutationFields } from './mutation-types.ts';
import { dateTime } from './scalars.ts';
import { formatStamp } from './time.ts';

type Fields = GraphQLFieldConfigMap<unknown, RequestContext>;

/** The GraphQL schema of an Infrahub of this version with these kinds. */
export function createGraphqlSchema(model: Model, version: InfrahubVersion): GraphQLSchema {
  const types = createKindTypes(model, version);
  const queries = Object.fromEntries([...model.kinds.values()].map((kind) => [kind.kind, types.query(kind)]));
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        ...queries,
        ...branchQueries,
        ...serverQueries(types),
        ...(version === '1.11.9' ? eventQueries() : {}),
      },
    }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: { ...createMutationFields(model, types), ...branchMutations },
    }),
    types: [...types.all],
    // Made from a schema that is checked elsewhere; checking it again costs every server that starts 100 ms.
    assumeValid: true,
  });
}

function serverQueries(types: KindTypes): Fields {
  const info = new GraphQLObjectType({
    name: 'InfrahubInfo',
    fields: { version: { type: GraphQLString }, deployment_id: { type: GraphQLString } },
  });
  const summary = new GraphQLObjectType({
    name: 'StatusSummary',
    fields: { schema_hash_synced: { type: new GraphQLNonNull(GraphQLBoolean), resolve: () => true } },
  });
  const status = new GraphQLObjectType({
    name: 'Status',
    fields: { summary: { type: new GraphQLNonNull(summary), resolve: () => ({}) } },
  });
  return {
    InfrahubInfo: {
      type: new GraphQLNonNull(info),
      resolve: (_source, _args, { instance }) => ({
        version: instance.version,
        deployment_id: instance.deploymentId,
      }),
    },
    InfrahubStatus: { type: new GraphQLNonNull(status), resolve: () => ({}) },
    AccountProfile: {
      type: types.node('CoreGenericAccount'),
      resolve: (_source, _args, { view, account }) => view.store.nodes.get(account),
    },
  };
}

function eventQueries(): Fields {
  const primary = new GraphQLObjectType({
    name: 'RelatedNode',
    fields: {
      id: { type: new GraphQLNonNull(GraphQLString) },
      kind: { type: new GraphQLNonNull(GraphQLString) },
    },
  });
  const event = new GraphQLObjectType<NodeEvent, RequestContext>({
    name: 'NodeMutatedEvent',
    fields: {
      id: { type: new GraphQLNonNull(GraphQLString) },
      event: { type: new GraphQLNonNull(GraphQLString), resolve: (one) => eventType(one) },
      branch: { type: GraphQLString },
      occurred_at: { type: new GraphQLNonNull(dateTime), resolve: (one) => formatStamp(one.occurredAt) },
      account_id: { type: GraphQLString, resolve: (one) => one.account },
      primary_node: { type: primary, resolve: (one) => one.node },
    },
  });
  const edge = new GraphQLObjectType<NodeEvent, RequestContext>({
    name: 'EventEdge',
    fields: { node: { type: event, resolve: (one) => one } },
  });
  const events = new GraphQLObjectType({
    name: 'Events',
    fields: {
      count: { type: new GraphQLNonNull(GraphQLInt) },
      edges: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edge))) },
    },
  });
  return {
    InfrahubEvent: {
      type: new GraphQLNonNull(events),
      args: {
        ids: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
        event_type: { type: new GraphQLList(GraphQLString) },
        branches: { type: new GraphQLList(GraphQLString) },
        since: { type: dateTime },
        until: { type: dateTime },
        limit: { type: GraphQLInt },
        offset: { type: GraphQLInt },
      },
      resolve(_source, args: EventArguments, { instance }) {
        const visible = instance.now() - instance.eventDelay;
        const found = instance.events
          .filter((one) => one.occurredAt <= visible && isWanted(one, args))
          .reverse();
        const start = args.offset ?? 0;
        return { count: found.length, edges: found.slice(start, start + (args.limit ?? 10)) };
      },
    },
  };
}

function eventType({ action }: NodeEvent): string {
  return `infrahub.node.${action}`;
}

interface EventArguments {
  readonly ids?: readonly string[] | null;
  readonly event_type?: readonly string[] | null;
  readonly branches?: readonly string[] | null;
  readonly since?: number | null;
  readonly until?: number | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
}

function isWanted(event: NodeEvent, args: EventArguments): boolean {
  return (
    (!args.ids || args.ids.includes(event.id)) &&
    (!args.event_type || args.event_type.includes(eventType(event))) &&
    (!args.branches || args.branches.includes(event.branch)) &&
    (!args.since || event.occurredAt >= args.since) &&
    (!args.until || event.occurredAt <= args.until)
  );
}
