import { AIRFLOW } from '../choices.ts';
import {
  CUSTOM_FIELDS,
  choice,
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
import { byName, depth, PLAIN, tree, uniqueNameAndSlug } from './common.ts';

const NAMES: readonly Field[] = [
  value('name', 'text', { required: true }),
  value('slug', 'slug', { required: true }),
];
/** Roles and platforms show less of their parent than regions do. */
const SHORT_PARENT = ['id', 'url', 'display_url', 'display', 'name'];

const manufacturers: Model = {
  endpoint: 'dcim/manufacturers',
  contentType: 'dcim.manufacturer',
  verboseName: 'manufacturer',
  fields: [
    ...HEAD,
    ...NAMES,
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('devicetype_count', 'dcim/device-types', 'manufacturer'),
    ...zeros('moduletype_count', 'inventoryitem_count'),
    count('platform_count', 'dcim/platforms', 'manufacturer'),
  ],
  shapes: { brief: PLAIN, nested: PLAIN },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'description'],
  ...byName,
};

const deviceTypes: Model = {
  endpoint: 'dcim/device-types',
  contentType: 'dcim.devicetype',
  verboseName: 'device type',
  fields: [
    ...HEAD,
    reference('manufacturer', 'dcim/manufacturers', 'protect', { required: true }),
    reference('default_platform', 'dcim/platforms', 'clear'),
    value('model', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    value('part_number'),
    value('u_height', 'decimal', { default: 1, minimum: 0 }),
    value('exclude_from_utilization', 'boolean'),
    value('is_full_depth', 'boolean', { default: true }),
    ...nulls('subdevice_role'),
    choice('airflow', AIRFLOW),
    constant('cooling_method', 'null', '4.7'),
    ...nulls('weight', 'weight_unit'),
    constant('end_of_life', 'null', '4.7'),
    ...nulls('front_image', 'rear_image'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('device_count', 'dcim/devices', 'device_type'),
    ...zeros('console_port_template_count', 'console_server_port_template_count'),
    ...zeros('power_port_template_count', 'power_outlet_template_count'),
    constant('cooling_intake_template_count', '0', '4.7'),
    constant('cooling_outflow_template_count', '0', '4.7'),
    ...zeros('interface_template_count', 'front_port_template_count', 'rear_port_template_count'),
    ...zeros('device_bay_template_count', 'module_bay_template_count', 'inventory_item_template_count'),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'manufacturer', 'model', 'slug', 'description', 'device_count'],
    nested: ['id', 'url', 'display', 'manufacturer', 'model', 'slug', 'description', 'device_count'],
  },
  unique: [{ fields: ['manufacturer', 'model'] }, { fields: ['manufacturer', 'slug'] }],
  searched: ['model', 'slug', 'part_number', 'description', 'comments'],
  display: (row) => textOf(row, 'model'),
  sortKey: (row, view) => [
    view.display('dcim/manufacturers', idOf(row, 'manufacturer')),
    textOf(row, 'model'),
    row.id,
  ],
};

const deviceRoles: Model = {
  endpoint: 'dcim/device-roles',
  contentType: 'dcim.devicerole',
  verboseName: 'device role',
  fields: [
    ...HEAD,
    ...NAMES,
    value('color', 'color', { default: '9e9e9e' }),
    value('vm_role', 'boolean', { default: true }),
    ...nulls('config_template'),
    parent('dcim/device-roles'),
    value('description'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('device_count', 'dcim/devices', 'role'),
    ...zeros('virtualmachine_count'),
    OWNER,
    value('comments'),
    depth('dcim/device-roles'),
  ],
  shapes: {
    brief: [...PLAIN, 'device_count', 'virtualmachine_count', '_depth'],
    nested: [...PLAIN, '0:device_count', '0:virtualmachine_count', '_depth'],
    parent: SHORT_PARENT,
  },
  unique: [
    {
      fields: ['parent', 'name'],
      message: 'A device role with this name already exists.',
      nullsEqual: true,
    },
    {
      fields: ['parent', 'slug'],
      message: 'A device role with this slug already exists.',
      nullsEqual: true,
    },
  ],
  searched: ['name', 'slug', 'description'],
  ...tree('dcim/device-roles'),
};

const platforms: Model = {
  endpoint: 'dcim/platforms',
  contentType: 'dcim.platform',
  verboseName: 'platform',
  fields: [
    ...HEAD,
    parent('dcim/platforms'),
    ...NAMES,
    reference('manufacturer', 'dcim/manufacturers', 'protect'),
    ...nulls('config_template'),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    count('device_count', 'dcim/devices', 'platform'),
    ...zeros('virtualmachine_count'),
    depth('dcim/platforms'),
  ],
  shapes: {
    brief: [...PLAIN, 'device_count', 'virtualmachine_count', '_depth'],
    nested: [...PLAIN, '0:device_count', '0:virtualmachine_count', '_depth'],
    parent: SHORT_PARENT,
  },
  unique: [
    { fields: ['manufacturer', 'name'], message: 'Platform name must be unique.', nullsEqual: true },
    { fields: ['manufacturer', 'slug'], message: 'Platform slug must be unique.', nullsEqual: true },
  ],
  searched: ['name', 'slug', 'description'],
  ...tree('dcim/platforms'),
};

export const DEVICE_KIND_MODELS: readonly Model[] = [manufacturers, deviceTypes, deviceRoles, platforms];
