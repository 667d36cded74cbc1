import { expect, test } from 'vitest';
import { formatIssues } from '../../src/config/format-issues.ts';
import { validateOffline, validateOnline } from '../../src/config/validate.ts';
import { withKeys, withMappings } from './marked.ts';
import { SCHEMA } from './schema.ts';

const SITE = '  - {name: LocationSite, mapping: a, fields: [{name: name, mapping: name}]}\n';

test('a valid file is valid with its warnings', () => {
  const found = validateOffline(`${withKeys('')}remark: x\n`, 'config.yml', {});
  expect(found).toMatchObject({
    status: 'valid',
    sync: { name: 'from-netbox' },
    issues: [{ severity: 'warning' }],
  });
});

test('an invalid file has errors and warnings in the order of the file', () => {
  const found = validateOffline(`${withKeys('')}remark: x\nordr: []\n`, 'config.yml', {});
  expect(found.issues.map((issue) => [issue.severity, issue.location.line])).toEqual([
    ['warning', 6],
    ['error', 7],
  ]);
});

test('issues as text have place, severity, message and hint', () => {
  const found = validateOffline(`${withKeys('')}ordr: []\ndiffsync_flags: [NOEN]\n`, 'x/config.yml', {});
  expect(formatIssues(found.issues)).toBe(
    [
      'x/config.yml:6:1: error: the key "ordr" is not known',
      '  hint: Did you mean "order"?',
      'x/config.yml:7:18: error: "NOEN" is not a diffsync flag',
      '  hint: Did you mean "NONE"?',
    ].join('\n'),
  );
});

test('a circle of identifiers makes a file invalid offline', () => {
  const entry = (name: string, peer: string) =>
    `  - {name: ${name}, mapping: a, identifiers: [b], fields: [{name: b, mapping: b, reference: ${peer}}]}\n`;
  const found = validateOffline(withMappings(entry('A', 'B') + entry('B', 'A')), 'config.yml', {});
  expect(found.status).toBe('invalid');
  expect(found.issues[0]?.message).toContain('in a circle');
});

test('an order against the references is a warning', () => {
  const entries = `${SITE}  - {name: DcimDevice, mapping: a, identifiers: [name], fields: [{name: name, mapping: n}, {name: site, mapping: s, reference: LocationSite}]}\n`;
  const found = validateOffline(
    `${withMappings(entries)}order: [DcimDevice, LocationSite]\n`,
    'config.yml',
    {},
  );
  expect(found.status).toBe('valid');
  expect(found.issues[0]?.message).toBe(
    '"order" has "DcimDevice" before "LocationSite", which its field "site" refers to',
  );
});

test('online, the schema decides as well', () => {
  const good = validateOffline(withMappings(SITE), 'config.yml', {});
  const bad = validateOffline(withMappings(SITE.replace('LocationSite', 'LocationSiet')), 'config.yml', {});
  if (good.status !== 'valid' || bad.status !== 'valid') throw new Error('both are valid offline');
  expect(validateOnline(good.sync, SCHEMA)).toMatchObject({ status: 'valid', issues: [] });
  expect(validateOnline(bad.sync, SCHEMA)).toMatchObject({
    status: 'invalid',
    issues: [{ hint: 'Did you mean "LocationSite"?' }],
  });
});
