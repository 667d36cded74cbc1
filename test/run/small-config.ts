import { configOf } from './world.ts';

/** Three kinds that are quick to sync: tags, tenants, and sites that refer to both. */
export const smallMapping = `
  - name: BuiltinTag
    mapping: extras.tags
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: description, mapping: description }
  - name: OrganizationTenant
    mapping: tenancy.tenants
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: description, mapping: description }
  - name: LocationSite
    mapping: dcim.sites
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: slug, mapping: slug }
      - { name: description, mapping: description }
      - { name: tenant, mapping: tenant, reference: OrganizationTenant }
      - { name: tags, mapping: tags, reference: BuiltinTag }`;

/** @param more further keys of the configuration, such as `diffsync_flags` */
export function smallConfig(more = '', name = 'small'): string {
  return configOf(name, smallMapping, more);
}
