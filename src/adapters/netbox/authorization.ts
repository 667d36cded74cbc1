/** NetBox tells its two kinds of token apart by the prefix `nbt_`: version 2 goes as a bearer token. */
export function authorizationHeader(token: string): string {
  return token.startsWith('nbt_') ? `Bearer ${token}` : `Token ${token}`;
}
