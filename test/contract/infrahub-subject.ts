import { createInfrahubDestination } from '../../src/adapters/infrahub/index.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { JsonObject } from '../../src/json.ts';
import type { DestinationSubject } from './destination-contract.ts';

/** What the contract needs of an Infrahub with the lab's schema. */
export function infrahubSubject(url: string, token: string, close: () => Promise<void>): DestinationSubject {
  const http = createHttpClientFactory({ environment: {}, random: Math.random, now: () => new Date() });

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

  return {
    open: (variation) =>
      createInfrahubDestination(
        { name: 'infrahub', settings: { url, token: variation.token ?? token } },
        {
          environment: {},
          http,
          baseDirectory: '.',
          now: () => new Date(),
          branch: variation.branch,
          counterpart: variation.counterpart ?? 'zz-no-such-account',
          maskSecret: () => undefined,
          warn: () => undefined,
        },
        variation.tuning,
      ),
    graphql,
    close,
  };
}
