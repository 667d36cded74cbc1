/**
 * Fields that are an object's own: columns, choices, references and sets of references of Nautobot's models.
 * Everything else in an answer is computed from other objects (`*_count`, `config_context`, `cable`,
 * `connected_endpoint`, …): when such a field changes, nothing tells.
 *
 * `name>endpoint` refers to objects of that endpoint, `+name>endpoint` to a set of them. Saving the object is the
 * only way to change these, and it moves `last_updated`. `~name>endpoint` can also change without: places are
 * assigned to a VLAN by objects between the two, which leave both as they were, and a new prefix becomes the
 * parent of others by one statement in the database.
 *
 * Read off Nautobot 3.2's models, with what 2.x had besides. An endpoint that is not here is not known well enough.
 */
const byEndpoint: Readonly<Record<string, string>> = {
  'circuits.circuit-types': '',
  'circuits.circuits':
    'cid install_date commit_rate status>extras.statuses provider>circuits.providers circuit_type>circuits.circuit-types tenant>tenancy.tenants',
  'circuits.provider-networks': 'provider>circuits.providers',
  'circuits.providers': 'asn account portal_url noc_contact admin_contact',
  'dcim.cables': 'type label color length length_unit status>extras.statuses',
  'dcim.device-families': '',
  'dcim.device-redundancy-groups': 'failover_strategy status>extras.statuses',
  'dcim.device-types':
    'model part_number u_height is_full_depth subdevice_role front_image rear_image manufacturer>dcim.manufacturers device_family>dcim.device-families ~software_image_files>dcim.software-image-files',
  'dcim.devices':
    'serial asset_tag position face device_redundancy_group_priority vc_position vc_priority local_config_context_data device_type>dcim.device-types status>extras.statuses role>extras.roles tenant>tenancy.tenants platform>dcim.platforms location>dcim.locations rack>dcim.racks primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses cluster>virtualization.clusters ~clusters>virtualization.clusters virtual_chassis>dcim.virtual-chassis device_redundancy_group>dcim.device-redundancy-groups software_version>dcim.software-versions',
  'dcim.interfaces':
    'label enabled mac_address mtu mode type port_type mgmt_only speed duplex wwn device>dcim.devices module>dcim.modules status>extras.statuses role>extras.roles parent_interface>dcim.interfaces bridge>dcim.interfaces lag>dcim.interfaces untagged_vlan>ipam.vlans vrf>ipam.vrfs +tagged_vlans>ipam.vlans ~ip_addresses>ipam.ip-addresses',
  'dcim.inventory-items':
    'label part_id serial asset_tag discovered parent>dcim.inventory-items device>dcim.devices manufacturer>dcim.manufacturers software_version>dcim.software-versions',
  'dcim.location-types': 'nestable parent>dcim.location-types content_types',
  'dcim.locations':
    'facility asn time_zone physical_address shipping_address latitude longitude contact_name contact_phone contact_email parent>dcim.locations location_type>dcim.location-types status>extras.statuses tenant>tenancy.tenants',
  'dcim.manufacturers': '',
  'dcim.module-types': 'model part_number manufacturer>dcim.manufacturers',
  'dcim.platforms': 'network_driver napalm_driver napalm_args manufacturer>dcim.manufacturers',
  'dcim.power-panels': 'location>dcim.locations rack_group>dcim.rack-groups',
  'dcim.rack-groups': 'parent>dcim.rack-groups location>dcim.locations',
  'dcim.racks':
    'facility_id serial asset_tag type width u_height desc_units outer_width outer_depth outer_unit status>extras.statuses role>extras.roles location>dcim.locations rack_group>dcim.rack-groups tenant>tenancy.tenants',
  'dcim.software-versions':
    'version alias release_date end_of_support_date documentation_url long_term_support pre_release platform>dcim.platforms status>extras.statuses',
  'dcim.virtual-chassis': 'domain master>dcim.devices',
  'dcim.virtual-device-contexts':
    'identifier device>dcim.devices status>extras.statuses role>extras.roles primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses tenant>tenancy.tenants ~interfaces>dcim.interfaces',
  'extras.contacts': 'phone email address',
  'extras.roles': 'color weight content_types',
  'extras.statuses': 'color content_types',
  'extras.tags': 'color content_types',
  'extras.teams': 'phone email address ~contacts>extras.contacts',
  'ipam.ip-addresses':
    'address host mask_length type ip_version dns_name status>extras.statuses role>extras.roles ~parent>ipam.prefixes tenant>tenancy.tenants nat_inside>ipam.ip-addresses ~interfaces>dcim.interfaces ~vm_interfaces>virtualization.interfaces',
  'ipam.namespaces': 'location>dcim.locations tenant>tenancy.tenants',
  'ipam.prefixes':
    'prefix network broadcast prefix_length type ip_version date_allocated status>extras.statuses role>extras.roles ~parent>ipam.prefixes ~namespace>ipam.namespaces tenant>tenancy.tenants vlan>ipam.vlans rir>ipam.rirs ~locations>dcim.locations ~vrfs>ipam.vrfs',
  'ipam.rirs': 'is_private',
  'ipam.route-targets': 'tenant>tenancy.tenants',
  'ipam.services':
    'protocol ports device>dcim.devices virtual_machine>virtualization.virtual-machines +ip_addresses>ipam.ip-addresses',
  'ipam.vlan-groups': 'range location>dcim.locations',
  'ipam.vlans':
    'vid vlan_group>ipam.vlan-groups status>extras.statuses role>extras.roles tenant>tenancy.tenants ~locations>dcim.locations',
  'ipam.vrfs':
    'rd status>extras.statuses namespace>ipam.namespaces tenant>tenancy.tenants +import_targets>ipam.route-targets +export_targets>ipam.route-targets ~devices>dcim.devices ~virtual_machines>virtualization.virtual-machines ~prefixes>ipam.prefixes',
  'tenancy.tenant-groups': 'parent>tenancy.tenant-groups',
  'tenancy.tenants': 'tenant_group>tenancy.tenant-groups',
  'virtualization.cluster-groups': '',
  'virtualization.cluster-types': '',
  'virtualization.clusters':
    'cluster_type>virtualization.cluster-types cluster_group>virtualization.cluster-groups tenant>tenancy.tenants location>dcim.locations',
  'virtualization.interfaces':
    'enabled mac_address mtu mode status>extras.statuses role>extras.roles parent_interface>virtualization.interfaces bridge>virtualization.interfaces virtual_machine>virtualization.virtual-machines untagged_vlan>ipam.vlans vrf>ipam.vrfs +tagged_vlans>ipam.vlans ~ip_addresses>ipam.ip-addresses',
  'virtualization.virtual-machines':
    'vcpus memory disk local_config_context_data cluster>virtualization.clusters tenant>tenancy.tenants platform>dcim.platforms status>extras.statuses role>extras.roles primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses software_version>dcim.software-versions',
};

const common =
  'id url object_type created last_updated name description comments custom_fields +tags>extras.tags';

/** What is known of one of an endpoint's own fields. */
export interface OwnField {
  /** The endpoint of the objects that it refers to; undefined for a value. */
  readonly target: string | undefined;
  /** `silent`: it may change while the object's stamp stays. */
  readonly changes: 'with-stamp' | 'silent';
  /** Nautobot leaves it out unless many-to-many fields are asked for; never so for a value. */
  readonly isSet: boolean;
}

/** Endpoints whose reference of this name is to one object though it may change silently. */
const SINGLE = new Set(['parent', 'namespace']);

/**
 * An endpoint's own fields by name.
 *
 * @param endpoint in its canonical spelling
 * @returns undefined for an endpoint that is not known
 */
export function ownFields(endpoint: string): ReadonlyMap<string, OwnField> | undefined {
  if (!Object.hasOwn(byEndpoint, endpoint)) return undefined;
  const written = `${common} ${byEndpoint[endpoint]}`.trim().split(' ');
  return new Map(written.map(readField));
}

function readField(text: string): [string, OwnField] {
  const [marked = '', target] = text.split('>');
  const name = marked.replace(/^[+~]/, '');
  const silent = marked.startsWith('~');
  const isSet = marked.startsWith('+') || (silent && !SINGLE.has(name));
  return [name, { target, changes: silent ? 'silent' : 'with-stamp', isSet }];
}
