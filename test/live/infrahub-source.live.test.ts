import { expect, test } from 'vitest';
import { infrahubSourceSubject } from '../contract/infrahub-source-subject.ts';
import { sourceContract } from '../contract/source-contract.ts';

const { INFRAHUB_ADDRESS: url = '', INFRAHUB_API_TOKEN: token = '' } = process.env;

test('INFRAHUB_ADDRESS and INFRAHUB_API_TOKEN name the server to test against', () => {
  expect(url, 'set INFRAHUB_ADDRESS').not.toBe('');
  expect(token, 'set INFRAHUB_API_TOKEN').not.toBe('');
});

sourceContract('a real Infrahub as a source', () => infrahubSourceSubject(url, token, async () => undefined));
