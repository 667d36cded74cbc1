import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';

const LONGEST_CONNECT = 10_000;
const IDLE_CONNECTION = 30_000;

/** What a pool of connections depends on. */
export interface DispatcherOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Connections to the server at most. */
  readonly connections: number;
  readonly verifyTls: boolean;
  /** Milliseconds for one answer; connecting may take no longer. */
  readonly timeout: number;
}

/**
 * A pool of kept-alive HTTP/1.1 connections, one request at a time on each, through the proxy that
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name (lower case first, as curl and undici have it).
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const tls = { rejectUnauthorized: options.verifyTls };
  const pool = {
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: IDLE_CONNECTION,
    // The client sets a deadline for the whole answer; undici's own timers would only end it earlier.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { ...tls, timeout: Math.min(LONGEST_CONNECT, options.timeout) },
  };
  const httpProxy = variable(options.environment, 'HTTP_PROXY');
  const httpsProxy = variable(options.environment, 'HTTPS_PROXY');
  if (httpProxy === '' && httpsProxy === '') return new Agent(pool);
  return new EnvHttpProxyAgent({
    ...pool,
    requestTls: tls,
    httpProxy,
    httpsProxy,
    noProxy: variable(options.environment, 'NO_PROXY'),
  });
}

function variable(environment: DispatcherOptions['environment'], name: string): string {
  return environment[name.toLowerCase()] ?? environment[name] ?? '';
}
