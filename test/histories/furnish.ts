import type { NetBoxChange } from './history.ts';
import { makeChange, type Wording } from './make-change.ts';
import type { NetBoxHand } from './netbox-hand.ts';

const some = (endpoint: string, ...all: readonly (readonly number[])[]): NetBoxChange[] =>
  all.map((picks, index) => ({ do: 'create', endpoint, picks: [index, ...picks] }));

/** A small network: seven devices, with a few of everything that they have to do with. */
export const smallNetwork: readonly NetBoxChange[] = [
  ...some('extras/custom-fields', []),
  ...some('extras/tags', [], [], []),
  ...some('extras/config-contexts', [0, 1]),
  ...some('tenancy/tenants', [], []),
  ...some('dcim/regions', []),
  ...some('dcim/sites', [0], [1], [0]),
  ...some('dcim/locations', [0, 0], [1, 0], [0, 1]),
  ...some('dcim/racks', [0, 1], [1, 0], [2, 1]),
  ...some('dcim/manufacturers', [], []),
  ...some('dcim/device-types', [0], [1], [0]),
  ...some('dcim/device-roles', [], []),
  ...some('dcim/platforms', []),
  ...some(
    'dcim/devices',
    [0, 0, 0, 0],
    [1, 1, 1, 0],
    [2, 2, 2, 1],
    [3, 4, 0, 1],
    [4, 5, 1, 0],
    [5, 3, 2, 0],
    [6, 7, 0, 1],
  ),
  ...some('dcim/interfaces', [0, 1], [0, 0], [1, 1], [2, 1], [3, 1], [4, 0], [5, 1]),
  ...some('dcim/cables', [0, 2], [3, 4]),
  { do: 'primary-mac', pick: 0, target: 0 },
  { do: 'primary-mac', pick: 3, target: 1 },
  ...some('ipam/vlans', [0], [1], [2]),
  {
    do: 'list',
    endpoint: 'dcim/interfaces',
    pick: 0,
    field: 'tagged_vlans',
    to: 'ipam/vlans',
    targets: [0, 1],
  },
  ...some('ipam/route-targets', [], []),
  ...some('ipam/vrfs', [0, 1], [1, 1]),
  ...some('ipam/prefixes', [0], [1], [0]),
  ...some('ipam/ip-addresses', [1, 0], [2, 1], [0], [3, 2]),
  { do: 'primary-ip', pick: 0, target: 0 },
  { do: 'custom', endpoint: 'dcim/devices', pick: 1, field: 'note', value: 'first' },
  { do: 'custom', endpoint: 'dcim/sites', pick: 1, field: 'note', value: 'second' },
  // The newest object is always read again, so it had better be one that shows little.
  { do: 'touch', endpoint: 'dcim/devices', pick: 6 },
  { do: 'touch', endpoint: 'dcim/sites', pick: 2 },
  { do: 'touch', endpoint: 'dcim/interfaces', pick: 6 },
];

/**
 * Builds the small network.
 *
 * @param between called after each change, to let time pass: objects of one moment would all be read again with
 * the newest of them
 * @throws when NetBox refuses any of it
 */
export async function furnish(hand: NetBoxHand, wording: Wording, between: () => void): Promise<void> {
  for (const change of smallNetwork) {
    await makeChange(change, hand, wording);
    between();
  }
}
