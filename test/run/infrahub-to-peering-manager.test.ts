import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type AttributeSource,
  compileSchema,
  type KindSource,
  type RelationshipSource,
  type SchemaSource,
} from '../../demo/infrahub/schema/compile.ts';
import { peeringManagerProduct } from '../../demo/rest/peering-manager.ts';
import { type RestServer, startRestServer } from '../../demo/rest/rest-server.ts';
import { planned, startWorld, troubles, type World } from './world.ts';

const core = parse(
  readFileSync(new URL('../../demo/infrahub/schema/core.yml', import.meta.url), 'utf8'),
) as SchemaSource;

const text = (name: string): AttributeSource => ({ name, kind: 'Text', optional: true });
const number = (name: string): AttributeSource => ({ name, kind: 'Number', optional: true });
const many = (name: string, peer: string): RelationshipSource => ({
  name,
  peer,
  cardinality: 'many',
  kind: 'Attribute',
  optional: true,
  identifier: `${name}__${peer.toLowerCase()}`,
});

function kind(
  name: string,
  attributes: readonly AttributeSource[],
  relationships: readonly RelationshipSource[] = [],
): KindSource {
  return {
    namespace: 'Infra',
    name,
    human_friendly_id: ['name__value'],
    display_labels: ['name__value'],
    attributes: [{ name: 'name', kind: 'Text', unique: true }, ...attributes],
    relationships,
  };
}

/** What a schema of Infrahub for peering has, as far as the example reads it. */
const peering: SchemaSource = {
  nodes: [
    kind('AutonomousSystem', [
      { name: 'asn', kind: 'Number', unique: true },
      text('description'),
      text('irr_as_set'),
      number('ipv4_max_prefixes'),
      number('ipv6_max_prefixes'),
      { name: 'affiliated', kind: 'Boolean', optional: true, default_value: false },
    ]),
    kind('BGPCommunity', [text('label'), text('description'), text('value'), text('community_type')]),
    kind(
      'BGPRoutingPolicy',
      [text('label'), text('policy_type'), number('weight'), number('address_family')],
      [many('bgp_communities', 'InfraBGPCommunity')],
    ),
    kind(
      'BGPPeerGroup',
      [text('slug'), text('description'), text('status')],
      [many('import_policies', 'InfraBGPRoutingPolicy'), many('export_policies', 'InfraBGPRoutingPolicy')],
    ),
    kind(
      'IXP',
      [text('slug'), text('status')],
      [
        {
          name: 'autonomous_system',
          peer: 'InfraAutonomousSystem',
          cardinality: 'one',
          kind: 'Attribute',
          optional: true,
        },
      ],
    ),
  ],
};

describe('from Infrahub to Peering Manager', () => {
  let world: World;
  let server: RestServer;
  let config: readonly string[];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    world = await startWorld({
      netbox: { devices: 0 },
      infrahub: { schema: compileSchema([core, peering]) },
    });
    server = await startRestServer(peeringManagerProduct);
    config = await world.config(await readFile('examples/infrahub-to-peering-manager/config.yml', 'utf8'));
    const { data } = world.infrahub;
    const make = (name: string, values: Readonly<Record<string, unknown>>) => {
      const input = Object.entries(values).map(([key, value]) => [
        key,
        Array.isArray(value) || key === 'autonomous_system' ? value : { value },
      ]);
      const made = data.create(`Infra${name}`, Object.fromEntries(input));
      ids[String(values.name)] = made.id;
      return { id: made.id };
    };
    const us = make('AutonomousSystem', { name: 'Us', asn: 64500, irr_as_set: 'AS-US', affiliated: true });
    make('AutonomousSystem', { name: 'Them', asn: 64501, ipv4_max_prefixes: 100 });
    const learned = make('BGPCommunity', {
      name: 'learned',
      label: 'Learned',
      value: '64500:1',
      community_type: 'ingress',
    });
    const policy = make('BGPRoutingPolicy', {
      name: 'accept',
      label: 'Accept',
      policy_type: 'import-policy',
      weight: 5,
      bgp_communities: [learned],
    });
    make('BGPPeerGroup', { name: 'Transit', slug: 'transit', status: 'disabled', import_policies: [policy] });
    make('IXP', { name: 'AMS', slug: 'ams', autonomous_system: us });
  });
  afterAll(async () => {
    await Promise.all([world.close(), server.close()]);
  });

  const run = (...words: string[]) =>
    world.report([...words, ...config], {
      environment: {
        ...world.environment(),
        PEERING_MANAGER_URL: server.url,
        PEERING_MANAGER_TOKEN: 'peering-manager-token',
      },
    });

  it('is synced in the format of the Python tool, and then nothing is planned', async () => {
    const { report } = await run('sync');
    expect(troubles(report)).toEqual([]);
    expect(report.summary.create).toBe(6);
    expect(server.tables('bgp/communities').list()).toMatchObject([
      { slug: 'learned', name: 'Learned', value: '64500:1' },
    ]);
    expect(server.tables('bgp/routing-policies').list()).toMatchObject([
      { slug: 'accept', communities: [1], weight: 5 },
    ]);
    expect(server.tables('peering/bgp-groups').list()).toMatchObject([
      { name: 'Transit', status: 'disabled', import_routing_policies: [1], export_routing_policies: [] },
    ]);
    const us = server
      .tables('peering/autonomous-systems')
      .list()
      .find(({ asn }) => asn === 64500);
    expect(server.tables('peering/internet-exchanges').list()).toMatchObject([
      { local_autonomous_system: us?.id },
    ]);
    const again = await run('diff', '--exit-code');
    expect(planned(again.report)).toEqual([]);
    expect(again.code).toBe(0);
  });

  it('writes what changed in Infrahub, which is read warm', async () => {
    const { data } = world.infrahub;
    data.update(ids.Them ?? '', { ipv4_max_prefixes: { value: 250 }, description: { value: 'a neighbour' } });
    const { report } = await run('sync', '--no-full-extract');
    expect(troubles(report)).toEqual([]);
    expect(planned(report)).toEqual(['update InfraAutonomousSystem 64501']);
    expect(report.sides.A.kinds.InfraAutonomousSystem?.mode).toBe('warm');
    const them = server
      .tables('peering/autonomous-systems')
      .list()
      .find(({ asn }) => asn === 64501);
    expect(them).toMatchObject({ ipv4_max_prefixes: 250, comments: 'a neighbour' });
    expect(planned((await run('diff')).report)).toEqual([]);
  });
});
