import { expect, test } from 'vitest';
import { readRestSettings } from '../../src/adapters/django-rest/settings.ts';
import { authorizationHeader } from '../../src/adapters/netbox/authorization.ts';
import { netbox } from '../../src/adapters/netbox/product.ts';
import { SyncError } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';

const complete = { url: 'https://netbox.example.com', token: 'abc' };

function read(settings: JsonObject, environment: Record<string, string> = {}) {
  return readRestSettings(netbox, { name: 'netbox', settings }, environment);
}

function failure(settings: JsonObject, environment: Record<string, string> = {}): SyncError {
  try {
    read(settings, environment);
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  throw new Error('expected a SyncError');
}

test('what is not set has a default', () => {
  expect(read(complete)).toEqual({
    url: 'https://netbox.example.com',
    token: 'abc',
    verifyTls: true,
    timeout: 60_000,
    pageSize: 1000,
    concurrency: 4,
  });
});

test.each(['/', '/api', '/api/', ''])('the address may end with "%s"', (ending) => {
  expect(read({ ...complete, url: `https://host/netbox${ending}` }).url).toBe('https://host/netbox');
});

test('the environment comes before the settings', () => {
  const environment = { NETBOX_URL: 'https://second', NETBOX_TOKEN: 'from-env' };
  expect(read(complete, environment)).toMatchObject({ url: 'https://second', token: 'from-env' });
  const both = { ...environment, NETBOX_ADDRESS: 'https://first' };
  expect(read(complete, both).url).toBe('https://first');
  expect(read(complete, { NETBOX_TOKEN: '' }).token).toBe('abc');
});

test('values that came as text through a variable are understood', () => {
  const settings = { ...complete, verify_ssl: 'false', timeout: '90', page_size: '200' };
  expect(read(settings)).toMatchObject({ verifyTls: false, timeout: 90_000, pageSize: 200 });
});

test('a line break around a token is no part of it', () => {
  expect(read(complete, { NETBOX_TOKEN: 'abc\n' }).token).toBe('abc');
});

test('a missing address or token says which variable to set', () => {
  expect(failure({ token: 'abc' })).toMatchObject({ code: 'CONFIG_INVALID' });
  expect(failure({ token: 'abc' }).hint).toContain('NETBOX_ADDRESS');
  expect(failure({ url: 'https://host', token: ' ' }).hint).toContain('NETBOX_TOKEN');
});

test('a setting that cannot be used is named, a token never shown', () => {
  expect(failure({ ...complete, page_size: 0 }).message).toContain('page_size');
  expect(failure({ ...complete, verify_ssl: 'perhaps' }).message).toContain('verify_ssl');
  expect(failure({ ...complete, token: ['geheim'] }).message).not.toContain('geheim');
});

test('the two versions of token go under their own keywords', () => {
  expect(authorizationHeader('0123abc')).toBe('Token 0123abc');
  expect(authorizationHeader('nbt_key.secret')).toBe('Bearer nbt_key.secret');
});
