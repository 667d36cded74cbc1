import { type Clock, systemClock } from '../clock.ts';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServerOptions,
  startDemoServer,
} from '../http-server.ts';
import { Refusal } from '../refusal.ts';
import { DEFAULT_TOKEN, DEFAULT_V2_TOKEN, type Permissions, refuseLogin } from './auth.ts';
import { createData, type NetBoxData } from './data.ts';
import { generate } from './generate/generate.ts';
import { createLister, type Lister, wantedOf } from './list.ts';
import type { Model } from './model.ts';
import { MODELS } from './models.ts';
import { notFoundPage, requestLinePage } from './pages.ts';
import { statusOf } from './status.ts';
import { createStore } from './store.ts';
import { createView, type View } from './view.ts';
import { answerWrite } from './write-request.ts';
import { createWriter, notFound, type Writer } from './writer.ts';

export interface NetBoxOptions extends DemoServerOptions {
  /** How many devices to make data for; everything else follows. 0: an empty NetBox. Default 200. */
  readonly devices?: number;
  /** The same seed, number of devices and day of the clock give the same data. Default 4711. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** `4.7.3` (default), `4.6.8` or any other; before 4.6, `start` is silently ignored. */
  readonly version?: string;
  /** Tokens that are let in; a v2 token is written `nbt_<key>.<secret>`. */
  readonly tokens?: readonly string[];
  /** The most rows of a page, whatever `limit` says: NetBox's MAX_PAGE_SIZE. Default 1000. */
  readonly maxPageSize?: number;
}

/** A running embedded NetBox. */
export interface NetBox {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  /** The first token that is let in. */
  readonly token: string;
  readonly data: NetBoxData;
  /** What the tokens may not read; may be changed while the server runs. */
  readonly permissions: Permissions;
  close(): Promise<void>;
}

/** gunicorn's limit of the request line, in bytes. */
const REQUEST_LINE_LIMIT = 4094;

/**
 * Serves the part of NetBox's REST API that a reader of devices, places, tenants and addresses uses, over HTTP on
 * the loopback, with the behaviours of NetBox 4.7.3 as measured, the unpleasant ones included.
 */
export async function startNetBox(options: NetBoxOptions = {}): Promise<NetBox> {
  const clock = options.clock ?? systemClock;
  const version = options.version ?? '4.7.3';
  const tokens = options.tokens ?? [DEFAULT_TOKEN, DEFAULT_V2_TOKEN];
  const store = createStore(MODELS);
  generate(store, { devices: options.devices ?? 200, seed: options.seed ?? 4711, now: clock.now() });
  const view = createView(store, version);
  const writer = createWriter(view, clock);
  const permissions: Permissions = { forbidden: new Set(), hidden: new Set() };
  const api: Api = {
    view,
    writer,
    clock,
    permissions,
    list: createLister(view, { maxPageSize: options.maxPageSize ?? 1000 }),
    tokens: new Set(tokens),
  };
  const server = await startDemoServer((request) => answer(request, api), options);
  return { ...server, token: tokens[0] ?? '', data: createData(store, writer), permissions };
}

interface Api {
  readonly view: View;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly permissions: Permissions;
  readonly list: Lister;
  readonly tokens: ReadonlySet<string>;
}

function answer(request: DemoRequest, api: Api): DemoResponse {
  const path = request.url.pathname;
  const line = `${request.method} ${path}${request.url.search} HTTP/1.1`.length;
  if (line > REQUEST_LINE_LIMIT) {
    return {
      status: 400,
      headers: { 'content-type': 'text/html' },
      body: requestLinePage(line, REQUEST_LINE_LIMIT),
    };
  }
  const { version } = api.view;
  const headers = {
    date: api.clock.now().toUTCString(),
    'api-version': version.split('.').slice(0, 2).join('.'),
    vary: 'HX-Request, Accept-Language, Cookie, origin',
  };
  const json = { ...headers, 'content-type': 'application/json' };
  const html = { ...headers, 'content-type': 'text/html; charset=utf-8' };
  if (!path.endsWith('/') && request.method === 'GET' && resolve(`${path}/`)) {
    return { status: 301, headers: { ...html, location: `${path}/${request.url.search}` } };
  }
  const target = resolve(path);
  if (!target) return { status: 404, headers: html, body: notFoundPage(path, version) };
  try {
    const { status, text } = perform(request, target, api);
    return { status, headers: { ...json, 'content-length': String(Buffer.byteLength(text)) }, body: text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers: json, body: JSON.stringify(error.body) };
  }
}

type Target =
  | { readonly type: 'index'; readonly path: string }
  | { readonly type: 'status' }
  | { readonly type: 'list'; readonly model: Model }
  | { readonly type: 'object'; readonly model: Model; readonly id: string };

const INDEXES = new Set(['', ...MODELS.map((model) => model.endpoint.split('/')[0] ?? '')]);

function resolve(path: string): Target | undefined {
  const match = /^\/api\/(.*)$/.exec(path);
  if (!match || !path.endsWith('/')) return undefined;
  const [first = '', second, third, ...rest] = (match[1] ?? '').slice(0, -1).split('/');
  if (rest.length > 0) return undefined;
  if (second === undefined) {
    if (first === 'status') return { type: 'status' };
    return INDEXES.has(first) ? { type: 'index', path: first } : undefined;
  }
  const model = MODELS.find((each) => each.endpoint === `${first}/${second}`);
  if (!model) return undefined;
  return third === undefined ? { type: 'list', model } : { type: 'object', model, id: third };
}

function perform(request: DemoRequest, target: Target, api: Api): { status: number; text: string | Buffer } {
  const { view, permissions } = api;
  const refused = refuseLogin(request.headers.authorization, api.tokens, view.version);
  if (refused !== undefined) throw new Refusal(403, { detail: refused });
  view.base = `http://${request.headers.host ?? '127.0.0.1'}`;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (target.type === 'status' || target.type === 'index') {
    if (!reading) throw new Refusal(405, { detail: `Method "${request.method}" not allowed.` });
    return {
      status: 200,
      text: target.type === 'status' ? statusOf(view.version) : indexOf(target.path, view.base),
    };
  }
  const { model } = target;
  if (permissions.forbidden.has(model.endpoint)) {
    throw new Refusal(403, { detail: 'You do not have permission to perform this action.' });
  }
  const hidden = permissions.hidden.has(model.endpoint);
  if (target.type === 'list' && reading) {
    if (hidden) return { status: 200, text: '{"count":0,"next":null,"previous":null,"results":[]}' };
    return { status: 200, text: api.list(model, request.url.searchParams) };
  }
  const id = target.type === 'object' ? readId(target.id) : undefined;
  if (!reading)
    return answerWrite({ method: request.method, model, id, body: request.body }, api.writer, view);
  const row = hidden ? undefined : view.store.get(model.endpoint, id ?? null);
  if (!row) throw notFound(model);
  const wanted = wantedOf(model, request.url.searchParams, view.version);
  return { status: 200, text: view.bytes(row, view.select(model.endpoint, wanted)) };
}

function readId(text: string): number {
  if (!/^\d+$/.test(text)) throw new Refusal(404, { detail: 'Not found.' });
  return Number(text);
}

/** What an address above the endpoints lists. */
function indexOf(path: string, base: string): string {
  const entries =
    path === ''
      ? [...INDEXES, 'status'].filter((name) => name !== '').map((name) => [name, `${base}/api/${name}/`])
      : MODELS.filter((model) => model.endpoint.startsWith(`${path}/`)).map((model) => [
          model.endpoint.slice(path.length + 1),
          `${base}/api/${model.endpoint}/`,
        ]);
  return JSON.stringify(Object.fromEntries(entries.sort()));
}
