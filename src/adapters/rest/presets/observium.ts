import type { RestPreset } from '../preset.ts';

/**
 * Observium, API v0 of the subscription edition (docs.observium.org/api). A list is a map from id to object, below a
 * key of its own.
 */
export const observium: RestPreset = {
  system: 'observium',
  title: 'Observium',
  settings: {
    api_endpoint: 'api/v0',
    auth_method: 'basic',
    url_env_vars: ['OBSERVIUM_ADDRESS', 'OBSERVIUM_URL'],
    token_env_vars: ['OBSERVIUM_TOKEN'],
    username_env_vars: ['OBSERVIUM_USERNAME'],
    password_env_vars: ['OBSERVIUM_PASSWORD'],
    response_key_pattern: '{resource}',
    trailing_slash: true,
    endpoints: {
      devices: { id_field: 'device_id' },
      ports: { id_field: 'port_id' },
      groups: { id_field: 'group_id' },
      sensors: { id_field: 'sensor_id' },
      alerts: { id_field: 'alert_table_id' },
      bills: { id_field: 'bill_id', response_key_pattern: 'bill' },
    },
  },
};
