import { RACK_STATUS, RACK_WIDTH, SITE_STATUS } from '../choices.ts';
import {
  CUSTOM_FIELDS,
  choice,
  computed,
  constant,
  count,
  type Field,
  HEAD,
  nulls,
  OWNER,
  parent,
  reference,
  STAMPS,
  TAGS,
  value,
  zeros,
} from '../fields.ts';
import { idOf, type Model, textOf } from '../model.ts';
import { byName, depth, PARENT, PLAIN, pathOf, tree, uniqueNameAndSlug } from './common.ts';

const NAMES: readonly Field[] = [
  value('name', 'text', { required: true }),
  value('slug', 'slug', { required: true }),
];

/** Regions and site groups: trees with a count of sites. */
function siteTree(endpoint: string, contentType: string, verboseName: string, field: string): Model {
  const message = `A ${verboseName} with this name already exists.`;
  return {
    endpoint,
    contentType,
    verboseName,
    fields: [
      ...HEAD,
      ...NAMES,
      parent(endpoint),
      value('description'),
      TAGS,
      CUSTOM_FIELDS,
      ...STAMPS,
      count('site_count', 'dcim/sites', field),
      ...zeros('prefix_count'),
      OWNER,
      value('comments'),
      depth(endpoint),
    ],
    shapes: {
      brief: [...PLAIN, 'site_count', '_depth'],
      nested: [...PLAIN, '0:site_count', '_depth'],
      parent: PARENT,
    },
    unique: [
      { fields: ['parent', 'name'], message, nullsEqual: true },
      { fields: ['parent', 'slug'], message: message.replace('name', 'slug'), nullsEqual: true },
    ],
    searched: ['name', 'slug', 'description'],
    ...tree(endpoint),
  };
}

const sites: Model = {
  endpoint: 'dcim/sites',
  contentType: 'dcim.site',
  verboseName: 'site',
  fields: [
    ...HEAD,
    ...NAMES,
    choice('status', SITE_STATUS, 'active'),
    reference('region', 'dcim/regions', 'clear'),
    reference('group', 'dcim/site-groups', 'clear'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    value('facility'),
    value('time_zone', 'text', { nullable: true }),
    value('description'),
    value('physical_address'),
    value('shipping_address'),
    value('latitude', 'decimal', { nullable: true }),
    value('longitude', 'decimal', { nullable: true }),
    OWNER,
    value('comments'),
    constant('asns', '[]'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    ...zeros('circuit_count'),
    count('device_count', 'dcim/devices', 'site'),
    computed('prefix_count', ['ipam/prefixes'], (row, view) =>
      String(view.store.referrers('ipam/prefixes', 'scope_type+scope_id', `dcim.site:${row.id}`).size),
    ),
    count('rack_count', 'dcim/racks', 'site'),
    ...zeros('virtualmachine_count'),
    count('vlan_count', 'ipam/vlans', 'site'),
  ],
  shapes: { brief: PLAIN, nested: PLAIN },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'facility', 'description', 'physical_address', 'comments'],
  ...byName,
};

const locations: Model = {
  endpoint: 'dcim/locations',
  contentType: 'dcim.location',
  verboseName: 'location',
  fields: [
    ...HEAD,
    ...NAMES,
    reference('site', 'dcim/sites', 'cascade', { required: true }),
    parent('dcim/locations'),
    choice('status', SITE_STATUS, 'active'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    value('facility'),
    value('description'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('rack_count', 'dcim/racks', 'location'),
    count('device_count', 'dcim/devices', 'location'),
    ...zeros('prefix_count'),
    OWNER,
    value('comments'),
    depth('dcim/locations'),
  ],
  shapes: {
    brief: [...PLAIN, 'rack_count', '_depth'],
    nested: [...PLAIN, '0:rack_count', '_depth'],
    parent: PARENT,
  },
  unique: [
    {
      fields: ['site', 'parent', 'name'],
      message: 'A location with this name already exists within the specified site.',
      nullsEqual: true,
    },
    {
      fields: ['site', 'parent', 'slug'],
      message: 'A location with this slug already exists within the specified site.',
      nullsEqual: true,
    },
  ],
  searched: ['name', 'slug', 'facility', 'description'],
  display: (row) => textOf(row, 'name'),
  sortKey: (row, view) => [
    view.display('dcim/sites', idOf(row, 'site')),
    pathOf(row, 'dcim/locations', view).join('\u0001'),
    row.id,
  ],
};

const rackRoles: Model = {
  endpoint: 'dcim/rack-roles',
  contentType: 'dcim.rackrole',
  verboseName: 'rack role',
  fields: [
    ...HEAD,
    ...NAMES,
    value('color', 'color', { default: '9e9e9e' }),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('rack_count', 'dcim/racks', 'role'),
  ],
  shapes: { brief: [...PLAIN, 'rack_count'], nested: PLAIN },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'description'],
  ...byName,
};

const racks: Model = {
  endpoint: 'dcim/racks',
  contentType: 'dcim.rack',
  verboseName: 'rack',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('facility_id', 'text', { nullable: true }),
    reference('site', 'dcim/sites', 'protect', { required: true }),
    reference('location', 'dcim/locations', 'clear'),
    constant('group', 'null', '4.7'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    choice('status', RACK_STATUS, 'active'),
    reference('role', 'dcim/rack-roles', 'protect'),
    value('serial'),
    value('asset_tag', 'text', { nullable: true }),
    ...nulls('rack_type', 'form_factor'),
    choice('width', RACK_WIDTH, 19),
    value('u_height', 'integer', { default: 42, minimum: 1, maximum: 100 }),
    value('starting_unit', 'integer', { default: 1, minimum: 1 }),
    ...nulls('weight', 'max_weight', 'weight_unit'),
    value('desc_units', 'boolean'),
    ...nulls('outer_width', 'outer_height', 'outer_depth', 'outer_unit', 'mounting_depth', 'airflow'),
    constant('cooling_capability', 'null', '4.7'),
    constant('cooling_capacity', 'null', '4.7'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('device_count', 'dcim/devices', 'rack'),
    ...zeros('powerfeed_count'),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description', 'device_count'],
    nested: ['id', 'url', 'display', 'name', 'description'],
  },
  unique: [
    { fields: ['location', 'name'] },
    { fields: ['asset_tag'] },
    { fields: ['location', 'facility_id'] },
  ],
  searched: ['name', 'facility_id', 'serial', 'asset_tag', 'description', 'comments'],
  display: (row) => {
    const facility = textOf(row, 'facility_id');
    return facility ? `${textOf(row, 'name')} (${facility})` : textOf(row, 'name');
  },
  sortKey: (row, view) => [
    view.display('dcim/sites', idOf(row, 'site')),
    view.display('dcim/locations', idOf(row, 'location')) || null,
    textOf(row, 'name'),
    row.id,
  ],
};

export const PLACE_MODELS: readonly Model[] = [
  siteTree('dcim/regions', 'dcim.region', 'region', 'region'),
  siteTree('dcim/site-groups', 'dcim.sitegroup', 'site group', 'group'),
  sites,
  locations,
  rackRoles,
  racks,
];
