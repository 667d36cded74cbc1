import type { RestPreset } from '../preset.ts';

/**
 * Peering Manager (docs.peering-manager.net/integrations/rest-api), an API of Django REST framework: parts by
 * offset with `count` and `next`, a status as `{value, label}`, and the `updated` of each object.
 */
export const peeringManager: RestPreset = {
  system: 'peeringmanager',
  title: 'Peering Manager',
  settings: {
    api_endpoint: 'api',
    auth_method: 'token',
    url_env_vars: ['PEERING_MANAGER_ADDRESS', 'PEERING_MANAGER_URL'],
    token_env_vars: ['PEERING_MANAGER_TOKEN'],
    trailing_slash: true,
    response_key_pattern: 'results',
    pagination: { type: 'offset', size: 1000 },
    total: 'count',
    changed_since: { parameter: 'updated__gte', format: 'iso', field: 'updated' },
    own_fields: ['status'],
    derived_fields: [
      'display',
      'config_context',
      'peeringdb_prefixes',
      'exists_in_peeringdb',
      'is_abandoned',
      'bgp_state',
      'received_prefix_count',
      'accepted_prefix_count',
      'advertised_prefix_count',
      'last_established_state',
    ],
  },
};
