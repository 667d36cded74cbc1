import { destinationContract } from '../contract/destination-contract.ts';
import { infrahubSubject } from '../contract/infrahub-subject.ts';

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`Set ${name}: this test runs against a real Infrahub with the lab's schema loaded.`);
}

const url = variable('INFRAHUB_ADDRESS');
const token = variable('INFRAHUB_API_TOKEN');

destinationContract('A real Infrahub', async () => infrahubSubject(url, token, async () => undefined));
