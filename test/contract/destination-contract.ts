import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  DestinationAdapter,
  DestinationRecord,
  KindProjection,
  WriteOperation,
  WriteOutcome,
  WriteValue,
} from '../../src/adapters/contract.ts';
import type { InfrahubTuning } from '../../src/adapters/infrahub/index.ts';
import type { JsonObject, JsonValue } from '../../src/json.ts';
import { changesContract } from './destination-changes.ts';

/** How an adapter of a test differs from the usual one. */
export interface Variation {
  readonly branch?: string;
  readonly token?: string;
  readonly counterpart?: string;
  readonly tuning?: Partial<InfrahubTuning>;
}

/** A server with the lab's schema, and how it is reached. */
export interface DestinationSubject {
  /** A new adapter for the same server. */
  open(variation: Variation): DestinationAdapter;
  /** Asks the server's main branch past the adapter, to see what the adapter does not show. */
  graphql(text: string): Promise<JsonObject>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

function attribute(value: JsonValue): WriteValue {
  return { type: 'attribute', value };
}

function one(peerId: string | null): WriteValue {
  return { type: 'one', peerId };
}

function many(...peerIds: string[]): WriteValue {
  return { type: 'many', peerIds };
}

function create(kind: string, key: string, values: Record<string, WriteValue>): WriteOperation {
  return { action: 'create', key, kind, values };
}

function update(kind: string, id: string, values: Record<string, WriteValue>): WriteOperation {
  return { action: 'update', key: id, kind, id, values };
}

function runsOfOneKind(operations: readonly WriteOperation[]): WriteOperation[][] {
  const runs: WriteOperation[][] = [];
  for (const operation of operations) {
    const run = runs.at(-1);
    if (run?.[0]?.kind === operation.kind) run.push(operation);
    else runs.push([operation]);
  }
  return runs;
}

/**
 * What a destination must do, on any server with the lab's schema. Objects are named with a prefix of their
 * own and deleted at the end, so that a server with other data can be used.
 */
export function destinationContract(name: string, start: () => Promise<DestinationSubject>): void {
  describe(`${name} as a destination`, () => {
    const prefix = `zz-${randomUUID().slice(0, 8)}`;
    const opened: DestinationAdapter[] = [];
    /** Ids of what was made, in the order of making, with their kinds. */
    const made = new Map<string, string>();
    let adapter: DestinationAdapter;
    let subject: DestinationSubject;

    function opening(variation: Variation = {}): DestinationAdapter {
      const destination = subject.open(variation);
      opened.push(destination);
      return destination;
    }

    beforeAll(async () => {
      subject = await start();
      adapter = opening({ tuning: { pageSize: 7, batchSize: 5 } });
    });

    afterAll(async () => {
      const deletes = [...made]
        .reverse()
        .map(([id, kind]): WriteOperation => ({ action: 'delete', key: id, kind, id }));
      const outcomes: WriteOutcome[] = [];
      // What was made last goes first: it may refer to what was made before.
      for (const operations of runsOfOneKind(deletes)) {
        for await (const batch of adapter.write(operations, signal)) outcomes.push(...batch);
      }
      for (const destination of opened) await destination.close();
      await subject.close();
      expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
    });

    async function write(
      operations: readonly WriteOperation[],
      on = adapter,
    ): Promise<Map<string, WriteOutcome>> {
      const outcomes = new Map<string, WriteOutcome>();
      for await (const batch of on.write(operations, signal)) {
        for (const outcome of batch) outcomes.set(outcome.key, outcome);
      }
      for (const operation of operations) {
        const outcome = outcomes.get(operation.key);
        if (operation.action === 'create' && outcome?.status === 'written')
          made.set(outcome.id, operation.kind);
      }
      return outcomes;
    }

    /** Writes one operation that must succeed; answers its object's id. */
    async function written(operation: WriteOperation, on = adapter): Promise<string> {
      const outcome = (await write([operation], on)).get(operation.key);
      expect(outcome).toMatchObject({ status: 'written' });
      return outcome?.status === 'written' ? outcome.id : '';
    }

    async function failed(operation: WriteOperation): Promise<Extract<WriteOutcome, { status: 'failed' }>> {
      const outcome = (await write([operation])).get(operation.key);
      if (outcome?.status !== 'failed') throw new Error(`was not refused: ${JSON.stringify(outcome)}`);
      return outcome;
    }

    async function read(
      kind: string,
      attributes: string[],
      relationships: Record<string, 'one' | 'many'> = {},
      at?: Date,
    ): Promise<Map<string, DestinationRecord>> {
      const projection: KindProjection = {
        kind,
        attributes,
        relationships: Object.entries(relationships).map(([name, cardinality]) => ({ name, cardinality })),
        at,
      };
      const records = new Map<string, DestinationRecord>();
      for await (const page of adapter.read(projection, signal)) {
        for (const record of page) {
          expect(records.has(record.id), `${record.id} was read twice`).toBe(false);
          records.set(record.id, record);
        }
      }
      return records;
    }

    async function manufacturer(label: string): Promise<string> {
      return written(create('OrganizationManufacturer', label, { name: attribute(`${prefix}-${label}`) }));
    }

    async function site(label: string): Promise<string> {
      const text = `${prefix}-${label}`;
      return written(create('LocationSite', label, { name: attribute(text), slug: attribute(text) }));
    }

    describe('tells of itself', () => {
      test('the schema has nodes and generics with their attributes and relationships', async () => {
        const { kinds } = await adapter.schema(signal);
        const device = kinds.get('DcimDevice');
        expect(device?.isGeneric).toBe(false);
        expect(device?.attributes.get('name')).toEqual({
          name: 'name',
          kind: 'Text',
          optional: false,
          defaultValue: null,
          unique: true,
          readOnly: false,
          choices: [],
        });
        expect(device?.attributes.get('status')).toMatchObject({
          kind: 'Dropdown',
          defaultValue: 'active',
        });
        expect([...(device?.attributes.get('status')?.choices ?? [])].sort()).toEqual([
          'active',
          'planned',
          'retired',
        ]);
        expect(device?.relationships.get('tags')).toEqual({
          name: 'tags',
          peer: 'BuiltinTag',
          cardinality: 'many',
          kind: 'Attribute',
          optional: true,
          readOnly: false,
        });
        expect(device?.relationships.get('interfaces')?.kind).toBe('Component');
        expect(kinds.get('DcimPhysicalInterface')?.relationships.get('device')).toMatchObject({
          kind: 'Parent',
          cardinality: 'one',
          optional: false,
        });
        expect(kinds.get('DcimDeviceType')?.humanFriendlyId).toEqual([
          'manufacturer__name__value',
          'name__value',
        ]);
        expect(kinds.get('DcimDeviceType')?.uniquenessConstraints).toContainEqual([
          'manufacturer',
          'name__value',
        ]);
        expect(kinds.get('DcimInterface')).toMatchObject({ isGeneric: true });
        expect(kinds.get('DcimInterface')?.usedBy).toContain('DcimPhysicalInterface');
        expect(kinds.get('BuiltinTag')?.attributes.has('name')).toBe(true);
      });

      test('its identity is the same every time and holds no address', async () => {
        const identity = await adapter.identity(signal);
        expect(identity).toMatch(/^infrahub:[0-9a-f-]{36}@main$/);
        expect(await opening().identity(signal)).toBe(identity);
      });

      test('its time is the present', async () => {
        const time = await adapter.serverTime(signal);
        expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(5000);
      });

      test('a kind has a tier with a reason, and an unknown kind has none', async () => {
        const device = await adapter.tier('DcimDevice', signal);
        expect(['TIMESTAMP', 'NONE']).toContain(device.tier);
        expect(device.reason).toContain('DcimDevice');
        expect(await adapter.tier('DcimNothing', signal)).toMatchObject({ tier: 'NONE' });
      });

      test('requests are counted, in all and by kind', async () => {
        const before = { all: adapter.usage().count, tags: adapter.usage('BuiltinTag').count };
        await adapter.count('BuiltinTag', signal);
        expect(adapter.usage().count).toBe(before.all + 1);
        expect(adapter.usage('BuiltinTag').count).toBe(before.tags + 1);
      });
    });

    describe('writes and reads', () => {
      test('a created object is read back, with its default where nothing was given', async () => {
        const id = await written(
          create('DcimDevice', 'plain', { name: attribute(`${prefix}-plain`), serial: attribute(null) }),
        );
        const record = (
          await read('DcimDevice', ['name', 'serial', 'status'], { site: 'one', tags: 'many' })
        ).get(id);
        expect(record).toEqual({
          id,
          kind: 'DcimDevice',
          humanFriendlyId: `${prefix}-plain`,
          displayLabel: `${prefix}-plain`,
          attributes: { name: `${prefix}-plain`, serial: null, status: 'active' },
          peers: { site: [], tags: [] },
        });
      });

      test('an update changes what it names and leaves the rest', async () => {
        const id = await written(
          create('DcimDevice', 'changing', {
            name: attribute(`${prefix}-changing`),
            serial: attribute('one'),
            role: attribute('leaf'),
          }),
        );
        await written(update('DcimDevice', id, { serial: attribute('two') }));
        const record = (await read('DcimDevice', ['serial', 'role'])).get(id);
        expect(record?.attributes).toEqual({ serial: 'two', role: 'leaf' });
      });

      test('null clears an attribute', async () => {
        const id = await written(
          create('DcimDevice', 'cleared', { name: attribute(`${prefix}-cleared`), serial: attribute('one') }),
        );
        await written(update('DcimDevice', id, { serial: attribute(null) }));
        expect((await read('DcimDevice', ['serial'])).get(id)?.attributes.serial).toBeNull();
      });

      test('numbers and booleans keep their types', async () => {
        const device = await written(create('DcimDevice', 'typed', { name: attribute(`${prefix}-typed`) }));
        const id = await written(
          create('DcimPhysicalInterface', 'typed-if', {
            name: attribute('eth0'),
            device: one(device),
            mtu: attribute(9000),
            enabled: attribute(false),
          }),
        );
        const record = (await read('DcimPhysicalInterface', ['mtu', 'enabled', 'speed'])).get(id);
        expect(record?.attributes).toEqual({ mtu: 9000, enabled: false, speed: null });
      });

      test('a relationship to one is set, moved and cleared', async () => {
        const [first, second] = [await site('site-1'), await site('site-2')];
        const id = await written(
          create('DcimDevice', 'housed', { name: attribute(`${prefix}-housed`), site: one(first) }),
        );
        const peers = async () => (await read('DcimDevice', [], { site: 'one' })).get(id)?.peers.site;
        expect(await peers()).toEqual([first]);
        await written(update('DcimDevice', id, { site: one(second) }));
        expect(await peers()).toEqual([second]);
        await written(update('DcimDevice', id, { site: one(null) }));
        expect(await peers()).toEqual([]);
      });

      test('a relationship to many is set, replaced as a whole and cleared', async () => {
        const tags: string[] = [];
        for (const label of ['a', 'b', 'c']) {
          tags.push(await written(create('BuiltinTag', label, { name: attribute(`${prefix}-${label}`) })));
        }
        const [a = '', b = '', c = ''] = tags;
        const id = await written(
          create('DcimDevice', 'tagged', { name: attribute(`${prefix}-tagged`), tags: many(a, b) }),
        );
        const peers = async () => [
          ...((await read('DcimDevice', [], { tags: 'many' })).get(id)?.peers.tags ?? ['not read']),
        ];
        expect((await peers()).sort()).toEqual([a, b].sort());
        await written(update('DcimDevice', id, { tags: many(b, c) }));
        expect((await peers()).sort()).toEqual([b, c].sort());
        await written(update('DcimDevice', id, { tags: many() }));
        expect(await peers()).toEqual([]);
      });

      test('all peers of a relationship are read, however many', async () => {
        const tags = Array.from({ length: 60 }, (_, index) =>
          create('BuiltinTag', `peer-${index}`, { name: attribute(`${prefix}-peer-${index}`) }),
        );
        const outcomes = await write(tags);
        const ids = [...outcomes.values()].flatMap((outcome) =>
          outcome.status === 'written' ? [outcome.id] : [],
        );
        expect(ids).toHaveLength(60);
        const id = await written(
          create('DcimDevice', 'crowded', { name: attribute(`${prefix}-crowded`), tags: many(...ids) }),
        );
        const peers = (await read('DcimDevice', [], { tags: 'many' })).get(id)?.peers.tags ?? [];
        expect([...peers].sort()).toEqual(ids.sort());
      });

      test('an object whose parent is mandatory is created by the id of its parent', async () => {
        const type = await written(
          create('DcimDeviceType', 'type', {
            name: attribute(`${prefix}-type`),
            manufacturer: one(await manufacturer('maker')),
          }),
        );
        const record = (await read('DcimDeviceType', ['name', 'height'], { manufacturer: 'one' })).get(type);
        expect(record?.humanFriendlyId).toBe(`${prefix}-maker__${prefix}-type`);
        expect(record?.attributes.height).toBe(1);
      });

      test('a deleted object is gone, and deleting it again is no failure', async () => {
        const id = await written(create('BuiltinTag', 'doomed', { name: attribute(`${prefix}-doomed`) }));
        const operation: WriteOperation = { action: 'delete', key: 'gone', kind: 'BuiltinTag', id };
        await written(operation);
        made.delete(id);
        expect((await read('BuiltinTag', ['name'])).has(id)).toBe(false);
        await written(operation);
      });

      test('an object gets the id that it is created with, and when that is taken the next one', async () => {
        const [first, second] = [randomUUID(), randomUUID()];
        const named = (key: string, ids: readonly string[]): WriteOperation => ({
          action: 'create',
          key,
          kind: 'BuiltinTag',
          values: { name: attribute(`${prefix}-${key}`) },
          ids,
        });
        expect(await written(named('of-its-own', [first, second]))).toBe(first);
        await written({ action: 'delete', key: 'gone', kind: 'BuiltinTag', id: first });
        made.delete(first);
        expect(await written(named('again', [first, second]))).toBe(second);
        const third = await written(named('nameless', [first]));
        expect([first, second]).not.toContain(third);
      });

      test('a create that is repeated under its id makes no second object', async () => {
        const id = randomUUID();
        const values = { name: attribute(`${prefix}-twice`) };
        const operation: WriteOperation = {
          action: 'create',
          key: 'twice',
          kind: 'BuiltinTag',
          values,
          ids: [id],
        };
        expect(await written(operation)).toBe(id);
        expect(await written(operation)).toBe(id);
        const records = await read('BuiltinTag', ['name']);
        const named = [...records.values()].filter(({ attributes }) => attributes.name === `${prefix}-twice`);
        expect(named).toHaveLength(1);
      });

      test('what a mandatory relationship needs is left alone with the reason', async () => {
        const device = await written(
          create('DcimDevice', 'needed', {
            name: attribute(`${prefix}-needed`),
            site: one(await site('needed')),
          }),
        );
        const port = create('DcimPhysicalInterface', 'port', {
          name: attribute('eth9'),
          device: one(device),
        });
        await written(port);
        const [siteId] = [...made].findLast(([, kind]) => kind === 'LocationSite') ?? [''];
        const vlan = create('IpamVLAN', 'vlan', {
          name: attribute(`${prefix}-needs`),
          vlan_id: attribute(77),
          site: one(siteId),
        });
        await written(vlan);
        const outcomes = await write([{ action: 'delete', key: 'k', kind: 'LocationSite', id: siteId }]);
        expect(outcomes.get('k')).toMatchObject({
          status: 'left-alone',
          reason: expect.stringContaining(siteId),
        });
      });

      test('a generic is read with the objects of its kinds', async () => {
        const device = await written(
          create('DcimDevice', 'generic', { name: attribute(`${prefix}-generic`) }),
        );
        const id = await written(
          create('DcimPhysicalInterface', 'generic-if', { name: attribute('eth0'), device: one(device) }),
        );
        const record = (await read('DcimInterface', ['name', 'enabled'], { device: 'one' })).get(id);
        expect(record).toMatchObject({
          kind: 'DcimPhysicalInterface',
          attributes: { name: 'eth0', enabled: true },
          peers: { device: [device] },
        });
      });

      test('values come back in the form that the server keeps', async () => {
        const device = await written(create('DcimDevice', 'forms', { name: attribute(`${prefix}-forms`) }));
        const port = await written(
          create('DcimPhysicalInterface', 'forms-if', {
            name: attribute('eth0'),
            device: one(device),
            mac_address: attribute('aa:bb:cc:00:11:ff'),
          }),
        );
        const prefixId = await written(
          create('IpamPrefix', 'forms-p6', { prefix: attribute('2001:0DB8:00AB:0000::/64') }),
        );
        const address = await written(
          create('IpamIPAddress', 'forms-6', { address: attribute('2001:0DB8:00AB:0000::0001/64') }),
        );
        expect((await read('DcimPhysicalInterface', ['mac_address'])).get(port)?.attributes.mac_address).toBe(
          'AA:BB:CC:00:11:FF',
        );
        expect((await read('IpamPrefix', ['prefix'])).get(prefixId)?.attributes.prefix).toBe(
          '2001:db8:ab::/64',
        );
        expect((await read('IpamIPAddress', ['address'])).get(address)?.attributes.address).toBe(
          '2001:db8:ab::1/64',
        );
      });

      test('what is written is protected and says who it comes from', async () => {
        const traced = opening({ counterpart: 'admin' });
        const place = await site('traced-site');
        const id = await written(
          create('DcimDevice', 'traced', { name: attribute(`${prefix}-traced`), site: one(place) }),
          traced,
        );
        const properties = 'is_protected source { display_label } owner { display_label }';
        const data = await subject.graphql(
          `{ DcimDevice(ids: ["${id}"]) { edges { node { name { ${properties} } site { properties { ${properties} } } } } } }`,
        );
        const expected = {
          is_protected: true,
          source: { display_label: 'Admin' },
          owner: { display_label: 'Admin' },
        };
        expect(data.DcimDevice).toEqual({
          edges: [{ node: { name: expected, site: { properties: expected } } }],
        });
      });
    });

    describe('reads many pages', () => {
      const wanted = 23;

      beforeAll(async () => {
        const tenants = Array.from({ length: wanted }, (_, index) =>
          create('OrganizationTenant', `tenant-${index}`, { name: attribute(`${prefix}-tenant-${index}`) }),
        );
        const outcomes = await write(tenants);
        expect([...outcomes.values()].every(({ status }) => status === 'written')).toBe(true);
      });

      function ours(records: Map<string, DestinationRecord>): DestinationRecord[] {
        return [...records.values()].filter(({ attributes }) => String(attributes.name).startsWith(prefix));
      }

      test('every object comes once', async () => {
        const records = await read('OrganizationTenant', ['name']);
        expect(ours(records)).toHaveLength(wanted);
        expect(records.size).toBe(await adapter.count('OrganizationTenant', signal));
      });

      test('as of a moment, what came later is not seen', async () => {
        // A clock that shows whole seconds is rounded down, and what was just written would not be seen.
        await wait(1100);
        const moment = await adapter.serverTime(signal);
        await wait(20);
        const [first] = ours(await read('OrganizationTenant', ['name']));
        if (first === undefined) throw new Error('no tenant was read');
        await written(update('OrganizationTenant', first.id, { description: attribute('later') }));
        const extra = await written(
          create('OrganizationTenant', 'late', { name: attribute(`${prefix}-late`) }),
        );
        const then = await read('OrganizationTenant', ['name', 'description'], {}, moment);
        expect(then.get(first.id)?.attributes.description).toBeNull();
        expect(then.has(extra)).toBe(false);
        expect((await read('OrganizationTenant', ['name'])).has(extra)).toBe(true);
      });
    });

    changesContract(() => ({
      adapter,
      prefix,
      written,
      async deleted(kind, id) {
        await written({ action: 'delete', key: id, kind, id });
        made.delete(id);
      },
    }));

    describe('tells what went wrong', () => {
      test('one refused operation of a batch leaves the others written', async () => {
        const names = ['ok-1', 'ok-2', 'ok-3'];
        const operations = names.map((label) =>
          create('DcimDevice', label, { name: attribute(`${prefix}-${label}`) }),
        );
        operations.splice(
          1,
          0,
          create('DcimDevice', 'bad', { name: attribute(`${prefix}-bad`), status: attribute('no') }),
        );
        const outcomes = await write(operations);
        expect(names.map((label) => outcomes.get(label)?.status)).toEqual(['written', 'written', 'written']);
        expect(outcomes.get('bad')).toMatchObject({ status: 'failed', terminal: true });
        expect(outcomes.get('bad')).toHaveProperty('message', expect.stringContaining('no'));
      });

      test('a value of a wrong type fails alone', async () => {
        const device = await written(
          create('DcimDevice', 'mistyped', { name: attribute(`${prefix}-mistyped`) }),
        );
        const outcomes = await write([
          create('DcimPhysicalInterface', 'right', { name: attribute('eth0'), device: one(device) }),
          create('DcimPhysicalInterface', 'wrong', {
            name: attribute('eth1'),
            device: one(device),
            mtu: attribute('many'),
          }),
        ]);
        expect(outcomes.get('right')).toMatchObject({ status: 'written' });
        const wrong = outcomes.get('wrong');
        if (wrong?.status !== 'failed') throw new Error(`was not refused: ${JSON.stringify(wrong)}`);
        expect(`${wrong.message} ${wrong.hint}`).toMatch(/mtu.*many/);
      });

      test('a second object with the same identity is refused as such', async () => {
        const values = { name: attribute(`${prefix}-twin`) };
        await written(create('OrganizationManufacturer', 'twin', values));
        const outcome = await failed(create('OrganizationManufacturer', 'other twin', values));
        expect(outcome.errorClass).toBe('UNIQUENESS_VIOLATION');
        expect(outcome.message).toContain('name');
      });

      test('a missing mandatory attribute is named', async () => {
        const outcome = await failed(create('DcimDevice', 'nameless', { serial: attribute('1') }));
        expect(outcome.errorClass).toBe('ATTRIBUTE_REQUIRED');
        expect(outcome.message).toContain('name');
      });

      test('an update of an object that is gone fails as such', async () => {
        const outcome = await failed(update('DcimDevice', randomUUID(), { serial: attribute('1') }));
        expect(outcome.errorClass).toBe('NODE_NOT_FOUND');
        expect(outcome.hint).toContain('next run');
      });

      test('an unknown branch is named, with those that there are', async () => {
        const lost = opening({ branch: 'zz-no-such-branch' });
        await expect(lost.schema(signal)).rejects.toMatchObject({
          code: 'BRANCH_NOT_FOUND',
          message: expect.stringContaining('zz-no-such-branch'),
          hint: expect.stringContaining('main'),
        });
        await expect(lost.count('DcimDevice', signal)).rejects.toMatchObject({ code: 'BRANCH_NOT_FOUND' });
      });

      test('a wrong token is told with the variable to set', async () => {
        const stranger = opening({ token: 'not-a-token' });
        const expected = { code: 'AUTH_FAILED', hint: expect.stringContaining('INFRAHUB_API_TOKEN') };
        await expect(stranger.schema(signal)).rejects.toMatchObject(expected);
        await expect(stranger.count('DcimDevice', signal)).rejects.toMatchObject(expected);
      });

      test('a kind that is not there is told as a mismatch with the schema', async () => {
        await expect(adapter.count('DcimNothing', signal)).rejects.toMatchObject({
          code: 'SCHEMA_MISMATCH',
          message: expect.stringContaining('DcimNothing'),
        });
      });
    });

    describe('makes and removes its branch', () => {
      const name = `${prefix}-preview`;

      test('makes it once from the default branch, writes there alone, and removes it once', async () => {
        const before = await manufacturer('on-main');
        const preview = opening({ branch: name });
        expect(preview.branch).toMatchObject({ name, url: expect.stringMatching(`/branches/${name}$`) });
        expect(await preview.branch?.create(signal)).toBe('created');
        expect(await preview.branch?.create(signal)).toBe('existing');
        const text = `${prefix}-in-preview`;
        const operation = create('OrganizationManufacturer', 'preview', { name: attribute(text) });
        for await (const [outcome] of preview.write([operation], signal))
          expect(outcome).toMatchObject({ status: 'written' });
        const projection = {
          kind: 'OrganizationManufacturer',
          at: undefined,
          relationships: [],
          attributes: [],
        };
        const there = await preview.ids(projection, signal);
        expect(there).toContain(before);
        const here = await adapter.ids(projection, signal);
        expect([...there].filter((id) => !here.has(id))).toHaveLength(1);
        expect(await preview.branch?.remove(signal)).toBe('removed');
        expect(await preview.branch?.remove(signal)).toBe('absent');
        await expect(preview.schema(signal)).rejects.toMatchObject({ code: 'BRANCH_NOT_FOUND' });
      });

      test('is another one when it is removed and made again, so that no cache of the old one fits', async () => {
        const identities: string[] = [];
        for (let round = 0; round < 2; round += 1) {
          const preview = opening({ branch: name });
          await preview.branch?.create(signal);
          identities.push(await preview.identity(signal), await opening({ branch: name }).identity(signal));
          await preview.branch?.remove(signal);
        }
        expect(identities[0]).toBe(identities[1]);
        expect(identities[2]).toBe(identities[3]);
        expect(identities[0]).not.toBe(identities[2]);
      });

      test('refuses to remove the default branch', async () => {
        await expect(opening().branch?.remove(signal)).rejects.toMatchObject({
          code: 'USAGE',
          message: expect.stringContaining('main is the default branch'),
        });
      });

      test('tells why a branch cannot be made', async () => {
        await expect(opening({ branch: `${prefix} ~^:` }).branch?.create(signal)).rejects.toMatchObject({
          code: 'BRANCH_REFUSED',
          message: expect.stringMatching(`${prefix}.*could not be created: .*invalid`),
        });
      });
    });

    describe('stops', () => {
      test('when its consumer stops, what was not begun is not written', async () => {
        const operations = Array.from({ length: 60 }, (_, index) =>
          create('BuiltinTag', `stop-${index}`, { name: attribute(`${prefix}-stop-${index}`) }),
        );
        for await (const outcomes of adapter.write(operations, signal)) {
          expect(outcomes).toHaveLength(5);
          break;
        }
        const records = [...(await read('BuiltinTag', ['name'])).values()].filter(({ attributes }) =>
          String(attributes.name).startsWith(`${prefix}-stop-`),
        );
        for (const { id } of records) made.set(id, 'BuiltinTag');
        expect(records.length).toBeGreaterThanOrEqual(5);
        expect(records.length).toBeLessThanOrEqual(20);
      });

      test('when the signal is aborted, nothing is read or written', async () => {
        const aborted = AbortSignal.abort();
        await expect(adapter.count('BuiltinTag', aborted)).rejects.toMatchObject({ code: 'CANCELLED' });
        const writing = adapter.write(
          [create('BuiltinTag', 'x', { name: attribute(`${prefix}-x`) })],
          aborted,
        );
        await expect(writing[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'CANCELLED' });
      });
    });
  });
}
