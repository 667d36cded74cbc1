import type { RestPreset } from '../preset.ts';

const policies = { to: 'bgp.routing-policies', many: true };
const communities = { to: 'bgp.communities', many: true };
const blank = { type: 'text', default: '' };
const slug = { type: 'text', required: true, unique: true };
const named = { type: 'text', required: true, unique: true };
const group = {
  name: named,
  slug,
  description: blank,
  status: { path: 'status.value', type: 'text', default: 'enabled' },
  import_routing_policies: policies,
  export_routing_policies: policies,
  communities,
};
const community = {
  fields: {
    name: { type: 'text', required: true },
    slug,
    description: blank,
    value: { type: 'text', required: true },
    type: 'text',
  },
  human_friendly_id: ['name'],
};
const routingPolicy = {
  fields: {
    name: { type: 'text', required: true },
    slug,
    description: blank,
    type: { type: 'text', required: true },
    weight: { type: 'number', default: 0 },
    address_family: { type: 'number', default: 0 },
    communities,
  },
  human_friendly_id: ['name'],
};

/** What can be written, as docs.peering-manager.net and the serializers of version 1.9 have it. */
const kinds = {
  'peering.autonomous-systems': {
    fields: {
      asn: { type: 'number', required: true, unique: true },
      name: { type: 'text', required: true },
      description: blank,
      comments: blank,
      irr_as_set: 'text',
      ipv6_max_prefixes: { type: 'number', default: 0 },
      ipv4_max_prefixes: { type: 'number', default: 0 },
      affiliated: { type: 'boolean', default: false },
      import_routing_policies: policies,
      export_routing_policies: policies,
      communities,
    },
    human_friendly_id: ['asn'],
  },
  'bgp.communities': community,
  'bgp.routing-policies': routingPolicy,
  // Where versions before 1.9 have them.
  'peering.communities': community,
  'peering.routing-policies': routingPolicy,
  'peering.bgp-groups': { fields: group, human_friendly_id: ['name'] },
  'peering.internet-exchanges': {
    fields: {
      ...group,
      local_autonomous_system: { to: 'peering.autonomous-systems', required: true },
    },
    human_friendly_id: ['name'],
  },
  'net.connections': {
    fields: {
      name: 'text',
      peeringdb_netixlan: { path: 'peeringdb_netixlan.id', type: 'number' },
      description: blank,
      status: { path: 'status.value', type: 'text', default: 'enabled' },
      vlan: 'number',
      ipv6_address: 'text',
      ipv4_address: 'text',
      internet_exchange_point: { to: 'peering.internet-exchanges' },
    },
    human_friendly_id: ['name'],
  },
};

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
    write: true,
    kinds,
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
