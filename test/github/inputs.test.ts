import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SyncError } from '../../src/errors.ts';
import type { Environment } from '../../src/github/core.ts';
import { INPUT_NAMES, readInputs } from '../../src/github/inputs.ts';
import { DEFAULT_OUTPUTS } from '../../src/github/outputs.ts';

interface ActionFile {
  readonly inputs: Record<string, { description: string; required: boolean; default?: string }>;
  readonly outputs: Record<string, { description: string }>;
  readonly runs: { using: string; main: string };
}

const actionFile = parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8')) as ActionFile;

/** The environment as the runner makes it from action.yml's defaults. */
function environmentOf(given: Readonly<Record<string, string>>): Environment {
  const defaults = Object.entries(actionFile.inputs).map(([name, input]) => [name, input.default ?? '']);
  const values = { ...Object.fromEntries(defaults), 'github-token': 'token', ...given };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value as string]),
  );
}

function problem(given: Readonly<Record<string, string>>): string {
  try {
    readInputs(environmentOf(given));
  } catch (error) {
    if (error instanceof SyncError && error.code === 'USAGE') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('action.yml', () => {
  it('has the inputs that are read and the outputs that are set, each described', () => {
    expect(Object.keys(actionFile.inputs).sort()).toEqual([...INPUT_NAMES].sort());
    expect(Object.keys(actionFile.outputs).sort()).toEqual(Object.keys(DEFAULT_OUTPUTS).sort());
    for (const part of [...Object.values(actionFile.inputs), ...Object.values(actionFile.outputs)]) {
      expect(part.description.length).toBeGreaterThan(20);
    }
    expect(actionFile.runs).toEqual({ using: 'node24', main: 'dist/main/index.js' });
  });

  it('has the defaults that the code has', () => {
    const bare = { INPUT_NAME: 'x', 'INPUT_GITHUB-TOKEN': 'token' };
    expect(readInputs(environmentOf({ name: 'x' }))).toEqual(readInputs(bare));
  });
});

describe('the inputs', () => {
  it('are a compare of one sync with a full extract when only its name is given', () => {
    expect(readInputs(environmentOf({ name: 'from-netbox' }))).toEqual({
      sync: { by: 'names', names: ['from-netbox'] },
      directory: '.',
      mode: 'diff',
      'full-extract': true,
      branch: undefined,
      'create-branch': false,
      'delete-branch': false,
      'allow-rowcount-drop': false,
      'continue-on-error': false,
      'max-deletes': { type: 'share', percent: 10, atLeast: 5 },
      'delete-owned-only': false,
      'overwrite-protected': false,
      'require-reviewed-plan': false,
      'run-id': '',
      'on-conflict': 'stop',
      'github-token': 'token',
      comment: 'on-change',
      'comment-name': undefined,
      issue: false,
      cache: 'true',
      'cache-encryption-key': { status: 'none' },
    });
  });

  it('are read as they are given', () => {
    const given = {
      'config-file': ' syncs/a.yml ',
      directory: 'syncs',
      mode: 'sync',
      'full-extract': 'False',
      branch: 'pr-7',
      'create-branch': 'true',
      'delete-branch': 'true',
      'allow-rowcount-drop': 'true',
      'continue-on-error': 'TRUE',
      comment: 'never',
      'comment-name': 'network',
      issue: 'true',
      cache: 'Read-Only',
      'cache-encryption-key': 'sixteen letters!',
      'max-deletes': '25%',
      'delete-owned-only': 'true',
      'overwrite-protected': 'true',
      'require-reviewed-plan': 'true',
      'run-id': '20260101T0000-00000000',
      'on-conflict': 'skip',
    };
    expect(readInputs(environmentOf(given))).toEqual({
      sync: { by: 'config-file', file: 'syncs/a.yml' },
      directory: 'syncs',
      mode: 'sync',
      'full-extract': false,
      branch: 'pr-7',
      'create-branch': true,
      'delete-branch': true,
      'allow-rowcount-drop': true,
      'continue-on-error': true,
      'max-deletes': { type: 'share', percent: 25, atLeast: 0 },
      'delete-owned-only': true,
      'overwrite-protected': true,
      'require-reviewed-plan': true,
      'run-id': '20260101T0000-00000000',
      'on-conflict': 'skip',
      'github-token': 'token',
      comment: 'never',
      'comment-name': 'network',
      issue: true,
      cache: 'read-only',
      'cache-encryption-key': { status: 'given', key: 'sixteen letters!' },
    });
  });

  it('are refused together, each with the allowed values', () => {
    expect(problem({ mode: 'aply', 'full-extract': 'no', comment: 'sometimes' })).toBe(
      "The action's inputs are not right: " +
        '"mode" is "aply", allowed are "diff", "sync", "apply", "list"; ' +
        '"full-extract" is "no", allowed are "true", "false"; ' +
        '"comment" is "sometimes", allowed are "on-change", "always", "never"; ' +
        'neither "name" nor "config-file" is given, and one of them has to be.',
    );
  });

  it('are refused when action.yml does not have them, with the nearest one', () => {
    expect(problem({ name: 'a', 'continue-on-eror': 'true', full_extract: 'false' })).toBe(
      "The action's inputs are not right: " +
        'there is no input "continue-on-eror", did you mean "continue-on-error"?; ' +
        'there is no input "full_extract", did you mean "full-extract"?.',
    );
    expect(problem({ name: 'a', colour: 'blue' })).toContain('there is no input "colour".');
  });

  it('name one sync in one way', () => {
    expect(problem({ name: 'a', 'config-file': 'a.yml' })).toContain(
      '"name" and "config-file" are both given',
    );
    expect(problem({ name: '../a' })).toContain('"name" is "../a", which is a path');
    expect(problem({ name: '..' })).toContain('which is a path');
    expect(problem({ mode: 'list', 'config-file': 'a.yml' })).toContain('"mode" is "list"');
  });

  it('name several syncs, each once, or all of them', () => {
    const selected = (name: string, mode = 'diff') => readInputs(environmentOf({ name, mode })).sync;
    expect(selected('a, b,,a\n c d ')).toEqual({ by: 'names', names: ['a', 'b', 'c d'] });
    expect(selected('*')).toEqual({ by: 'all' });
    expect(selected('', 'list')).toEqual({ by: 'all' });
    expect(problem({ name: '*, a' })).toContain('"name" has "*", which means all syncs, and others besides');
    expect(problem({ name: ' , ' })).toContain('neither "name" nor "config-file" is given');
  });

  it('say which branch is to be made or deleted', () => {
    expect(problem({ name: 'a', 'create-branch': 'true' })).toContain(
      '"create-branch" is true, but "branch" does not say which',
    );
    expect(problem({ name: 'a', 'delete-branch': 'true' })).toContain('"delete-branch" is true');
  });

  it('take an empty secret for one that is missing, not for a cache that is open', () => {
    const secret = (value: string) =>
      readInputs(environmentOf({ name: 'a', 'cache-encryption-key': value }))['cache-encryption-key'];
    expect(secret('')).toEqual({ status: 'missing' });
    expect(secret('none')).toEqual({ status: 'none' });
    expect(problem({ name: 'a', 'cache-encryption-key': 'short' })).toContain(
      '"cache-encryption-key" has 5 characters, at least 16 are needed',
    );
  });
});
