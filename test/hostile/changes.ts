import type { NetBox } from '../../demo/netbox/server.ts';

/** Changes a network in every way that a sync has to follow: objects come, change, move, get other names and go. */
export function changeNetwork({ data }: NetBox, number: number): void {
  const pick = (endpoint: string, by: number) => {
    const all = data.list(endpoint);
    return all[by % Math.max(1, all.length)];
  };
  const name = (what: string) => `${what}-${number}`;
  for (let index = 0; index < 6; index += 1) {
    const tag = `${name('tag')}-${index}`;
    data.create('extras/tags', { name: tag, slug: tag });
  }
  const site = data.create('dcim/sites', { name: name('site'), slug: name('site') });
  data.create('ipam/vlans', { name: name('vlan'), vid: (number % 4000) + 1, site: site.id });
  data.update('dcim/devices', pick('dcim/devices', number)?.id ?? 0, { description: name('changed') });
  data.update('dcim/devices', pick('dcim/devices', number + 1)?.id ?? 0, { name: name('renamed') });
  data.update('tenancy/tenants', pick('tenancy/tenants', number)?.id ?? 0, {
    name: name('tenant'),
    slug: name('tenant'),
  });
  const old = data.list('extras/tags').filter(({ slug }) => String(slug).startsWith(`tag-${number - 2}-`));
  for (const tag of old) data.delete('extras/tags', tag.id);
}
