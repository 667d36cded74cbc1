import type { RestPreset } from '../preset.ts';

/** Fields that come of other objects or are counted, so that they change while `updated` stays. */
const derived = [
  'org_name',
  'net_count',
  'ix_count',
  'fac_count',
  'carrier_count',
  'netixlan_updated',
  'netfac_updated',
  'poc_updated',
  'ixf_net_count',
  'ixf_last_import',
];

const changedSince = {
  parameter: 'since',
  format: 'unix',
  field: 'updated',
  deleted: { field: 'status', value: 'deleted' },
};

/** What has an `updated` of its own, and shows nothing of others but what is among the derived fields. */
const tracked = { changed_since: changedSince, own_fields: ['*'], derived_fields: derived };

/**
 * PeeringDB (docs.peeringdb.com/api_specs). One answer has all objects of an endpoint, below `data`. `since` gives
 * what was updated, deleted objects among it. An API key is only needed beyond the limits for guests: then set
 * `auth_method: api-key`. Objects that join two others (`netixlan`, `netfac`, …) show the names of both and are
 * always read in full.
 */
export const peeringDb: RestPreset = {
  system: 'peeringdb',
  title: 'PeeringDB',
  settings: {
    url: 'https://www.peeringdb.com',
    api_endpoint: 'api',
    auth_method: 'none',
    url_env_vars: ['PEERINGDB_ADDRESS', 'PEERINGDB_URL'],
    token_env_vars: ['PEERINGDB_API_KEY', 'PEERINGDB_TOKEN'],
    response_key_pattern: 'data',
    fields_parameter: 'fields',
    id_field: 'id',
    concurrency: 1,
    endpoints: { org: tracked, net: tracked, ix: tracked, fac: tracked },
  },
};
