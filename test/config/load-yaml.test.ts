import { describe, expect, test } from 'vitest';
import { expectIssueAtMark, HEAD, issuesOf, load, unmark, withKeys, withMappings } from './marked.ts';

describe('YAML that cannot be read', () => {
  test('a syntax error is named with its line and column', () => {
    const { text, line, column } = unmark(withKeys('order: [A, B§\nstore: x\n'));
    const [first] = issuesOf(text);
    expect(first?.message).toMatch(/^this is not valid YAML: .*flow/i);
    expect(first?.location.line).toBeGreaterThanOrEqual(line);
    expect(column).toBeGreaterThan(1);
  });

  test('indentation by a tab is an error on its line', () => {
    const [first] = issuesOf('name: x\nsource:\n\tname: netbox\n');
    expect(first?.location).toEqual({ file: 'config.yml', line: 3, column: 1 });
    expect(first?.hint).toContain('tabs cannot indent');
  });

  test('an empty file says what a configuration needs', () => {
    const hint = 'A configuration has at least "name", "source", "destination" and "schema_mapping".';
    expectIssueAtMark('§# nothing\n', 'error', 'the file is empty', hint);
  });

  test('a second document is refused where it starts', () => {
    const { text, line } = unmark(`${withKeys('')}---\n§name: second\n`);
    const [first] = issuesOf(text);
    expect(first?.message).toBe('a second YAML document starts here');
    expect(first?.hint).toContain('One file holds one sync');
    expect(Math.abs((first?.location.line ?? 0) - line)).toBeLessThanOrEqual(1);
  });

  test('a repeated key is refused with both places', () => {
    expectIssueAtMark(
      `${HEAD}§name: again\nschema_mapping: []\n`,
      'error',
      'the key "name" is there twice: on line 1 and again here',
      'Only one of them can count: join them or remove one.',
    );
  });

  test('an alias without an anchor is refused', () => {
    expectIssueAtMark(
      withKeys('order: §*kinds\n'),
      'error',
      'the alias "*kinds" has no anchor "&kinds" before it',
      'Set the anchor above the alias, or put the value in quotes if it is text that starts with *.',
    );
  });

  test('an operation that YAML takes for a tag is refused', () => {
    expectIssueAtMark(
      withMappings('  - {name: A, mapping: a, filters: [{field: a, operation: §!=, value: 1}]}\n'),
      'error',
      'YAML takes "!=" for a tag here, not for text',
      'Put it in quotes: "!=".',
    );
  });

  test('an operation that YAML takes for the start of a block is refused', () => {
    const [issue] = issuesOf(
      withMappings('  - name: A\n    filters:\n      - field: a\n        operation: >\n        value: 1\n'),
    );
    expect(issue?.message).toBe('schema_mapping[0].filters[0].operation is empty');
    expect(issue?.hint).toBe('Put operations in quotes, such as ">".');
  });

  test('a list that contains itself is refused', () => {
    const [first] = issuesOf(withKeys('order: &kinds [*kinds]\n'));
    expect(first?.severity).toBe('error');
    expect(first?.message).toMatch(/contains itself|cannot be resolved/);
  });

  test('aliases that multiply without end are refused', () => {
    const bomb = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'x-0: &l0 [a, a]'
        : `x-${level}: &l${level} [${Array(9)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    );
    const [first] = issuesOf(`${bomb.join('\n')}\n${withKeys('')}`);
    expect(first?.message).toContain('cannot be resolved');
  });

  test('a number that cannot be held exactly is refused', () => {
    expectIssueAtMark(
      withMappings('  - {name: A, mapping: a, fields: [{name: name, static: §12345678901234567890}]}\n'),
      'error',
      'this number cannot be held exactly',
      'Put it in quotes to keep it as text.',
    );
  });
});

describe('YAML as PyYAML reads it', () => {
  const statics = (value: string) => {
    const text = withMappings(`  - {name: A, mapping: a, fields: [{name: name, static: ${value}}]}\n`);
    const field = load(text).mappings[0]?.fields[0];
    return field?.type === 'static' ? field.value : undefined;
  };

  test.each([
    ['yes', true],
    ['off', false],
    ['y', 'y'],
    ['2024-01-01', '2024-01-01'],
    ['017', 15],
    ['"yes"', 'yes'],
    ['10.0.0.1', '10.0.0.1'],
  ])('%s is read as %j', (written, value) => {
    expect(statics(written)).toEqual(value);
  });

  test('anchors, aliases and merge keys are followed, and located', () => {
    const text = `x-tag: &tag\n  mapping: extras.tags\n  fields: &fields\n    - {name: name, mapping: name}\n${withMappings(
      '  - <<: *tag\n    name: BuiltinTag\n  - {name: Other, mapping: a, fields: *fields}\n',
    )}`;
    const sync = load(text);
    expect(sync.mappings.map((element) => element.endpoint)).toEqual(['extras.tags', 'a']);
    expect(sync.locate(['schema_mapping', 0, 'mapping'])).toMatchObject({ line: 2, column: 12 });
    expect(sync.locate(['schema_mapping', 1, 'fields', 0, 'mapping'])).toMatchObject({ line: 4, column: 29 });
  });
});

describe('locate', () => {
  const sync = load(
    withMappings('  - name: A\n    mapping: a\n    fields:\n      - name: name\n        mapping: b\n'),
  );

  test.each([
    [['name'], 1, 7],
    [['schema_mapping'], 4, 1],
    [['schema_mapping', 0], 5, 5],
    [['schema_mapping', 0, 'fields'], 7, 5],
    [['schema_mapping', 0, 'fields', 0, 'mapping'], 9, 18],
    [['schema_mapping', 0, 'fields', 0, 'reference'], 8, 9],
    [['schema_mapping', 7, 'fields'], 4, 1],
    [['nothing'], 1, 1],
  ])('%j is found at %i:%i', (path, line, column) => {
    expect(sync.locate(path)).toEqual({ file: 'config.yml', line, column });
  });
});
