import { describe, expect, test } from 'vitest';
import { expectIssueAtMark, issuesOf, load, withKeys, withMappings } from './marked.ts';

const NAME = '{name: name, mapping: name}';

describe('an entry of schema_mapping', () => {
  test('keeps its order, place, filters and transforms', () => {
    const sync = load(
      withMappings(
        [
          '  - name: DcimDevice',
          '    mapping: dcim.devices',
          '    identifiers: [name]',
          '    fields: [{name: name, mapping: label}, {name: site, mapping: site, reference: LocationSite}]',
          '    filters: [{field: name, operation: is_not_empty}, {field: vid, operation: ">", value: 5}]',
          '    transforms: [{field: label, expression: "{{ name }}"}]',
          '',
        ].join('\n'),
      ),
    );
    expect(sync.mappings).toEqual([
      {
        index: 0,
        kind: 'DcimDevice',
        endpoint: 'dcim.devices',
        identifiers: ['name'],
        fields: [
          { type: 'path', name: 'name', path: 'label' },
          { type: 'reference', name: 'site', path: 'site', reference: 'LocationSite' },
        ],
        filters: [
          { field: 'name', operation: 'is_not_empty', value: null },
          { field: 'vid', operation: '>', value: 5 },
        ],
        transforms: [{ field: 'label', expression: '{{ name }}' }],
      },
    ]);
  });

  test.each([
    ['static: Tenant', { type: 'static', value: 'Tenant', reference: undefined }],
    ['static: false', { type: 'static', value: false, reference: undefined }],
    ['static: 0', { type: 'static', value: 0, reference: undefined }],
    ['static: ""', { type: 'static', value: '', reference: undefined }],
    ['static: []', { type: 'static', value: [], reference: undefined }],
    ['static: X, reference: LocationSite', { type: 'static', value: 'X', reference: 'LocationSite' }],
    ['static: null, mapping: a.b', { type: 'path', path: 'a.b' }],
    ['mapping: a, reference: B', { type: 'reference', path: 'a', reference: 'B' }],
    ['mapping: null', { type: 'documentation' }],
  ])('a field with %s is of the right type', (written, expected) => {
    const sync = load(withMappings(`  - {name: A, mapping: a, fields: [${NAME}, {name: x, ${written}}]}\n`));
    expect(sync.mappings[0]?.fields[1]).toEqual({ name: 'x', ...expected });
  });

  test.each([
    [
      `identifiers: [§nam], fields: [${NAME}]`,
      'the identifier "nam" is not a field that this entry fills',
      'Did you mean "name"?',
    ],
    [
      `identifiers: [name, §site], fields: [${NAME}]`,
      'the identifier "site" is not a field that this entry fills',
      'Map a field with this name, or choose among "name".',
    ],
    [
      `identifiers: [§note], fields: [${NAME}, {name: note}]`,
      'the identifier "note" is not a field that this entry fills',
      'Map a field with this name, or choose among "name".',
    ],
    [
      `identifiers: [name, §name], fields: [${NAME}]`,
      'the identifier "name" is there twice',
      'Remove this one.',
    ],
    [
      'fields: [{name: name, mapping: §a..b}]',
      'the path "a..b" has an empty step',
      'Write names with single dots between, such as role.name.',
    ],
    [
      '§fields: [{name: note}]',
      'the entry for "A" maps no field',
      'Give its "fields" at least one name with a mapping.',
    ],
    [
      `fields: [${NAME}], filters: [{field: a, operation: §is_not_emtpy}]`,
      'there is no filter operation "is_not_emtpy"',
      'Did you mean "is_not_empty"?',
    ],
    [
      `fields: [${NAME}], filters: [{field: a, operation: §notin, value: [1]}]`,
      'there is no filter operation "notin"',
      'Did you mean "not in"?',
    ],
  ])('%s is an error', (written, message, hint) => {
    expectIssueAtMark(withMappings(`  - {name: A, mapping: a, ${written}}\n`), 'error', message, hint);
  });

  test.each([
    [
      'mapping: a, fields: [{name: x, mapping: b, §static: 1}]',
      'the field "x" has "static" and "mapping": the static value wins',
      'Remove one of the two.',
    ],
    [
      `mapping: a, fields: [${NAME}, {name: x, §reference: B}]`,
      'the field "x" has a "reference" but neither "mapping" nor "static": nothing fills it',
      'Add "mapping:" with the path of the nested object.',
    ],
    [
      `mapping: a, fields: [${NAME}, {name: §name, mapping: other}]`,
      'the field "name" is there twice: on line 5 and again here',
      'The later one wins wherever it has a value; remove one of them.',
    ],
    [
      `mapping: a, fields: [${NAME}], transforms: [{field: §label, expression: "{{ name }}"}]`,
      'the result of the transform "label" is read by no field',
      'Add a field with "mapping: label", or remove the transform.',
    ],
  ])('%s is a warning', (written, message, hint) => {
    expectIssueAtMark(withMappings(`  - {name: A, ${written}}\n`), 'warning', message, hint);
  });

  test('without an endpoint it is a warning', () => {
    expectIssueAtMark(
      withMappings(`  - §{name: A, fields: [${NAME}]}\n`),
      'warning',
      'the entry for "A" has no "mapping": nothing is read for it',
      'Name an endpoint, such as dcim.devices.',
    );
  });

  test('a transform that only a later transform reads is fine', () => {
    const transforms = '[{field: a, expression: "{{ name }}"}, {field: b, expression: "{{ a|upper }}"}]';
    const fields = '[{name: name, mapping: b.c}]';
    expect(
      issuesOf(withMappings(`  - {name: A, mapping: a, fields: ${fields}, transforms: ${transforms}}\n`)),
    ).toEqual([]);
  });

  test('a reference near to a mapped kind is most likely misspelt', () => {
    expectIssueAtMark(
      withMappings(
        `  - {name: LocationSite, mapping: a, fields: [${NAME}]}\n` +
          `  - {name: B, mapping: b, fields: [${NAME}, {name: s, mapping: s, reference: §LocationSit}]}\n`,
      ),
      'warning',
      'the reference "LocationSit" is not a kind that "schema_mapping" maps',
      'Did you mean "LocationSite"?',
    );
  });

  test('a reference to a kind that is not mapped may be to objects that exist beforehand', () => {
    const entry = `  - {name: B, mapping: b, fields: [${NAME}, {name: p, mapping: p, reference: InfraPlatform}]}\n`;
    expect(issuesOf(withMappings(entry))).toEqual([]);
  });
});

describe('entries of one kind', () => {
  test('with other identifiers are an error', () => {
    const fields = `fields: [${NAME}, {name: site, mapping: site}]`;
    expectIssueAtMark(
      withMappings(
        `  - {name: A, mapping: a, identifiers: [name, site], ${fields}}\n` +
          `  - {name: A, mapping: b, §identifiers: [name], ${fields}}\n`,
      ),
      'error',
      'the identifiers of "A" differ from those on line 5',
      'All entries of one kind need the same, in the same order: "name" and "site".',
    );
  });

  test('without identifiers take the first entry’s, and must fill them', () => {
    expectIssueAtMark(
      withMappings(
        `  - {name: A, mapping: a, identifiers: [name, site], fields: [${NAME}, {name: site, mapping: site}]}\n` +
          `  - {name: §A, mapping: b, fields: [${NAME}]}\n`,
      ),
      'error',
      'this entry for "A" does not fill "site", by which line 5 identifies the kind',
      'Map a field for each identifier in every entry of the kind.',
    );
  });
});

describe('order', () => {
  test('a misspelt kind is an error', () => {
    expectIssueAtMark(
      withKeys('order: [§BuiltinTga]\n'),
      'error',
      '"BuiltinTga" in "order" is not a kind that "schema_mapping" maps',
      'Did you mean "BuiltinTag"?',
    );
  });

  test('a kind without an entry is a warning and left out', () => {
    const text = withKeys('order: [BuiltinTag, §InfraRack]\n');
    expectIssueAtMark(
      text,
      'warning',
      '"InfraRack" in "order" has no entry in "schema_mapping", and so no effect',
      'Map it, or remove it from "order".',
    );
    expect(load(text.replace('§', '')).order).toEqual(['BuiltinTag']);
  });

  test('a kind that is there twice is a warning', () => {
    expectIssueAtMark(
      withKeys('order: [BuiltinTag, §BuiltinTag]\n'),
      'warning',
      '"BuiltinTag" is in "order" twice',
      'The first place counts; remove this one.',
    );
  });

  test('a mapped kind that a given order leaves out is not synced, and that is said', () => {
    const text = withMappings(
      `  - {name: A, mapping: a, fields: [${NAME}]}\n  - {name: §LocationSite, mapping: b, fields: [${NAME}]}\n`,
    ).concat('order: [A]\n');
    expectIssueAtMark(
      text,
      'warning',
      '"LocationSite" is mapped, but "order" leaves it out: it is not synced',
      'Add it to "order", or remove "order" and let the references decide.',
    );
    expect(load(text.replace('§', '')).mappings.map((element) => element.kind)).toEqual(['A']);
  });
});
