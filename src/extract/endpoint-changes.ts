import type { Projection, SourceAdapter } from '../adapters/contract.ts';

/** What happened to the objects of an endpoint since the last run. */
export interface EndpointChanges {
  /** Saved since, new ones among them. What the overlap gives again is here too. */
  readonly changed: ReadonlySet<string>;
  /** Every object that is there now. */
  readonly present: ReadonlySet<string>;
  /** Known before and gone. */
  readonly deleted: number;
}

/** What is known of an endpoint's changes; `unknown` with a sentence where that is nothing. */
export type ToldChanges =
  | { readonly status: 'told'; readonly changes: EndpointChanges }
  | { readonly status: 'unknown'; readonly reason: string };

/** Changes of an endpoint of which only the ids are of interest. */
export async function readEndpointChanges(
  adapter: SourceAdapter,
  endpoint: string,
  known: ReadonlySet<string>,
  since: Date,
  signal: AbortSignal,
): Promise<EndpointChanges> {
  const projection: Projection = { endpoint, paths: [] };
  const changed = new Set<string>();
  for await (const page of adapter.changesSince(projection, since, signal)) {
    for (const { id } of page) changed.add(id);
  }
  const expected = new Set([...known, ...changed]);
  const total = await adapter.count(endpoint, signal);
  if (total === expected.size) return { changed, present: expected, deleted: 0 };
  const present = await adapter.ids(endpoint, signal);
  return { changed, present, deleted: [...expected].filter((id) => !present.has(id)).length };
}
