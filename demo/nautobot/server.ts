import { isJsonObject, type JsonObject } from '../../src/json.ts';
import { type Clock, systemClock } from '../clock.ts';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServerOptions,
  startDemoServer,
} from '../http-server.ts';
import { createRandom } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { createData, type NautobotData } from './data.ts';
import { generate } from './generate.ts';
import { answerGraphQL } from './graphql.ts';
import { type ListOptions, listRows, readShape } from './list.ts';
import type { Model } from './model.ts';
import { MODELS } from './models.ts';
import { accessOf, DEFAULT_TOKEN, type Permissions, refuseLogin } from './permissions.ts';
import { createStore, type Store } from './store.ts';
import { showRow, type View } from './view.ts';
import { createWriter, type Writer } from './writer.ts';

export interface NautobotOptions extends DemoServerOptions {
  /** How many devices to make data for; everything else follows. 0: an empty Nautobot. Default 200. */
  readonly devices?: number;
  /** The same seed, number of devices and day of the clock give the same data. Default 4711. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** `3.2.7` (default), `2.4.0` or any other; before 2.4, `exclude_m2m` is refused. */
  readonly version?: string;
  readonly tokens?: readonly string[];
  /** The most rows of a page, whatever `limit` says. Default 1000. */
  readonly maxPageSize?: number;
  /** Whether a web server stands in front that sends the time. Nautobot's own does not. Default false. */
  readonly sendsDate?: boolean;
  /** False: GraphQL is not there. */
  readonly graphql?: boolean;
}

/** A running embedded Nautobot. */
export interface Nautobot {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  readonly token: string;
  readonly data: NautobotData;
  /** What the token may not read; may be changed while the server runs. */
  readonly permissions: Permissions;
  close(): Promise<void>;
}

interface Api {
  readonly store: Store;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly permissions: Permissions;
  readonly tokens: ReadonlySet<string>;
  readonly version: string;
  readonly list: ListOptions;
  readonly graphql: boolean;
}

/**
 * Serves the part of Nautobot's REST API and GraphQL that a reader of devices, places, tenants and addresses uses,
 * over HTTP on the loopback, with the behaviours of Nautobot 3.2 as measured, the unpleasant ones included.
 */
export async function startNautobot(options: NautobotOptions = {}): Promise<Nautobot> {
  const clock = options.clock ?? systemClock;
  const tokens = options.tokens ?? [DEFAULT_TOKEN];
  const version = options.version ?? '3.2.7';
  const random = createRandom(options.seed ?? 4711);
  const store = createStore(MODELS, random);
  generate(store, { devices: options.devices ?? 200, random, now: clock.now() });
  const writer = createWriter(store, clock);
  const permissions: Permissions = { forbidden: new Set(), limited: new Map() };
  const [major = '3', minor = '0'] = version.split('.');
  const api: Api = {
    store,
    writer,
    clock,
    permissions,
    tokens: new Set(tokens),
    version,
    list: { maxPageSize: options.maxPageSize ?? 1000, version: Number(`${major}.${minor}`) },
    graphql: options.graphql ?? true,
  };
  const sendsDate = options.sendsDate ?? false;
  const server = await startDemoServer(
    (request) => {
      const response = answer(request, api);
      const date = sendsDate ? { date: clock.now().toUTCString() } : {};
      return { ...response, headers: { ...response.headers, ...date } };
    },
    { ...options, ownDate: false },
  );
  return { ...server, token: tokens[0] ?? '', data: createData(store, writer), permissions };
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** Seconds that the cookie of the login page lasts. */
const COOKIE_AGE = 31_449_600;

function answer(request: DemoRequest, api: Api): DemoResponse {
  if (request.url.pathname === '/login/') return loginPage(api.clock);
  try {
    const { status, body } = perform(request, api);
    return { status, headers: JSON_TYPE, body: status === 204 ? '' : JSON.stringify(body) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers: JSON_TYPE, body: JSON.stringify(error.body) };
  }
}

function loginPage(clock: Clock): DemoResponse {
  const expires = new Date(clock.now().getTime() + COOKIE_AGE * 1000).toUTCString();
  return {
    status: 200,
    headers: {
      'content-type': 'text/html',
      'set-cookie': `csrftoken=demo; expires=${expires}; Max-Age=${COOKIE_AGE}; Path=/; SameSite=Lax`,
    },
    body: '<!DOCTYPE html><title>Login - Nautobot</title>',
  };
}

function perform(request: DemoRequest, api: Api): { readonly status: number; readonly body: JsonObject } {
  const path = /^\/api\/(.*)$/.exec(request.url.pathname)?.[1];
  if (path === undefined) throw new Refusal(404, { detail: 'Not found.' });
  const refused = refuseLogin(request.headers.authorization, api.tokens);
  if (refused !== undefined) throw new Refusal(403, { detail: refused });
  const base = `http://${request.headers.host ?? '127.0.0.1'}`;
  const view: View = { store: api.store, access: accessOf(api.permissions), base };
  if (path === 'status/')
    return { status: 200, body: { 'nautobot-version': api.version, 'celery-workers-running': 0 } };
  if (path === 'graphql/' && api.graphql) return answerGraphQL(view, String(readBody(request).query ?? ''));
  const index = indexOf(path, base);
  if (index !== undefined) return { status: 200, body: index };
  const [application = '', name = '', id, ...rest] = path.replace(/\/$/, '').split('/');
  const model = MODELS.find(({ endpoint }) => endpoint === `${application}/${name}`);
  if (!model || rest.length > 0 || !path.endsWith('/')) throw new Refusal(404, { detail: 'Not found.' });
  if (!view.access.reads(model))
    throw new Refusal(403, { detail: 'You do not have permission to perform this action.' });
  return performOn(request, api, view, model, id);
}

function performOn(
  request: DemoRequest,
  { list, writer, store }: Api,
  view: View,
  model: Model,
  id: string | undefined,
): { readonly status: number; readonly body: JsonObject } {
  const query = request.url.searchParams;
  const { endpoint } = model;
  if (id === undefined && request.method === 'GET')
    return { status: 200, body: listRows(view, model, query, `${view.base}/api/${endpoint}/`, list) };
  const show = (shown: string) => {
    const row = store.get(endpoint, shown);
    if (!row || !view.access.sees(model, row)) throw new Refusal(404, { detail: 'Not found.' });
    return showRow(view, model, row, readShape(query, list));
  };
  if (id === undefined && request.method === 'POST')
    return { status: 201, body: show(writer.create(endpoint, readBody(request)).id) };
  if (id === undefined) throw new Refusal(405, { detail: `Method "${request.method}" not allowed.` });
  if (request.method === 'GET') return { status: 200, body: show(id) };
  if (request.method === 'PATCH')
    return { status: 200, body: show(writer.update(endpoint, id, readBody(request)).id) };
  if (request.method !== 'DELETE')
    throw new Refusal(405, { detail: `Method "${request.method}" not allowed.` });
  writer.delete(endpoint, id);
  return { status: 204, body: {} };
}

function readBody(request: DemoRequest): JsonObject {
  try {
    const body: unknown = JSON.parse(request.body);
    if (isJsonObject(body)) return body;
  } catch {
    // Refused below.
  }
  throw new Refusal(400, { detail: 'JSON parse error' });
}

/** What an address above the endpoints lists; undefined for any other. */
function indexOf(path: string, base: string): JsonObject | undefined {
  const applications = [...new Set(MODELS.map(({ endpoint }) => endpoint.split('/')[0] ?? ''))];
  const address = (name: string) => `${base}/api/${name}/`;
  if (path === '')
    return Object.fromEntries(
      [...applications, 'graphql', 'status'].sort().map((name) => [name, address(name)]),
    );
  const application = path.replace(/\/$/, '');
  if (!applications.includes(application)) return undefined;
  const names = MODELS.filter(({ endpoint }) => endpoint.startsWith(`${application}/`));
  return Object.fromEntries(
    names.map(({ endpoint }) => [endpoint.slice(application.length + 1), address(endpoint)]).sort(),
  );
}
