import type { JsonValue } from '../../src/json.ts';
import { type Row, textOf } from './model.ts';
import { contains, readNetwork } from './networks.ts';
import type { Store } from './store.ts';

/** What a write does to other rows than its own, as Nautobot's signals and models do it. */
export interface Effects {
  /** Saves a row: stamped and logged. */
  save(endpoint: string, id: string, changes: Readonly<Record<string, string | null>>): void;
  /** Changes it by a statement in the database: neither. */
  put(endpoint: string, id: string, changes: Readonly<Record<string, string | null>>): void;
}

/** After a row was made, changed or deleted (`after` undefined). */
export function followUp(
  store: Store,
  endpoint: string,
  before: Row | undefined,
  after: Row | undefined,
  effects: Effects,
): void {
  if (endpoint === 'dcim/racks' && before && after && before.location !== after.location) {
    for (const device of store.rows('dcim/devices')) {
      if (device.rack === after.id && device.location !== after.location)
        effects.save('dcim/devices', device.id, { location: textOf(after, 'location') });
    }
  }
  if (endpoint === 'ipam/ip-address-to-interface' && before && !after) loosenPrimary(store, before, effects);
  if (endpoint === 'ipam/prefixes') nestAgain(store, effects);
}

/** A device whose primary address is taken off its last interface has none: it is saved. */
function loosenPrimary(store: Store, assignment: Row, effects: Effects): void {
  const port = store.get('dcim/interfaces', textOf(assignment, 'interface'));
  const device = store.get('dcim/devices', textOf(port, 'device'));
  if (device === undefined || device.primary_ip4 !== assignment.ip_address) return;
  const isElsewhere = store.rows('ipam/ip-address-to-interface').some((other) => {
    const otherPort = store.get('dcim/interfaces', textOf(other, 'interface'));
    return (
      other.id !== assignment.id &&
      other.ip_address === assignment.ip_address &&
      otherPort?.device === device.id
    );
  });
  if (!isElsewhere) effects.save('dcim/devices', device.id, { primary_ip4: null });
}

/** A prefix that comes or goes takes over what lies in it, by one statement in the database. */
function nestAgain(store: Store, effects: Effects): void {
  for (const prefix of store.rows('ipam/prefixes')) {
    const parent = parentOf(store, textOf(prefix, 'prefix'), prefix.namespace ?? null, false);
    if (prefix.parent !== parent) effects.put('ipam/prefixes', prefix.id, { parent });
  }
  for (const address of store.rows('ipam/ip-addresses')) {
    const namespace = store.get('ipam/prefixes', textOf(address, 'parent'))?.namespace ?? null;
    const parent = parentOf(store, textOf(address, 'address'), namespace, true) ?? textOf(address, 'parent');
    if (address.parent !== parent) effects.put('ipam/ip-addresses', address.id, { parent });
  }
}

/** The smallest prefix that an address or prefix lies in. */
export function parentOf(
  store: Store,
  text: string,
  namespace: JsonValue,
  isAddress: boolean,
): string | null {
  const inner = readNetwork(text);
  let best: { id: string; length: number } | undefined;
  for (const { id, prefix, namespace: other } of store.rows('ipam/prefixes')) {
    const outer = readNetwork(String(prefix));
    if (inner === undefined || outer === undefined || other !== namespace) continue;
    if (!contains(outer, inner, isAddress)) continue;
    if (best === undefined || outer.length > best.length) best = { id, length: outer.length };
  }
  return best?.id ?? null;
}
