import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { HttpClient, HttpResponse } from '../../http/contract.ts';
import type { RequestUsage } from '../contract.ts';
import { type Answer, readAnswer, refusal } from './answer.ts';
import type { InfrahubSettings } from './settings.ts';

/** What one GraphQL error tells; on 1.4 only errors of authentication have a code. */
const GraphqlError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.union([z.string(), z.number()]).nullish() }).nullish(),
});
export type GraphqlError = z.infer<typeof GraphqlError>;

const GraphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(GraphqlError).nullish(),
});

export interface GraphqlRequest {
  /** Constant per shape: the first use of each text costs the server seconds. */
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Kind that the request is counted under. */
  readonly scope?: string;
  /** Asked of the default branch, as what concerns the branches themselves is. */
  readonly onDefaultBranch?: boolean;
  /** Answered as of this moment. */
  readonly at?: Date | undefined;
  readonly repeat: 'safe' | 'once';
  readonly signal: AbortSignal;
}

export interface GraphqlResult {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphqlError[];
  /** How often the request was sent again before this answer. */
  readonly retries: number;
}

/** One Infrahub and one of its branches. */
export interface Connection {
  readonly branch: string;
  /** Never rejects for errors within the answer: those are in `errors`. */
  graphql(request: GraphqlRequest): Promise<GraphqlResult>;
  /** As `graphql`, for reads: any error within the answer is a SyncError. */
  query(request: Omit<GraphqlRequest, 'repeat'>): Promise<GraphqlResult['data']>;
  get(path: string, signal: AbortSignal): Promise<unknown>;
  /** The answer as it is, whatever its status. */
  send(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal): Promise<HttpResponse>;
  usage(scope?: string): RequestUsage;
  close(): Promise<void>;
}

/**
 * Speaks GraphQL and REST with one Infrahub. The branch goes in the path, since Infrahub ignores it as a
 * parameter of `/graphql` and would write to the default branch.
 */
export function connect(client: HttpClient, settings: InfrahubSettings): Connection {
  const graphqlPath = branchPath(settings.branch);

  async function graphql(request: GraphqlRequest): Promise<GraphqlResult> {
    const { at, scope } = request;
    const place = request.onDefaultBranch === true ? '/graphql' : graphqlPath;
    const response = await client.send({
      method: 'POST',
      path: at === undefined ? place : `${place}?at=${encodeURIComponent(at.toISOString())}`,
      body: { query: request.text, variables: request.variables ?? {} },
      repeat: request.repeat,
      ...(scope === undefined ? {} : { scope }),
      signal: request.signal,
    });
    const { retries } = response;
    const read = readAnswer(response);
    if (read.status === 'rejected') {
      return { data: {}, errors: [{ message: read.reason, extensions: { code: 'REJECTED' } }], retries };
    }
    const answer = GraphqlAnswer.parse(await accepted(read, request.signal));
    return { data: answer.data ?? {}, errors: answer.errors ?? [], retries };
  }

  async function query(request: Omit<GraphqlRequest, 'repeat'>): Promise<GraphqlResult['data']> {
    const { data, errors } = await graphql({ ...request, repeat: 'safe' });
    if (errors.length > 0) throw refusedQuery(errors, request.scope, settings);
    return data;
  }

  function send(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal) {
    return client.send({ method, path, ...(body === undefined ? {} : { body }), repeat: 'safe', signal });
  }

  async function get(path: string, signal: AbortSignal): Promise<unknown> {
    return accepted(readAnswer(await send('GET', path, undefined, signal)), signal);
  }

  async function accepted(answer: Answer, signal: AbortSignal): Promise<unknown> {
    if (answer.status === 'ok') return answer.body;
    if (answer.status === 'no-branch') throw branchNotFound(settings, await branchNames(signal));
    throw refusal(answer, settings);
  }

  /** Names of the branches that exist; empty when the server does not tell. */
  async function branchNames(signal: AbortSignal): Promise<string[]> {
    const response = await send('POST', '/graphql', { query: '{ Branch { name } }' }, signal);
    const answer = readAnswer(response);
    const found = BranchList.safeParse(answer.status === 'ok' ? answer.body : undefined);
    return found.success ? found.data.data.Branch.map(({ name }) => name) : [];
  }

  return {
    branch: settings.branch,
    graphql,
    query,
    get,
    send,
    usage: (scope) => client.traffic(scope),
    close: () => client.close(),
  };
}

const BranchList = z.object({ data: z.object({ Branch: z.array(z.object({ name: z.string() })) }) });

/** `/graphql/<branch>`; a slash within the branch's name stays one. */
export function branchPath(branch: string): string {
  return `/graphql/${branch.split('/').map(encodeURIComponent).join('/')}`;
}

function branchNotFound(settings: InfrahubSettings, names: readonly string[]): SyncError {
  const known = names.length === 0 ? '' : ` The branches there are: ${names.join(', ')}.`;
  return new SyncError({
    code: 'BRANCH_NOT_FOUND',
    message: `Infrahub at ${settings.url} has no branch named ${settings.branch}.`,
    hint: `Create the branch, or name another one with --branch or \`branch\` in the settings.${known}`,
  });
}

function refusedQuery(
  errors: readonly GraphqlError[],
  scope: string | undefined,
  settings: InfrahubSettings,
): SyncError {
  const about = scope === undefined ? 'a query' : `the query for ${scope}`;
  const reasons = [...new Set(errors.map(({ message }) => message))].slice(0, 3).join('; ');
  const ofSchema = errors.some(({ message }) =>
    /Cannot query field|Unknown argument|Unknown type/.test(message),
  );
  return new SyncError({
    code: ofSchema ? 'SCHEMA_MISMATCH' : 'UNEXPECTED_ANSWER',
    message: `Infrahub at ${settings.url} (branch ${settings.branch}) refused ${about}: ${reasons}`,
    hint: ofSchema
      ? 'Compare the mapping with the schema loaded on that branch: `infrahub-sync validate` does.'
      : "Look into Infrahub's own log for the cause, and run again.",
  });
}
