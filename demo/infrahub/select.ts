import type { RequestContext } from './context.ts';
import { exactMatch, type Filter, listOf, partialMatch, type Test } from './filters.ts';
import type { KindModel } from './model.ts';
import { hostAddress } from './normalise.ts';
import type { AttributeValue } from './schema-types.ts';
import type { StoredNode } from './store.ts';
import { findByHfid, nodeById, nodesByPath, nodesOf, type View, valueAtPath } from './view.ts';

/** The arguments of a query that are not filters of a field. */
export interface ListArguments {
  readonly offset?: number | null;
  /** null, 0 or none gives all */
  readonly limit?: number | null;
  readonly order?: OrderArgument | null;
  readonly ids?: readonly (string | null)[] | null;
  readonly hfid?: readonly (string | null)[] | null;
  readonly partial_match?: boolean | null;
  readonly [filter: string]: unknown;
}

interface OrderArgument {
  readonly disable?: boolean | null;
  readonly node_metadata?: {
    readonly created_at?: 'ASC' | 'DESC' | null;
    readonly updated_at?: 'ASC' | 'DESC' | null;
  } | null;
}

/** What a query found: how many there are in all, and the page that was asked for. */
export interface Selection {
  readonly count: number;
  readonly nodes: readonly StoredNode[];
}

/** Finds the objects of a kind that fit the arguments; pages of one query share one sorted list while nothing is written. */
export function select(
  context: RequestContext,
  kind: KindModel,
  filters: ReadonlyMap<string, Filter>,
  args: ListArguments,
): Selection {
  const { offset, limit, ...rest } = args;
  const { instance, branch, view } = context;
  const key = `${branch.id} ${view.at ?? ''} ${kind.kind} ${JSON.stringify(rest)}`;
  const known = instance.lists.get(key);
  const fresh = known?.version === view.store.version ? known.nodes : undefined;
  const nodes = fresh ?? ordered(view, kind, matching(view, kind, filters, rest), rest.order ?? undefined);
  if (!fresh) remember(context, key, nodes);
  const start = offset ?? 0;
  return { count: nodes.length, nodes: nodes.slice(start, limit ? start + limit : undefined) };
}

function remember(context: RequestContext, key: string, nodes: readonly StoredNode[]): void {
  const { lists } = context.instance;
  if (lists.size > 50) lists.clear();
  lists.set(key, { version: context.view.store.version, nodes });
}

function matching(
  view: View,
  kind: KindModel,
  filters: ReadonlyMap<string, Filter>,
  args: ListArguments,
): readonly StoredNode[] {
  const match = args.partial_match ? partialMatch : exactMatch;
  const tests: Test[] = [];
  for (const [name, value] of Object.entries(args)) {
    const filter = filters.get(name);
    if (filter && value !== null && value !== undefined) tests.push(filter.test(value, view, match));
  }
  const pool = candidates(view, kind, args);
  return tests.length === 0 ? pool : pool.filter((node) => tests.every((test) => test(node)));
}

function candidates(view: View, kind: KindModel, args: ListArguments): readonly StoredNode[] {
  if (args.ids) return nodesById(view, kind, args.ids);
  if (args.hfid) return findByHfid(view, kind, args.hfid.map(String));
  const filter = kind.schema.default_filter ?? kind.schema.human_friendly_id?.[0];
  const value = filter && !args.partial_match ? args[filter] : undefined;
  if (filter && typeof value === 'string') return nodesByPath(view, kind, filter, value);
  return nodesOf(view, kind);
}

function nodesById(view: View, kind: KindModel, ids: readonly (string | null)[]): StoredNode[] {
  return [...new Set(ids)].flatMap((id) => {
    const node = id === null ? undefined : nodeById(view, id);
    return node && kind.concrete.includes(node.kind) ? [node] : [];
  });
}

function ordered(
  view: View,
  kind: KindModel,
  nodes: readonly StoredNode[],
  order: OrderArgument | undefined,
): readonly StoredNode[] {
  const metadata = order?.node_metadata;
  if (metadata?.created_at) return byNumber(nodes, (node) => node.createdAt, metadata.created_at);
  if (metadata?.updated_at) return byNumber(nodes, (node) => node.updatedAt, metadata.updated_at);
  const paths = kind.schema.order_by;
  if (order?.disable || !paths) return nodes;
  return nodes
    .map((node) => ({ node, keys: paths.map((path) => sortKey(view, node, path)) }))
    .sort((a, b) => compareKeys(a.keys, b.keys) || compare(a.node.id, b.node.id))
    .map(({ node }) => node);
}

function byNumber(
  nodes: readonly StoredNode[],
  read: (node: StoredNode) => number,
  direction: 'ASC' | 'DESC',
): readonly StoredNode[] {
  const sign = direction === 'ASC' ? 1 : -1;
  return [...nodes].sort((a, b) => sign * (read(a) - read(b)) || compare(a.id, b.id));
}

function sortKey(view: View, node: StoredNode, path: string): string | number {
  const value: AttributeValue = valueAtPath(view, node, path) ?? null;
  const property = path.split('__').at(-1);
  if (typeof value === 'string' && property !== 'value') return addressKey(value, property);
  return typeof value === 'number' ? value : String(value ?? '');
}

function addressKey(value: string, property: string | undefined): string | number {
  const [address = '', length] = hostAddress(value).split('/');
  if (property === 'version') return address.includes(':') ? 6 : 4;
  if (property === 'prefixlen') return Number(length);
  const groups = address.includes(':') ? address.split(':') : address.split('.');
  return groups.map((group) => group.padStart(4, '0')).join('.');
}

function compareKeys(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [position, key] of one.entries()) {
    const difference = compare(key, other[position] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The peers of a `many` relationship that fit the arguments. */
export function selectPeers<Item extends { readonly node: StoredNode }>(
  view: View,
  peers: readonly Item[],
  filters: ReadonlyMap<string, Filter>,
  args: ListArguments,
): { readonly count: number; readonly peers: readonly Item[] } {
  let found = peers;
  for (const [name, value] of Object.entries(args)) {
    if (value === null || value === undefined) continue;
    if (name === 'ids') {
      const ids = new Set(listOf(value));
      found = found.filter((one) => ids.has(one.node.id));
    }
    const test = filters.get(name)?.test(value, view, exactMatch);
    if (test) found = found.filter((one) => test(one.node));
  }
  const start = args.offset ?? 0;
  const paged =
    args.offset || args.limit ? found.slice(start, args.limit ? start + args.limit : undefined) : found;
  return { count: found.length, peers: paged };
}
