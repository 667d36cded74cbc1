import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import { type Clock, systemClock } from '../clock.ts';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServer,
  type DemoServerOptions,
  startDemoServer,
} from '../http-server.ts';
import { type Prepared, prepare, run } from './answer.ts';
import type { Branch, InfrahubVersion, Instance, RequestContext } from './context.ts';
import { createData, type InfrahubData } from './data.ts';
import { createGraphqlSchema } from './graphql-schema.ts';
import { createInstance } from './instance.ts';
import { createModel } from './model.ts';
import type { SchemaAnswer } from './schema-types.ts';
import { formatStampZ, parseAge, parseStamp, type Stamp } from './time.ts';

export interface InfrahubOptions extends DemoServerOptions {
  /** Which Infrahub it speaks like; 1.11.9 when not given. */
  readonly version?: InfrahubVersion;
  /** The time of its stamps; the system's when not given. */
  readonly clock?: Clock;
  /** The token that may write. */
  readonly token?: string;
  /** Whether one may read without a token; true when not given. */
  readonly anonymousRead?: boolean;
  /** A schema as `GET /api/schema` answers it; the network schema beside this file when not given. */
  readonly schema?: SchemaAnswer;
  /** Milliseconds until a write can be seen among the events; 2000 when not given. */
  readonly eventDelay?: number;
  /** 'slow' leaves every query to the graphql package. */
  readonly execution?: 'fast' | 'slow';
}

/** A running embedded Infrahub. */
export interface Infrahub extends DemoServer {
  readonly token: string;
  /** The objects, behind the API's back. */
  readonly data: InfrahubData;
}

interface Site {
  readonly instance: Instance;
  readonly schema: GraphQLSchema;
  readonly token: string;
  readonly anonymousRead: boolean;
  readonly execution: 'fast' | 'slow';
  readonly prepared: Map<string, Prepared>;
}

export const defaultToken = '06438eb2-8019-4776-878c-0941b1f1d1ec';

/** The schema that an embedded Infrahub has when none is given. */
export function readDefaultSchema(): SchemaAnswer {
  return JSON.parse(readFileSync(new URL('schema/schema.json', import.meta.url), 'utf8')) as SchemaAnswer;
}

/** Starts an Infrahub on the loopback with an empty main branch, ready when it answers. */
export async function startInfrahub(options: InfrahubOptions = {}): Promise<Infrahub> {
  const version = options.version ?? '1.11.9';
  const model = createModel(options.schema ?? readDefaultSchema());
  const instance = createInstance({
    version,
    clock: options.clock ?? systemClock,
    model,
    eventDelay: options.eventDelay ?? 2000,
  });
  const site: Site = {
    instance,
    schema: createGraphqlSchema(model, version),
    token: options.token ?? defaultToken,
    anonymousRead: options.anonymousRead ?? true,
    execution: options.execution ?? 'fast',
    prepared: new Map(),
  };
  const server = await startDemoServer((request) => handle(site, request), options);
  return { url: server.url, close: () => server.close(), token: site.token, data: createData(instance) };
}

async function handle(site: Site, request: DemoRequest): Promise<DemoResponse> {
  const response = await route(site, request);
  return compressed(request, response);
}

async function route(site: Site, request: DemoRequest): Promise<DemoResponse> {
  const path = request.url.pathname;
  const { instance } = site;
  if (path === '/api/info')
    return json(200, { deployment_id: instance.deploymentId, version: instance.version });
  if (path === '/api/config') return json(200, { main: { allow_anonymous_access: site.anonymousRead } });
  if (path === '/api/schema' || path === '/api/schema/summary') return schemaAnswer(site, request);
  const branch = /^\/graphql(?:\/(.+?))?\/?$/.exec(path);
  if (!branch) return json(404, { detail: 'Not Found' });
  if (request.method !== 'POST') return json(405, { detail: 'Method Not Allowed' });
  return graphql(site, request, decodeURIComponent(branch[1] ?? 'main'));
}

function schemaAnswer(site: Site, request: DemoRequest): DemoResponse {
  const { instance } = site;
  if (accessOf(site, request) === 'refused') return restError(401, 'Invalid token');
  const branch = request.url.searchParams.get('branch') ?? 'main';
  if (!instance.branches.has(branch)) return restError(400, `Branch: ${branch} not found.`);
  const { answer } = instance.model;
  if (!request.url.pathname.endsWith('/summary')) return json(200, answer);
  const hashes = (kinds: SchemaAnswer['nodes' | 'generics']) =>
    Object.fromEntries(kinds.map((kind) => [kind.kind, kind.hash]));
  return json(200, { main: answer.main, nodes: hashes(answer.nodes), generics: hashes(answer.generics) });
}

async function graphql(site: Site, request: DemoRequest, branchName: string): Promise<DemoResponse> {
  const { instance } = site;
  const access = accessOf(site, request);
  if (access === 'refused') return unauthorised(instance.version, 'Invalid token');
  const branch = instance.branches.get(branchName);
  if (!branch) return json(404, { errors: [`Branch: ${branchName} not found.`] });
  const body = bodyOf(request);
  if (!body) return json(400, { errors: ['This server does not support batching'] });
  const prepared = preparedFor(site, body.query, body.operationName);
  if (prepared.type === 'unparsable') return internalError();
  if (prepared.type === 'invalid') return json(200, { data: null, errors: prepared.errors });
  const writes = prepared.operation.operation === 'mutation';
  if (access === 'anonymous' && (writes || !site.anonymousRead))
    return unauthorised(instance.version, 'Authentication is required to perform this operation');
  const at = writes ? { type: 'now' as const } : timeOf(instance, branch, request);
  if (at.type === 'wrong') return at.response(instance.version);
  const context: RequestContext = {
    instance,
    branch,
    view: { model: instance.model, store: branch.store, at: at.type === 'past' ? at.stamp : undefined },
    account: access === 'anonymous' ? '' : instance.adminId,
  };
  const answer = await run(site.schema, prepared, body.variables, context, site.execution);
  return answer ? json(200, answer) : internalError();
}

function preparedFor(site: Site, query: string, name: string | undefined): Prepared {
  const key = `${name ?? ''} ${query}`;
  const known = site.prepared.get(key);
  if (known) return known;
  const made = prepare(site.schema, site.instance.version, query, name);
  if (site.prepared.size > 200) site.prepared.clear();
  site.prepared.set(key, made);
  return made;
}

function accessOf(site: Site, request: DemoRequest): 'writer' | 'anonymous' | 'refused' {
  const bearer = request.headers.authorization?.replace(/^Bearer /i, '');
  const given = request.headers['x-infrahub-key'] ?? bearer;
  if (given === undefined) return 'anonymous';
  return given === site.token ? 'writer' : 'refused';
}

type Time =
  | { readonly type: 'now' }
  | { readonly type: 'past'; readonly stamp: Stamp }
  | { readonly type: 'wrong'; readonly response: (version: InfrahubVersion) => DemoResponse };

function timeOf(instance: Instance, branch: Branch, request: DemoRequest): Time {
  const text = request.url.searchParams.get('at');
  if (text === null) return { type: 'now' };
  const stamp = parseStamp(text) ?? parseAge(text, instance.now());
  if (stamp === undefined) return wrong(400, `Invalid time format for ${text}`);
  if (stamp >= branch.createdAt) return { type: 'past', stamp };
  const created = formatStampZ(branch.createdAt);
  return wrong(
    422,
    `Requested time '${formatStampZ(stamp)}' is before branch '${branch.name}' was created at '${created}'.`,
  );
}

function wrong(status: number, message: string): Time {
  return {
    type: 'wrong',
    response: (version) => json(status, errorBody(version, message, 'UNDEFINED_ERROR', status)),
  };
}

interface GraphqlBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

function bodyOf(request: DemoRequest): GraphqlBody | undefined {
  const body: unknown = JSON.parse(request.body || '{}');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, variables, operationName } = body as Record<string, unknown>;
  return {
    query: String(query ?? ''),
    variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  };
}

function unauthorised(version: InfrahubVersion, message: string): DemoResponse {
  return json(401, errorBody(version, message, 'AUTHENTICATION_REQUIRED', 401));
}

function errorBody(version: InfrahubVersion, message: string, code: string, status: number): object {
  const extensions = version === '1.11.9' ? { code, http_status: status, data: {} } : { code: status };
  return { data: null, errors: [{ message, extensions }] };
}

function restError(status: number, message: string): DemoResponse {
  return json(status, { data: null, errors: [{ message, extensions: { code: status } }] });
}

function internalError(): DemoResponse {
  return {
    status: 500,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'Internal Server Error',
  };
}

function json(status: number, body: unknown): DemoResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function compressed(request: DemoRequest, response: DemoResponse): DemoResponse {
  const accepts = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  if (!accepts || typeof response.body !== 'string' || response.body.length < 500) return response;
  const headers = { ...response.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding, Origin' };
  return { ...response, headers, body: gzipSync(response.body, { level: 1 }) };
}
