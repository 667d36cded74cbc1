import { SyncError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { NestedReference } from '../contract.ts';
import type { Product } from './product.ts';

/** `dcim.device_roles`, `dcim/device-roles/` and `dcim.device-roles` are one: `dcim.device-roles`. */
export function canonicalEndpoint(endpoint: string): string {
  return endpoint
    .trim()
    .replace(/^\/?(api\/)?|\/$/g, '')
    .replaceAll('/', '.')
    .replaceAll('_', '-');
}

/**
 * The path below the base address: `dcim.device-roles` → `/api/dcim/device-roles/`.
 * @param endpoint in its canonical spelling
 * @throws SyncError CONFIG_INVALID when it cannot be an endpoint
 */
export function endpointPath(endpoint: string, product: Product): string {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(endpoint)) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `${product.name}: "${endpoint}" is not an endpoint`,
      hint: `Write it as application and endpoint, such as dcim.devices or ${product.pluginEndpoint}.`,
    });
  }
  return `/api/${endpoint.replaceAll('.', '/')}/`;
}

/**
 * The object that a nested value stands for: the API gives it an `id` and the `url` of its detail view,
 * `…/api/dcim/sites/14/` or `…/api/plugins/netbox-dns/zones/3/`.
 * @returns undefined when the value has no id
 */
export function referenceOf(
  { id, url }: JsonObject,
  endpointOf: (url: string) => string | undefined = endpointOfUrl,
): NestedReference | undefined {
  if (typeof id !== 'number' && typeof id !== 'string') return undefined;
  return { id: String(id), endpoint: typeof url === 'string' ? endpointOf(url) : undefined };
}

/**
 * `referenceOf` for many values: records have several references each, and all of a server's lead to a few dozen
 * endpoints.
 */
export function createReferenceReader(): (value: JsonObject) => NestedReference | undefined {
  const endpoints = new Map<string, string | undefined>();
  const endpointOf = (url: string): string | undefined => {
    if (!url.endsWith('/') || url.includes('?') || url.includes('#')) return endpointOfUrl(url);
    const list = url.slice(0, url.lastIndexOf('/', url.length - 2) + 1);
    const known = endpoints.get(list);
    if (known !== undefined) return known;
    const endpoint = endpointOfUrl(url);
    endpoints.set(list, endpoint);
    return endpoint;
  };
  return (value) => referenceOf(value, endpointOf);
}

function endpointOfUrl(url: string): string | undefined {
  const start = url.lastIndexOf('/api/');
  if (start < 0) return undefined;
  const match = /^([a-z0-9_-]+(?:\/[a-z0-9_-]+)+)\/[^/?#]+\/?(?:[?#].*)?$/i.exec(url.slice(start + 5));
  return match?.[1] === undefined ? undefined : canonicalEndpoint(match[1]);
}
