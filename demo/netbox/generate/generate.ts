import { createRandom } from '../../random.ts';
import type { Store } from '../store.ts';
import { makeAddresses, makeIpamRoles, makePrefixes, makeVlans, makeVrfs } from './addresses.ts';
import {
  makeCables,
  makeConfigContext,
  makeDeviceKinds,
  makeDevices,
  makeInterfaces,
  makeRacks,
} from './devices.ts';
import { createMaker } from './maker.ts';
import { makeCustomFields, makePlaces, makeTags, makeTenants } from './organisation.ts';

export interface GenerateOptions {
  /** 0 leaves the store empty; everything else is in proportion. */
  readonly devices: number;
  readonly seed: number;
  /** Nothing is stamped after this day's first moment (UTC). */
  readonly now: Date;
}

const DAY = 86_400_000;

/** Fills an empty store; the same options give the same rows with the same ids. */
export function generate(store: Store, options: GenerateOptions): void {
  const { devices: count } = options;
  if (count === 0) return;
  const midnight = Math.floor(options.now.getTime() / DAY) * DAY;
  const maker = createMaker(store, createRandom(options.seed), midnight * 1000);
  const sites = Math.max(1, Math.min(count, 8, Math.ceil(count / 25)), Math.round(count / 100));
  const tags = makeTags(maker);
  makeCustomFields(maker);
  const tenants = makeTenants(
    maker,
    Math.max(4, Math.min(20, Math.ceil(count / 10)), Math.round(count / 67)),
  );
  const places = makePlaces(maker, sites, tenants, tags);
  const kinds = makeDeviceKinds(maker);
  const racks = makeRacks(maker, places, Math.ceil(Math.ceil(count / sites) / 18), tenants);
  makeConfigContext(maker);
  const devices = makeDevices(maker, count, { places, racks, kinds, tenants, tags });
  const ports = makeInterfaces(maker, devices);
  makeCables(maker, devices, ports);
  const roles = makeIpamRoles(maker);
  const vlans = makeVlans(maker, places, roles, tenants);
  const vrfs = makeVrfs(maker, Math.max(2, Math.min(5, sites), Math.round(count / 400)), tenants);
  makePrefixes(maker, { places, vrfs, vlans, roles, tenants, tags });
  makeAddresses(maker, { places, devices, ports, vrfs, tenants, tags });
}
