import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../demo/clock.ts';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import type { JsonObject, JsonValue } from '../../src/json.ts';
import { get, object, results, send } from './netbox-client.ts';

let clock: ManualClock;
let netbox: NetBox;

beforeEach(async () => {
  clock = createManualClock(new Date('2026-03-01T12:00:00Z'));
  netbox = await startNetBox({ devices: 40, clock });
});

afterEach(() => netbox.close());

/** What the change log holds: action, type and id, oldest first. */
async function changes(): Promise<string[]> {
  const rows = await results(netbox, 'core/object-changes/?limit=0&ordering=time');
  return rows.map((row) => {
    const action = row.action as JsonObject;
    return `${action.value} ${row.changed_object_type} ${row.changed_object_id}`;
  });
}

/** What an object answers for some fields before and after a change, and whether its stamp moved. */
async function around(path: string, field: string, change: () => unknown) {
  const read = () => object(netbox, `${path}?fields=${field},last_updated`);
  const before = await read();
  clock.advance(1000);
  await change();
  const after = await read();
  return {
    before: before[field] as JsonValue,
    after: after[field] as JsonValue,
    moved: before.last_updated !== after.last_updated,
  };
}

test('the answers carry the time of the clock', async () => {
  const { headers } = await get(netbox, 'status/');
  expect(headers.get('date')).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
});

test('a PATCH moves the stamp even when it changes nothing, but only a change is logged', async () => {
  const same = await around('dcim/sites/1/', 'name', () =>
    send(netbox, 'PATCH', 'dcim/sites/1/', { name: netbox.data.get('dcim/sites', 1).name ?? null }),
  );
  expect([same.moved, await changes()]).toEqual([true, []]);
  await send(netbox, 'PATCH', 'dcim/sites/1/', { name: 'Elsewhere' });
  expect(await changes()).toEqual(['update dcim.site 1']);
});

test('a renamed site shows in its devices, whose stamps stay', async () => {
  const seen = await around('dcim/devices/1/', 'site', () =>
    netbox.data.rename('dcim/sites', 1, 'Elsewhere'),
  );
  expect(seen).toMatchObject({ moved: false, after: { name: 'Elsewhere', display: 'Elsewhere' } });
});

test('a deleted tag leaves its objects logged but not stamped', async () => {
  const device = netbox.data.list('dcim/devices').find((row) => JSON.stringify(row.tags) !== '[]');
  const [tag] = (device?.tags ?? []) as number[];
  const seen = await around(`dcim/devices/${device?.id}/`, 'tags', () =>
    netbox.data.delete('extras/tags', tag ?? 0),
  );
  expect(seen.moved).toBe(false);
  expect(JSON.stringify(seen.after)).not.toContain(`/tags/${tag}/`);
  expect(await changes()).toContain(`update dcim.device ${device?.id}`);
});

test('a deleted route target leaves its VRFs logged but not stamped', async () => {
  const seen = await around('ipam/vrfs/1/', 'import_targets', () =>
    netbox.data.delete('ipam/route-targets', 1),
  );
  expect(seen).toMatchObject({ moved: false, before: [{ id: 1 }, { id: 2 }], after: [{ id: 2 }] });
  expect(await changes()).toEqual(['delete ipam.routetarget 1', 'update ipam.vrf 1']);
});

test('devices follow a rack to another site without stamp or log', async () => {
  const seen = await around('dcim/devices/1/', 'site', () =>
    netbox.data.update('dcim/racks', 1, { site: 2, location: null }),
  );
  expect(seen).toMatchObject({ moved: false, before: { id: 1 }, after: { id: 2 } });
  expect(await changes()).toEqual(['update dcim.rack 1']);
});

test('child locations, racks and devices follow a location to another site without stamp or log', async () => {
  const rack = netbox.data.get('dcim/racks', Number(netbox.data.get('dcim/devices', 1).rack));
  const building = Number(netbox.data.get('dcim/locations', Number(rack.location)).parent);
  const seen = await around('dcim/devices/1/', 'site', () =>
    netbox.data.update('dcim/locations', building, { site: 2, name: 'Moved', slug: 'moved' }),
  );
  expect(seen).toMatchObject({ moved: false, after: { id: 2 } });
  expect(netbox.data.get('dcim/racks', rack.id).site).toBe(2);
  expect(await changes()).toEqual([`update dcim.location ${building}`]);
});

test('a custom field that is created, renamed or deleted reshapes every object of its types in silence', async () => {
  let id = 0;
  const created = await around('dcim/racks/1/', 'custom_fields', () => {
    id = netbox.data.create('extras/custom-fields', {
      name: 'extra',
      type: 'text',
      object_types: ['dcim.rack'],
      default: 'some',
    }).id;
  });
  expect(created).toMatchObject({ moved: false, after: { extra: 'some' } });
  const renamed = await around('dcim/racks/1/', 'custom_fields', () =>
    netbox.data.rename('extras/custom-fields', id, 'other'),
  );
  expect(renamed.moved).toBe(false);
  expect(renamed.after).toMatchObject({ other: 'some' });
  expect(renamed.after).not.toHaveProperty('extra');
  const deleted = await around('dcim/racks/1/', 'custom_fields', () =>
    netbox.data.delete('extras/custom-fields', id),
  );
  expect([deleted.moved, Object.keys(deleted.after as JsonObject)]).toEqual([false, ['lifecycle']]);
});

test('a new cable moves both ends; a deleted one does from 4.7 on, and not before', async () => {
  const old = await startNetBox({ devices: 40, clock, version: '4.6.8' });
  for (const [server, moves] of [
    [netbox, true],
    [old, false],
  ] as const) {
    const stamp = () => server.data.get('dcim/interfaces', 2).last_updated;
    const first = stamp();
    clock.advance(1000);
    server.data.delete('dcim/cables', 1);
    expect(server.data.get('dcim/interfaces', 2).cable).toBeNull();
    expect(stamp() !== first).toBe(moves);
    const second = stamp();
    clock.advance(1000);
    const end = (id: number) => [{ object_type: 'dcim.interface', object_id: id }];
    server.data.create('dcim/cables', { a_terminations: end(2), b_terminations: end(6) });
    expect(stamp()).toBeGreaterThan(second);
  }
  await old.close();
});

test('a deleted primary address moves its device; its changed name does not', async () => {
  const device = netbox.data
    .list('dcim/devices')
    .find((row) => row.primary_ip4 !== null && row.primary_ip6 === null);
  const address = Number(device?.primary_ip4);
  const path = `dcim/devices/${device?.id}/`;
  const renamed = await around(path, 'primary_ip', () =>
    netbox.data.update('ipam/ip-addresses', address, { dns_name: 'new.example.com' }),
  );
  expect(renamed).toMatchObject({ moved: false, after: { dns_name: 'new.example.com' } });
  const deleted = await around(path, 'primary_ip', () => netbox.data.delete('ipam/ip-addresses', address));
  expect(deleted).toMatchObject({ moved: true, after: null });
});

test('a new parent prefix changes depth and children of others in silence', async () => {
  const seen = await around('ipam/prefixes/2/', '_depth', () =>
    netbox.data.create('ipam/prefixes', { prefix: '10.0.0.0/8' }),
  );
  expect(seen).toEqual({ before: 1, after: 2, moved: false });
});

test('an edited config context changes devices in silence', async () => {
  const seen = await around('dcim/devices/1/', 'config_context', () =>
    netbox.data.update('extras/config-contexts', 1, { data: { a: 1 } }),
  );
  expect(seen).toMatchObject({ moved: false, after: { a: 1 } });
});

test('a deleted device takes its interfaces and their addresses along, one row of the log each', async () => {
  const log = async () => (await changes()).filter((change) => change.startsWith('delete'));
  netbox.data.delete('dcim/devices', 1);
  const rows = await log();
  expect(rows.filter((row) => row.includes('dcim.interface'))).toHaveLength(4);
  expect(rows.filter((row) => row.includes('ipam.ipaddress')).length).toBeGreaterThan(0);
  expect(rows.at(-1)).toBe('delete dcim.device 1');
});

test('what a shell does leaves no stamp and no row in the log', async () => {
  const seen = await around('dcim/devices/1/', 'name', () =>
    netbox.data.shell.update('dcim/devices', 1, { name: 'quiet' }),
  );
  expect(seen).toMatchObject({ moved: false, after: 'quiet' });
  netbox.data.shell.delete('dcim/devices', 2);
  expect((await get(netbox, 'dcim/devices/2/')).status).toBe(404);
  expect(await changes()).toEqual([]);
});

test('a transaction shows when it commits, with the stamp and the ids of when it was made', async () => {
  const late = netbox.data.begin();
  late.update('dcim/sites', 1, { facility: 'late' });
  const id = late.create('extras/tags', { name: 'late', slug: 'late' });
  clock.advance(3000);
  const other = netbox.data.create('extras/tags', { name: 'early', slug: 'early' });
  expect(other.id).toBeGreaterThan(id);
  const since = '2026-03-01T12:00:02Z';
  expect(await results(netbox, `dcim/sites/?last_updated__gte=${since}`)).toEqual([]);
  late.commit();
  expect(await results(netbox, `dcim/sites/?last_updated__gte=${since}`)).toEqual([]);
  const [site] = await results(netbox, 'dcim/sites/?last_updated__gte=2026-03-01T12:00:00Z');
  expect(site).toMatchObject({ id: 1, facility: 'late' });
  const ids = (await results(netbox, `extras/tags/?start=${id}&fields=id`)).map((row) => row.id);
  expect(ids).toEqual([id, other.id]);
});

test('the same seed and day give the same bytes', async () => {
  const twin = await startNetBox({ devices: 40, clock });
  const read = async (server: NetBox) =>
    (await get(server, 'dcim/devices/?limit=0')).text.replaceAll(server.url, 'http://netbox');
  expect(await read(twin)).toBe(await read(netbox));
  await twin.close();
});

test('an empty NetBox answers empty lists', async () => {
  const empty = await startNetBox({ devices: 0, clock });
  expect((await get(empty, 'dcim/devices/')).text).toBe(
    '{"count":0,"next":null,"previous":null,"results":[]}',
  );
  await empty.close();
});
