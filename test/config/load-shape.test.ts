import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/issue.ts';
import { expectIssueAtMark, HEAD, issuesOf, load, withKeys, withMappings } from './marked.ts';

const FIELDS = 'fields: [{name: name, mapping: name}]';

describe('the shape of a configuration', () => {
  test('what the file leaves out has its default', () => {
    const sync = load(withKeys(''));
    expect(sync).toMatchObject({
      name: 'from-netbox',
      file: 'config.yml',
      order: [],
      incremental: { fullResyncEvery: 10, overlapSeconds: 300 },
      warnings: [],
    });
    expect([...sync.flags]).toEqual(['SKIP_UNMATCHED_DST']);
  });

  test('what the file says is kept', () => {
    const sync = load(
      withKeys(
        'order: [BuiltinTag]\ndiffsync_flags: [SKIP_UNMATCHED_BOTH]\nincremental: {full_resync_every: 1, overlap_seconds: 0}\n',
      ),
    );
    expect(sync).toMatchObject({
      order: ['BuiltinTag'],
      incremental: { fullResyncEvery: 1, overlapSeconds: 0 },
    });
    expect([...sync.flags]).toEqual(['SKIP_UNMATCHED_BOTH']);
  });

  test('a missing key is named at the place where it belongs', () => {
    expectIssueAtMark(
      withMappings(`  - §{mapping: extras.tags, ${FIELDS}}\n`),
      'error',
      'schema_mapping[0].name is missing',
      'Add "name:" with text.',
    );
  });

  test.each([
    [
      '§name: 5\nsource: {name: netbox}',
      'name: §5',
      'name must be text, but is the number 5',
      'Put it in quotes: "5".',
    ],
    ['', '§name: [a]', 'name must be text, but is a list', 'Write text here.'],
    ['', 'name: §""', 'name is empty', 'Give it a value, or remove the key.'],
  ])('a name of another type is an error %#', (_, line, message, hint) => {
    expectIssueAtMark(withKeys('').replace('name: from-netbox', line), 'error', message, hint);
  });

  test.each([
    ['order: §BuiltinTag', 'order must be a list, but is the text "BuiltinTag"', 'Write ["BuiltinTag"].'],
    [
      '§incremental: [1]',
      'incremental must be a map of keys and values, but is a list',
      'Write a map of keys and values here.',
    ],
    [
      'incremental: {full_resync_every: §0}',
      'incremental.full_resync_every is too small',
      'Use 1 or more. 1 reads everything on every run.',
    ],
    [
      'incremental: {full_resync_every: §"10"}',
      'incremental.full_resync_every must be a number, but is the text "10"',
      'Remove the quotes.',
    ],
    [
      'incremental: {full_resync_every: §1.5}',
      'incremental.full_resync_every must be a whole number, but is the number 1.5',
      'Write a whole number here.',
    ],
    ['incremental: {overlap_seconds: §-1}', 'incremental.overlap_seconds is too small', 'Use 0 or more.'],
    [
      '§dyffsync_flags: [SKIP_UNMATCHED_SRC]',
      'the key "dyffsync_flags" is not known',
      'Did you mean "diffsync_flags"?',
    ],
    [
      'incremental: {§full_resync_evry: 5}',
      'the key "full_resync_evry" is not known',
      'Did you mean "full_resync_every"?',
    ],
    [
      'diffsync_flags: [§SKIP_UNMATCHD_DST]',
      '"SKIP_UNMATCHD_DST" is not a diffsync flag',
      'Did you mean "SKIP_UNMATCHED_DST"?',
    ],
    [
      'diffsync_flags: [§skip_unmatched_dst]',
      '"skip_unmatched_dst" is not a diffsync flag',
      'Did you mean "SKIP_UNMATCHED_DST"?',
    ],
  ])('%s is an error', (keys, message, hint) => {
    expectIssueAtMark(withKeys(`${keys}\n`), 'error', message, hint);
  });

  test.each([
    [
      'filters: [{field: name, operation: ==, §valu: 1}]',
      'the key "valu" is not known',
      'Did you mean "value"?',
    ],
    ['§filter: []', 'the key "filter" is not known', 'Did you mean "filters"?'],
    ['§identifers: [name]', 'the key "identifers" is not known', 'Did you mean "identifiers"?'],
    [
      'transforms: [{field: name, expression: "{{ name }}", §fields: x}]',
      'the key "fields" is not known',
      'Did you mean "field"?',
    ],
  ])('in an entry, %s is an error', (keys, message, hint) => {
    expectIssueAtMark(
      withMappings(`  - {name: A, mapping: a, ${FIELDS}, ${keys}}\n`),
      'error',
      message,
      hint,
    );
  });

  test('an empty schema_mapping is an error', () => {
    expectIssueAtMark(
      `${HEAD}§schema_mapping: []\n`,
      'error',
      'schema_mapping is empty: there is nothing to sync',
      'Map at least one kind.',
    );
  });

  test('a key that is near to none is a warning', () => {
    const [warning] = issuesOf(withKeys('maintainer: someone\n'));
    expect(warning).toMatchObject({
      severity: 'warning',
      message: 'the key "maintainer" is not known and has no effect',
      location: { line: 6, column: 1 },
    });
  });

  test('a description and keys of the user own begin no warning', () => {
    expect(issuesOf(withKeys('description: text\nx-owner: someone\n.anchor: 1\n_note: 2\n'))).toEqual([]);
  });

  test('store and adapters_path are accepted, and said to have no effect', () => {
    const warnings = issuesOf(withKeys('store: {type: redis}\nadapters_path: [./adapters]\n'));
    expect(warnings.map((issue) => issue.message)).toEqual([
      '"store" has no effect: rows are compared in memory, no outside store is needed',
      '"adapters_path" has no effect: adapters written in Python cannot be loaded',
    ]);
  });

  test.each(['../up', 'a/b', 'a\\b', '..', '.', ' padded '])('the name %j cannot be a folder', (name) => {
    const text = withKeys('').replace('name: from-netbox', `name: §'${name}'`);
    expectIssueAtMark(
      text,
      'error',
      `the name "${name}" cannot be the name of a folder`,
      'Use letters, digits, hyphens and dots, such as from-netbox; no slashes, at most 200 characters.',
    );
  });

  test.each([
    ['[]', ['SKIP_UNMATCHED_DST']],
    ['[NONE]', ['NONE', 'SKIP_UNMATCHED_DST']],
    ['[CONTINUE_ON_FAILURE, SKIP_UNMATCHED_DST]', ['CONTINUE_ON_FAILURE', 'SKIP_UNMATCHED_DST']],
  ])('the flags %s keep what only the destination has', (written, flags) => {
    const sync = load(withKeys(`diffsync_flags: ${written}\n`));
    expect([...sync.flags]).toEqual(flags);
    expect(sync.warnings).toEqual([]);
  });

  test('flags that delete are a warning', () => {
    expectIssueAtMark(
      withKeys('§diffsync_flags: [CONTINUE_ON_FAILURE]\n'),
      'warning',
      'with these flags, objects that only the destination has are deleted',
      'Add SKIP_UNMATCHED_DST to keep them, unless deleting is meant.',
    );
  });
});

describe('a ConfigError', () => {
  test('holds all mistakes in the order of the file, and its message names the first and the number of others', () => {
    const text = withKeys('ordr: []\ndiffsync_flags: [WRONG]\n').replace('netbox}', 'netbx}');
    try {
      load(text);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.code).toBe('CONFIG_INVALID');
      expect(error.message).toBe(
        'config.yml:2:16: the source "netbx" is not a known system (and 2 more mistakes)',
      );
      expect(error.hint).toBe('Did you mean "netbox"?');
      expect(error.location).toEqual({ file: 'config.yml', line: 2, column: 16 });
      expect(error.issues.map((issue) => issue.location.line)).toEqual([2, 6, 7]);
    }
  });
});
