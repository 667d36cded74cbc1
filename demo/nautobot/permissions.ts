import type { Model, Row } from './model.ts';

/** What the server knows about who may do what; tests change it while the server runs. */
export interface Permissions {
  /** Endpoints such as `dcim/devices` that the token may not read: REST 403, GraphQL an empty list. */
  readonly forbidden: Set<string>;
  /** Endpoints of whose objects the token sees only some. */
  readonly limited: Map<string, (row: Row) => boolean>;
}

/** What one token may see. */
export interface Access {
  reads(model: Model): boolean;
  sees(model: Model, row: Row): boolean;
}

export const DEFAULT_TOKEN = '0123456789abcdef0123456789abcdef01234567';

export function accessOf({ forbidden, limited }: Permissions): Access {
  const reads = (model: Model) => !forbidden.has(model.endpoint);
  return {
    reads,
    sees: (model, row) => reads(model) && (limited.get(model.endpoint)?.(row) ?? true),
  };
}

/** Why a request is not let in, or undefined. Nautobot answers 403 to every one of them, never 401. */
export function refuseLogin(header: string | undefined, tokens: ReadonlySet<string>): string | undefined {
  const [keyword, token, ...rest] = (header ?? '').split(' ');
  if (keyword !== 'Token') return 'Authentication credentials were not provided.';
  if (!token || rest.length > 0) return 'Invalid token header. No credentials provided.';
  return tokens.has(token) ? undefined : 'Invalid token';
}
