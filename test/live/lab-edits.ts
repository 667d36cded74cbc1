/** What others do on the default branch of an Infrahub with the lab's kinds, as mutations, one after another. */

const TAG = 'zz_walk_tag';
const TENANT = 'zz_walk_tenant';
const SITE = 'zz_walk_site';
const DEVICE = 'zz_walk_device';

const name = (text: string) => `name: {value: "${text}"}`;
const named = (text: string) => `{hfid: ["${text}"]}`;
const mutation = (kind: string, action: string, data: string) =>
  `mutation { ${kind}${action}(data: {${data}}) { ok } }`;
const update = (kind: string, of: string, data: string) =>
  mutation(kind, 'Update', `hfid: ["${of}"], ${data}`);
const remove = (kind: string, of: string) => mutation(kind, 'Delete', `hfid: ["${of}"]`);

/** Takes away what an earlier round left behind; what is not there is refused. */
export const tidyLab: readonly string[] = [
  remove('DcimDevice', DEVICE),
  remove('LocationSite', SITE),
  remove('LocationSite', `${SITE} 2`),
  remove('OrganizationTenant', TENANT),
  remove('BuiltinTag', TAG),
];

/** One round: it leaves nothing behind. */
export const labEdits: readonly string[] = [
  mutation('BuiltinTag', 'Create', name(TAG)),
  mutation('OrganizationTenant', 'Create', name(TENANT)),
  mutation(
    'LocationSite',
    'Create',
    `${name(SITE)}, slug: {value: "zz"}, tenant: ${named(TENANT)}, tags: [${named(TAG)}]`,
  ),
  mutation('DcimDevice', 'Create', `${name(DEVICE)}, site: ${named(SITE)}, tags: [${named(TAG)}]`),
  update('LocationSite', SITE, 'tenant: null'),
  update('DcimDevice', DEVICE, 'tags: []'),
  update('LocationSite', SITE, `tenant: ${named(TENANT)}, tags: []`),
  update('DcimDevice', DEVICE, 'site: null'),
  update('BuiltinTag', TAG, 'description: {value: "edited"}'),
  update('DcimDevice', DEVICE, `site: ${named(SITE)}, tags: [${named(TAG)}]`),
  update('LocationSite', SITE, name(`${SITE} 2`)),
  remove('BuiltinTag', TAG),
  remove('LocationSite', `${SITE} 2`),
  remove('OrganizationTenant', TENANT),
  remove('DcimDevice', DEVICE),
];
