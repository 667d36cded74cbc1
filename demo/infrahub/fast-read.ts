import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { RequestContext } from './context.ts';

/** A query turned into functions. Answers undefined where it cannot tell the right answer: then the graphql package must. */
export type FastQuery = (
  context: RequestContext,
  variables: Readonly<Record<string, unknown>>,
) => object | undefined;

interface Run {
  readonly context: RequestContext;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The arguments of each field, read once per request. */
  readonly args: Map<FieldPlan, Record<string, unknown>>;
}

type Complete = (value: unknown, run: Run) => unknown;
type Resolve = (source: unknown, args: Record<string, unknown>, context: RequestContext) => unknown;

interface FieldPlan {
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly resolve: Resolve;
  readonly complete: Complete;
}

const noArguments: Record<string, unknown> = {};
const giveUp = Symbol('left to the graphql package');

/**
 * Prepares a query for reading many objects cheaply: the resolvers of the schema without the bookkeeping of the graphql
 * package. Only plain reads are prepared: no directives, no introspection.
 * @returns undefined for anything else
 */
export function prepareFastQuery(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FastQuery | undefined {
  const query = schema.getQueryType();
  if (!query || operation.operation !== 'query') return undefined;
  try {
    const complete = objectPlan({ schema, fragments }, query, [operation.selectionSet]);
    return (context, variables) => {
      try {
        return complete(undefined, { context, variables, args: new Map() }) as object;
      } catch {
        return undefined;
      }
    };
  } catch (error) {
    if (error === giveUp) return undefined;
    throw error;
  }
}

interface Source {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function objectPlan(source: Source, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Complete {
  const grouped = new Map<string, FieldNode[]>();
  for (const set of sets) collect(source, type, set, grouped);
  const plans = [...grouped].map(([key, nodes]) => fieldPlan(source, type, key, nodes));
  return (value, run) => {
    const result: Record<string, unknown> = {};
    for (const plan of plans) {
      const resolved = plan.resolve(value, argumentsOf(plan, run), run.context);
      result[plan.key] = plan.complete(resolved, run);
    }
    return result;
  };
}

function argumentsOf(plan: FieldPlan, run: Run): Record<string, unknown> {
  if (plan.field.args.length === 0) return noArguments;
  const known = run.args.get(plan);
  if (known) return known;
  const args = getArgumentValues(plan.field, plan.node, run.variables);
  run.args.set(plan, args);
  return args;
}

function fieldPlan(
  source: Source,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): FieldPlan {
  const [node] = nodes;
  if (!node) throw giveUp;
  const name = node.name.value;
  const field = name === '__typename' ? undefined : type.getFields()[name];
  if (name === '__typename') return typenamePlan(type, key, node);
  if (!field) throw giveUp;
  const sets = nodes.flatMap((one) => (one.selectionSet ? [one.selectionSet] : []));
  const resolve = field.resolve as unknown as Resolve | undefined;
  return {
    key,
    field,
    node,
    resolve: resolve ?? ((value) => (value as Record<string, unknown> | undefined)?.[name]),
    complete: completion(source, field.type, sets),
  };
}

function typenamePlan(type: GraphQLObjectType, key: string, node: FieldNode): FieldPlan {
  const field: GraphQLField<unknown, unknown> = {
    name: '__typename',
    args: [],
    type,
    description: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  };
  return { key, field, node, resolve: () => type.name, complete: (value) => value };
}

function completion(source: Source, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
  if (isNonNullType(type)) {
    const complete = completion(source, type.ofType, sets);
    return (value, run) => complete(value, run) ?? leave();
  }
  const complete = nullableCompletion(source, type, sets);
  return (value, run) => (value === null || value === undefined ? null : complete(value, run));
}

function nullableCompletion(
  source: Source,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Complete {
  if (isListType(type)) {
    const complete = completion(source, type.ofType, sets);
    return (value, run) => (value as readonly unknown[]).map((one) => complete(one, run));
  }
  if (isLeafType(type)) return (value) => type.serialize(value);
  if (isAbstractType(type)) return abstractCompletion(source, type, sets);
  const named = getNamedType(type);
  return isObjectType(named) ? objectPlan(source, named, sets) : leave();
}

function abstractCompletion(
  source: Source,
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
): Complete {
  const plans = new Map(
    source.schema
      .getPossibleTypes(type)
      .map((possible) => [possible.name, objectPlan(source, possible, sets)]),
  );
  return (value, run) => {
    const plan = plans.get((value as { readonly kind: string }).kind);
    return plan ? plan(value, run) : leave();
  };
}

function leave(): never {
  throw giveUp;
}

function collect(
  source: Source,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  grouped: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (selection.directives && selection.directives.length > 0) throw giveUp;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      grouped.set(key, [...(grouped.get(key) ?? []), selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? source.fragments.get(selection.name.value) : selection;
    if (!fragment) throw giveUp;
    const condition = fragment.typeCondition?.name.value;
    if (applies(source.schema, condition, type)) collect(source, type, fragment.selectionSet, grouped);
  }
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
