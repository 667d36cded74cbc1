import type { JsonObject } from '../../json.ts';
import type { NautobotGraphQL } from './graphql.ts';
import type { NautobotApi } from './product.ts';

/** How often GraphQL and REST are compared before GraphQL is given up. */
const ATTEMPTS = 2;

/**
 * Objects of an endpoint by GraphQL, taken only when they are as many as REST counts. GraphQL answers 200 and an
 * empty list where REST refuses: taken at its word, everything would be deleted.
 *
 * @returns undefined when GraphQL cannot tell, or tells something else than REST
 */
export async function listVerified(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  endpoint: string,
  selection: string,
  signal: AbortSignal,
): Promise<readonly JsonObject[] | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [objects, count] = await Promise.all([
      graphql.list(endpoint, selection, signal),
      countRows(api, endpoint, signal),
    ]);
    if (objects === undefined) return undefined;
    if (objects.length === count) return objects;
  }
  return undefined;
}

/** How many objects the token may see. @throws SyncError PERMISSION_DENIED when it may see none */
export async function countRows(api: NautobotApi, endpoint: string, signal: AbortSignal): Promise<number> {
  const { page } = await api.list(
    endpoint,
    [
      ['limit', 1],
      ['depth', 0],
    ],
    signal,
  );
  return page.count ?? page.rows.length;
}
