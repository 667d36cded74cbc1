import { describe, expect, test } from 'vitest';
import { checkAgainstSchema, requireMatch } from '../../src/config/check-schema.ts';
import { load, unmark, withMappings } from './marked.ts';
import { attribute, kind, relationship, SCHEMA, schemaOf } from './schema.ts';

const SITE = '{name: LocationSite, mapping: dcim.sites, fields: [{name: name, mapping: name}';
const TAG = '  - {name: BuiltinTag, mapping: extras.tags, fields: [{name: name, mapping: name}]}\n';
const DEVICE = 'name: DcimDevice, mapping: d, identifiers: [name], fields: [{name: name, mapping: name}';

function check(entries: string) {
  return checkAgainstSchema(load(withMappings(entries)), SCHEMA);
}

function expectAtMark(entries: string, severity: 'errors' | 'warnings', message: string, hint: string): void {
  const { text, line, column } = unmark(withMappings(entries));
  const found = checkAgainstSchema(load(text), SCHEMA);
  const issue = {
    severity: severity.slice(0, -1),
    message,
    hint,
    location: { file: 'config.yml', line, column },
  };
  expect(found[severity]).toEqual([issue]);
  if (severity === 'warnings') expect(found.errors).toEqual([]);
}

describe('errors against the schema', () => {
  test.each([
    [
      '  - {name: §LocationSiet, mapping: a, fields: [{name: name, mapping: name}]}',
      `the destination's schema has no kind "LocationSiet"`,
      'Did you mean "LocationSite"?',
    ],
    [
      '  - {name: §Nothing, mapping: a, fields: [{name: name, mapping: name}]}',
      `the destination's schema has no kind "Nothing"`,
      'Load the schema first, and check the branch.',
    ],
    [
      '  - {name: §DcimInterface, mapping: a, fields: [{name: name, mapping: name}]}',
      '"DcimInterface" is a generic: objects are of the kinds that inherit from it',
      'Map one of "DcimPhysicalInterface".',
    ],
    [
      `  - ${SITE}, {name: §statsu, mapping: s}]}`,
      '"LocationSite" has no attribute or relationship "statsu"',
      'Did you mean "status"?',
    ],
    [
      `  - ${SITE}, {name: §zip, mapping: s}]}`,
      '"LocationSite" has no attribute or relationship "zip"',
      'It has the attributes "name", "status", "height", "utilization" and "facts".',
    ],
    [
      `  - ${SITE}, {name: §utilization, mapping: s}]}`,
      'the attribute "utilization" of "LocationSite" is read-only',
      'The destination fills it by itself: remove the field.',
    ],
    [
      `  - ${SITE}, {name: §parent, mapping: s}]}`,
      'the relationship "parent" of "LocationSite" is read-only',
      'The destination fills it by itself: remove the field.',
    ],
    [
      `  - ${SITE}, {name: status, mapping: s, reference: §BuiltinTag}]}`,
      'the attribute "status" of "LocationSite" is a value, not a relationship: it cannot have a reference',
      'Remove "reference", and map the value itself, such as role.name.',
    ],
    [
      `  - ${SITE}, {name: status, static: §planned}]}`,
      'the attribute "status" of "LocationSite" cannot be "planned"',
      'It must be one of active, retired.',
    ],
    [
      `  - ${SITE}, {name: height, static: §tall}]}`,
      'the attribute "height" of "LocationSite" cannot be "tall"',
      'It must be an integer.',
    ],
    [
      `  - ${SITE}, {name: tags, mapping: tags, reference: §BuiltinTga}]}`,
      `the destination's schema has no kind "BuiltinTga"`,
      'Did you mean "BuiltinTag"?',
    ],
    [
      `  - ${SITE}, {name: tags, mapping: tags, reference: §DcimDevice}]}`,
      'the relationship "tags" of "LocationSite" leads to "BuiltinTag", not to "DcimDevice"',
      'Refer to "BuiltinTag".',
    ],
    [
      `  - ${SITE}, {name: tags, static: §5}]}`,
      'the relationship "tags" of "LocationSite" cannot be 5',
      'It must be a list of unique ids, as text.',
    ],
    [
      '  - {name: LocationSite, mapping: a, identifiers: [§tags], fields: [{name: name, mapping: name}, {name: tags, mapping: tags}]}',
      '"tags" cannot identify a "LocationSite": it is a relationship to many objects',
      'Identify by attributes and by relationships to one object.',
    ],
    [
      '  - {name: LocationSite, mapping: a, identifiers: [§facts], fields: [{name: name, mapping: name}, {name: facts, mapping: tags}]}',
      '"facts" cannot identify a "LocationSite": it is a JSON',
      'Identify by attributes and by relationships to one object.',
    ],
    [
      '  - {name: §DcimDevice, mapping: a, fields: [{name: name, mapping: name}, {name: site, mapping: s}]}',
      'nothing identifies a "DcimDevice": no "identifiers", and no unique attribute of the kind is mapped',
      'Add "identifiers:", such as [site, name].',
    ],
  ])('%s', (entries, message, hint) => {
    expectAtMark(`${entries}\n`, 'errors', message, hint);
  });

  test('an entry that does not fill the default identifiers is an error', () => {
    const { errors } = check(
      `  - ${SITE}]}\n  - {name: LocationSite, mapping: b, fields: [{name: status, mapping: s}]}\n`,
    );
    expect(errors).toMatchObject([
      {
        message: 'this entry for "LocationSite" does not fill "name", by which the kind is identified',
        location: { line: 6, column: 12 },
      },
    ]);
  });
});

describe('warnings against the schema', () => {
  test.each([
    [
      `  - ${SITE}, {name: §devices, mapping: d}]}\n`,
      'the relationship "devices" of "LocationSite" is of kind Component: mapping it has no effect',
      'Map the relationship of "DcimDevice" that leads back here instead.',
    ],
    [
      `  - ${SITE}, {name: tags, mapping: t, reference: §BuiltinTag}]}\n`,
      'no entry maps "BuiltinTag": its objects must exist at the destination beforehand',
      'Map "BuiltinTag" too, unless its objects come from elsewhere.',
    ],
    [
      '  - {name: §DcimDevice, mapping: d, identifiers: [name], fields: [{name: name, mapping: name}]}\n',
      'this entry for "DcimDevice" does not fill "site", without which no object can be created',
      'Map a field for each; objects that exist already can still be updated.',
    ],
  ])('%s', (entries, message, hint) => {
    expectAtMark(entries, 'warnings', message, hint);
  });
});

describe('what is right', () => {
  test('identifiers are the given ones, else the unique attributes that are mapped', () => {
    const found = check(
      `${TAG}  - ${SITE}]}\n  - {${DEVICE}, {name: site, mapping: s, reference: LocationSite}]}\n`,
    );
    expect(found.errors).toEqual([]);
    expect(found.warnings).toEqual([]);
    expect([...found.identifiers]).toEqual([
      ['BuiltinTag', ['name']],
      ['LocationSite', ['name']],
      ['DcimDevice', ['name']],
    ]);
    expect(() => requireMatch(found)).not.toThrow();
  });

  test.each([
    ['the generic that the relationship leads to', '{name: place, mapping: p, reference: LocationPlace}'],
    ['a kind that inherits from it', '{name: place, mapping: p, reference: LocationSite}'],
    ['no kind at all', '{name: place, mapping: p}'],
    ['a unique id that never changes', '{name: place, static: Berlin, reference: LocationSite}'],
  ])('a field of a relationship to a generic may refer to %s', (_, field) => {
    const found = check(`  - ${SITE}]}\n  - {${DEVICE}, {name: site, mapping: s}, ${field}]}\n`);
    expect([...found.errors, ...found.warnings]).toEqual([]);
  });

  test('a documentation field is not looked at', () => {
    expect(check(`  - ${SITE}, {name: anything}]}\n`).errors).toEqual([]);
  });

  test('a mandatory attribute with a default may be left out', () => {
    const schema = schemaOf(
      kind('A', [
        attribute('name', { unique: true }),
        attribute('enabled', { optional: false, defaultValue: false }),
        attribute('path', { optional: false, readOnly: true }),
        relationship('parts', 'B', { optional: false, kind: 'Component', cardinality: 'many' }),
      ]),
    );
    const sync = load(withMappings('  - {name: A, mapping: a, fields: [{name: name, mapping: name}]}\n'));
    expect(checkAgainstSchema(sync, schema).warnings).toEqual([]);
  });
});

test('requireMatch throws every mistake with the code SCHEMA_MISMATCH', () => {
  const found = check(
    '  - {name: X, mapping: a, fields: [{name: a, mapping: a}]}\n  - {name: Y, mapping: a, fields: [{name: a, mapping: a}]}\n',
  );
  expect(() => requireMatch(found)).toThrow(
    expect.objectContaining({
      code: 'SCHEMA_MISMATCH',
      message: `config.yml:5:12: the destination's schema has no kind "X" (and 1 more mistake)`,
    }),
  );
});
