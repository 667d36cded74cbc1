import { describe, expect, it } from 'vitest';
import { identifyDestinationRecord, mapDestinationRecord } from '../../src/mapping/destination-row.ts';
import { createReferenceIndex } from '../../src/mapping/reference-index.ts';
import { attribute, kind, relationship } from '../config/schema.ts';
import { compiled } from './compiled.ts';

const KINDS = [
  kind('Device', [
    attribute('name'),
    attribute('units', { kind: 'Number', defaultValue: 1 }),
    attribute('mac', { kind: 'MacAddress' }),
    attribute('status', { kind: 'Dropdown', choices: ['active'] }),
    relationship('site', 'Site'),
    relationship('tags', 'Tag', { cardinality: 'many' }),
  ]),
  kind('Site', [attribute('name')]),
  kind('Tag', [attribute('name')]),
];

function mapping() {
  const found = compiled(
    `
  - { name: Site, mapping: dcim.sites, identifiers: [name], fields: [{ name: name, mapping: name }] }
  - { name: Tag, mapping: extras.tags, identifiers: [name], fields: [{ name: name, mapping: name }] }
  - name: Device
    mapping: dcim.devices
    identifiers: [site, name]
    fields:
      - { name: name, mapping: name }
      - { name: units, mapping: units }
      - { name: mac, mapping: mac }
      - { name: status, mapping: status }
      - { name: site, mapping: site, reference: Site }
      - { name: tags, mapping: tags, reference: Tag }`,
    KINDS,
  ).get('Device');
  if (found === undefined) throw new Error('Device is not mapped');
  return found;
}

function index() {
  const known = createReferenceIndex();
  known.add('Site', 'Site', 'uuid-s', 'fra1');
  known.add('Tag', 'Tag', 'uuid-z', 'zebra');
  known.add('Tag', 'Tag', 'uuid-a', 'ant');
  return known;
}

const rowOf = (
  attributes: Record<string, string | number | null>,
  peers: Record<string, readonly string[]> = {},
) => mapDestinationRecord(mapping(), 'uuid-1', 'Device', { attributes, peers }, index());

describe('an object of the destination', () => {
  it('becomes a row as the source’s: typed values, peers by their unique ids, many of them sorted', () => {
    const row = rowOf(
      { name: 'r1', units: 2, mac: '00:1b:44:11:3a:b7', status: 'active' },
      { site: ['uuid-s'], tags: ['uuid-z', 'uuid-a'] },
    );
    expect(row).toEqual({
      uniqueId: 'fra1__r1',
      localId: 'uuid-1',
      origin: 'Device',
      values: {
        name: 'r1',
        units: 2,
        mac: '00:1B:44:11:3A:B7',
        status: 'active',
        site: 'fra1',
        tags: ['ant', 'zebra'],
      },
    });
  });

  it('has null for what is unset, also where the schema has a default', () => {
    expect(rowOf({ name: 'r1' })).toMatchObject({
      uniqueId: 'None__r1',
      values: { units: null, mac: null, site: null, tags: [] },
    });
  });

  it('keeps a value that its attribute would not take, so that it is seen to differ', () => {
    const row = rowOf({ name: 'r1', units: 'many', status: 'withdrawn' });
    expect(row.values).toMatchObject({ units: 'many', status: 'withdrawn' });
  });

  it('has a peer’s own id where the peer is not among the rows', () => {
    const row = rowOf({ name: 'r1' }, { site: ['uuid-unknown'], tags: ['uuid-a', 'uuid-unknown'] });
    expect(row.values).toMatchObject({ site: 'uuid-unknown', tags: ['ant', 'uuid-unknown'] });
  });

  it('has the same identity when it is identified alone', () => {
    const data = { attributes: { name: 'r1' }, peers: { site: ['uuid-s'] } };
    expect(identifyDestinationRecord(mapping(), data, index())).toBe('fra1__r1');
  });
});
