import {
  CUSTOM_FIELDS,
  count,
  HEAD,
  OWNER,
  parent,
  reference,
  STAMPS,
  TAGS,
  value,
  zeros,
} from '../fields.ts';
import type { Model } from '../model.ts';
import { byName, depth, PARENT, PLAIN, tree, uniqueNameAndSlug } from './common.ts';

const tenantGroups: Model = {
  endpoint: 'tenancy/tenant-groups',
  contentType: 'tenancy.tenantgroup',
  verboseName: 'tenant group',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    parent('tenancy/tenant-groups'),
    value('description'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('tenant_count', 'tenancy/tenants', 'group'),
    OWNER,
    value('comments'),
    depth('tenancy/tenant-groups'),
  ],
  shapes: {
    brief: [...PLAIN, 'tenant_count', '_depth'],
    nested: [...PLAIN, '0:tenant_count', '_depth'],
    parent: PARENT,
  },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'description'],
  ...tree('tenancy/tenant-groups'),
};

const tenants: Model = {
  endpoint: 'tenancy/tenants',
  contentType: 'tenancy.tenant',
  verboseName: 'tenant',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    reference('group', 'tenancy/tenant-groups', 'clear'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    ...zeros('circuit_count'),
    count('device_count', 'dcim/devices', 'tenant'),
    count('ipaddress_count', 'ipam/ip-addresses', 'tenant'),
    count('prefix_count', 'ipam/prefixes', 'tenant'),
    count('rack_count', 'dcim/racks', 'tenant'),
    count('site_count', 'dcim/sites', 'tenant'),
    ...zeros('virtualmachine_count'),
    count('vlan_count', 'ipam/vlans', 'tenant'),
    count('vrf_count', 'ipam/vrfs', 'tenant'),
    ...zeros('cluster_count'),
  ],
  shapes: { brief: PLAIN, nested: PLAIN },
  unique: [
    { fields: ['group', 'name'], message: 'Tenant name must be unique per group.', nullsEqual: true },
    { fields: ['group', 'slug'], message: 'Tenant slug must be unique per group.', nullsEqual: true },
  ],
  searched: ['name', 'slug', 'description', 'comments'],
  ...byName,
};

export const TENANCY_MODELS: readonly Model[] = [tenantGroups, tenants];
