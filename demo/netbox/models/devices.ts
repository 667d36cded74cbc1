import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { AIRFLOW, DEVICE_STATUS, FACE } from '../choices.ts';
import {
  CUSTOM_FIELDS,
  choice,
  computed,
  constant,
  count,
  HEAD,
  nulls,
  OWNER,
  type Row,
  reference,
  STAMPS,
  TAGS,
  value,
  zeros,
} from '../fields.ts';
import { idOf, type Model, textOf } from '../model.ts';
import type { View } from '../view.ts';

/**
 * What NetBox shows for a device: the name, with the asset tag in brackets; without a name, manufacturer and
 * type with the asset tag or the id.
 */
function displayOf(row: Row, view: View): string {
  const name = textOf(row, 'name');
  const assetTag = textOf(row, 'asset_tag');
  if (name) return assetTag ? `${name} (${assetTag})` : name;
  const type = view.store.get('dcim/device-types', idOf(row, 'device_type'));
  const maker = view.display('dcim/manufacturers', idOf(type, 'manufacturer'));
  return `${maker} ${textOf(type, 'model')} (${assetTag || row.id})`;
}

/** The active config contexts by weight, then the device's own, deeply merged. */
function configContextText(row: Row, view: View): string {
  const contexts = view.store
    .inOrderOfId('extras/config-contexts')
    .filter((each) => each.is_active !== false);
  const sorted = [...contexts].sort((a, b) => Number(a.weight ?? 1000) - Number(b.weight ?? 1000));
  let result: JsonObject = {};
  for (const data of [...sorted.map((each) => each.data), row.local_context_data]) {
    if (isJsonObject(data)) result = merge(result, data);
  }
  return JSON.stringify(result);
}

function merge(under: JsonObject, over: JsonObject): JsonObject {
  const result: JsonObject = { ...under };
  for (const [key, found] of Object.entries(over)) {
    const below: JsonValue = result[key] ?? null;
    result[key] = isJsonObject(found) && isJsonObject(below) ? merge(below, found) : found;
  }
  return result;
}

export const DEVICE_MODEL: Model = {
  endpoint: 'dcim/devices',
  contentType: 'dcim.device',
  verboseName: 'device',
  fields: [
    ...HEAD,
    value('name', 'text', { nullable: true }),
    reference('device_type', 'dcim/device-types', 'protect', { required: true }),
    reference('role', 'dcim/device-roles', 'protect', { required: true }),
    reference('tenant', 'tenancy/tenants', 'protect'),
    reference('platform', 'dcim/platforms', 'clear'),
    value('serial'),
    value('asset_tag', 'text', { nullable: true }),
    reference('site', 'dcim/sites', 'protect', { required: true }),
    reference('location', 'dcim/locations', 'protect'),
    reference('rack', 'dcim/racks', 'protect'),
    value('position', 'decimal', { nullable: true }),
    choice('face', FACE),
    value('latitude', 'decimal', { nullable: true }),
    value('longitude', 'decimal', { nullable: true }),
    ...nulls('parent_device'),
    choice('status', DEVICE_STATUS, 'active'),
    choice('airflow', AIRFLOW),
    constant('cooling_method', 'null', '4.7'),
    computed('primary_ip', ['ipam/ip-addresses'], (row, view) =>
      view.embedded('ipam/ip-addresses', idOf(row, 'primary_ip6') ?? idOf(row, 'primary_ip4'), 'primary'),
    ),
    reference('primary_ip4', 'ipam/ip-addresses', 'clear', { shape: 'primary' }),
    reference('primary_ip6', 'ipam/ip-addresses', 'clear', { shape: 'primary' }),
    reference('oob_ip', 'ipam/ip-addresses', 'clear', { shape: 'primary' }),
    ...nulls('cluster', 'virtual_chassis', 'vc_position', 'vc_priority'),
    value('description'),
    OWNER,
    value('comments'),
    ...nulls('config_template'),
    computed('config_context', ['extras/config-contexts'], configContextText),
    value('local_context_data', 'json', { nullable: true }),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    ...zeros('console_port_count', 'console_server_port_count', 'power_port_count', 'power_outlet_count'),
    constant('cooling_intake_count', '0', '4.7'),
    constant('cooling_outflow_count', '0', '4.7'),
    count('interface_count', 'dcim/interfaces', 'device'),
    ...zeros('front_port_count', 'rear_port_count', 'device_bay_count', 'module_bay_count'),
    ...zeros('inventory_item_count'),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description'],
    nested: ['id', 'url', 'display', 'name', 'description'],
  },
  display: displayOf,
  displayNeeds: ['dcim/device-types', 'dcim/manufacturers'],
  sortKey: (row) => [textOf(row, 'name') || null, row.id],
  unique: [
    {
      fields: ['site', 'tenant', 'name'],
      message: 'Device name must be unique per site and tenant.',
      nullsEqual: true,
    },
    { fields: ['asset_tag'] },
    {
      fields: ['rack', 'position', 'face'],
      message: 'The set of fields rack, position, face must be unique.',
    },
  ],
  searched: ['name', 'serial', 'asset_tag', 'description', 'comments'],
  filters: {
    has_primary_ip: (row, values) => {
      const has = idOf(row, 'primary_ip4') !== null || idOf(row, 'primary_ip6') !== null;
      return values.some((each) => (each.toLowerCase() === 'true') === has);
    },
    manufacturer_id: (row, values, view) => {
      const type = view.store.get('dcim/device-types', idOf(row, 'device_type'));
      return values.includes(String(idOf(type, 'manufacturer')));
    },
    manufacturer: (row, values, view) => {
      const type = view.store.get('dcim/device-types', idOf(row, 'device_type'));
      return values.includes(
        textOf(view.store.get('dcim/manufacturers', idOf(type, 'manufacturer')), 'slug'),
      );
    },
    region_id: (row, values, view) => inRegion(row, values, view, (region) => String(region.id)),
    region: (row, values, view) => inRegion(row, values, view, (region) => textOf(region, 'slug')),
  },
};

/** Whether the row's site lies in one of the regions or below it. */
function inRegion(row: Row, values: readonly string[], view: View, keyOf: (region: Row) => string): boolean {
  let region = view.store.get(
    'dcim/regions',
    idOf(view.store.get('dcim/sites', idOf(row, 'site')), 'region'),
  );
  while (region) {
    if (values.includes(keyOf(region))) return true;
    region = view.store.get('dcim/regions', idOf(region, 'parent'));
  }
  return false;
}
