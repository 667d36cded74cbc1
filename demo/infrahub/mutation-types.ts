import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import { type RequestContext, writerFor } from './context.ts';
import type { InputData } from './inputs.ts';
import type { KindTypes } from './kind-types.ts';
import type { KindModel, Model } from './model.ts';
import type { StoredNode } from './store.ts';
import { createNode, deleteNode, findNode, updateNode, upsertNode, type Writer } from './write.ts';

type Field = GraphQLFieldConfig<unknown, RequestContext>;
type Action = 'Create' | 'Update' | 'Upsert';

const actions: Readonly<Record<Action, (writer: Writer, kind: KindModel, data: InputData) => StoredNode>> = {
  Create: createNode,
  Upsert: upsertNode,
  Update(writer, kind, data) {
    const node = findNode(writer.view, kind, data);
    const { id: _id, hfid: _hfid, ...fields } = data;
    updateNode(writer, node, fields);
    return node;
  },
};

/** The mutations of every kind; a generic has an Update only. */
export function createMutationFields(
  model: Model,
  types: KindTypes,
): GraphQLFieldConfigMap<unknown, RequestContext> {
  const related = relatedInput();
  const deleteInput = new GraphQLInputObjectType({
    name: 'DeleteInput',
    fields: { id: { type: GraphQLString }, hfid: { type: new GraphQLList(GraphQLString) } },
  });
  const fields: Record<string, Field> = {};
  for (const kind of model.kinds.values()) {
    const possible: readonly Action[] = kind.generic ? ['Update'] : ['Create', 'Update', 'Upsert'];
    if (kind.attributes.size + kind.relationships.size === 0) continue;
    for (const action of possible) fields[`${kind.kind}${action}`] = writeField(kind, action, types, related);
    if (!kind.generic) fields[`${kind.kind}Delete`] = deleteField(kind, deleteInput);
  }
  return fields;
}

function writeField(
  kind: KindModel,
  action: Action,
  types: KindTypes,
  related: GraphQLInputObjectType,
): Field {
  const output = new GraphQLObjectType({
    name: `${kind.kind}${action}`,
    fields: { ok: { type: GraphQLBoolean }, object: { type: types.node(kind.kind) } },
  });
  const input = new GraphQLInputObjectType({
    name: `${kind.kind}${action}Input`,
    fields: () => inputFields(kind, action, types, related),
  });
  return {
    type: output,
    args: { data: { type: new GraphQLNonNull(input) } },
    resolve(_source, args, { instance, branch, account }) {
      const writer = writerFor(instance, branch, account);
      return { ok: true, object: actions[action](writer, kind, args.data as InputData) };
    },
  };
}

function inputFields(kind: KindModel, action: Action, types: KindTypes, related: GraphQLInputObjectType) {
  const attributes = [...kind.attributes.values()]
    .filter((schema) => !schema.read_only)
    .map((schema) => [
      schema.name,
      { type: types.attribute(schema.kind)[action === 'Create' ? 'create' : 'update'] },
    ]);
  const relationships = [...kind.relationships.values()]
    .filter(({ schema }) => !schema.read_only)
    .map(({ schema }) => [
      schema.name,
      { type: schema.cardinality === 'one' ? related : new GraphQLList(related) },
    ]);
  return {
    id: { type: GraphQLString },
    ...(action === 'Create' ? {} : { hfid: { type: new GraphQLList(GraphQLString) } }),
    ...Object.fromEntries([...attributes, ...relationships]),
  };
}

function deleteField(kind: KindModel, input: GraphQLInputObjectType): Field {
  return {
    type: new GraphQLObjectType({ name: `${kind.kind}Delete`, fields: { ok: { type: GraphQLBoolean } } }),
    args: { data: { type: new GraphQLNonNull(input) } },
    resolve(_source, args, { instance, branch, account }) {
      const writer = writerFor(instance, branch, account);
      deleteNode(writer, findNode(writer.view, kind, args.data as InputData));
      return { ok: true };
    },
  };
}

function relatedInput(): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'RelatedNodeInput',
    fields: {
      id: { type: GraphQLString },
      hfid: { type: new GraphQLList(GraphQLString) },
      kind: { type: GraphQLString },
      _relation__is_protected: { type: GraphQLBoolean },
      _relation__owner: { type: GraphQLString },
      _relation__source: { type: GraphQLString },
    },
  });
}
