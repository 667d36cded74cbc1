import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NestedReference } from '../../src/adapters/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { createReferenceIndex } from '../../src/mapping/reference-index.ts';
import { identifySourceRecord, mapSourceRecord, type SourceContext } from '../../src/mapping/source-row.ts';
import { attribute, kind, relationship } from '../config/schema.ts';
import { compiled } from './compiled.ts';

const DEVICE = kind('Device', [
  attribute('name', { optional: false }),
  attribute('role'),
  attribute('serial'),
  attribute('units', { kind: 'Number', defaultValue: 1 }),
  attribute('managed', { kind: 'Boolean' }),
  attribute('labels', { kind: 'List' }),
  attribute('status', { kind: 'Dropdown', choices: ['active', 'planned'], defaultValue: 'active' }),
  relationship('site', 'Site'),
  relationship('home', 'Site', { optional: false }),
  relationship('tags', 'Tag', { cardinality: 'many' }),
  relationship('place', 'Place'),
]);
const PLACE = kind('Place', [attribute('name')], { isGeneric: true, usedBy: ['Site', 'Room'] });
const KINDS = [
  DEVICE,
  PLACE,
  kind('Site', [attribute('name')]),
  kind('Room', [attribute('name')]),
  kind('Tag', [attribute('name')]),
];

/** Every kind that may be referred to is mapped; the device has these fields, one a line. */
function device(fields: readonly string[], more = '') {
  const simple = ['Site', 'Room', 'Tag'].map(
    (name) =>
      `  - { name: ${name}, mapping: dcim.${name.toLowerCase()}s, identifiers: [name], fields: [{ name: name, mapping: name }] }`,
  );
  const lines = fields.map((field) => `      - { ${field} }`);
  const text = `${simple.join('\n')}
  - name: Device
    mapping: dcim.devices
    identifiers: [name]
    fields:
      - { name: name, mapping: name }
${lines.join('\n')}
${more}`;
  const mapping = compiled(text, KINDS).get('Device');
  const element = mapping?.elements[0];
  if (mapping === undefined || element === undefined) throw new Error('Device is not mapped');
  return { mapping, element };
}

/** References look like `{ id: 1, url: 'dcim.sites' }`; without a url the endpoint is not told. */
function referenceOf(value: JsonObject): NestedReference | undefined {
  if (value.id === undefined) return undefined;
  return { id: String(value.id), endpoint: typeof value.url === 'string' ? value.url : undefined };
}

function context(): SourceContext {
  const index = createReferenceIndex();
  index.add('Site', 'dcim.sites', '1', 'fra1');
  index.add('Site', 'dcim.sites', '2', 'ber1');
  index.add('Room', 'dcim.rooms', '2', 'room two');
  index.add('Tag', 'extras.tags', '1', 'zebra');
  index.add('Tag', 'extras.tags', '2', 'ant');
  return { index, referenceOf };
}

/** The values of a record's row, or its problem. */
function map(fields: readonly string[], record: JsonObject, more = '') {
  const { mapping, element } = device(fields, more);
  const result = mapSourceRecord(mapping, element, '7', { name: 'r1', ...record }, context());
  if (result.status === 'problem') return result.problem;
  return result.status === 'row' ? result.row.values : result.status;
}

const SITE = { id: 1, url: 'dcim.sites' };

describe('a source record', () => {
  it('becomes a row with its id, its endpoint, and its values in the order of the fields', () => {
    const { mapping, element } = device([
      'name: serial, mapping: serial',
      'name: site, mapping: site, reference: Site',
    ]);
    const record = { name: 'r1', serial: 'S1', site: SITE, other: 1 };
    expect(mapSourceRecord(mapping, element, '7', record, context())).toEqual({
      status: 'row',
      row: {
        uniqueId: 'r1',
        values: { name: 'r1', serial: 'S1', site: 'fra1' },
        localId: '7',
        origin: 'dcim.devices',
      },
    });
  });

  it('has None in its identity where an identifier is empty', () => {
    const text = `
  - name: Device
    mapping: dcim.devices
    identifiers: [role, units, managed]
    fields:
      - { name: name, mapping: name }
      - { name: role, mapping: role }
      - { name: units, mapping: units }
      - { name: managed, mapping: managed }`;
    const mapping = compiled(text, KINDS).get('Device');
    const element = mapping?.elements[0];
    if (mapping === undefined || element === undefined) throw new Error('Device is not mapped');
    const record = { name: 'r1', role: null, units: 3, managed: true };
    expect(identifySourceRecord(mapping, element, '7', record, context())).toEqual({
      status: 'identified',
      uniqueId: 'None__3__True',
    });
  });

  it('has the same identity whether it is mapped whole or identified alone', () => {
    const { mapping, element } = device(
      ['name: serial, mapping: serial'],
      '    filters: [{ field: name, operation: "!=", value: hidden }]',
    );
    const names = fc.oneof(fc.string(), fc.constantFrom('hidden', 'r1'), fc.integer());
    fc.assert(
      fc.property(names, (name) => {
        const whole = mapSourceRecord(mapping, element, '7', { name, serial: 'S' }, context());
        const alone = identifySourceRecord(mapping, element, '7', { name }, context());
        if (whole.status === 'row')
          expect(alone).toEqual({ status: 'identified', uniqueId: whole.row.uniqueId });
        else expect(alone.status).toBe(whole.status);
      }),
    );
  });

  it('is left out by a filter before anything else of it is looked at', () => {
    const filter = '    filters: [{ field: name, operation: "==", value: other }]';
    expect(map(['name: units, mapping: units'], { units: 'many' }, filter)).toBe('left-out');
  });

  it('may fill a field in several ways, of which the last that gives a value wins', () => {
    const fields = ['name: role, mapping: a', 'name: role, mapping: b', 'name: role, mapping: c'];
    expect(map(fields, { a: 'A', b: 'B', c: null })).toMatchObject({ role: 'B' });
    expect(map(fields, { a: 'A' })).toMatchObject({ role: 'A' });
    expect(map(fields, { a: 'A', b: '' })).toMatchObject({ role: '' });
    expect(map(fields, {})).toMatchObject({ role: null });
  });

  it.each<[string, string, JsonValue]>([
    ['managed', 'false', false],
    ['units', '0', 0],
    ['role', "''", ''],
    ['labels', '[]', []],
  ])('takes a static %s of %s for a value', (name, written, value) => {
    const fields = [`name: ${name}, mapping: other`, `name: ${name}, static: ${written}`];
    expect(map(fields, { other: name === 'units' ? 5 : 'other' })).toMatchObject({ [name]: value });
  });

  it('has the default of the destination where it has nothing', () => {
    const fields = ['name: units, mapping: units', 'name: status, mapping: status'];
    expect(map(fields, {})).toMatchObject({ units: 1, status: 'active' });
  });

  it('is refused with what to map instead when an object is to be a text', () => {
    expect(map(['name: role, mapping: role'], { role: { name: 'leaf', id: 1 } })).toMatchObject({
      code: 'VALUE_INVALID',
      kind: 'Device',
      origin: 'dcim.devices',
      recordId: '7',
      uniqueId: 'r1',
      field: 'role',
      message: 'Device, dcim.devices id 7: role: an object with name, id is not text, which a Text takes',
      hint: 'Map one of its values instead, such as role.name.',
    });
  });

  it('is refused with the choices when its value is none of them', () => {
    expect(map(['name: status, mapping: status'], { status: 'lost' })).toMatchObject({
      code: 'VALUE_INVALID',
      message: expect.stringContaining('"lost" is not one of active, planned'),
    });
  });

  it('is refused when a mandatory field is empty, whichever of several ways were tried', () => {
    expect(map([], { name: null })).toMatchObject({
      code: 'MANDATORY_MISSING',
      uniqueId: undefined,
      message:
        'Device, dcim.devices id 7: name: is mandatory at the destination and name is empty in this record',
    });
    expect(map(['name: home, mapping: home, reference: Site'], { home: null })).toMatchObject({
      code: 'MANDATORY_MISSING',
      field: 'home',
    });
  });

  it('is a problem with the field when a transform cannot be worked out, not an end of the run', () => {
    const transform = '    transforms: [{ field: role, expression: "{{ serial.missing.deeper }}" }]';
    expect(map(['name: role, mapping: role'], { serial: 'S' }, transform)).toMatchObject({
      code: 'TRANSFORM_FAILED',
      recordId: '7',
    });
  });
});

describe('a reference of a source record', () => {
  it('to many objects is a sorted list without duplicates', () => {
    const tags = [1, 2, 1].map((id) => ({ id, url: 'extras.tags' }));
    const fields = ['name: tags, mapping: tags, reference: Tag'];
    expect(map(fields, { tags })).toMatchObject({ tags: ['ant', 'zebra'] });
    expect(map(fields, { tags: null })).toMatchObject({ tags: [] });
    expect(map(fields, { tags: { id: 1, url: 'extras.tags' } })).toMatchObject({ tags: ['zebra'] });
  });

  it('by value is taken as the unique id itself', () => {
    expect(map(['name: site, mapping: site, reference: Site'], { site: 'anywhere' })).toMatchObject({
      site: 'anywhere',
    });
    expect(map(['name: tags, static: [b, a]'], {})).toMatchObject({ tags: ['a', 'b'] });
  });

  it.each([[null], ['']])('that is %j is none', (site) => {
    expect(map(['name: site, mapping: site, reference: Site'], { site })).toMatchObject({ site: null });
  });

  it('to a generic is looked up among every mapped kind that is one, by its endpoint', () => {
    const fields = ['name: place, mapping: place, reference: Place'];
    expect(map(fields, { place: { id: 2, url: 'dcim.rooms' } })).toMatchObject({ place: 'room two' });
    expect(map(fields, { place: { id: 2, url: 'dcim.sites' } })).toMatchObject({ place: 'ber1' });
    expect(map(fields, { place: { id: 1 } })).toMatchObject({ place: 'fra1' });
  });

  it('that may mean several objects is refused with both endpoints', () => {
    expect(map(['name: place, mapping: place, reference: Place'], { place: { id: 2 } })).toMatchObject({
      code: 'REFERENCE_UNRESOLVED',
      message: expect.stringContaining('id 2 is in dcim.sites and in dcim.rooms'),
      hint: 'Map the unique id of the object instead of the nested object.',
    });
  });

  it('to an object without a row is refused with its endpoint and id', () => {
    const site = { id: 9, url: 'dcim.sites' };
    expect(map(['name: site, mapping: site, reference: Site'], { site })).toMatchObject({
      code: 'REFERENCE_UNRESOLVED',
      field: 'site',
      message:
        'Device, dcim.devices id 7: site: refers to dcim.sites id 9, which is not among the rows of Site',
    });
  });

  it('that is an object without an id, or a list for one object, is refused', () => {
    const fields = ['name: site, mapping: site, reference: Site'];
    expect(map(fields, { site: { name: 'fra1' } })).toMatchObject({
      code: 'REFERENCE_UNRESOLVED',
      message: expect.stringContaining('an object with name names no object of the source'),
    });
    expect(map(fields, { site: [SITE] })).toMatchObject({ code: 'VALUE_INVALID' });
  });

  it('never ends in anything but a row or a problem, whatever the record holds', () => {
    const { mapping, element } = device([
      'name: site, mapping: site.below, reference: Site',
      'name: tags, mapping: tags, reference: Tag',
      'name: units, mapping: units',
      'name: labels, mapping: labels',
    ]);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (site, tags, labels) => {
        const record = { name: 'r1', site, tags, labels, units: null } as JsonValue;
        if (!isJsonObject(record)) throw new Error('not an object');
        const result = mapSourceRecord(mapping, element, '7', record, context());
        expect(['row', 'problem']).toContain(result.status);
      }),
    );
  });
});
