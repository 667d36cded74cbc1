/** What was sent and received so far by one client. */
export interface TrafficCount {
  readonly count: number;
  /** Bytes of answers' bodies. */
  readonly bytes: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path and query, appended to the client's base address; or a whole address on the same origin. */
  readonly path: string;
  /** Sent as JSON when given. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `safe`: may be sent again after any trouble. `once`: only when the server surely has not begun it
   * (429, 503, connection refused). Default: `safe` for GET, `once` otherwise.
   */
  readonly repeat?: 'safe' | 'once';
  /** Counted under this name too: an endpoint or kind. */
  readonly scope?: string;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** How often the request was sent again before this answer. */
  readonly retries: number;
}

/**
 * One system's HTTP: base address, credentials, retries with backoff, a limit of requests in flight, proxy, TLS,
 * counting. Answers of any status come back as they are once retries are used up; no answer at all is a
 * `SyncError` (UNREACHABLE, TIMEOUT, CANCELLED) that names the address. Redirects of a GET within the origin are
 * followed; one to another origin is a `SyncError` UNEXPECTED_ANSWER, so that no credentials leave.
 */
export interface HttpClient {
  readonly baseUrl: string;
  send(request: HttpRequest): Promise<HttpResponse>;
  traffic(scope?: string): TrafficCount;
  close(): Promise<void>;
}

export interface HttpClientOptions {
  /** `https://host/prefix`, with or without a trailing slash. */
  readonly baseUrl: string;
  /** The system's name for messages, such as `NetBox`. */
  readonly system: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** false: certificates are not verified. */
  readonly verifyTls: boolean;
  /** Time for one answer, in milliseconds. */
  readonly timeout: number;
  /** Attempts after the first. */
  readonly retries: number;
}

/** Makes clients; holds what is global to a run (proxy, waiting, randomness). */
export type HttpClientFactory = (options: HttpClientOptions) => HttpClient;
