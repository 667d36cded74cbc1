import { type Clock, systemClock } from '../clock.ts';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServer,
  type DemoServerOptions,
  startDemoServer,
} from '../http-server.ts';
import { createTables, type Tables } from './table.ts';

/** What tells one embedded REST server from another; made from the product's public API documentation. */
export interface RestProduct {
  /** Path of the API, such as `/api/v0/`. */
  readonly prefix: string;
  /** Endpoints below it. */
  readonly endpoints: readonly string[];
  /** Whether a request's credentials are right. */
  isAllowed(request: DemoRequest): boolean;
  /** The answer for wrong ones. */
  readonly denied: DemoResponse;
  readonly notFound: (path: string) => DemoResponse;
  answer(endpoint: string, rest: string, request: DemoRequest, context: ProductContext): DemoResponse;
}

export interface ProductContext {
  readonly tables: Tables;
  readonly clock: Clock;
  /** `http://127.0.0.1:<port>` as the client sees it. */
  readonly origin: string;
}

export interface RestServer extends DemoServer {
  /** The objects, behind the API's back. */
  readonly tables: Tables;
}

export interface RestServerOptions extends DemoServerOptions {
  readonly clock?: Clock;
}

/** Serves a product on the loopback, empty. */
export async function startRestServer(
  product: RestProduct,
  options: RestServerOptions = {},
): Promise<RestServer> {
  const clock = options.clock ?? systemClock;
  const tables = createTables(clock, product.endpoints);
  const server = await startDemoServer((request) => {
    const response = respond(product, request, { tables, clock, origin: request.url.origin });
    return { ...response, headers: { ...response.headers, date: clock.now().toUTCString() } };
  }, options);
  return { ...server, tables };
}

function respond(product: RestProduct, request: DemoRequest, context: ProductContext): DemoResponse {
  const path = decodeURIComponent(request.url.pathname);
  if (!path.startsWith(product.prefix)) return { status: 404, body: '<h1>Not Found</h1>' };
  if (!product.isAllowed(request)) return product.denied;
  const below = path.slice(product.prefix.length).replace(/\/$/, '');
  const endpoint = product.endpoints
    .filter((known) => below === known || below.startsWith(`${known}/`))
    .toSorted((left, right) => right.length - left.length)[0];
  if (endpoint === undefined) return product.notFound(below);
  return product.answer(endpoint, below.slice(endpoint.length + 1), request, context);
}

export function json(status: number, body: unknown): DemoResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Whether a basic `Authorization` header is that of a user. */
export function isUser(request: DemoRequest, username: string, password: string): boolean {
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return request.headers.authorization === expected;
}
