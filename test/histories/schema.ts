import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  compileSchema,
  type KindSource,
  type RelationshipSource,
  type SchemaSource,
} from '../../demo/infrahub/schema/compile.ts';
import type { SchemaAnswer } from '../../demo/infrahub/schema-types.ts';

/** The small destination schema of the histories: kinds of optional texts, with what the mappings refer to. */

/** Kinds that Infrahub always has, without those of address management: small answers are quick ones. */
const core = withoutAddresses(
  parse(
    readFileSync(new URL('../../demo/infrahub/schema/core.yml', import.meta.url), 'utf8'),
  ) as SchemaSource,
);

function withoutAddresses({ generics = [], nodes = [] }: SchemaSource): SchemaSource {
  const other = ({ name }: KindSource) => !name.startsWith('IP');
  return { generics: generics.filter(other), nodes: nodes.filter(other) };
}

/** By kind: the texts beside `name`, which every kind has. */
export const texts: Readonly<Record<string, readonly string[]>> = {
  TestSite: ['slug', 'status', 'tenant', 'region', 'note', 'devices'],
  TestRack: ['place', 'site_slug'],
  TestLocation: ['parent', 'place'],
  TestDevice: ['role', 'rack', 'place', 'maker', 'model', 'platform', 'status', 'note', 'serial', 'address'],
  TestServer: ['role', 'rack', 'place', 'maker', 'model', 'platform', 'status', 'note', 'serial', 'address'],
  TestPort: ['owner_name', 'mac', 'cable', 'peer', 'enabled', 'vlan_names'],
  TestVlan: ['vid', 'place'],
  TestAddress: ['dns', 'port', 'host', 'tenant'],
  TestCable: ['left', 'right', 'status'],
  TestParty: ['slug', 'origin'],
  TestPrefix: ['place', 'vrf', 'depth'],
  TestVrf: ['targets', 'tenant'],
};

const tags: RelationshipSource = { name: 'tags', peer: 'BuiltinTag', cardinality: 'many', kind: 'Attribute' };
const one = (name: string, peer: string): RelationshipSource => ({
  name,
  peer,
  cardinality: 'one',
  kind: 'Attribute',
});

/** By kind: its relationships. */
export const relationships: Readonly<Record<string, readonly RelationshipSource[]>> = {
  TestSite: [tags],
  TestRack: [one('site', 'TestSite')],
  TestLocation: [one('site', 'TestSite')],
  TestDevice: [tags, one('site', 'TestSite')],
  TestServer: [tags, one('site', 'TestSite')],
  TestPort: [
    one('host', 'TestHost'),
    { name: 'vlans', peer: 'TestVlan', cardinality: 'many', kind: 'Attribute' },
  ],
};

function kindSource(kind: string, extra: boolean): KindSource {
  const names = ['name', ...(texts[kind] ?? []), ...(extra ? ['extra'] : [])];
  return {
    namespace: 'Test',
    name: kind.slice(4),
    human_friendly_id: ['name__value'],
    ...(kind === 'TestDevice' ? {} : { features: [] }),
    ...(kind === 'TestDevice' || kind === 'TestServer' ? { inherit_from: ['TestHost'] } : {}),
    attributes: names.map((name) => ({ name, kind: 'Text', optional: name !== 'name' })),
    relationships: relationships[kind] ?? [],
  };
}

/** The kinds with those that they lead to. */
function closure(kinds: Iterable<string>): ReadonlySet<string> {
  const all = new Set(kinds);
  for (const kind of all) {
    for (const { peer } of relationships[kind] ?? []) all.add(peer);
    if (kind === 'TestHost') all.add('TestDevice').add('TestServer');
  }
  return all;
}

/**
 * The kinds' own part of the schema, as Infrahub loads it.
 *
 * @param kinds those that are there, with what they lead to: fewer make smaller answers
 * @param extra with one attribute more: a schema that has changed
 */
export function historySource(kinds: Iterable<string>, extra: boolean): SchemaSource {
  const wanted = closure(kinds);
  return {
    generics: [
      {
        namespace: 'Test',
        name: 'Host',
        human_friendly_id: ['name__value'],
        attributes: [{ name: 'name', kind: 'Text' }],
      },
    ],
    nodes: Object.keys(texts)
      .filter((kind) => wanted.has(kind))
      .map((kind) => kindSource(kind, extra)),
  };
}

/** The same with the kinds that Infrahub always has, as the embedded server is given it. */
export function historySchema(kinds: Iterable<string>, extra: boolean): SchemaAnswer {
  return compileSchema([core, historySource(kinds, extra)]);
}
