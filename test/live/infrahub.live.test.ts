import { createInfrahubDestination } from '../../src/adapters/infrahub/index.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { JsonObject } from '../../src/json.ts';
import {
  destinationContract,
  type OpenDestination,
  type Variation,
} from '../contract/destination-contract.ts';

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`Set ${name}: this test runs against a real Infrahub with the lab's schema loaded.`);
}

const url = variable('INFRAHUB_ADDRESS');
const token = variable('INFRAHUB_API_TOKEN');

async function open(variation: Variation = {}): Promise<OpenDestination> {
  const http = createHttpClientFactory({ environment: {}, random: Math.random, now: () => new Date() });
  const adapter = createInfrahubDestination(
    { name: 'infrahub', settings: { url, token: variation.token ?? token } },
    {
      environment: {},
      http,
      branch: variation.branch,
      counterpart: variation.counterpart ?? 'zz-no-such-account',
      maskSecret: () => {},
      warn: () => {},
    },
    variation.tuning,
  );
  return { adapter, graphql, cleanUp: () => adapter.close() };
}

async function graphql(query: string): Promise<JsonObject> {
  const response = await fetch(`${url}/graphql/main`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': token },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: JsonObject; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

destinationContract('Infrahub', open);
