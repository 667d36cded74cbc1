/**
 * Fields that are an object's own: columns, choices, references and sets of references of NetBox's models.
 * Saving the object is the only way to change one, and it moves `last_updated` (what a reference shows of the
 * other object is followed by way of that object). Everything else in an answer is computed from other objects
 * (`*_count`, `_depth`, `config_context`, `connected_endpoints`, sets seen from the other end, …): when such a
 * field changes, nothing tells.
 *
 * Read off NetBox 4.4 to 4.7. An endpoint that is not here is not known well enough.
 */
const common = 'id url created last_updated description comments owner tags custom_fields';

const byEndpoint: Readonly<Record<string, string>> = {
  'circuits.circuit-types': 'name slug color',
  'circuits.circuits':
    'cid provider provider_account type status tenant install_date termination_date commit_rate distance distance_unit',
  'circuits.provider-accounts': 'provider account name',
  'circuits.provider-networks': 'provider name service_id',
  'circuits.providers': 'name slug asns',
  'dcim.cables': 'type status profile tenant label color length length_unit',
  'dcim.device-roles': 'name slug color vm_role parent config_template',
  'dcim.device-types':
    'manufacturer default_platform model slug part_number u_height exclude_from_utilization is_full_depth subdevice_role airflow weight weight_unit front_image rear_image',
  'dcim.devices':
    'name device_type role tenant platform serial asset_tag site location rack position face latitude longitude status airflow primary_ip primary_ip4 primary_ip6 oob_ip cluster virtual_chassis vc_position vc_priority config_template local_context_data',
  'dcim.interfaces':
    'device vdcs module name label type enabled parent bridge lag mtu mac_address primary_mac_address speed duplex wwn mgmt_only mode rf_role rf_channel poe_mode poe_type rf_channel_frequency rf_channel_width tx_power untagged_vlan tagged_vlans qinq_svlan vlan_translation_policy mark_connected wireless_lans vrf',
  'dcim.locations': 'name slug site parent status tenant facility',
  'dcim.mac-addresses': 'mac_address assigned_object_type assigned_object_id assigned_object',
  'dcim.manufacturers': 'name slug',
  'dcim.platforms': 'name slug manufacturer parent config_template',
  'dcim.rack-roles': 'name slug color',
  'dcim.racks':
    'name facility_id site location group tenant status role serial asset_tag rack_type form_factor width u_height starting_unit weight max_weight weight_unit desc_units outer_width outer_depth outer_height outer_unit mounting_depth airflow',
  'dcim.regions': 'name slug parent',
  'dcim.site-groups': 'name slug parent',
  'dcim.sites':
    'name slug status region group tenant facility time_zone physical_address shipping_address latitude longitude asns',
  'dcim.virtual-chassis': 'name domain master',
  'extras.tags': 'name slug color weight object_types',
  'ipam.aggregates': 'family prefix rir tenant date_added',
  'ipam.asns': 'asn rir role tenant sites',
  'ipam.ip-addresses':
    'family address vrf tenant status role assigned_object_type assigned_object_id assigned_object nat_inside dns_name',
  'ipam.ip-ranges':
    'family start_address end_address size vrf tenant status role mark_populated mark_utilized',
  'ipam.prefixes':
    'family prefix vrf scope_type scope_id scope site tenant vlan status role is_pool mark_utilized',
  'ipam.rirs': 'name slug is_private',
  'ipam.roles': 'name slug weight',
  'ipam.route-targets': 'name tenant',
  'ipam.vlan-groups': 'name slug scope_type scope_id scope vid_ranges min_vid max_vid tenant',
  'ipam.vlans': 'site group vid name tenant status role qinq_role qinq_svlan',
  'ipam.vrfs': 'name rd tenant enforce_unique import_targets export_targets',
  'tenancy.contact-groups': 'name slug parent',
  'tenancy.contact-roles': 'name slug',
  'tenancy.contacts': 'group groups name title phone email address link',
  'tenancy.tenant-groups': 'name slug parent',
  'tenancy.tenants': 'name slug group',
  'virtualization.cluster-groups': 'name slug',
  'virtualization.cluster-types': 'name slug',
  'virtualization.clusters': 'name type group status tenant scope_type scope_id scope',
  'virtualization.interfaces':
    'virtual_machine name enabled parent bridge mtu mac_address primary_mac_address mode untagged_vlan tagged_vlans qinq_svlan vlan_translation_policy vrf',
  'virtualization.virtual-machines':
    'name status site cluster device serial role tenant platform primary_ip primary_ip4 primary_ip6 vcpus memory config_template local_context_data',
};

/**
 * Names of an endpoint's own fields.
 *
 * @param endpoint in its canonical spelling
 * @returns undefined for an endpoint that is not known
 */
export function trackableFields(endpoint: string): ReadonlySet<string> | undefined {
  if (!Object.hasOwn(byEndpoint, endpoint)) return undefined;
  return new Set(`${common} ${byEndpoint[endpoint]}`.split(' '));
}
