import type { RestPreset } from '../preset.ts';

/**
 * Device42, API 1.0 (api.device42.com). Lists come in parts by offset, below a key of their own, with `total_count`
 * beside it. Objects show the names of others (a device that of its building), which change without the object, so
 * nothing is asked for by the time of its last change.
 */
export const device42: RestPreset = {
  system: 'device42',
  title: 'Device42',
  settings: {
    api_endpoint: 'api/1.0',
    auth_method: 'basic',
    url_env_vars: ['DEVICE42_ADDRESS', 'DEVICE42_URL'],
    username_env_vars: ['DEVICE42_USERNAME'],
    password_env_vars: ['DEVICE42_PASSWORD'],
    response_key_pattern: '{resource}',
    trailing_slash: true,
    pagination: { type: 'offset', parameter: 'offset', size_parameter: 'limit', size: 500 },
    total: 'total_count',
    endpoints: {
      buildings: { id_field: 'building_id' },
      customers: { response_key_pattern: 'Customers' },
      'devices/all': { response_key_pattern: 'Devices', id_field: 'device_id' },
      ips: {},
      racks: { id_field: 'rack_id' },
      rooms: { id_field: 'room_id' },
      subnets: { id_field: 'subnet_id' },
      vlans: { id_field: 'vlan_id' },
      vrfgroup: { response_key_pattern: 'vrfgroup' },
    },
  },
};
