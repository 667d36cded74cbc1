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
export function referenceOf(value: JsonObject): NestedReference | undefined {
  const { id, url } = value;
  if (typeof id !== 'number' && typeof id !== 'string') return undefined;
  return { id: String(id), endpoint: typeof url === 'string' ? endpointOfUrl(url) : undefined };
}

function endpointOfUrl(url: string): string | undefined {
  const start = url.lastIndexOf('/api/');
  if (start < 0) return undefined;
  const match = /^([a-z0-9_-]+(?:\/[a-z0-9_-]+)+)\/[^/?#]+\/?(?:[?#].*)?$/i.exec(url.slice(start + 5));
  return match?.[1] === undefined ? undefined : canonicalEndpoint(match[1]);
}
