import type { RestSettings } from './settings.ts';

/** The headers that carry the credentials. */
export function authorizationHeaders({
  shape,
  token = '',
  username = '',
  password = '',
}: RestSettings): Readonly<Record<string, string>> {
  switch (shape.auth_method) {
    case 'token':
      return { authorization: `Token ${token}` };
    case 'api-key':
      return { authorization: `Api-Key ${token}` };
    case 'key':
      return { authorization: `Key ${token}` };
    case 'bearer':
      return { authorization: `Bearer ${token}` };
    case 'x-auth-token':
      return { 'x-auth-token': token };
    case 'header':
      return { [(shape.auth_header ?? 'x-api-key').toLowerCase()]: token };
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
    case 'none':
      return {};
  }
}
