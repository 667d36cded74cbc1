import { describe, expect, test } from 'vitest';
import { createModel, schemaOf } from '../../src/adapters/rest/model.ts';
import { peeringManager } from '../../src/adapters/rest/presets/peering-manager.ts';
import { readRestSettings } from '../../src/adapters/rest/settings.ts';
import { checkAgainstSchema } from '../../src/config/check-schema.ts';
import { loadSync } from '../../src/config/load.ts';

function load(source: string, destination: string, mapping: string) {
  const text = [
    'name: to-peering-manager',
    `source: { name: ${source}, settings: { url: "http://a.example" } }`,
    `destination: { name: ${destination}, settings: { url: "http://b.example", token: x } }`,
    'schema_mapping:',
    mapping,
  ].join('\n');
  return loadSync(text, 'config.yml', {});
}

const mapping = `
  - name: InfraAutonomousSystem
    mapping: peering/autonomous-systems
    identifiers: ["asn"]
    fields:
      - { name: asn, mapping: asn }
      - { name: name, mapping: name }
      - { name: description, mapping: comments }
  - name: InfraBGPCommunity
    mapping: peering/communities
    identifiers: ["name"]
    fields:
      - { name: name, mapping: slug }
      - { name: label, mapping: name }
      - { name: value, mapping: value }
  - name: InfraBGPPeerGroup
    mapping: peering/bgp-groups
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: slug, static: group }
      - { name: status, mapping: status.value }
      - { name: bgp_communities, mapping: communities, reference: InfraBGPCommunity }
`;

describe('from Infrahub to a REST system', () => {
  const sync = load('infrahub', 'peeringmanager', mapping);

  test('"name" is what is read of Infrahub, and "mapping" what is written', () => {
    expect(sync.mappings.map(({ kind, endpoint }) => [kind, endpoint])).toEqual([
      ['InfraAutonomousSystem', 'InfraAutonomousSystem'],
      ['InfraBGPCommunity', 'InfraBGPCommunity'],
      ['InfraBGPPeerGroup', 'InfraBGPPeerGroup'],
    ]);
    expect(sync.mappings[2]?.fields).toEqual([
      { type: 'path', name: 'name', path: 'name' },
      { type: 'static', name: 'slug', value: 'group', reference: undefined },
      { type: 'path', name: 'status', path: 'status' },
      { type: 'reference', name: 'bgp_communities', path: 'bgp_communities', reference: 'InfraBGPCommunity' },
    ]);
    expect(sync.warnings).toEqual([]);
  });

  test('the kinds fit the schema that comes of them, with what is known of the endpoints', () => {
    const { shape } = readRestSettings(peeringManager, sync.destination, {});
    const schema = schemaOf(createModel(shape));
    expect(checkAgainstSchema(sync, schema).errors).toEqual([]);
    const group = schema.kinds.get('InfraBGPPeerGroup');
    expect(group?.attributes.get('status')).toMatchObject({ kind: 'Text', defaultValue: 'enabled' });
    expect(group?.relationships.get('bgp_communities')).toMatchObject({
      peer: 'InfraBGPCommunity',
      cardinality: 'many',
    });
    expect(schema.kinds.get('InfraAutonomousSystem')?.attributes.get('asn')?.kind).toBe('Number');
  });

  test('an entry that names a kind of the destination means what it means everywhere', () => {
    const native = load(
      'infrahub',
      'peeringmanager',
      '  - name: bgp.communities\n    mapping: InfraBGPCommunity\n    identifiers: [name]\n    fields: [{ name: name, mapping: label }]',
    );
    expect(native.mappings[0]).toMatchObject({ endpoint: 'InfraBGPCommunity', fields: [{ path: 'label' }] });
    expect(native.destination.settings.kinds).toEqual({});
  });

  test.each([
    ['netbox', 'peeringmanager'],
    ['infrahub', 'infrahub'],
    ['peeringmanager', 'infrahub'],
  ])('from %s to %s every entry is as it is written', (source, destination) => {
    const other = load(source, destination, mapping);
    expect(other.mappings[0]).toMatchObject({ endpoint: 'peering/autonomous-systems' });
    expect(other.destination.settings.kinds).toBeUndefined();
  });
});
