import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import type { Branch, Instance, RequestContext } from './context.ts';
import { InfrahubError, undefinedError } from './errors.ts';
import { copyStore } from './store.ts';
import { formatStampZ } from './time.ts';

type Fields = GraphQLFieldConfigMap<unknown, RequestContext>;

const branchType = new GraphQLObjectType<Branch, RequestContext>({
  name: 'Branch',
  fields: {
    id: { type: new GraphQLNonNull(GraphQLString) },
    name: { type: new GraphQLNonNull(GraphQLString) },
    description: { type: GraphQLString },
    origin_branch: { type: GraphQLString, resolve: () => 'main' },
    branched_from: { type: GraphQLString, resolve: (branch) => formatStampZ(branch.createdAt) },
    created_at: { type: GraphQLString, resolve: (branch) => formatStampZ(branch.createdAt) },
    status: { type: new GraphQLNonNull(GraphQLString) },
    graph_version: { type: GraphQLInt, resolve: () => 79 },
    sync_with_git: { type: GraphQLBoolean, resolve: (branch) => branch.syncWithGit },
    is_default: { type: GraphQLBoolean, resolve: (branch) => branch.isDefault },
    is_isolated: { type: GraphQLBoolean, resolve: (branch) => !branch.isDefault },
    has_schema_changes: { type: GraphQLBoolean, resolve: () => false },
  },
});

/** The list of branches, by name or id. */
export const branchQueries: Fields = {
  Branch: {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(branchType))),
    args: { name: { type: GraphQLString }, ids: { type: new GraphQLList(GraphQLID) } },
    resolve: (_source, args, { instance }) =>
      [...instance.branches.values()].filter(
        (branch) =>
          (typeof args.name !== 'string' || branch.name === args.name) &&
          (!Array.isArray(args.ids) || args.ids.includes(branch.id)),
      ),
  },
};

const createInput = new GraphQLInputObjectType({
  name: 'BranchCreateInput',
  fields: {
    id: { type: GraphQLString },
    name: { type: new GraphQLNonNull(GraphQLString) },
    description: { type: GraphQLString },
    origin_branch: { type: GraphQLString },
    branched_from: { type: GraphQLString },
    sync_with_git: { type: GraphQLBoolean },
    is_isolated: { type: GraphQLBoolean },
  },
});

const nameInput = new GraphQLInputObjectType({
  name: 'BranchNameInput',
  fields: { name: { type: GraphQLString }, delete_from_git: { type: GraphQLBoolean } },
});

const waiting = {
  wait_until_completion: { type: GraphQLBoolean },
  background_execution: { type: GraphQLBoolean },
};

/** Creating and deleting branches; both are done when they answer, whether asked to wait or not. */
export const branchMutations: Fields = {
  BranchCreate: {
    type: new GraphQLObjectType({
      name: 'BranchCreate',
      fields: { ok: { type: GraphQLBoolean }, object: { type: branchType } },
    }),
    args: { data: { type: new GraphQLNonNull(createInput) }, ...waiting },
    resolve: (_source, { data }, { instance }) => ({
      ok: true,
      object: createBranch(
        instance,
        String(data.name),
        String(data.description ?? ''),
        data.sync_with_git ?? true,
      ),
    }),
  },
  BranchDelete: {
    type: new GraphQLObjectType({ name: 'BranchDelete', fields: { ok: { type: GraphQLBoolean } } }),
    args: { data: { type: new GraphQLNonNull(nameInput) }, ...waiting },
    resolve(_source, { data }, { instance }) {
      const name = String(data.name);
      const branch = instance.branches.get(name);
      if (!branch) throw branchNotFound(name);
      if (branch.isDefault) throw undefinedError(`Unable to delete ${name} it is the default branch.`, 422);
      instance.branches.delete(name);
      return { ok: true };
    },
  },
};

export function branchNotFound(name: string): InfrahubError {
  return new InfrahubError(`Branch: ${name} not found.`, {
    code: 'BRANCH_NOT_FOUND',
    status: 400,
    data: { branch_name: name },
  });
}

function createBranch(instance: Instance, name: string, description: string, syncWithGit: boolean): Branch {
  const wrong = nameProblem(name);
  if (wrong !== undefined) throw undefinedError(wrong, 422);
  if (instance.branches.has(name)) throw undefinedError(`The branch ${name} already exists`, 422);
  const main = instance.branches.get('main');
  if (!main) throw branchNotFound('main');
  const branch: Branch = {
    id: instance.newId(),
    name,
    description,
    isDefault: false,
    syncWithGit,
    createdAt: instance.now(),
    status: 'OPEN',
    store: copyStore(main.store),
  };
  instance.branches.set(name, branch);
  return branch;
}

/** What a real server answers for names that Git could not have. */
function nameProblem(name: string): string | undefined {
  if (name.length < 3) return 'invalid field name: String should have at least 3 characters';
  const pattern = ['..', '@{'].find((one) => name.includes(one));
  const found = /[\0-\x20~^:?*[\\\x7f]/.test(name) ? 'disallowed ASCII characters/patterns' : pattern;
  return found && `Branch name contains invalid patterns or characters: ${found}`;
}
