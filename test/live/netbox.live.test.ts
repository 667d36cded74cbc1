import { expect, test } from 'vitest';
import { netboxSubject } from '../contract/netbox-subject.ts';
import { readAll, sourceContract } from '../contract/source-contract.ts';

const { NETBOX_URL: url = '', NETBOX_TOKEN: token = '' } = process.env;

test('NETBOX_URL and NETBOX_TOKEN name the server to test against', () => {
  expect(url, 'set NETBOX_URL').not.toBe('');
  expect(token, 'set NETBOX_TOKEN').not.toBe('');
});

sourceContract('a real NetBox', () => {
  if (url === '' || token === '') throw new Error('set NETBOX_URL and NETBOX_TOKEN');
  return netboxSubject(url, token, async () => undefined);
});

test('the address may end with a slash or with /api', async () => {
  for (const spelling of [`${url}/`, `${url}/api`, `${url}/api/`]) {
    const subject = netboxSubject(spelling, token, async () => undefined);
    const adapter = subject.open({});
    expect(await readAll(adapter, { endpoint: 'dcim.sites', paths: ['name'] })).not.toEqual([]);
    await adapter.close();
  }
});
