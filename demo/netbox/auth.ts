import { isAtLeast } from './view.ts';

/** What the server knows about who may do what; tests change it while the server runs. */
export interface Permissions {
  /** Endpoints such as `core/object-changes` that the token may not read or write: 403. */
  readonly forbidden: Set<string>;
  /** Endpoints whose objects the token may not see: 200 with an empty list. */
  readonly hidden: Set<string>;
}

export const DEFAULT_TOKEN = '0123456789abcdef0123456789abcdef01234567';
export const DEFAULT_V2_TOKEN = 'nbt_labkey000001.labsecretlabsecretlabsecretlabsecret0001';

/**
 * Why a request is not let in, or undefined. NetBox answers 403 to every one of them, never 401; from 4.5 on the
 * prefix `nbt_` tells a token of the second version, the keyword does not matter.
 */
export function refuseLogin(
  header: string | undefined,
  tokens: ReadonlySet<string>,
  version: string,
): string | undefined {
  const [keyword, token, ...rest] = (header ?? '').split(' ');
  const second = isAtLeast(version, '4.5');
  const known = keyword === 'Token' || (keyword === 'Bearer' && second);
  if (!known) return 'Authentication credentials were not provided.';
  if (!token || rest.length > 0) {
    return second
      ? 'Invalid authorization header: Must be in the form "Bearer <key>.<token>" or "Token <token>"'
      : 'Invalid token header. No credentials provided.';
  }
  if (tokens.has(token)) return undefined;
  if (!second) return 'Invalid token';
  return token.startsWith('nbt_') ? 'Invalid v2 token' : 'Invalid v1 token';
}
