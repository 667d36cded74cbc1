import { describe, expect, it } from 'vitest';
import { readInputs } from '../../src/github/inputs.ts';
import { textName } from '../../src/github/shared-text.ts';

function nameOf(given: Readonly<Record<string, string>>): string {
  const environment = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return textName(readInputs(Object.fromEntries(environment)), 'small');
}

describe('the name of a comment', () => {
  it('is that of the one sync, whether it is chosen by its name or by its file', () => {
    expect(nameOf({ name: 'small' })).toBe('small');
    expect(nameOf({ 'config-file': 'syncs/small.yml' })).toBe('small');
  });

  it('is that of the folder for several syncs of one step, so that each of them finds it again', () => {
    expect(nameOf({ name: 'small, large' })).toBe('*');
    expect(nameOf({ name: '*', directory: './syncs/' })).toBe('syncs/*');
  });

  it('is the one that is given', () => {
    expect(nameOf({ name: 'small', 'comment-name': 'network' })).toBe('network');
    expect(nameOf({ name: '*', 'comment-name': 'network' })).toBe('network');
  });
});
