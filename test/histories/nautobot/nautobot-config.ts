import type { Wording } from './make-nautobot-change.ts';
import { keyOf } from './make-nautobot-change.ts';

/** Parts of the mapping: a history takes some of them together. */
export const PARTS = [
  'places',
  'devices',
  'nested',
  'vlans',
  'ports',
  'prefixes',
  'addresses',
  'routing',
] as const;
export type Part = (typeof PARTS)[number];

const mappings: Readonly<Record<Part, (wording: Wording) => string>> = {
  places: (wording) => `
  - name: BuiltinTag
    mapping: extras.tags
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: description, mapping: description }
  - name: TestSite
    mapping: dcim.locations
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: status, mapping: status.name }
      - { name: tenant, mapping: tenant.name }
      - { name: region, mapping: parent.parent.name }
      - { name: note, mapping: custom_fields.${keyOf(wording)} }
      - { name: tags, mapping: tags, reference: BuiltinTag }
  - name: TestRack
    mapping: dcim.racks
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: place, mapping: location.name }
      - { name: site, mapping: location, reference: TestSite }`,
  devices: () => `
  - name: TestDevice
    mapping: dcim.devices
    identifiers: ["name"]
    filters:
      - { field: status.name, operation: "not contains", value: "1" }
    fields:
      - { name: name, mapping: name }
      - { name: serial, mapping: serial }
      - { name: status, mapping: status.name }
      - { name: role, mapping: role.name }
      - { name: rack, mapping: rack.name }
      - { name: place, mapping: location.parent.name }
      - { name: maker, mapping: device_type.manufacturer.name }
      - { name: model, mapping: device_type.model }
      - { name: platform, mapping: platform.name }
      - { name: address, mapping: primary_ip4.address }`,
  nested: () => `
  - name: TestServer
    mapping: dcim.devices
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: place, mapping: where }
      - { name: maker, mapping: made }
      - { name: note, mapping: labels }
      - { name: address, mapping: reached }
    transforms:
      - { field: where, expression: "{{ location.name }}/{{ rack.name if rack else 'floor' }}" }
      - { field: made, expression: "{{ device_type.manufacturer.name }}-{{ device_type.model | lower }}" }
      - { field: labels, expression: "{{ tags | map(attribute='name') | sort | join(',') }}" }
      - field: reached
        expression: "{{ primary_ip4.dns_name or primary_ip4.address if primary_ip4 else 'none' }}"`,
  vlans: () => `
  - name: TestVlan
    mapping: ipam.vlans
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: vid, mapping: vid }
      - { name: place, mapping: where }
    transforms:
      - { field: where, expression: "{{ locations[0].name if locations else 'nowhere' }}" }`,
  ports: () => `
  - name: TestPort
    mapping: dcim.interfaces
    identifiers: ["owner_name", "name"]
    fields:
      - { name: name, mapping: name }
      - { name: owner_name, mapping: device.name }
      - { name: mac, mapping: mac_address }
      - { name: enabled, mapping: enabled }
      - { name: peer, mapping: reached }
      - { name: vlan_names, mapping: names }
    transforms:
      - { field: reached, expression: "{{ ip_addresses[0].address if ip_addresses else 'none' }}" }
      - { field: names, expression: "{{ tagged_vlans | map(attribute='name') | sort | join(',') }}" }`,
  addresses: () => `
  - name: TestAddress
    mapping: ipam.ip-addresses
    identifiers: ["name"]
    fields:
      - { name: name, mapping: address }
      - { name: dns, mapping: dns_name }
      - { name: host, mapping: parent.prefix }
      - { name: tenant, mapping: parent.namespace.name }
      - { name: port, mapping: first_port }
    transforms:
      - { field: first_port, expression: "{{ interfaces[0].name if interfaces else 'none' }}" }`,
  prefixes: () => `
  - name: TestPrefix
    mapping: ipam.prefixes
    identifiers: ["name", "vrf"]
    fields:
      - { name: name, mapping: prefix }
      - { name: vrf, mapping: namespace.name }
      - { name: depth, mapping: parent.prefix }
      - { name: place, mapping: where }
    transforms:
      - { field: where, expression: "{{ locations | map(attribute='name') | join(',') }}" }`,
  routing: () => `
  - name: TestVrf
    mapping: ipam.vrfs
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: tenant, mapping: tenant.name }
      - { name: targets, mapping: names }
    transforms:
      - { field: names, expression: "{{ import_targets | map(attribute='name') | sort | join(',') }}" }`,
};

/** Destination kinds of each part. */
export const KINDS: Readonly<Record<Part, readonly string[]>> = {
  places: ['TestSite', 'TestRack'],
  devices: ['TestDevice'],
  nested: ['TestServer'],
  vlans: ['TestVlan'],
  ports: ['TestPort'],
  prefixes: ['TestPrefix'],
  addresses: ['TestAddress'],
  routing: ['TestVrf'],
};

/** config.yml with some parts. */
export function nautobotConfig(parts: readonly Part[], pageSize: number, wording: Wording): string {
  return `
name: nautobot
source: { name: nautobot, settings: { page_size: ${pageSize} } }
destination: { name: infrahub, settings: {} }
diffsync_flags: ["LOG_UNCHANGED_RECORDS"]
incremental: { full_resync_every: 1000 }
schema_mapping:${parts.map((part) => mappings[part](wording)).join('')}
`;
}
