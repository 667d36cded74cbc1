import type { RestApi } from '../django-rest/api.ts';
import type { IdForm, RestRow } from '../django-rest/page.ts';
import type { Product } from '../django-rest/product.ts';

/** Nautobot's REST API with its answers checked. */
export type NautobotApi = RestApi<string>;

/** One object as Nautobot returned it. */
export type NautobotRow = RestRow<string>;

export const nautobot: Product = {
  name: 'Nautobot',
  environment: 'NAUTOBOT',
  versionField: 'nautobot-version',
  tokenHint: '',
  // 1,000 rows, the most that it gives, take it several seconds, and a busy one more than a minute.
  pageSize: 500,
  pluginEndpoint: 'plugins.golden-config.config-compliance',
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Asking for any other id is refused with 400. */
export const nautobotIds: IdForm<string> = {
  name: 'a UUID',
  is: (value): value is string => typeof value === 'string' && UUID.test(value),
};
