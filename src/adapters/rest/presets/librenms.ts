import type { RestPreset } from '../preset.ts';

/**
 * LibreNMS, API v0 (docs.librenms.org/API). Every list is one answer, below a key of its own, with `count` beside
 * it. Numbers may arrive as text. Nothing can be asked for by the time of its last change.
 */
export const libreNms: RestPreset = {
  system: 'librenms',
  title: 'LibreNMS',
  settings: {
    api_endpoint: 'api/v0',
    auth_method: 'x-auth-token',
    url_env_vars: ['LIBRENMS_ADDRESS', 'LIBRENMS_URL'],
    token_env_vars: ['LIBRENMS_TOKEN'],
    response_key_pattern: '{resource}',
    success: { field: 'status', value: 'ok' },
    // Some lists without objects are a 404 that says so.
    empty_message: '^No .* found',
    endpoints: {
      devices: { id_field: 'device_id' },
      devicegroups: { response_key_pattern: 'groups' },
      ports: { id_field: 'port_id' },
      'resources/links': { response_key_pattern: 'links' },
      'resources/vlans': { id_field: 'vlan_id' },
      'resources/ip/addresses': { response_key_pattern: 'ip_addresses', id_field: 'ipv4_address_id' },
      'inventory/all': { response_key_pattern: 'inventory', id_field: 'entPhysical_id' },
    },
  },
};
