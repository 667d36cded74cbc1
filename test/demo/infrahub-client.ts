/** An answer of an Infrahub as a test looks at it. */
export interface GraphqlResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions?: { readonly code: string | number; readonly http_status?: number };
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** null sends none */
  readonly token?: string | null;
  /** `/graphql/main` when not given */
  readonly path?: string;
}

/** Sends one GraphQL request. */
export async function ask(
  server: { readonly url: string; readonly token: string },
  query: string,
  options: AskOptions = {},
): Promise<GraphqlResponse> {
  const token = options.token === undefined ? server.token : options.token;
  const response = await fetch(server.url + (options.path ?? '/graphql/main'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { 'x-infrahub-key': token } : {}) },
    body: JSON.stringify({ query, variables: options.variables ?? {} }),
  });
  const text = await response.text();
  const body = parsed(text);
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    text,
    data: body.data,
    errors: body.errors ?? [],
  };
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphqlError[];
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
