import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong with one request instead of its answer. */
export type Fault =
  | {
      readonly type: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The request is carried out, its answer never arrives: the connection is reset. */
  | { readonly type: 'reset-after' }
  /** The connection is reset before anything is done. */
  | { readonly type: 'reset-before' }
  /** Nothing is answered until the client gives up. */
  | { readonly type: 'hang' };

/** One request with its body read. */
export interface DemoRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface DemoResponse {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export interface DemoServerOptions {
  /** 0 picks a free port. */
  readonly port?: number;
  /** False: an answer without a `date` of its own has none. */
  readonly ownDate?: boolean;
  /** Time added to every answer, in milliseconds. */
  readonly latency?: number;
  /** Asked for every request; answers what goes wrong with it, or undefined. May be replaced while running. */
  readonly fault?: (request: DemoRequest) => Fault | undefined;
  /** Seen for every request before it is answered: for counting and for changing data between pages. */
  readonly onRequest?: (request: DemoRequest) => void | Promise<void>;
}

export interface DemoServer {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `handle` over HTTP on the loopback, with latency and faults as the options say. */
export async function startDemoServer(
  handle: (request: DemoRequest) => Promise<DemoResponse> | DemoResponse,
  options: DemoServerOptions = {},
): Promise<DemoServer> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handle, options).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' });
      outgoing.end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: (request: DemoRequest) => Promise<DemoResponse> | DemoResponse,
  options: DemoServerOptions,
): Promise<void> {
  outgoing.sendDate = options.ownDate ?? true;
  const request = await readRequest(incoming);
  await options.onRequest?.(request);
  const fault = options.fault?.(request);
  if (options.latency) await sleep(options.latency);
  if (fault?.type === 'hang') return;
  if (fault?.type === 'reset-before') {
    incoming.socket.resetAndDestroy();
    return;
  }
  if (fault?.type === 'status') {
    outgoing.writeHead(fault.status, fault.headers ?? { 'content-type': 'text/plain' });
    outgoing.end(fault.body ?? '');
    return;
  }
  const response = await handle(request);
  if (fault?.type === 'reset-after') {
    incoming.socket.resetAndDestroy();
    return;
  }
  outgoing.writeHead(response.status, response.headers ?? {});
  outgoing.end(response.body ?? '');
}

async function readRequest(incoming: IncomingMessage): Promise<DemoRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
