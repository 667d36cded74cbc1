import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type {
  DestinationAdapter,
  DestinationRecord,
  KindProjection,
  WriteOperation,
  WriteValue,
} from '../../src/adapters/contract.ts';

/** What the contract of changes needs of the destination's contract that it is a part of. */
export interface ChangesSubject {
  /** Its pages hold fewer than ten objects. */
  readonly adapter: DestinationAdapter;
  /** What names of new objects begin with. */
  readonly prefix: string;
  /** Writes one operation that must succeed; answers its object's id. The object is deleted at the end. */
  written(operation: WriteOperation): Promise<string>;
  /** As `written`, for a delete. */
  deleted(kind: string, id: string): Promise<void>;
}

const signal = new AbortController().signal;

/** A recomputed identifier comes from a background task, which on a busy server takes seconds. */
const patience = 60_000;

function text(value: string | null): WriteValue {
  return { type: 'attribute', value };
}

function one(peerId: string | null): WriteValue {
  return { type: 'one', peerId };
}

function many(...peerIds: string[]): WriteValue {
  return { type: 'many', peerIds };
}

function projection(kind: string, relationships: Record<string, 'one' | 'many'> = {}): KindProjection {
  return {
    kind,
    attributes: [],
    relationships: Object.entries(relationships).map(([name, cardinality]) => ({ name, cardinality })),
    at: undefined,
  };
}

async function recordsOf(
  pages: AsyncIterable<readonly DestinationRecord[]>,
): Promise<Map<string, DestinationRecord>> {
  const records = new Map<string, DestinationRecord>();
  for await (const page of pages) for (const record of page) records.set(record.id, record);
  return records;
}

/**
 * What a destination that can tell changes must tell: whatever alters an object's values or peers. On a server
 * whose tier is NONE there is nothing to hold it to.
 */
export function changesContract(subject: () => ChangesSubject): void {
  describe('tells what changed', () => {
    const device = projection('DcimDevice', { site: 'one', tags: 'many' });

    async function tells(): Promise<boolean> {
      return (await subject().adapter.tier('DcimDevice', signal)).tier === 'TIMESTAMP';
    }

    /** A moment after everything that was written so far. */
    async function moment(): Promise<Date> {
      await wait(5);
      const time = await subject().adapter.serverTime(signal);
      await wait(5);
      return time;
    }

    function create(kind: string, label: string, values: Record<string, WriteValue> = {}): Promise<string> {
      const name = kind.startsWith('Ipam') ? {} : { name: text(`${subject().prefix}-${label}`) };
      return subject().written({ action: 'create', key: label, kind, values: { ...name, ...values } });
    }

    function site(label: string): Promise<string> {
      return create('LocationSite', label, { slug: text(`${subject().prefix}-${label}`) });
    }

    async function update(kind: string, id: string, values: Record<string, WriteValue>): Promise<void> {
      await subject().written({ action: 'update', key: id, kind, id, values });
    }

    function changes(asked: KindProjection, since: Date): Promise<Map<string, DestinationRecord>> {
      return recordsOf(subject().adapter.changesSince(asked, since, signal));
    }

    test('a value that is set, changed or cleared, but not one that is written again', async () => {
      if (!(await tells())) return;
      const [set, cleared, same] = [
        await create('DcimDevice', 'set'),
        await create('DcimDevice', 'emptied', { serial: text('1') }),
        await create('DcimDevice', 'same', { serial: text('1') }),
      ];
      const since = await moment();
      await update('DcimDevice', set, { serial: text('1') });
      await update('DcimDevice', cleared, { serial: text(null) });
      await update('DcimDevice', same, { serial: text('1') });
      const added = await create('DcimDevice', 'added');
      const found = await changes({ ...device, attributes: ['serial'] }, since);
      expect([...found.keys()].sort()).toEqual([set, cleared, added].sort());
      expect(found.get(set)?.attributes).toEqual({ serial: '1' });
    });

    test('a relationship that is changed, at both of its ends and from either', async () => {
      if (!(await tells())) return;
      const [from, to, tag] = [await site('from'), await site('to'), await create('BuiltinTag', 'hung')];
      const id = await create('DcimDevice', 'moving', { site: one(from) });
      const port = await create('DcimPhysicalInterface', 'moving-if', { device: one(id) });
      const address = await create('IpamIPAddress', 'moving-ip', { address: text('198.18.252.1/32') });
      const since = await moment();
      await update('DcimDevice', id, { site: one(to), tags: many(tag) });
      await update('DcimPhysicalInterface', port, { ip_addresses: many(address) });
      expect((await changes(device, since)).get(id)?.peers).toEqual({ site: [to], tags: [tag] });
      expect([...(await changes(projection('LocationSite'), since)).keys()].sort()).toEqual(
        [from, to].sort(),
      );
      expect((await changes(projection('BuiltinTag'), since)).has(tag)).toBe(true);
      const addresses = await changes(projection('IpamIPAddress', { interface: 'one' }), since);
      expect(addresses.get(address)?.peers).toEqual({ interface: [port] });
    });

    test('the objects that a deleted one was a peer of', async () => {
      if (!(await tells())) return;
      const [gone, torn] = [await site('gone'), await create('BuiltinTag', 'torn')];
      const housed = await create('DcimDevice', 'unhoused', { site: one(gone) });
      const tagged = await create('DcimDevice', 'untagged', { tags: many(torn) });
      const since = await moment();
      await subject().deleted('LocationSite', gone);
      await subject().deleted('BuiltinTag', torn);
      const found = await changes(device, since);
      expect([...found.keys()].sort()).toEqual([housed, tagged].sort());
      expect([...found.values()].flatMap(({ peers }) => Object.values(peers).flat())).toEqual([]);
    });

    test('the objects that a new one points at, where that relationship is read', async () => {
      if (!(await tells())) return;
      const id = await create('DcimDevice', 'grown');
      const address = await create('IpamIPAddress', 'grown-ip', { address: text('198.18.253.1/32') });
      const since = await moment();
      const port = await create('DcimPhysicalInterface', 'grown-if', {
        device: one(id),
        ip_addresses: many(address),
      });
      const withPorts = projection('DcimDevice', { interfaces: 'many' });
      const addresses = projection('IpamIPAddress', { interface: 'one' });
      expect((await changes(withPorts, since)).get(id)?.peers).toEqual({ interfaces: [port] });
      expect((await changes(addresses, since)).get(address)?.peers).toEqual({ interface: [port] });
      expect((await changes(device, since)).has(id)).toBe(false);
      const { kinds } = await subject().adapter.survey([withPorts, addresses], since, signal);
      expect(kinds.get('DcimDevice')?.changed).toBeGreaterThan(0);
      expect(kinds.get('IpamIPAddress')?.changed).toBeGreaterThan(0);
    });

    test(
      'an object whose identifier holds the name of another that was renamed',
      async () => {
        if (!(await tells())) return;
        const maker = await create('OrganizationManufacturer', 'before');
        const type = await create('DcimDeviceType', 'made', { manufacturer: one(maker) });
        const since = await moment();
        const renamed = `${subject().prefix}-after`;
        await update('OrganizationManufacturer', maker, { name: text(renamed) });
        const identifier = async () =>
          (await changes(projection('DcimDeviceType'), since)).get(type)?.humanFriendlyId;
        await expect
          .poll(identifier, { timeout: patience, interval: 500 })
          .toBe(`${renamed}__${subject().prefix}-made`);
      },
      patience,
    );

    test('prefixes and addresses that a new prefix comes between', async () => {
      if (!(await tells())) return;
      const prefixes = { outer: '198.18.240.0/21', inner: '198.18.240.0/24', between: '198.18.240.0/22' };
      const outer = await create('IpamPrefix', 'outer', { prefix: text(prefixes.outer) });
      const inner = await create('IpamPrefix', 'inner', { prefix: text(prefixes.inner) });
      const address = await create('IpamIPAddress', 'within', { address: text('198.18.242.1/32') });
      const since = await moment();
      const between = await create('IpamPrefix', 'between', { prefix: text(prefixes.between) });
      const found = await changes(projection('IpamPrefix', { parent: 'one' }), since);
      expect([...found.keys()].sort()).toEqual([outer, inner, between].sort());
      expect(found.get(inner)?.peers).toEqual({ parent: [between] });
      const addresses = await changes(projection('IpamIPAddress', { ip_prefix: 'one' }), since);
      expect(addresses.get(address)?.peers).toEqual({ ip_prefix: [between] });
    });

    test('one request counts the objects and the changed ones of many kinds', async () => {
      if (!(await tells())) return;
      const { adapter } = subject();
      const id = await create('BuiltinTag', 'counted');
      await adapter.schema(signal);
      const since = await moment();
      await update('BuiltinTag', id, { description: text('changed') });
      const before = adapter.usage().count;
      const survey = await adapter.survey([projection('BuiltinTag'), device], since, signal);
      expect(adapter.usage().count).toBe(before + 1);
      expect(survey).toEqual({
        kinds: new Map([
          ['BuiltinTag', { total: await adapter.count('BuiltinTag', signal), changed: 1 }],
          ['DcimDevice', { total: await adapter.count('DcimDevice', signal), changed: 0 }],
        ]),
        untold: new Map(),
        altered: undefined,
      });
    });

    test('nothing that came after the moment at which it is read', async () => {
      if (!(await tells())) return;
      const id = await create('DcimDevice', 'then', { serial: text('0') });
      const since = await moment();
      await update('DcimDevice', id, { serial: text('1') });
      const at = await moment();
      await update('DcimDevice', id, { serial: text('2') });
      const later = await create('DcimDevice', 'later');
      const then = { ...device, attributes: ['serial'], at };
      const found = await changes(then, since);
      expect([...found.values()].map(({ attributes }) => attributes)).toEqual([{ serial: '1' }]);
      const ids = await subject().adapter.ids(then, signal);
      expect([ids.has(id), ids.has(later)]).toEqual([true, false]);
      const { kinds } = await subject().adapter.survey([then], since, signal);
      expect(kinds.get('DcimDevice')).toEqual({ total: ids.size, changed: 1 });
    });

    test('objects are read by their ids, those that are gone left out', async () => {
      const { adapter } = subject();
      const all = [...(await adapter.ids(projection('OrganizationTenant'), signal))];
      expect(all).toHaveLength(await adapter.count('OrganizationTenant', signal));
      const wanted = [...all.slice(0, 10), '00000000-0000-4000-8000-000000000000'];
      const asked = { ...projection('OrganizationTenant'), attributes: ['name'] };
      const found = await recordsOf(adapter.readByIds(asked, wanted, signal));
      expect([...found.keys()].sort()).toEqual(all.slice(0, 10).sort());
      expect([...found.values()].every(({ attributes }) => typeof attributes.name === 'string')).toBe(true);
    });
  });
}
