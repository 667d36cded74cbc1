import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { InfrahubVersion, RequestContext } from './context.ts';
import { type ErrorDetails, InfrahubError } from './errors.ts';
import { type FastQuery, prepareFastQuery } from './fast-read.ts';

/** A query text that was parsed and checked once; its errors, or what runs it. */
export type Prepared =
  | { readonly type: 'unparsable' }
  | { readonly type: 'invalid'; readonly errors: readonly object[] }
  | {
      readonly type: 'valid';
      readonly document: DocumentNode;
      readonly operation: OperationDefinitionNode;
      readonly fast: FastQuery | undefined;
    };

/** What GraphQL answers; undefined for variables of a wrong type, which Infrahub fails on. */
export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly object[];
}

/** Parses and checks a query text. */
export function prepare(
  schema: GraphQLSchema,
  version: InfrahubVersion,
  query: string,
  name: string | undefined,
): Prepared {
  const document = tryParse(query);
  if (!document) return { type: 'unparsable' };
  const errors = validate(schema, document);
  if (errors.length > 0)
    return { type: 'invalid', errors: errors.map((error) => formatError(error, version)) };
  const operation = getOperationAST(document, name);
  if (!operation) return { type: 'unparsable' };
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  return { type: 'valid', document, operation, fast: prepareFastQuery(schema, operation, byName) };
}

/** Runs a prepared query. @param path 'slow' always uses the graphql package, for comparison */
export async function run(
  schema: GraphQLSchema,
  prepared: Extract<Prepared, { type: 'valid' }>,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
  path: 'fast' | 'slow',
): Promise<Answer | undefined> {
  const { document, operation, fast } = prepared;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return undefined;
  const data = path === 'fast' ? fast?.(context, coerced.coerced) : undefined;
  if (data) return { data };
  const { version } = context.instance;
  const result = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: variables,
    ...(operation.name ? { operationName: operation.name.value } : {}),
  });
  if (!result.errors) return { data: result.data };
  return {
    data: result.data ?? null,
    errors: result.errors.flatMap((error) => formatErrors(error, version)),
  };
}

function tryParse(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

const undefinedDetails: ErrorDetails = { code: 'UNDEFINED_ERROR', status: 500 };

function formatErrors(error: GraphQLError, version: InfrahubVersion): object[] {
  const original = error.originalError;
  if (!(original instanceof InfrahubError)) return [formatError(error, version)];
  if (original.fields.length === 0 || version === '1.4.13')
    return [formatError(error, version, original.details)];
  return original.fields.map(({ field, message, details }) => ({
    message,
    path: [...(error.path ?? []), 'data', field],
    extensions: extensionsOf(details),
  }));
}

function formatError(error: GraphQLError, version: InfrahubVersion, details = undefinedDetails): object {
  return {
    // Infrahub quotes names in its messages with apostrophes.
    message: details === undefinedDetails ? error.message.replaceAll('"', "'") : error.message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    ...(version === '1.11.9' ? { extensions: extensionsOf(details) } : {}),
  };
}

function extensionsOf(details: ErrorDetails): object {
  return { code: details.code, http_status: details.status, data: details.data ?? {} };
}
