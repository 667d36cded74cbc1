import type { RestApi } from '../django-rest/api.ts';
import type { Product } from '../django-rest/product.ts';

/** NetBox's REST API with its answers checked. */
export type NetBoxApi = RestApi<number>;

export const netbox: Product = {
  name: 'NetBox',
  environment: 'NETBOX',
  versionField: 'netbox-version',
  tokenHint: 'A version 2 token is nbt_<key>.<secret>.',
  // NetBox gives no more unless its MAX_PAGE_SIZE says otherwise.
  pageSize: 1000,
  pluginEndpoint: 'plugins.netbox-dns.zones',
};
