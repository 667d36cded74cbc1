import { expect, test } from 'vitest';
import type { AdapterContext } from '../../src/adapters/context.ts';
import { resolveSettings, resolveSourceSettings } from '../../src/adapters/infrahub/settings.ts';
import type { JsonObject } from '../../src/json.ts';

const secrets: string[] = [];

function contextOf(context: Partial<AdapterContext>): AdapterContext {
  return {
    environment: {},
    baseDirectory: '.',
    now: () => new Date(),
    http: () => {
      throw new Error('not asked');
    },
    branch: undefined,
    counterpart: 'netbox',
    maskSecret: (secret) => secrets.push(secret),
    warn: () => undefined,
    ...context,
  };
}

function resolve(settings: JsonObject, context: Partial<AdapterContext> = {}) {
  return resolveSettings(settings, contextOf(context));
}

test('without anything but an address the rest has its default', () => {
  expect(resolve({ url: 'https://infrahub.example.com/' })).toEqual({
    url: 'https://infrahub.example.com',
    token: undefined,
    branch: 'main',
    verifyTls: true,
    timeout: 120_000,
    source: undefined,
    owner: undefined,
  });
});

test('the environment comes before the settings, and INFRAHUB_ADDRESS before INFRAHUB_URL', () => {
  const settings = { url: 'http://settings', token: 'of settings' };
  const environment = {
    INFRAHUB_URL: 'http://second',
    INFRAHUB_ADDRESS: 'http://first/prefix/',
    INFRAHUB_API_TOKEN: 'of environment',
  };
  expect(resolve(settings, { environment })).toMatchObject({
    url: 'http://first/prefix',
    token: 'of environment',
  });
  expect(resolve(settings, { environment: { INFRAHUB_URL: 'http://second' } }).url).toBe('http://second');
});

test('an empty variable is as none, since workflows set empty ones', () => {
  const environment = { INFRAHUB_ADDRESS: '', INFRAHUB_API_TOKEN: '' };
  expect(resolve({ url: 'http://settings', token: 't' }, { environment })).toMatchObject({
    url: 'http://settings',
    token: 't',
  });
});

test('the branch asked for comes before that of the settings', () => {
  const settings = { url: 'http://a', branch: 'settings' };
  expect(resolve(settings).branch).toBe('settings');
  expect(resolve(settings, { branch: 'asked' }).branch).toBe('asked');
});

test('the token is masked', () => {
  resolve({ url: 'http://a', token: 'very secret' });
  expect(secrets).toContain('very secret');
});

test('credentials within the address are not kept', () => {
  expect(resolve({ url: 'https://user:password@infrahub.example.com/x' }).url).toBe(
    'https://infrahub.example.com/x',
  );
});

test.each([
  ['false', false],
  [false, false],
  ['TRUE', true],
  [true, true],
])('verify_ssl %j is understood', (written, verifyTls) => {
  expect(resolve({ url: 'http://a', verify_ssl: written }).verifyTls).toBe(verifyTls);
});

test.each([
  [{}, 'no address', 'INFRAHUB_ADDRESS'],
  [{ url: 'infrahub.example.com' }, 'not a web address', 'https://'],
  [{ url: 'http://a', token: 5 }, '`token` is not text', 'quotes'],
  [{ url: 'http://a', timeout: 'soon' }, '`timeout` is not a time', 'above zero'],
  [{ url: 'http://a', verify_ssl: 'maybe' }, '`verify_ssl` is neither', 'leave it out'],
])('the settings %j are refused with what to do', (settings, message, hint) => {
  expect(() => resolve(settings)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    }),
  );
});

test("of two Infrahubs the plain variables are the destination's, whose token the source never sees", () => {
  const shared = {
    INFRAHUB_ADDRESS: 'https://shared.example.com',
    INFRAHUB_API_TOKEN: 'token of the shared one',
  };
  const of = (settings: JsonObject, more: Record<string, string> = {}, counterpart = 'infrahub') => {
    const context = contextOf({ environment: { ...shared, ...more }, counterpart, branch: 'theirs' });
    const { url, token, branch } = resolveSourceSettings(settings, context);
    return [url, token, branch];
  };
  const settings = { url: 'https://team.example.com', branch: 'work' };
  expect(of(settings)).toEqual(['https://team.example.com', undefined, 'work']);
  expect(of({ ...settings, token: 'own' })).toEqual(['https://team.example.com', 'own', 'work']);
  expect(of(settings, { INFRAHUB_SOURCE_ADDRESS: 'https://other.example.com' })).toEqual([
    'https://other.example.com',
    undefined,
    'work',
  ]);
  expect(of(settings, { INFRAHUB_SOURCE_API_TOKEN: 'source' })[1]).toBe('source');
  // Without an address of its own the source is another branch of the same server.
  expect(of({ branch: 'work' })).toEqual(['https://shared.example.com', 'token of the shared one', 'work']);
  expect(of(settings, {}, 'peeringmanager')).toEqual([
    'https://shared.example.com',
    'token of the shared one',
    'work',
  ]);
});
