import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import type { Setting } from './history.ts';

/** One way to map a part of the network. A history takes some of them together. */

interface Rules {
  readonly filters?: readonly (readonly [field: string, operation: string, value?: JsonValue])[];
  readonly transforms?: Readonly<Record<string, string>>;
}

/** A path, or a path and the kind that is referred to. */
type Source = string | readonly [path: string, kind: string];

function element(
  kind: string,
  endpoint: string,
  identifiers: readonly string[],
  fields: Readonly<Record<string, Source>>,
  rules: Rules = {},
): JsonObject {
  return {
    name: kind,
    mapping: endpoint,
    identifiers: [...identifiers],
    fields: Object.entries(fields).map(([name, source]) =>
      typeof source === 'string'
        ? { name, mapping: source }
        : { name, mapping: source[0], reference: source[1] },
    ),
    filters: (rules.filters ?? []).map(([field, operation, value]) =>
      value === undefined ? { field, operation } : { field, operation, value },
    ),
    transforms: Object.entries(rules.transforms ?? {}).map(([field, expression]) => ({ field, expression })),
  };
}

const tags = element('BuiltinTag', 'extras.tags', ['name'], { name: 'name', description: 'description' });
const sites = element('TestSite', 'dcim.sites', ['name'], {
  name: 'name',
  slug: 'slug',
  status: 'status.value',
  tenant: 'tenant.name',
  region: 'region.name',
  note: 'custom_fields.note',
  tags: ['tags', 'BuiltinTag'],
});
const named: Readonly<Record<string, Source>> = {
  name: 'name',
  role: 'role.name',
  rack: 'rack.name',
  place: 'site.slug',
  maker: 'device_type.manufacturer.name',
  model: 'device_type.model',
  platform: 'platform.name',
  status: 'status.value',
};
const FIRST_ROLE = 'Role 0';

const elements = {
  nested: [element('TestDevice', 'dcim.devices', ['name'], { ...named, note: 'custom_fields.note' })],
  references: [
    tags,
    sites,
    element('TestDevice', 'dcim.devices', ['name'], {
      name: 'name',
      serial: 'serial',
      site: ['site', 'TestSite'],
      tags: ['tags', 'BuiltinTag'],
    }),
    element('TestRack', 'dcim.racks', ['site', 'name'], {
      name: 'name',
      site: ['site', 'TestSite'],
      site_slug: 'site.slug',
      place: 'location.name',
    }),
  ],
  filters: [
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', serial: 'serial' },
      {
        filters: [
          ['role.name', '==', FIRST_ROLE],
          ['status.value', '!=', 'offline'],
          ['site.slug', 'not in', ['site-2', 'site-7']],
        ],
      },
    ),
    element(
      'TestRack',
      'dcim.racks',
      ['name'],
      { name: 'name', place: 'site.name' },
      {
        filters: [['location', 'is_not_empty']],
      },
    ),
    element(
      'TestPort',
      'dcim.interfaces',
      ['owner_name', 'name'],
      { name: 'name', owner_name: 'device.name' },
      {
        filters: [
          ['device.name', 'contains', '1'],
          ['enabled', '==', true],
        ],
      },
    ),
  ],
  transforms: [
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', place: 'where', maker: 'made', address: 'reached', note: 'labels' },
      {
        transforms: {
          where: "{{ site.name }}/{{ rack.name if rack else 'floor' }}",
          made: '{{ device_type.manufacturer.slug }}-{{ device_type.model | lower }}',
          reached: "{{ primary_ip4.dns_name or primary_ip4.address if primary_ip4 else 'none' }}",
          labels: "{{ tags | map(attribute='name') | sort | join(',') }}",
        },
      },
    ),
  ],
  elements: [
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', status: 'status.value', role: 'role.name' },
      {
        filters: [['status.value', '==', 'active']],
      },
    ),
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', serial: 'serial', role: 'platform.name' },
      {
        filters: [['status.value', '!=', 'active']],
      },
    ),
  ],
  hosts: [
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', rack: 'rack.name' },
      {
        filters: [['role.name', '==', FIRST_ROLE]],
      },
    ),
    element(
      'TestServer',
      'dcim.devices',
      ['name'],
      { name: 'name', rack: 'rack.name' },
      {
        filters: [['role.name', '!=', FIRST_ROLE]],
      },
    ),
    element('TestPort', 'dcim.interfaces', ['host', 'name'], { name: 'name', host: ['device', 'TestHost'] }),
  ],
  ports: [
    element(
      'TestVlan',
      'ipam.vlans',
      ['vid'],
      { name: 'name', vid: 'vid_text', place: 'site.name' },
      {
        transforms: { vid_text: "{{ vid ~ '' }}" },
      },
    ),
    element('TestPort', 'dcim.interfaces', ['owner_name', 'name'], {
      name: 'name',
      owner_name: 'device.name',
      mac: 'mac_address',
      cable: 'cable.label',
      vlans: ['tagged_vlans', 'TestVlan'],
    }),
  ],
  /** What of an interface can be followed: sets, and a MAC address that is an object of its own. */
  access: [
    element(
      'TestVlan',
      'ipam.vlans',
      ['vid'],
      { name: 'name', vid: 'vid_text', place: 'site.name' },
      {
        transforms: { vid_text: "{{ vid ~ '' }}" },
      },
    ),
    element(
      'TestPort',
      'dcim.interfaces',
      ['owner_name', 'name'],
      {
        name: 'name',
        owner_name: 'device.name',
        mac: 'mac_address',
        vlan_names: 'carried',
        vlans: ['tagged_vlans', 'TestVlan'],
      },
      {
        transforms: { carried: "{{ tagged_vlans | map(attribute='name') | join(',') }}" },
      },
    ),
  ],
  peers: [
    element(
      'TestPort',
      'dcim.interfaces',
      ['owner_name', 'name'],
      { name: 'name', owner_name: 'device.name', peer: 'far', vlan_names: 'carried' },
      {
        transforms: {
          far: "{{ link_peers | map(attribute='device.name') | join(',') }}",
          carried: "{{ tagged_vlans | map(attribute='name') | join(',') }}",
        },
      },
    ),
  ],
  addresses: [
    element(
      'TestAddress',
      'ipam.ip-addresses',
      ['name'],
      {
        name: 'address',
        dns: 'dns_name',
        port: 'assigned_object.name',
        host: 'assigned_object.device.name',
        tenant: 'tenant.name',
      },
      { filters: [['vrf', 'is_empty']] },
    ),
  ],
  cables: [
    element(
      'TestCable',
      'dcim.cables',
      ['name'],
      { name: 'label', status: 'status.value', left: 'left_end', right: 'right_end' },
      {
        filters: [['label', 'is_not_empty']],
        transforms: {
          left_end: "{{ a_terminations | map(attribute='object.device.name') | join(',') }}",
          right_end: "{{ b_terminations | map(attribute='object.name') | join(',') }}",
        },
      },
    ),
  ],
  locations: [
    element('TestLocation', 'dcim.locations', ['name'], {
      name: 'name',
      parent: 'parent.name',
      place: 'site.name',
    }),
    element('TestRack', 'dcim.racks', ['name'], {
      name: 'name',
      place: 'location.name',
      site_slug: 'site.slug',
    }),
  ],
  parties: [
    element('TestParty', 'tenancy.tenants', ['name'], { name: 'name', slug: 'slug', origin: 'group.name' }),
    element('TestParty', 'dcim.manufacturers', ['name'], { name: 'name', slug: 'slug' }),
  ],
  prefixes: [
    element('TestPrefix', 'ipam.prefixes', ['name'], {
      name: 'prefix',
      place: 'scope.name',
      vrf: 'vrf.name',
    }),
    element(
      'TestVrf',
      'ipam.vrfs',
      ['name'],
      { name: 'name', targets: 'imported', tenant: 'tenant.name' },
      {
        transforms: { imported: "{{ import_targets | map(attribute='name') | join(',') }}" },
      },
    ),
  ],
  /** Fields that change without a trace anywhere. */
  untraced: [
    element(
      'TestPrefix',
      'ipam.prefixes',
      ['name'],
      { name: 'prefix', depth: 'depth_text' },
      { transforms: { depth_text: "{{ _depth ~ '/' ~ children }}" } },
    ),
    element(
      'TestSite',
      'dcim.sites',
      ['name'],
      { name: 'name', devices: 'device_text' },
      { transforms: { device_text: "{{ device_count ~ '' }}" } },
    ),
    element(
      'TestDevice',
      'dcim.devices',
      ['name'],
      { name: 'name', note: 'context_text' },
      { transforms: { context_text: "{{ config_context.ntp | default('') }}" } },
    ),
  ],
} satisfies Readonly<Record<string, readonly JsonObject[]>>;

export type VariantName = keyof typeof elements;

const ALWAYS_FULL: ReadonlySet<string> = new Set<VariantName>(['elements', 'untraced', 'cables', 'peers']);

/** By name, how often a variant is drawn: what is always read in full proves less. */
export const variantWeights = (Object.keys(elements) as VariantName[]).map((name) => ({
  name,
  weight: ALWAYS_FULL.has(name) ? 1 : 3,
}));

/** The entries of a setting's `schema_mapping`. Of several variants for one kind the first has it. */
function mappingOf(setting: Pick<Setting, 'variants'>): readonly JsonObject[] {
  const mapping: JsonObject[] = [];
  const taken = new Set<JsonValue>();
  for (const name of setting.variants) {
    const own: readonly JsonObject[] = elements[name];
    mapping.push(...own.filter(({ name: kind }) => kind !== undefined && !taken.has(kind)));
    for (const { name: kind } of own) if (kind !== undefined) taken.add(kind);
  }
  return mapping;
}

/** The destination fields that a setting maps, in the order of the mapping. */
export function mappedFields(
  setting: Pick<Setting, 'variants'>,
): readonly { readonly kind: string; readonly name: string; readonly type: 'text' | 'reference' }[] {
  return mappingOf(setting).flatMap(({ name: kind, fields }) =>
    (Array.isArray(fields) ? fields : []).filter(isJsonObject).map((field) => ({
      kind: String(kind),
      name: String(field.name),
      type: field.reference === undefined ? ('text' as const) : ('reference' as const),
    })),
  );
}

/** The `config.yml` of a setting; JSON is YAML. */
export function configText(
  setting: Pick<Setting, 'variants' | 'deletes' | 'pageSize' | 'fullResyncEvery'>,
): string {
  return JSON.stringify({
    name: 'history',
    source: { name: 'netbox', settings: { page_size: setting.pageSize } },
    destination: { name: 'infrahub', settings: {} },
    // NONE alone, as none at all, means SKIP_UNMATCHED_DST; any other flag leaves deletes in.
    diffsync_flags: setting.deletes ? ['LOG_UNCHANGED_RECORDS'] : ['SKIP_UNMATCHED_DST'],
    incremental: { full_resync_every: setting.fullResyncEvery },
    schema_mapping: mappingOf(setting),
  });
}
