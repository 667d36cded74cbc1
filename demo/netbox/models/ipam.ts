import { ADDRESS_ROLE, ADDRESS_STATUS, IPAM_STATUS, PREFIX_STATUS } from '../choices.ts';
import {
  CUSTOM_FIELDS,
  choice,
  computed,
  constant,
  count,
  type Field,
  generic,
  HEAD,
  many,
  nulls,
  OWNER,
  reference,
  STAMPS,
  TAGS,
  value,
} from '../fields.ts';
import { idOf, type Model, textOf } from '../model.ts';
import { addressKey, familyOf } from '../networks.ts';
import { byName, PLAIN, uniqueNameAndSlug } from './common.ts';

const SCOPES = ['dcim/regions', 'dcim/site-groups', 'dcim/sites', 'dcim/locations', 'dcim/racks'];

function scope(): readonly Field[] {
  return [
    value('scope_type', 'text', { nullable: true }),
    value('scope_id', 'integer', { nullable: true }),
    generic('scope', SCOPES, 'cascade'),
  ];
}

function family(field: string): Field {
  return computed('family', [], (row) =>
    familyOf(textOf(row, field)) === 6 ? '{"value":6,"label":"IPv6"}' : '{"value":4,"label":"IPv4"}',
  );
}

const roles: Model = {
  endpoint: 'ipam/roles',
  contentType: 'ipam.role',
  verboseName: 'role',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    value('weight', 'integer', { default: 1000 }),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('prefix_count', 'ipam/prefixes', 'role'),
    count('vlan_count', 'ipam/vlans', 'role'),
    constant('asn_count', '0', '4.7'),
  ],
  shapes: { brief: [...PLAIN, 'prefix_count', 'vlan_count', 'asn_count'], nested: PLAIN },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'description'],
  display: (row) => textOf(row, 'name'),
  sortKey: (row) => [Number(row.weight ?? 1000), textOf(row, 'name')],
};

const vlanGroups: Model = {
  endpoint: 'ipam/vlan-groups',
  contentType: 'ipam.vlangroup',
  verboseName: 'VLAN group',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    ...scope(),
    value('vid_ranges', 'json', { default: [[1, 4094]] }),
    constant('total_vlan_ids', '4094', '4.7'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('vlan_count', 'ipam/vlans', 'group'),
    computed('utilization', ['ipam/vlans'], (row, view) => {
      const used = view.store.referrers('ipam/vlans', 'group', row.id).size;
      return `"${((used / 4094) * 100).toFixed(2)}"`;
    }),
  ],
  shapes: { brief: [...PLAIN, 'vlan_count'], nested: PLAIN },
  unique: [{ fields: ['scope_type', 'scope_id', 'name'] }, { fields: ['scope_type', 'scope_id', 'slug'] }],
  searched: ['name', 'slug', 'description'],
  ...byName,
};

const vlans: Model = {
  endpoint: 'ipam/vlans',
  contentType: 'ipam.vlan',
  verboseName: 'VLAN',
  fields: [
    ...HEAD,
    reference('site', 'dcim/sites', 'protect'),
    reference('group', 'ipam/vlan-groups', 'protect'),
    value('vid', 'integer', { required: true, minimum: 1, maximum: 4094 }),
    value('name', 'text', { required: true }),
    reference('tenant', 'tenancy/tenants', 'protect'),
    choice('status', IPAM_STATUS, 'active'),
    reference('role', 'ipam/roles', 'clear'),
    value('description'),
    ...nulls('qinq_role', 'qinq_svlan'),
    OWNER,
    value('comments'),
    ...nulls('l2vpn_termination'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('prefix_count', 'ipam/prefixes', 'vlan'),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'vid', 'name', 'description'],
    nested: ['id', 'url', 'display', 'vid', 'name', 'description'],
  },
  unique: [
    { fields: ['group', 'vid'], message: 'VLAN with this Group and VLAN ID already exists.' },
    { fields: ['group', 'name'] },
  ],
  searched: ['name', 'description'],
  display: (row) => `${textOf(row, 'name')} (${String(row.vid)})`,
  displayNeeds: ['dcim/sites', 'ipam/vlan-groups'],
  sortKey: (row, view) => [
    view.display('dcim/sites', idOf(row, 'site')) || null,
    view.display('ipam/vlan-groups', idOf(row, 'group')) || null,
    Number(row.vid),
    row.id,
  ],
};

const vrfs: Model = {
  endpoint: 'ipam/vrfs',
  contentType: 'ipam.vrf',
  verboseName: 'VRF',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('rd', 'text', { nullable: true }),
    reference('tenant', 'tenancy/tenants', 'protect'),
    value('enforce_unique', 'boolean', { default: true }),
    value('description'),
    OWNER,
    value('comments'),
    many('import_targets', 'ipam/route-targets', 'full'),
    many('export_targets', 'ipam/route-targets', 'full'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('ipaddress_count', 'ipam/ip-addresses', 'vrf'),
    count('prefix_count', 'ipam/prefixes', 'vrf'),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'rd', 'description', 'prefix_count'],
    nested: ['id', 'url', 'display', 'name', 'rd', 'description'],
  },
  unique: [{ fields: ['rd'], message: 'VRF with this route distinguisher already exists.' }],
  searched: ['name', 'rd', 'description'],
  display: (row) => {
    const rd = textOf(row, 'rd');
    return rd ? `${textOf(row, 'name')} (${rd})` : textOf(row, 'name');
  },
  sortKey: (row) => [textOf(row, 'name'), textOf(row, 'rd') || null, row.id],
};

const routeTargets: Model = {
  endpoint: 'ipam/route-targets',
  contentType: 'ipam.routetarget',
  verboseName: 'route target',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    reference('tenant', 'tenancy/tenants', 'protect'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description'],
    nested: ['id', 'url', 'display', 'name', 'description'],
  },
  unique: [{ fields: ['name'] }],
  searched: ['name', 'description'],
  ...byName,
};

const prefixes: Model = {
  endpoint: 'ipam/prefixes',
  contentType: 'ipam.prefix',
  verboseName: 'prefix',
  fields: [
    ...HEAD,
    family('prefix'),
    value('prefix', 'prefix', { required: true }),
    reference('vrf', 'ipam/vrfs', 'protect'),
    ...scope(),
    reference('tenant', 'tenancy/tenants', 'protect'),
    reference('vlan', 'ipam/vlans', 'protect'),
    choice('status', PREFIX_STATUS, 'active'),
    reference('role', 'ipam/roles', 'clear'),
    value('is_pool', 'boolean'),
    value('mark_utilized', 'boolean'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    computed('children', ['ipam/prefixes'], (row, view) =>
      String(view.store.nesting().get(row.id)?.children ?? 0),
    ),
    computed('_depth', ['ipam/prefixes'], (row, view) =>
      String(view.store.nesting().get(row.id)?.depth ?? 0),
    ),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'family', 'prefix', 'description', '_depth'],
    nested: ['id', 'url', 'display', 'family', 'prefix', 'description', '_depth'],
  },
  searched: ['prefix', 'description'],
  display: (row) => textOf(row, 'prefix'),
  sortKey: (row, view) => [
    idOf(row, 'vrf') === null ? -1 : 0,
    view.display('ipam/vrfs', idOf(row, 'vrf')),
    addressKey(textOf(row, 'prefix')),
    row.id,
  ],
  filters: {
    family: (row, values) => values.includes(String(familyOf(textOf(row, 'prefix')))),
    site_id: (row, values) => row.scope_type === 'dcim.site' && values.includes(String(row.scope_id)),
    site: (row, values, view) =>
      row.scope_type === 'dcim.site' &&
      values.includes(textOf(view.store.get('dcim/sites', idOf(row, 'scope_id')), 'slug')),
  },
};

const addresses: Model = {
  endpoint: 'ipam/ip-addresses',
  contentType: 'ipam.ipaddress',
  verboseName: 'IP address',
  fields: [
    ...HEAD,
    family('address'),
    value('address', 'address', { required: true }),
    reference('vrf', 'ipam/vrfs', 'protect'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    choice('status', ADDRESS_STATUS, 'active'),
    choice('role', ADDRESS_ROLE),
    value('assigned_object_type', 'text', { nullable: true }),
    value('assigned_object_id', 'integer', { nullable: true }),
    generic('assigned_object', ['dcim/interfaces'], 'cascade'),
    ...nulls('nat_inside'),
    constant('nat_outside', '[]'),
    value('dns_name'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'family', 'address', 'description'],
    nested: ['id', 'url', 'display', 'family', 'address', 'description'],
    primary: [
      ...[
        'id',
        'url',
        'display',
        'family',
        'address',
        'nat_inside',
        'nat_outside',
        'dns_name',
        'description',
      ],
    ],
  },
  searched: ['address', 'dns_name', 'description'],
  display: (row) => textOf(row, 'address'),
  sortKey: (row) => [addressKey(textOf(row, 'address').replace(/\/.*/, '')), row.id],
  filters: {
    family: (row, values) => values.includes(String(familyOf(textOf(row, 'address')))),
    interface_id: (row, values) => values.includes(String(row.assigned_object_id)),
    device_id: (row, values, view) => {
      const port = view.store.get('dcim/interfaces', idOf(row, 'assigned_object_id'));
      return values.includes(String(idOf(port, 'device')));
    },
    assigned_to_interface: (row, values) =>
      values.some((each) => (each.toLowerCase() === 'true') === (row.assigned_object_id !== null)),
  },
};

export const IPAM_MODELS: readonly Model[] = [
  roles,
  vlanGroups,
  vlans,
  vrfs,
  routeTargets,
  prefixes,
  addresses,
];
