import type { Query } from '../django-rest/query.ts';
import type { NautobotGraphQL } from './graphql.ts';
import type { NautobotApi, NautobotRow } from './product.ts';
import { readRowsByIds } from './read-by-ids.ts';
import { type ReadRequest, readPages } from './read-pages.ts';
import { listVerified } from './stamps.ts';
import type { ChangeSource } from './tier.ts';

/** All rows of an endpoint. */
export function readAllRows(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  const { endpoint } = request;
  return readPages(api, request, [], (end) => idsByGraphQL(api, graphql, endpoint, end), signal);
}

/** Ids of all objects of an endpoint; undefined when GraphQL cannot tell them. */
export async function idsByGraphQL(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  endpoint: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const objects = await listVerified(api, graphql, endpoint, 'id', signal);
  return objects && new Set(objects.map(({ id }) => String(id)));
}

/** Rows that were saved at or after a moment, by the way that the endpoint has. */
export async function* readChangedRows(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  request: ReadRequest,
  source: ChangeSource,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<readonly NautobotRow[]> {
  const { endpoint } = request;
  const changedIds = (at: AbortSignal) => changedByGraphQL(api, graphql, endpoint, since, at);
  if (source === 'filter') {
    // `Z` at the end: the `+` of an offset would decode to a space, which Nautobot refuses.
    const filter: Query = [['last_updated__gte', since.toISOString()]];
    yield* readPages(api, request, filter, changedIds, signal);
    return;
  }
  const changed = source === 'graphql' ? await changedIds(signal) : undefined;
  if (changed !== undefined) {
    yield* readRowsByIds(api, request, changed, signal);
    return;
  }
  for await (const rows of readAllRows(api, graphql, request, signal)) {
    yield rows.filter(({ data }) => isSince(data.last_updated, since));
  }
}

async function changedByGraphQL(
  api: NautobotApi,
  graphql: NautobotGraphQL,
  endpoint: string,
  since: Date,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const objects = await listVerified(api, graphql, endpoint, 'id last_updated', signal);
  if (objects === undefined) return undefined;
  const changed = objects.filter(({ last_updated }) => isSince(last_updated, since));
  return new Set(changed.map(({ id }) => String(id)));
}

/** An object that does not say when it was saved may have been saved just now. */
function isSince(stamp: unknown, since: Date): boolean {
  return !(Date.parse(String(stamp)) < since.getTime());
}
