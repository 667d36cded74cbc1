import type { ChangeTracking, Projection, RippleRule } from '../contract.ts';
import { canonicalEndpoint } from '../django-rest/endpoints.ts';
import { isVolatile } from '../django-rest/volatile-names.ts';
import { trackableFields } from './trackable-fields.ts';

/** Fields that NetBox alters by way of another object, without saving the one that has them. */
interface HiddenRipple {
  readonly endpoint: string;
  readonly fields: readonly string[];
  readonly extraPath: string;
  readonly rules: readonly RippleRule[];
}

const locationTree: RippleRule = { effect: 'descendants', endpoint: 'dcim.locations', parentPath: 'parent' };
const racks: RippleRule = { effect: 'holders', endpoint: 'dcim.racks' };
const macAddresses: RippleRule = { effect: 'holders', endpoint: 'dcim.mac-addresses' };

/** Measured on NetBox 4.6 and 4.7: these changes leave `last_updated` and the change log as they were. */
const hiddenRipples: readonly HiddenRipple[] = [
  // A rack that moves takes its devices along, a location all that is in it and below it.
  { endpoint: 'dcim.devices', fields: ['site', 'location'], extraPath: 'rack', rules: [racks] },
  { endpoint: 'dcim.devices', fields: ['site', 'location'], extraPath: 'location', rules: [locationTree] },
  { endpoint: 'dcim.racks', fields: ['site'], extraPath: 'location', rules: [locationTree] },
  { endpoint: 'dcim.locations', fields: ['site'], extraPath: 'parent', rules: [locationTree] },
  // The address of an interface is an object of its own.
  {
    endpoint: 'dcim.interfaces',
    fields: ['mac_address'],
    extraPath: 'primary_mac_address',
    rules: [macAddresses],
  },
  {
    endpoint: 'virtualization.interfaces',
    fields: ['mac_address'],
    extraPath: 'primary_mac_address',
    rules: [macAddresses],
  },
  // A cluster that moves takes its virtual machines along.
  {
    endpoint: 'virtualization.virtual-machines',
    fields: ['site'],
    extraPath: 'cluster',
    rules: [{ effect: 'holders', endpoint: 'virtualization.clusters' }],
  },
];

/** A list whose order depends on objects that NetBox does not show in it. */
interface OrderedList {
  readonly endpoints: readonly string[];
  readonly field: string;
  readonly rules: readonly RippleRule[];
}

const orderedLists: readonly OrderedList[] = [
  // VLANs are in the order of the names of their sites, then of their groups.
  {
    endpoints: ['dcim.interfaces', 'virtualization.interfaces'],
    field: 'tagged_vlans',
    rules: [
      { effect: 'everything', endpoint: 'dcim.sites' },
      { effect: 'everything', endpoint: 'ipam.vlan-groups' },
    ],
  },
  // Groups are in the order of their tree.
  {
    endpoints: ['tenancy.contacts'],
    field: 'groups',
    rules: [{ effect: 'everything', endpoint: 'tenancy.contact-groups' }],
  },
];

/** Definitions of custom fields decide which keys `custom_fields` has, and a default reaches every object. */
const customFieldRules: readonly RippleRule[] = [
  { effect: 'everything', endpoint: 'extras.custom-fields' },
  { effect: 'everything', endpoint: 'extras.custom-field-choice-sets' },
];

/** Whether what a projection reads can be followed by what NetBox tells of changes. */
export function trackingOf(projection: Projection): ChangeTracking {
  const endpoint = canonicalEndpoint(projection.endpoint);
  const own = trackableFields(endpoint);
  if (own === undefined) {
    return untracked(`it is not known what else changes the objects of ${endpoint}`);
  }
  if (projection.paths === 'everything') {
    return untracked('a transform may read any field of the record');
  }
  const heads = new Set<string>();
  for (const path of projection.paths) {
    const [head = '', ...rest] = path.split('.');
    if (!own.has(head)) return untracked(`${endpoint} changes its ${head} without a trace`);
    const volatile = head === 'custom_fields' ? undefined : rest.find(isVolatile);
    if (volatile !== undefined) return untracked(`${endpoint} changes its ${path} without a trace`);
    heads.add(head);
  }
  const hidden = hiddenRipples.filter(
    (ripple) => ripple.endpoint === endpoint && ripple.fields.some((field) => heads.has(field)),
  );
  const ordered = orderedLists.filter(
    ({ endpoints, field }) => endpoints.includes(endpoint) && heads.has(field),
  );
  const rules = [...hidden, ...ordered].flatMap((ripple) => ripple.rules);
  return {
    status: 'tracked',
    extraPaths: hidden.map((ripple) => ripple.extraPath),
    ripples: heads.has('custom_fields') ? [...rules, ...customFieldRules] : rules,
  };
}

function untracked(reason: string): ChangeTracking {
  return { status: 'untracked', reason };
}
