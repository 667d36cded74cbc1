import { setTimeout as wait } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { type BaseAddress, otherOriginError, parseBaseAddress, resolvePath } from './base-address.ts';
import type {
  HttpClient,
  HttpClientFactory,
  HttpClientOptions,
  HttpRequest,
  HttpResponse,
} from './contract.ts';
import { createDispatcher } from './dispatcher.ts';
import { classifyFailure, type Failure } from './failure.ts';
import { cancelledError, failureError, type RequestPlace } from './failure-message.ts';
import { mergeHeaders } from './headers.ts';
import { createLimiter } from './limiter.ts';
import {
  backoffDelay,
  isRepeatableFailure,
  isRepeatableStatus,
  type Repeat,
  retryAfterDelay,
} from './retry-policy.ts';
import { createTrafficCounter, type TrafficCounter } from './traffic.ts';

const MOST_REDIRECTS = 3;

/** What is global to a run. */
export interface HttpClientDependencies {
  /** Where the proxy is named. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Waits so many milliseconds; rejects when the signal is aborted. Default: Node's timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  readonly now: () => Date;
}

/** Makes clients on undici; see `HttpClient` for what they do. Every attempt counts as a request. */
export function createHttpClientFactory(dependencies: HttpClientDependencies): HttpClientFactory {
  return (options) => createHttpClient(options, dependencies);
}

/** Everything that sending one client's requests needs. */
interface ClientState {
  readonly options: HttpClientOptions;
  readonly dependencies: HttpClientDependencies;
  readonly base: BaseAddress;
  readonly dispatcher: Dispatcher;
  readonly counter: TrafficCounter;
}

function createHttpClient(options: HttpClientOptions, dependencies: HttpClientDependencies): HttpClient {
  const base = parseBaseAddress(options.baseUrl, options.system);
  const counter = createTrafficCounter();
  const limiter = createLimiter(options.concurrency);
  const dispatcher = createDispatcher({
    environment: dependencies.environment,
    connections: options.concurrency,
    verifyTls: options.verifyTls,
    timeout: options.timeout,
  });
  const state: ClientState = { options, dependencies, base, dispatcher, counter };
  return {
    baseUrl: base.origin + base.prefix,
    async send(request) {
      const path = resolvePath(base, request.path, options.system);
      const place = describePlace(state, request, path, 0);
      try {
        return await limiter.run(() => sendFollowing(state, request, path), request.signal);
      } catch (error) {
        if (request.signal.aborted) throw cancelledError(place, request.signal.reason);
        throw error;
      }
    },
    traffic: (scope) => counter.count(scope),
    close: () => dispatcher.destroy(),
  };
}

/** Follows redirects of a GET within the origin: NetBox answers 301 for a missing trailing slash. */
async function sendFollowing(state: ClientState, request: HttpRequest, path: string): Promise<HttpResponse> {
  let target = path;
  let retries = 0;
  for (let followed = 0; ; followed += 1) {
    const response = await sendRepeatedly(state, request, target);
    retries += response.retries;
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) {
      return { ...response, retries };
    }
    const url = new URL(location, state.base.origin + target);
    if (url.origin !== state.base.origin) throw otherOriginError(state.base, url, state.options.system);
    if (request.method !== 'GET' || followed === MOST_REDIRECTS) return { ...response, retries };
    target = url.pathname + url.search;
  }
}

type Attempt =
  | { readonly outcome: 'answered'; readonly response: Omit<HttpResponse, 'retries'> }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly error: unknown };

async function sendRepeatedly(state: ClientState, request: HttpRequest, path: string): Promise<HttpResponse> {
  const { options, dependencies } = state;
  const repeat = request.repeat ?? (request.method === 'GET' ? 'safe' : 'once');
  for (let attempts = 1; ; attempts += 1) {
    request.signal.throwIfAborted();
    const attempt = await attemptOnce(state, request, path);
    if (attempts > options.retries || !mayRepeat(attempt, repeat)) {
      if (attempt.outcome === 'answered') return { ...attempt.response, retries: attempts - 1 };
      throw failureError(attempt.failure, describePlace(state, request, path, attempts), attempt.error);
    }
    const delay = delayAfter(attempt, attempts, dependencies);
    await (dependencies.sleep ?? sleepOnTimer)(delay, request.signal);
  }
}

function mayRepeat(attempt: Attempt, repeat: Repeat): boolean {
  if (attempt.outcome === 'answered') return isRepeatableStatus(attempt.response.status, repeat);
  return isRepeatableFailure(attempt.failure, repeat);
}

function delayAfter(attempt: Attempt, attempts: number, dependencies: HttpClientDependencies): number {
  const asked =
    attempt.outcome === 'answered'
      ? retryAfterDelay(attempt.response.headers['retry-after'], dependencies.now())
      : undefined;
  return asked ?? backoffDelay(attempts, dependencies.random());
}

/** One request and its whole body within the time for one answer. Rejects only when it was cancelled. */
async function attemptOnce(state: ClientState, request: HttpRequest, path: string): Promise<Attempt> {
  const headers = requestHeaders(state, request);
  const attempt = new AbortController();
  const cancel = () => attempt.abort(request.signal.reason);
  request.signal.addEventListener('abort', cancel, { once: true });
  const deadline = setTimeout(
    () => attempt.abort(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    state.options.timeout,
  );
  state.counter.sent(request.scope);
  try {
    return { outcome: 'answered', response: await exchange(state, request, path, headers, attempt.signal) };
  } catch (error) {
    request.signal.throwIfAborted();
    return { outcome: 'failed', failure: classifyFailure(error), error };
  } finally {
    clearTimeout(deadline);
    request.signal.removeEventListener('abort', cancel);
  }
}

async function exchange(
  state: ClientState,
  request: HttpRequest,
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Omit<HttpResponse, 'retries'>> {
  const answer = await state.dispatcher.request({
    origin: state.base.origin,
    path,
    method: request.method,
    headers,
    body: request.body === undefined ? null : JSON.stringify(request.body),
    signal,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) {
    const bytes = chunk as Buffer;
    state.counter.received(request.scope, bytes.length);
    chunks.push(bytes);
  }
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

function requestHeaders(state: ClientState, request: HttpRequest): Record<string, string> {
  const { authorization } = state.base;
  return mergeHeaders(
    state.options.system,
    { accept: 'application/json', 'user-agent': 'infrahub-sync-action' },
    request.body === undefined ? {} : { 'content-type': 'application/json' },
    authorization === undefined ? {} : { authorization },
    state.options.headers,
    request.headers ?? {},
  );
}

function describePlace(
  state: ClientState,
  request: HttpRequest,
  path: string,
  attempts: number,
): RequestPlace {
  return {
    system: state.options.system,
    origin: state.base.origin,
    method: request.method,
    path: path.replace(/\?.*$/s, ''),
    timeout: state.options.timeout,
    attempts,
  };
}

async function sleepOnTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
