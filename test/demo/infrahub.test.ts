import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../demo/clock.ts';
import { type Infrahub, readDefaultSchema, startInfrahub } from '../../demo/infrahub/server.ts';
import { ask } from './infrahub-client.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
let clock: ManualClock;
let infrahub: Infrahub;

beforeEach(async () => {
  clock = createManualClock(start);
  infrahub = await startInfrahub({ clock });
  clock.advance(1000);
});

afterEach(() => infrahub.close());

/** A site with a device, its interface and the interface's address. */
function network() {
  const { data } = infrahub;
  const site = data.create('LocationSite', { name: { value: 'ams' }, slug: { value: 'ams' } });
  const device = data.create('DcimDevice', { name: { value: 'core-1' }, site: { id: site.id } });
  const port = data.create('DcimPhysicalInterface', { name: { value: 'eth0' }, device: { id: device.id } });
  const address = data.create('IpamIPAddress', {
    address: { value: '10.0.0.1' },
    interface: { id: port.id },
  });
  return { site, device, port, address };
}

function stampOf(id: string, kind: string): string | undefined {
  return infrahub.data.list(kind).find((node) => node.id === id)?.updatedAt;
}

describe('the door', () => {
  it('says who it is and which version it speaks like', async () => {
    const info = await (await fetch(`${infrahub.url}/api/info`)).json();
    expect(info).toEqual({ version: '1.11.9', deployment_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('refuses a wrong token, and a write without one, but lets anonymous read', async () => {
    const wrong = await ask(infrahub, '{ BuiltinTag { count } }', { token: 'wrong' });
    const write = await ask(
      infrahub,
      'mutation { BuiltinTagCreate(data: { name: { value: "a" } }) { ok } }',
      { token: null },
    );
    const read = await ask(infrahub, '{ BuiltinTag { count } }', { token: null });
    expect(wrong.status).toBe(401);
    expect(wrong.errors[0]).toMatchObject({
      message: 'Invalid token',
      extensions: { code: 'AUTHENTICATION_REQUIRED', http_status: 401 },
    });
    expect(write.status).toBe(401);
    expect(read).toMatchObject({ status: 200, data: { BuiltinTag: { count: 0 } } });
  });

  it('answers an unknown branch with 404, and fails in plain text on what it cannot parse or a wrong variable', async () => {
    const branch = await ask(infrahub, '{ BuiltinTag { count } }', { path: '/graphql/nope' });
    const syntax = await ask(infrahub, '{ BuiltinTag { count');
    const variable = await ask(infrahub, 'query ($a: Int) { BuiltinTag(limit: $a) { count } }', {
      variables: { a: 'x' },
    });
    expect(branch).toMatchObject({ status: 404, text: '{"errors":["Branch: nope not found."]}' });
    expect(syntax).toMatchObject({ status: 500, contentType: 'text/plain; charset=utf-8' });
    expect(variable).toMatchObject({ status: 500, contentType: 'text/plain; charset=utf-8' });
  });

  it('gives the schema that it was made of, and its hashes alone', async () => {
    const schema = await (await fetch(`${infrahub.url}/api/schema?branch=main`)).json();
    const summary = await (await fetch(`${infrahub.url}/api/schema/summary?branch=main`)).json();
    expect(schema).toEqual(readDefaultSchema());
    expect(summary).toMatchObject({
      main: readDefaultSchema().main,
      nodes: { DcimDevice: expect.any(String) },
    });
  });

  it('works on main whatever ?branch= says', async () => {
    await ask(infrahub, 'mutation { BranchCreate(data: { name: "side", sync_with_git: false }) { ok } }');
    const mutation = 'mutation { BuiltinTagCreate(data: { name: { value: "a" } }) { ok } }';
    await ask(infrahub, mutation, { path: '/graphql?branch=side' });
    await ask(infrahub, mutation.replace('"a"', '"in-side"'), { path: '/graphql/side' });
    const names = (branch: string) =>
      infrahub.data.list('BuiltinTag', { branch }).map((tag) => tag.attributes.name);
    expect(names('main')).toEqual(['a']);
    expect(names('side')).toEqual(['in-side']);
  });
});

describe('values', () => {
  it.each([
    ['DcimPhysicalInterface', 'mac_address', 'aabb.ccdd.eeff', 'AA:BB:CC:DD:EE:FF'],
    ['DcimPhysicalInterface', 'mac_address', 'a-b-c-d-e-f', '0A:0B:0C:0D:0E:0F'],
    ['IpamIPAddress', 'address', '10.0.0.1', '10.0.0.1/32'],
    ['IpamIPAddress', 'address', '2001:DB8:0::1/64', '2001:db8::1/64'],
    ['IpamPrefix', 'prefix', '10.97.0.0/255.255.255.0', '10.97.0.0/24'],
    ['IpamPrefix', 'prefix', '2001:DB8:00::/48', '2001:db8::/48'],
  ])('keeps a %s.%s %s as %s', async (kind, attribute, given, kept) => {
    const { device } = network();
    const more =
      kind === 'DcimPhysicalInterface' ? `name: { value: "p" } device: { id: "${device.id}" }` : '';
    const answer = await ask(
      infrahub,
      `mutation { made: ${kind}Create(data: { ${attribute}: { value: "${given}" } ${more} }) { object { ${attribute} { value } } } }`,
    );
    expect(answer.data).toEqual({ made: { object: { [attribute]: { value: kept } } } });
  });

  it('refuses what does not fit: a choice that is not there, a MAC address that is none, host bits in a prefix', async () => {
    const answer = await ask(
      infrahub,
      `mutation {
        a: LocationSiteCreate(data: { name: { value: "s" } slug: { value: "s" } status: { value: "bad" } }) { ok }
        b: IpamPrefixCreate(data: { prefix: { value: "10.0.0.5/24" } }) { ok }
        c: BuiltinTagCreate(data: { description: { value: "no name" } }) { ok }
      }`,
    );
    expect(answer.data).toEqual({ a: null, b: null, c: null });
    expect(answer.errors.map((error) => [error.path, error.message, error.extensions?.code])).toEqual([
      [['a'], "bad must be one of 'active, planned, retired' at status", 'ATTRIBUTE_CONSTRAINT_VIOLATION'],
      [['b'], '10.0.0.5/24 is not a valid IPNetwork at prefix', 'ATTRIBUTE_INVALID_TYPE'],
      [['c'], 'name is mandatory for BuiltinTag at name', 'ATTRIBUTE_REQUIRED'],
    ]);
  });

  it('takes the default of an attribute that is not given, and null clears it', async () => {
    const { site } = network();
    const read = '{ LocationSite { edges { node { status { value is_default } } } } }';
    expect((await ask(infrahub, read)).text).toContain('"status":{"value":"active","is_default":true}');
    await ask(
      infrahub,
      `mutation { LocationSiteUpdate(data: { id: "${site.id}", status: { value: null } }) { ok } }`,
    );
    expect((await ask(infrahub, read)).text).toContain('"status":{"value":null,"is_default":false}');
  });
});

describe('writes', () => {
  it('gives each alias of a request its own outcome', async () => {
    const answer = await ask(
      infrahub,
      `mutation {
        a: BuiltinTagCreate(data: { name: { value: "one" } }) { ok }
        b: BuiltinTagCreate(data: { name: { value: "one" } }) { ok }
        c: BuiltinTagCreate(data: { name: { value: "two" } }) { ok }
      }`,
    );
    expect(answer.data).toEqual({ a: { ok: true }, b: null, c: { ok: true } });
    expect(answer.errors).toMatchObject([{ path: ['b'], message: "Violates uniqueness constraint 'name'" }]);
    expect(infrahub.data.list('BuiltinTag')).toHaveLength(2);
  });

  it('holds a generic to its uniqueness across the kinds that use it', async () => {
    infrahub.data.create('OrganizationTenant', { name: { value: 'acme' } });
    const answer = await ask(
      infrahub,
      'mutation { OrganizationManufacturerUpsert(data: { name: { value: "acme" } }) { ok } }',
    );
    expect(answer.errors[0]?.message).toMatch(
      /exists, but it is a OrganizationTenant, not OrganizationManufacturer/,
    );
  });

  it('upserts by the human-friendly id that the data covers, and makes a duplicate where there is none', async () => {
    const { device } = network();
    const port = `mutation { DcimPhysicalInterfaceUpsert(data: { name: { value: "eth0" }, device: { id: "${device.id}" }, mtu: { value: 9000 } }) { ok } }`;
    await ask(infrahub, port);
    expect(infrahub.data.list('DcimPhysicalInterface').map((one) => one.attributes.mtu)).toEqual([9000]);
    const address = 'mutation { IpamIPAddressUpsert(data: { address: { value: "10.0.0.1" } }) { ok } }';
    expect((await ask(infrahub, address)).data).toEqual({ IpamIPAddressUpsert: { ok: true } });
    expect(infrahub.data.count('IpamIPAddress')).toBe(2);
  });

  it('replaces and clears relationships, and finds peers by id and by human-friendly id', async () => {
    const { site, device } = network();
    for (const name of ['a', 'b', 'c']) infrahub.data.create('BuiltinTag', { name: { value: name } });
    const update = (fields: string) =>
      ask(infrahub, `mutation { DcimDeviceUpdate(data: { id: "${device.id}", ${fields} }) { ok } }`);
    await update('tags: [{ hfid: ["a"] }, { hfid: ["b"] }]');
    await update('tags: [{ hfid: ["b"] }, { hfid: ["c"] }]');
    const names =
      '{ DcimDevice { edges { node { site { node { id } } tags { edges { node { hfid } } } } } } }';
    expect((await ask(infrahub, names)).text).toContain(
      '"edges":[{"node":{"hfid":["b"]}},{"node":{"hfid":["c"]}}]',
    );
    await update('tags: [], site: null');
    expect(infrahub.data.list('DcimDevice')[0]?.relationships).toMatchObject({ tags: [], site: [] });
    expect((await update('site: { id: null }')).errors).toHaveLength(1);
    expect((await update('site: { hfid: ["nowhere"] }')).errors).toMatchObject([
      {
        message: 'Unable to find the node nowhere / LocationSite in the database.',
        extensions: { code: 'NODE_NOT_FOUND' },
      },
    ]);
    await update('site: { hfid: ["ams"] }');
    expect(infrahub.data.list('DcimDevice')[0]?.relationships.site).toEqual([site.id]);
  });

  it('keeps source, owner and protection, forgets an account that does not exist, and lets anyone overwrite what is protected', async () => {
    const account = infrahub.data.list('CoreAccount')[0];
    const tag = infrahub.data.create('BuiltinTag', { name: { value: 'a' } });
    const properties = `is_protected: true, source: "${account?.id}", owner: "nobody"`;
    await ask(
      infrahub,
      `mutation { BuiltinTagUpdate(data: { id: "${tag.id}", description: { value: "x", ${properties} } }) { ok } }`,
    );
    const lineage = () => infrahub.data.list('BuiltinTag')[0]?.lineage.description;
    expect(lineage()).toEqual({ isProtected: true, source: account?.id, owner: null });
    expect(infrahub.data.update(tag.id, { description: { value: 'y' } }).attributes.description).toBe('y');
  });

  it('deletes an object with its components, but not one that another needs', async () => {
    const { site, device, address } = network();
    infrahub.data.create('IpamVLAN', { name: { value: 'v' }, vlan_id: { value: 1 }, site: { id: site.id } });
    const refused = await ask(infrahub, `mutation { LocationSiteDelete(data: { id: "${site.id}" }) { ok } }`);
    expect(refused.errors[0]?.message).toMatch(
      /Cannot delete LocationSite .* mandatory relationship site on node IpamVLAN/,
    );
    expect(refused.errors[0]?.extensions).toMatchObject({ http_status: 422 });
    await ask(infrahub, `mutation { DcimDeviceDelete(data: { id: "${device.id}" }) { ok } }`);
    expect(infrahub.data.count('DcimInterface')).toBe(0);
    expect(infrahub.data.list('IpamIPAddress').map((one) => [one.id, one.relationships.interface])).toEqual([
      [address.id, []],
    ]);
  });

  it('tells of deletes among the events, some time later', async () => {
    const { device } = network();
    infrahub.data.delete(device.id);
    const query =
      '{ InfrahubEvent(event_type: ["infrahub.node.deleted"]) { edges { node { primary_node { id kind } } } } }';
    expect((await ask(infrahub, query)).data).toEqual({ InfrahubEvent: { edges: [] } });
    clock.advance(3000);
    expect((await ask(infrahub, query)).text).toContain(`{"id":"${device.id}","kind":"DcimDevice"}`);
  });
});

describe('stamps', () => {
  it('do not move when the same value is written, and move for a value, a property and a relationship', async () => {
    const { site, device } = network();
    const moved = async (fields: string) => {
      const before = stampOf(device.id, 'DcimDevice');
      clock.advance(1000);
      await ask(infrahub, `mutation { DcimDeviceUpdate(data: { id: "${device.id}", ${fields} }) { ok } }`);
      return stampOf(device.id, 'DcimDevice') !== before;
    };
    expect(await moved(`name: { value: "core-1" }, site: { id: "${site.id}" }`)).toBe(false);
    expect(await moved('serial: { value: "1" }')).toBe(true);
    expect(await moved('serial: { is_protected: true }')).toBe(true);
    expect(await moved('site: null')).toBe(true);
  });

  it('move on both ends of a relationship that changes, but not on the peers of a new object', async () => {
    const { device, port, address } = network();
    expect(stampOf(device.id, 'DcimDevice')).toBe(device.updatedAt);
    expect(stampOf(port.id, 'DcimInterface')).toBe(port.updatedAt);
    clock.advance(1000);
    await ask(
      infrahub,
      `mutation { IpamIPAddressUpdate(data: { id: "${address.id}", interface: null }) { ok } }`,
    );
    expect(stampOf(port.id, 'DcimInterface')).not.toBe(port.updatedAt);
    expect(stampOf(address.id, 'IpamIPAddress')).toBe(stampOf(port.id, 'DcimInterface'));
  });

  it('are compared strictly by __after, in microseconds and with offsets, also on a generic', async () => {
    const { port } = network();
    const changedAfter = async (kind: string, time: string) => {
      const query =
        'query ($t: DateTime) { found: KIND(node_metadata__updated_at__after: $t) { count } }'.replace(
          'KIND',
          kind,
        );
      return (await ask(infrahub, query, { variables: { t: time } })).data;
    };
    expect(await changedAfter('DcimInterface', port.updatedAt)).toEqual({ found: { count: 0 } });
    expect(await changedAfter('DcimInterface', '2026-03-01T14:00:00.999999+02:00')).toEqual({
      found: { count: 1 },
    });
  });

  it('let a read be of one instant: values, relationships and counts of then', async () => {
    const { device } = network();
    clock.advance(1000);
    const then = clock.now().toISOString();
    clock.advance(1000);
    infrahub.data.update(device.id, { name: { value: 'renamed' }, site: null });
    infrahub.data.create('DcimDevice', { name: { value: 'later' } });
    const query = '{ DcimDevice { count edges { node { name { value } site { node { hfid } } } } } }';
    const past = await ask(infrahub, query, { path: `/graphql/main?at=${then}` });
    expect(past.data).toEqual({
      DcimDevice: {
        count: 1,
        edges: [{ node: { name: { value: 'core-1' }, site: { node: { hfid: ['ams'] } } } }],
      },
    });
    expect((await ask(infrahub, '{ DcimDevice { count } }')).data).toEqual({ DcimDevice: { count: 2 } });
    const early = await ask(infrahub, query, { path: '/graphql?at=2020-01-01T00:00:00Z' });
    expect(early).toMatchObject({ status: 422 });
  });
});

describe('prefixes', () => {
  it('know their parent and the addresses in them without being told', async () => {
    for (const prefix of ['10.0.0.0/8', '10.0.0.0/24'])
      infrahub.data.create('IpamPrefix', { prefix: { value: prefix } });
    infrahub.data.create('IpamIPAddress', { address: { value: '10.0.0.9/24' } });
    const node =
      'prefix { value } is_top_level { value } parent { node { display_label } } ip_addresses { count }';
    const { data } = await ask(infrahub, `{ IpamPrefix { edges { node { ${node} } } } }`);
    const row = (prefix: string, top: boolean, parent: string | null, addresses: number) => ({
      node: {
        prefix: { value: prefix },
        is_top_level: { value: top },
        parent: { node: parent ? { display_label: parent } : null },
        ip_addresses: { count: addresses },
      },
    });
    expect(data).toEqual({
      IpamPrefix: { edges: [row('10.0.0.0/8', true, null, 0), row('10.0.0.0/24', false, '10.0.0.0/8', 1)] },
    });
  });
});

describe('reads', () => {
  const queries = [
    '{ DcimDevice { count edges { node_metadata { updated_at created_at } node { id hfid display_label __typename name { value is_default updated_at source { id } } site { node { id hfid } properties { is_protected } } interfaces { count edges { node { name { value } } } } } } } }',
    '{ a: DcimInterface(device__name__value: "core-1") { count edges { node { id __typename ...Port } } } b: BuiltinTag { count } } fragment Port on DcimPhysicalInterface { mac_address { value } name { value } }',
    'query ($n: [String], $l: Int) { DcimDevice(name__values: $n, limit: $l, order: { disable: true }) { edges { node { id primary_ip { node { id } } } } } }',
    '{ IpamIPAddress { edges { node { hfid ip_namespace { node { id } } interface { node { ... on DcimPhysicalInterface { mtu { value } } device { node { hfid } } } } } } } }',
    '{ DcimDevice(ids: ["x"]) { edges { node { id } } } DcimPhysicalInterface(hfid: ["core-1", "eth0"]) { count } }',
  ];
  it.each(queries)('answers the fast way what the graphql package answers: %s', async (query) => {
    const slow = await startInfrahub({ clock: createManualClock(start), execution: 'slow' });
    const fast = await startInfrahub({ clock: createManualClock(start), execution: 'fast' });
    try {
      const answers = [];
      for (const server of [slow, fast]) {
        const { data } = server;
        const site = data.create('LocationSite', { name: { value: 'ams' }, slug: { value: 'ams' } });
        const device = data.create('DcimDevice', { name: { value: 'core-1' }, site: { id: site.id } });
        data.create('DcimDevice', { name: { value: 'core-2' } });
        const port = data.create('DcimPhysicalInterface', {
          name: { value: 'eth0' },
          device: { id: device.id },
        });
        data.create('IpamIPAddress', { address: { value: '10.0.0.1' }, interface: { id: port.id } });
        answers.push((await ask(server, query, { variables: { n: ['core-2'], l: 5 } })).text);
      }
      expect(answers[1]).toBe(answers[0]);
      expect(answers[0]).not.toContain('errors');
    } finally {
      await Promise.all([slow.close(), fast.close()]);
    }
  });

  it('pages with offset and limit, and gives all for limit 0', async () => {
    for (const name of ['c', 'a', 'b']) infrahub.data.create('BuiltinTag', { name: { value: name } });
    const page = async (args: string) =>
      (await ask(infrahub, `{ BuiltinTag${args} { edges { node { display_label } } } }`)).text;
    const labels = (...names: string[]) =>
      JSON.stringify({
        data: { BuiltinTag: { edges: names.map((name) => ({ node: { display_label: name } })) } },
      });
    expect(await page('(offset: 1, limit: 1)')).toBe(labels('b'));
    expect(await page('(limit: 0)')).toBe(labels('a', 'b', 'c'));
    expect(await page('(limit: 2, order: { disable: true })')).toBe(labels('c', 'a'));
  });
});

describe('version 1.4.13', () => {
  it('has no node_metadata, no stamps to filter by, and no extensions on its errors', async () => {
    const old = await startInfrahub({ clock, version: '1.4.13' });
    try {
      const filter = await ask(
        old,
        '{ BuiltinTag(node_metadata__updated_at__after: "2026-01-01T00:00:00Z") { count } }',
      );
      expect(filter).toMatchObject({ status: 200, data: null });
      expect(filter.errors[0]).not.toHaveProperty('extensions');
      const field = await ask(old, '{ BuiltinTag { edges { node { _updated_at name { is_visible } } } } }');
      expect(field.errors).toEqual([]);
      const refused = await ask(old, '{ BuiltinTag { count } }', { token: 'wrong' });
      expect(refused).toMatchObject({ status: 401, errors: [{ extensions: { code: 401 } }] });
    } finally {
      await old.close();
    }
  });
});
