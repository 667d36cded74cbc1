import { expect, test } from 'vitest';
import { nautobotSubject } from '../contract/nautobot-subject.ts';
import { sourceContract } from '../contract/source-contract.ts';

const { NAUTOBOT_URL: url = '', NAUTOBOT_TOKEN: token = '' } = process.env;

test('NAUTOBOT_URL and NAUTOBOT_TOKEN name the server to test against', () => {
  expect(url, 'set NAUTOBOT_URL').not.toBe('');
  expect(token, 'set NAUTOBOT_TOKEN').not.toBe('');
});

sourceContract('a real Nautobot', () => {
  if (url === '' || token === '') throw new Error('set NAUTOBOT_URL and NAUTOBOT_TOKEN');
  return nautobotSubject(url, token, async () => undefined);
});
