import { isJsonObject } from '../../../src/json.ts';
import { CABLE_STATUS, CABLE_TYPE, DUPLEX, INTERFACE_MODE, INTERFACE_TYPE, LENGTH_UNIT } from '../choices.ts';
import {
  CUSTOM_FIELDS,
  choice,
  computed,
  constant,
  generic,
  HEAD,
  many,
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

const CABLED = ['dcim/cables', 'dcim/interfaces', 'dcim/devices'];

/** The interfaces at the other end of the row's cable. */
function peersOf(row: Row, view: View): readonly Row[] {
  const cable = view.store.get('dcim/cables', idOf(row, 'cable'));
  if (!cable) return [];
  const ends = cable[row.cable_end === 'A' ? 'b_terminations' : 'a_terminations'];
  if (!Array.isArray(ends)) return [];
  return ends.flatMap((end) =>
    isJsonObject(end) ? (view.store.get('dcim/interfaces', idFrom(end.object_id)) ?? []) : [],
  );
}

function idFrom(found: unknown): number | null {
  return typeof found === 'number' ? found : null;
}

function peersText(row: Row, view: View): string | undefined {
  const peers = peersOf(row, view);
  if (peers.length === 0) return undefined;
  return `[${peers.map((peer) => view.embedded('dcim/interfaces', peer.id))}]`;
}

const interfaces: Model = {
  endpoint: 'dcim/interfaces',
  contentType: 'dcim.interface',
  verboseName: 'interface',
  fields: [
    ...HEAD,
    reference('device', 'dcim/devices', 'cascade', { required: true }),
    constant('vdcs', '[]'),
    ...nulls('module'),
    value('name', 'text', { required: true }),
    value('label'),
    choice('type', INTERFACE_TYPE, 'other', { required: true, open: true }),
    constant('channels', 'null', '4.7'),
    constant('channel_id', 'null', '4.7'),
    value('enabled', 'boolean', { default: true }),
    reference('parent', 'dcim/interfaces', 'protect'),
    reference('bridge', 'dcim/interfaces', 'clear'),
    constant('bridge_interfaces', '[]', '4.5'),
    reference('lag', 'dcim/interfaces', 'clear'),
    value('mtu', 'integer', { nullable: true, minimum: 1, maximum: 65536 }),
    computed('mac_address', ['dcim/mac-addresses'], (row, view) => {
      const mac = view.store.get('dcim/mac-addresses', idOf(row, 'primary_mac_address'));
      return mac ? JSON.stringify(mac.mac_address) : 'null';
    }),
    reference('primary_mac_address', 'dcim/mac-addresses', 'detach'),
    computed('mac_addresses', ['dcim/mac-addresses'], (row, view) => {
      const key = `dcim.interface:${row.id}`;
      const ids = view.store.referrers('dcim/mac-addresses', 'assigned_object_type+assigned_object_id', key);
      return `[${[...ids].map((id) => view.embedded('dcim/mac-addresses', id))}]`;
    }),
    value('speed', 'integer', { nullable: true }),
    choice('duplex', DUPLEX),
    ...nulls('wwn'),
    value('mgmt_only', 'boolean'),
    value('description'),
    choice('mode', INTERFACE_MODE),
    ...nulls('rf_role', 'rf_channel', 'poe_mode', 'poe_type', 'rf_channel_frequency', 'rf_channel_width'),
    ...nulls('tx_power'),
    reference('untagged_vlan', 'ipam/vlans', 'clear'),
    many('tagged_vlans', 'ipam/vlans'),
    ...nulls('qinq_svlan', 'vlan_translation_policy'),
    value('mark_connected', 'boolean'),
    reference('cable', 'dcim/cables', 'detach', { readOnly: true }),
    computed('cable_end', [], (row) => JSON.stringify(row.cable_end ?? null)),
    ...nulls('wireless_link'),
    computed('link_peers', CABLED, (row, view) => peersText(row, view) ?? '[]'),
    computed('link_peers_type', CABLED, (row, view) => (peersText(row, view) ? '"dcim.interface"' : 'null')),
    constant('wireless_lans', '[]'),
    reference('vrf', 'ipam/vrfs', 'clear'),
    ...nulls('l2vpn_termination'),
    computed('connected_endpoints', CABLED, (row, view) => peersText(row, view) ?? 'null'),
    computed('connected_endpoints_type', CABLED, (row, view) =>
      peersText(row, view) ? '"dcim.interface"' : 'null',
    ),
    computed('connected_endpoints_reachable', CABLED, (row, view) => {
      const cable = view.store.get('dcim/cables', idOf(row, 'cable'));
      return String(cable !== undefined && cable.status === 'connected' && peersOf(row, view).length > 0);
    }),
    OWNER,
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
    computed('count_ipaddresses', ['ipam/ip-addresses'], (row, view) => {
      const key = `dcim.interface:${row.id}`;
      const ids = view.store.referrers('ipam/ip-addresses', 'assigned_object_type+assigned_object_id', key);
      return String(ids.size);
    }),
    ...zeros('count_fhrp_groups'),
    computed('_occupied', [], (row) => String(idOf(row, 'cable') !== null || row.mark_connected === true)),
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'device', 'name', 'description', 'cable', '_occupied'],
    nested: ['id', 'url', 'display', 'device', 'name', 'description', 'cable', '_occupied'],
  },
  unique: [{ fields: ['device', 'name'] }],
  searched: ['name', 'label', 'description'],
  display: (row) => {
    const label = textOf(row, 'label');
    return label ? `${textOf(row, 'name')} (${label})` : textOf(row, 'name');
  },
  sortKey: (row, view) => {
    const device = view.store.get('dcim/devices', idOf(row, 'device'));
    return [textOf(device, 'name') || null, idOf(row, 'device'), textOf(row, 'name'), row.id];
  },
  filters: {
    site_id: (row, values, view) => {
      const device = view.store.get('dcim/devices', idOf(row, 'device'));
      return values.includes(String(idOf(device, 'site')));
    },
    cabled: (row, values) =>
      values.some((each) => (each.toLowerCase() === 'true') === (idOf(row, 'cable') !== null)),
    mac_address: (row, values, view) => {
      const mac = view.store.get('dcim/mac-addresses', idOf(row, 'primary_mac_address'));
      return values.some((each) => each.toUpperCase() === mac?.mac_address);
    },
  },
};

const macAddresses: Model = {
  endpoint: 'dcim/mac-addresses',
  contentType: 'dcim.macaddress',
  verboseName: 'MAC address',
  fields: [
    ...HEAD,
    value('mac_address', 'mac', { required: true }),
    value('assigned_object_type', 'text', { nullable: true }),
    value('assigned_object_id', 'integer', { nullable: true }),
    generic('assigned_object', ['dcim/interfaces'], 'cascade'),
    computed('is_primary', ['dcim/interfaces'], (row, view) =>
      String(view.store.referrers('dcim/interfaces', 'primary_mac_address', row.id).size > 0),
    ),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'mac_address', 'description'],
    nested: ['id', 'url', 'display', 'mac_address', 'description'],
  },
  searched: ['mac_address', 'description'],
  display: (row) => textOf(row, 'mac_address'),
  sortKey: (row) => [textOf(row, 'mac_address'), row.id],
  filters: {
    interface_id: (row, values) => values.includes(String(idOf(row, 'assigned_object_id'))),
  },
};

/** The ends of a cable with the objects they lead to. */
function terminations(name: 'a_terminations' | 'b_terminations') {
  return computed(name, CABLED, (row, view) => {
    const ends = row[name];
    if (!Array.isArray(ends)) return '[]';
    const texts = ends.filter(isJsonObject).map((end) => {
      const id = idFrom(end.object_id);
      const object = view.embedded('dcim/interfaces', id);
      return `{"object_type":${JSON.stringify(end.object_type)},"object_id":${id},"object":${object}}`;
    });
    return `[${texts}]`;
  });
}

const cables: Model = {
  endpoint: 'dcim/cables',
  contentType: 'dcim.cable',
  verboseName: 'cable',
  fields: [
    ...HEAD,
    choice('type', CABLE_TYPE, null, { open: true, bare: true }),
    terminations('a_terminations'),
    terminations('b_terminations'),
    choice('status', CABLE_STATUS, 'connected'),
    constant('profile', 'null', '4.5'),
    reference('tenant', 'tenancy/tenants', 'protect'),
    constant('bundle', 'null', '4.6'),
    value('label'),
    value('color'),
    value('length', 'decimal', { nullable: true }),
    choice('length_unit', LENGTH_UNIT),
    value('description'),
    OWNER,
    value('comments'),
    TAGS,
    CUSTOM_FIELDS,
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'label', 'description'],
    nested: ['id', 'url', 'display', 'label', 'description'],
  },
  searched: ['label', 'description'],
  display: (row) => textOf(row, 'label') || `#${row.id}`,
  sortKey: (row) => [row.id],
  filters: {
    device_id: (row, values, view) =>
      ['a_terminations', 'b_terminations'].some((name) => {
        const ends = row[name];
        if (!Array.isArray(ends)) return false;
        return ends.filter(isJsonObject).some((end) => {
          const port = view.store.get('dcim/interfaces', idFrom(end.object_id));
          return values.includes(String(idOf(port, 'device')));
        });
      }),
  },
};

export const INTERFACE_MODELS: readonly Model[] = [interfaces, macAddresses, cables];
