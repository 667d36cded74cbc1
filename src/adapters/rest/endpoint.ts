import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { pathReader } from '../../mapping/path.ts';
import type { NestedReference } from '../contract.ts';

/** `/resources/locations/` and `resources/locations` are one; a query may follow. */
export function canonicalEndpoint(endpoint: string): string {
  const [path = '', ...query] = endpoint.trim().split('?');
  const bare = path.replace(/^\/+|\/+$/g, '');
  return query.length === 0 ? bare : `${bare}?${query.join('?')}`;
}

/** The last part of the path: `locations` of `resources/locations?active=1`. */
export function resourceOf(endpoint: string): string {
  const [path = ''] = endpoint.split('?');
  return path.split('/').at(-1) ?? path;
}

/**
 * The object that a nested value stands for: one with an `id`. Its endpoint is told by a `url` of its own below the
 * address of the API, `…/api/bgp/communities/14/`.
 * @param baseUrl with the path of the API, without a trailing slash
 */
export function referenceOf(value: JsonObject, baseUrl: string): NestedReference | undefined {
  const { id, url } = value;
  if (typeof id !== 'number' && typeof id !== 'string') return undefined;
  return { id: String(id), endpoint: typeof url === 'string' ? endpointOfUrl(url, baseUrl) : undefined };
}

function endpointOfUrl(url: string, baseUrl: string): string | undefined {
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
  const path = URL.canParse(url, baseUrl) ? new URL(url, baseUrl).pathname.replace(/\/+$/, '') : '';
  if (!path.startsWith(`${prefix}/`)) return undefined;
  const segments = path.slice(prefix.length + 1).split('/');
  return segments.length < 2 ? undefined : segments.slice(0, -1).join('/');
}

/** A dotted path in anything; null where it leads nowhere. */
export function at(body: JsonValue, path: string): JsonValue {
  return isJsonObject(body) ? pathReader(path)(body) : null;
}
