import { describe, expect, test } from 'vitest';
import { expectIssueAtMark, issuesOf, load, unmark, withKeys } from './marked.ts';

function withSource(source: string): string {
  return withKeys('').replace('source: {name: netbox}', `source: ${source}`);
}

/** How a setting names an environment variable. */
function variable(name: string): string {
  return `\${${name}}`;
}

describe('source and destination', () => {
  test('variables in settings are replaced, wherever they stand', () => {
    const text = withSource(
      `{name: netbox, settings: {url: "https://${variable('HOST')}/x", more: [{a: "${variable('A')}${variable('HOST')}"}], n: 5}}`,
    );
    const { settings } = load(text, { HOST: 'h.example', A: '1' }).source;
    expect(settings).toEqual({ url: 'https://h.example/x', more: [{ a: '1h.example' }], n: 5 });
  });

  test('a variable outside settings is left as it is', () => {
    const sync = load(withKeys('').replace('name: from-netbox', `name: "a${variable('HOST')}"`), {
      HOST: 'x',
    });
    expect(sync.name).toBe(`a${variable('HOST')}`);
  });

  test.each([
    [{}, 'the environment variable NETBOX_TOKEN is not set'],
    [{ NETBOX_TOKEN: '' }, 'the environment variable NETBOX_TOKEN is empty'],
  ])('a variable that is missing is an error of a run %#', (environment, message) => {
    expectIssueAtMark(
      withSource(`{name: netbox, settings: {token: §"${variable('NETBOX_TOKEN')}"}}`),
      'error',
      message,
      'Set NETBOX_TOKEN; in a workflow add it under "env:", and check that the secret exists.',
      environment,
    );
  });

  test('a variable that is missing is a warning of an offline check, whatever the setting asks for', () => {
    const { text } = unmark(withSource(`{name: netbox, settings: {url: §"${variable('NETBOX_URL')}"}}`));
    const sync = load(text, {}, { missingVariables: 'warning' });
    expect(sync.warnings.map((issue) => issue.message)).toEqual([
      'the environment variable NETBOX_URL is not set',
    ]);
  });

  test('no message shows a secret', () => {
    const text = withSource(
      `{name: netbox, settings: {url: "${variable('SECRET')}", token: 5, verify_ssl: "${variable('SECRET')}"}}`,
    );
    const issues = issuesOf(text, { SECRET: 'hunter2' });
    expect(issues).toHaveLength(3);
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });

  test.each([
    ['{name: §netbx}', 'the source "netbx" is not a known system', 'Did you mean "netbox"?'],
    ['{name: §NetBox}', 'the source "NetBox" is not a known system', 'Did you mean "netbox"?'],
    ['{name: netbox, settings: {§tokn: x}}', '"netbox" has no setting "tokn"', 'Did you mean "token"?'],
    [
      '{name: netbox, settings: {url: §netbox.example.com}}',
      'the setting "url" must begin with http:// or https://',
      'Write the whole address, such as "https://netbox.example.com".',
    ],
    ['{name: netbox, settings: {token: §12345}}', 'the setting "token" must be text', 'Put it in quotes.'],
    [
      '{name: netbox, settings: {verify_ssl: §"maybe"}}',
      'the setting "verify_ssl" must be true or false',
      'Write true or false, without quotes.',
    ],
    ['{§nam: netbox, name: netbox}', 'the key "nam" is not known', 'Did you mean "name"?'],
  ])('%s is an error', (source, message, hint) => {
    expectIssueAtMark(withSource(source), 'error', message, hint);
  });

  test('a name that is like no system lists those there are', () => {
    const [issue] = issuesOf(withSource('{name: spreadsheet}'));
    expect(issue?.message).toBe('the source "spreadsheet" is not a known system');
    expect(issue?.hint).toMatch(
      /^Known systems are "netbox", "nautobot", "infrahub", .*; a custom one needs "adapter:"\.$/,
    );
  });

  test.each(['ipfabricsync', 'slurpitsync', 'aci', 'prometheus'])(
    '%s is known, but has no adapter yet',
    (name) => {
      expectIssueAtMark(
        withSource(`{name: §${name}}`),
        'warning',
        `this version has no adapter for the source "${name}"`,
        expect.stringContaining('A run needs one of "netbox", ') as string,
      );
    },
  );

  test('an adapter of the user own is a warning', () => {
    expectIssueAtMark(
      withSource('{name: mockdb, adapter: §"./adapter.py:MockdbAdapter"}'),
      'warning',
      'the source "mockdb" has an adapter of its own, written in Python: this version cannot run it',
      expect.stringContaining('A run needs one of "netbox", ') as string,
    );
  });

  test('netbox as the destination is a warning', () => {
    expectIssueAtMark(
      withKeys('').replace('destination: {name: infrahub}', 'destination: {name: §netbox}'),
      'warning',
      'this version reads from "netbox" but cannot write to it',
      'A run needs "infrahub" as its destination.',
    );
  });

  test.each([
    ['"false"', false],
    ['"True"', true],
    ['"0"', false],
    ['no', false],
    ['true', true],
  ])('verify_ssl: %s is a switch', (written, value) => {
    expect(load(withSource(`{name: netbox, settings: {verify_ssl: ${written}}}`)).source.settings).toEqual({
      verify_ssl: value,
    });
  });

  test('a setting with nothing after it is as good as left out', () => {
    expect(load(withSource('\n  name: netbox\n  settings:\n    token:\n')).source.settings).toEqual({});
  });
});
