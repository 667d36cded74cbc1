import {
  CUSTOM_FIELDS,
  choice,
  count,
  type Field,
  type Model,
  reference,
  set,
  TAGS,
  through,
  value,
} from './model.ts';

const TYPES = { '1000base-t': '1000BASE-T (1GE)', '10gbase-x-sfpp': 'SFP+ (10GE)', virtual: 'Virtual' };
const PREFIX_TYPES = { container: 'Container', network: 'Network', pool: 'Pool' };
const ADDRESS_TYPES = { host: 'Host', dhcp: 'DHCP', slaac: 'SLAAC' };

const status = reference('status', 'extras/statuses', 'protect');
const role = reference('role', 'extras/roles', 'protect');
const tenant = reference('tenant', 'tenancy/tenants', 'protect');

/** Something with a name that is changed, logged and stamped as usual. */
function plain(endpoint: string, objectType: string, fields: readonly Field[]): Model {
  const list = (endpoint.split('/')[1] ?? '').replaceAll('-', '_');
  return {
    endpoint,
    objectType,
    list,
    fields: [value('name'), value('description'), ...fields],
    sortField: 'name',
    stamps: 'filter',
    logged: true,
  };
}

/** Rows between two others: no stamp, no change log. */
function between(endpoint: string, objectType: string, list: string, fields: readonly Field[]): Model {
  return { endpoint, objectType, list, fields, sortField: 'id', stamps: 'none', logged: false };
}

/** Every endpoint of the embedded Nautobot. */
export const MODELS: readonly Model[] = [
  plain('extras/statuses', 'extras.status', [value('color', '9e9e9e')]),
  plain('extras/roles', 'extras.role', [value('color', '9e9e9e'), value('weight', null)]),
  plain('extras/tags', 'extras.tag', [value('color', '9e9e9e')]),
  {
    ...plain('extras/custom-fields', 'extras.customfield', [
      value('key'),
      value('label'),
      value('type', 'text'),
      value('content_types', []),
    ]),
    // The real one has no such list either.
    list: undefined,
    stamps: 'field',
  },
  {
    ...plain('extras/custom-field-choices', 'extras.customfieldchoice', [
      value('value'),
      reference('custom_field', 'extras/custom-fields', 'cascade'),
    ]),
    stamps: 'field',
  },
  {
    endpoint: 'extras/object-changes',
    objectType: 'extras.objectchange',
    list: 'object_changes',
    fields: [
      value('time'),
      value('action'),
      value('changed_object_type'),
      value('changed_object_id'),
      value('object_repr'),
      value('object_data', {}),
    ],
    sortField: 'time',
    stamps: 'none',
    logged: false,
  },
  plain('tenancy/tenant-groups', 'tenancy.tenantgroup', [
    reference('parent', 'tenancy/tenant-groups', 'cascade'),
  ]),
  plain('tenancy/tenants', 'tenancy.tenant', [
    value('comments'),
    reference('tenant_group', 'tenancy/tenant-groups', 'clear'),
    count('device_count', 'dcim/devices', 'tenant'),
    TAGS,
    CUSTOM_FIELDS,
  ]),
  plain('dcim/location-types', 'dcim.locationtype', [reference('parent', 'dcim/location-types', 'cascade')]),
  plain('dcim/locations', 'dcim.location', [
    value('facility'),
    reference('parent', 'dcim/locations', 'cascade'),
    reference('location_type', 'dcim/location-types', 'protect'),
    status,
    tenant,
    count('device_count', 'dcim/devices', 'location'),
    TAGS,
    CUSTOM_FIELDS,
  ]),
  plain('dcim/manufacturers', 'dcim.manufacturer', [
    count('device_type_count', 'dcim/device-types', 'manufacturer'),
  ]),
  plain('dcim/platforms', 'dcim.platform', [
    value('network_driver'),
    reference('manufacturer', 'dcim/manufacturers', 'protect'),
  ]),
  {
    ...plain('dcim/device-types', 'dcim.devicetype', [
      value('model'),
      value('part_number'),
      value('u_height', 1),
      reference('manufacturer', 'dcim/manufacturers', 'protect'),
      count('device_count', 'dcim/devices', 'device_type'),
      TAGS,
    ]),
    sortField: 'model',
  },
  plain('dcim/racks', 'dcim.rack', [
    value('serial'),
    value('u_height', 42),
    status,
    reference('location', 'dcim/locations', 'protect'),
    tenant,
    TAGS,
  ]),
  plain('dcim/devices', 'dcim.device', [
    value('serial'),
    value('asset_tag', null),
    value('position', null),
    choice('face', { front: 'Front', rear: 'Rear' }),
    value('comments'),
    reference('device_type', 'dcim/device-types', 'protect'),
    status,
    role,
    tenant,
    reference('platform', 'dcim/platforms', 'clear'),
    reference('location', 'dcim/locations', 'protect'),
    reference('rack', 'dcim/racks', 'protect'),
    reference('primary_ip4', 'ipam/ip-addresses', 'clear'),
    TAGS,
    CUSTOM_FIELDS,
  ]),
  // Only there to be watched.
  plain('dcim/modules', 'dcim.module', []),
  {
    ...plain('dcim/interfaces', 'dcim.interface', [
      choice('type', TYPES, '1000base-t'),
      value('enabled', true),
      value('mtu', null),
      value('mac_address', null),
      value('mgmt_only', false),
      reference('device', 'dcim/devices', 'cascade'),
      status,
      reference('untagged_vlan', 'ipam/vlans', 'clear'),
      set('tagged_vlans', 'ipam/vlans'),
      through('ip_addresses', 'ipam/ip-addresses', 'ipam/ip-address-to-interface', 'interface', 'ip_address'),
      TAGS,
    ]),
    stamps: 'field',
  },
  plain('ipam/namespaces', 'ipam.namespace', []),
  plain('ipam/route-targets', 'ipam.routetarget', [tenant]),
  plain('ipam/vrfs', 'ipam.vrf', [
    value('rd', null),
    status,
    reference('namespace', 'ipam/namespaces', 'protect'),
    tenant,
    set('import_targets', 'ipam/route-targets'),
    set('export_targets', 'ipam/route-targets'),
    TAGS,
  ]),
  plain('ipam/vlan-groups', 'ipam.vlangroup', [reference('location', 'dcim/locations', 'protect')]),
  plain('ipam/vlans', 'ipam.vlan', [
    value('vid', 1),
    reference('vlan_group', 'ipam/vlan-groups', 'protect'),
    status,
    tenant,
    through('locations', 'dcim/locations', 'ipam/vlan-location-assignments', 'vlan', 'location'),
    TAGS,
  ]),
  between('ipam/vlan-location-assignments', 'ipam.vlanlocationassignment', 'vlan_location_assignments', [
    reference('vlan', 'ipam/vlans', 'cascade'),
    reference('location', 'dcim/locations', 'cascade'),
  ]),
  {
    ...plain('ipam/prefixes', 'ipam.prefix', [
      value('prefix'),
      choice('type', PREFIX_TYPES, 'network'),
      status,
      reference('parent', 'ipam/prefixes', 'protect'),
      reference('namespace', 'ipam/namespaces', 'protect'),
      tenant,
      reference('vlan', 'ipam/vlans', 'protect'),
      through('locations', 'dcim/locations', 'ipam/prefix-location-assignments', 'prefix', 'location'),
      TAGS,
    ]),
    sortField: 'prefix',
  },
  between(
    'ipam/prefix-location-assignments',
    'ipam.prefixlocationassignment',
    'prefix_location_assignments',
    [reference('prefix', 'ipam/prefixes', 'cascade'), reference('location', 'dcim/locations', 'cascade')],
  ),
  {
    ...plain('ipam/ip-addresses', 'ipam.ipaddress', [
      value('address'),
      choice('type', ADDRESS_TYPES, 'host'),
      value('dns_name'),
      status,
      reference('parent', 'ipam/prefixes', 'protect'),
      tenant,
      through('interfaces', 'dcim/interfaces', 'ipam/ip-address-to-interface', 'ip_address', 'interface'),
      TAGS,
    ]),
    sortField: 'address',
  },
  between('ipam/ip-address-to-interface', 'ipam.ipaddresstointerface', 'ip_address_assignments', [
    reference('ip_address', 'ipam/ip-addresses', 'cascade'),
    reference('interface', 'dcim/interfaces', 'cascade'),
  ]),
];
