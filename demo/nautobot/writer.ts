import type { JsonObject } from '../../src/json.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { createStamper, formatStamp } from '../stamps.ts';
import { collectDeletion } from './deletion.ts';
import { type Effects, followUp, parentOf } from './effects.ts';
import { defaultsOf, type Row, textOf } from './model.ts';
import type { Store } from './store.ts';

/** Writes as the REST API makes them: checked, stamped, logged, with everything that follows from them. */
export interface Writer {
  /** @throws {Refusal} as the API would answer */
  create(endpoint: string, input: JsonObject, given?: Given): Row;
  update(endpoint: string, id: string, input: JsonObject, given?: Given): Row;
  delete(endpoint: string, id: string, given?: Given): void;
  /** A stamp of now, in microseconds. */
  stamp(): number;
}

/** What a write takes from an earlier moment, when it is one of a transaction that commits late. */
export interface Given {
  readonly id?: string;
  readonly stamp?: number;
}

/** Columns by which rows of an endpoint are told apart; a second row with the same is refused. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  'dcim/device-types': ['manufacturer', 'model'],
  'dcim/interfaces': ['device', 'name'],
  'dcim/locations': ['parent', 'name'],
  'dcim/manufacturers': ['name'],
  'extras/custom-fields': ['key'],
  'extras/roles': ['name'],
  'extras/statuses': ['name'],
  'extras/tags': ['name'],
  'ipam/ip-address-to-interface': ['ip_address', 'interface'],
  'ipam/ip-addresses': ['parent', 'address'],
  'ipam/namespaces': ['name'],
  'ipam/prefixes': ['namespace', 'prefix'],
  'ipam/prefix-location-assignments': ['prefix', 'location'],
  'ipam/vlan-location-assignments': ['vlan', 'location'],
  'ipam/vlans': ['vlan_group', 'vid'],
  'tenancy/tenants': ['name'],
};

export function createWriter(store: Store, clock: Clock): Writer {
  const now = createStamper(clock);

  const log = (action: string, endpoint: string, row: Row, stamp: number): void => {
    const model = store.model(endpoint);
    if (!model.logged) return;
    store.put('extras/object-changes', {
      id: store.newId(),
      created: stamp,
      last_updated: stamp,
      time: formatStamp(stamp),
      action,
      changed_object_type: model.objectType,
      changed_object_id: row.id,
      object_repr: textOf(row, model.sortField),
      object_data: {},
    });
  };
  const effectsAt = (stamp: number): Effects => ({
    save(endpoint, id, changes) {
      const before = store.get(endpoint, id);
      if (!before) return;
      const after: Row = { ...before, ...changes, id, last_updated: stamp };
      store.put(endpoint, after);
      log('update', endpoint, after, stamp);
      followUp(store, endpoint, before, after, effectsAt(stamp));
    },
    put(endpoint, id, changes) {
      const before = store.get(endpoint, id);
      if (before) store.put(endpoint, { ...before, ...changes, id });
    },
  });

  return {
    stamp: now,
    create: (endpoint, input, given = {}) =>
      store.atomically(() => {
        const stamp = given.stamp ?? now();
        const id = given.id ?? store.newId();
        const fields = { ...defaultsOf(store.model(endpoint)), ...input };
        const row = withParent(store, endpoint, { ...fields, id, created: stamp, last_updated: stamp });
        check(store, endpoint, row);
        store.put(endpoint, row);
        log('create', endpoint, row, stamp);
        followUp(store, endpoint, undefined, row, effectsAt(stamp));
        return store.get(endpoint, id) ?? row;
      }),
    update: (endpoint, id, input, given = {}) =>
      store.atomically(() => {
        const before = store.get(endpoint, id);
        if (!before) throw new Refusal(404, { detail: 'Not found.' });
        const stamp = given.stamp ?? now();
        const after = withParent(store, endpoint, {
          ...before,
          ...merged(before, input),
          id,
          last_updated: stamp,
        });
        check(store, endpoint, after);
        store.put(endpoint, after);
        log('update', endpoint, after, stamp);
        followUp(store, endpoint, before, after, effectsAt(stamp));
        return store.get(endpoint, id) ?? after;
      }),
    delete: (endpoint, id, given = {}) =>
      store.atomically(() => {
        if (!store.get(endpoint, id)) throw new Refusal(404, { detail: 'Not found.' });
        if (endpoint === 'ipam/prefixes') refuseParentless(store, id);
        const stamp = given.stamp ?? now();
        const effects = effectsAt(stamp);
        const { rows, loosened } = collectDeletion(store, endpoint, id);
        for (const { endpoint: at, id: holder, field, value } of loosened) {
          const row = store.get(at, holder);
          if (row) store.put(at, { ...row, [field]: value });
        }
        for (const { endpoint: at, id: gone } of rows) {
          const row = store.get(at, gone);
          if (!row) continue;
          store.remove(at, gone);
          log('delete', at, row, stamp);
          followUp(store, at, row, undefined, effects);
        }
      }),
  };
}

/** Custom fields that a write does not name keep their values. */
function merged(before: Row, input: JsonObject): JsonObject {
  const { custom_fields: given } = input;
  if (given === undefined) return input;
  return { ...input, custom_fields: { ...(before.custom_fields as JsonObject), ...(given as JsonObject) } };
}

/** Prefixes and addresses find the prefix that they lie in. */
function withParent(store: Store, endpoint: string, row: Row): Row {
  if (endpoint === 'ipam/prefixes')
    return { ...row, parent: parentOf(store, textOf(row, 'prefix'), row.namespace ?? null, false) };
  if (endpoint !== 'ipam/ip-addresses') return row;
  const { namespace: asked, ...rest } = row;
  const known = store.get('ipam/prefixes', textOf(row, 'parent'))?.namespace;
  const parent = parentOf(store, textOf(row, 'address'), asked ?? known ?? null, true);
  if (parent === null) throw new Refusal(400, { namespace: ['No suitable parent Prefix exists.'] });
  return { ...(rest as Row), parent };
}

/** An address cannot be left without a prefix; what is in a prefix goes to the one above. */
function refuseParentless(store: Store, id: string): void {
  const prefix = store.get('ipam/prefixes', id);
  if (prefix?.parent !== null) {
    for (const endpoint of ['ipam/prefixes', 'ipam/ip-addresses']) {
      for (const row of store.rows(endpoint)) {
        if (row.parent === id) store.put(endpoint, { ...row, parent: prefix?.parent ?? null });
      }
    }
    return;
  }
  for (const row of store.rows('ipam/prefixes'))
    if (row.parent === id) store.put('ipam/prefixes', { ...row, parent: null });
}

function check(store: Store, endpoint: string, row: Row): void {
  for (const field of store.model(endpoint).fields) {
    if (field.kind !== 'reference' && field.kind !== 'set') continue;
    const held = row[field.name] ?? null;
    for (const id of Array.isArray(held) ? held : [held]) {
      if (id !== null && !store.get(field.to, String(id)))
        throw new Refusal(400, { [field.name]: [`Related object not found using the provided ID: ${id}`] });
    }
  }
  const columns = UNIQUE[endpoint] ?? [];
  const isTwin = (other: Row) =>
    other.id !== row.id && columns.every((column) => other[column] === row[column] && row[column] !== null);
  if (columns.length > 0 && store.rows(endpoint).some(isTwin))
    throw new Refusal(400, { __all__: [`The fields ${columns.join(', ')} must make a unique set.`] });
}
