import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { JsonValue } from '../../json.ts';
import type { DestinationRecord, KindProjection } from '../contract.ts';
import { boundedConcurrency } from './bounded.ts';
import type { Connection } from './connection.ts';

export interface ReadOptions {
  /** Objects asked for at once. */
  readonly pageSize: number;
  /** Pages in flight; Infrahub works on heavy reads one after another, so more than two gain nothing. */
  readonly concurrency: number;
}

const Peer = z.object({ node: z.object({ id: z.string() }).nullish() });

const Node = z
  .object({
    id: z.string(),
    __typename: z.string(),
    hfid: z.array(z.string().nullable()).nullish(),
    display_label: z.string().nullish(),
  })
  .catchall(z.unknown());
type Node = z.infer<typeof Node>;

const Page = z.object({ count: z.number(), edges: z.array(z.object({ node: Node })) });
const IdPage = z.object({
  count: z.number(),
  edges: z.array(z.object({ node: z.object({ id: z.string() }) })),
});

const AttributeValue = z.object({ value: z.json().nullish() });
const OnePeer = Peer;
const ManyPeers = z.object({ edges: z.array(Peer) });

/**
 * All objects of a kind, complete and free of duplicates while others write: what fits one page is one
 * request, which Infrahub answers from one moment. More than that is read by id, against a list of all ids
 * that was taken in one request; an offset would move under the reader. A generic's name reads the objects of
 * all its kinds.
 * @throws SyncError SCHEMA_MISMATCH for a kind or field that is not there, INCOMPLETE_READ when the server
 *   itself cannot make its count and its objects agree.
 */
export async function* readKind(
  connection: Connection,
  projection: KindProjection,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly DestinationRecord[]> {
  const text = pageText(projection);

  async function page(variables: Record<string, unknown>): Promise<z.infer<typeof Page>> {
    const { kind: scope, at } = projection;
    const data = await connection.query({ text, variables, scope, at, signal });
    return understood(Page, data[scope], scope, connection);
  }

  async function pageOfIds(ids: readonly string[]): Promise<readonly DestinationRecord[]> {
    const { edges } = await page({ ids });
    const records = edges.map(({ node }) => recordOf(node, projection));
    if (projection.at !== undefined && records.length !== ids.length) {
      throw incomplete(projection, `${ids.length} objects were asked for by id and ${records.length} came`);
    }
    return records;
  }

  const first = await page({ limit: options.pageSize });
  if (first.count <= options.pageSize) {
    if (first.edges.length !== first.count) {
      throw incomplete(projection, `${first.count} objects were counted and ${first.edges.length} came`);
    }
    if (first.edges.length > 0) yield first.edges.map(({ node }) => recordOf(node, projection));
    return;
  }

  const wanted = await idsOfKind(connection, projection.kind, projection.at, signal);
  const known = first.edges.filter(({ node }) => wanted.delete(node.id));
  yield known.map(({ node }) => recordOf(node, projection));
  const pages = chunks([...wanted], options.pageSize).map((ids) => () => pageOfIds(ids));
  for await (const records of boundedConcurrency(pages, options.concurrency)) {
    if (records.length > 0) yield records;
  }
}

/** Ids of all objects of a kind, as of one moment. */
export async function idsOfKind(
  connection: Connection,
  kind: string,
  at: Date | undefined,
  signal: AbortSignal,
): Promise<Set<string>> {
  const text = `query { ${kind}(order: {disable: true}) { count edges { node { id } } } }`;
  const data = await connection.query({ text, scope: kind, at, signal });
  const { count, edges } = understood(IdPage, data[kind], kind, connection);
  const ids = new Set(edges.map(({ node }) => node.id));
  if (ids.size !== count) {
    throw incomplete({ kind }, `${count} objects were counted and ${ids.size} different ids came`);
  }
  return ids;
}

/** How many objects a kind has now. */
export async function countKind(connection: Connection, kind: string, signal: AbortSignal): Promise<number> {
  const data = await connection.query({ text: `query { ${kind} { count } }`, scope: kind, signal });
  return understood(z.object({ count: z.number() }), data[kind], kind, connection).count;
}

/**
 * The text is the same for every page of a kind. `ids` is left out of the variables for the first page: null
 * would mean no objects at all.
 */
function pageText(projection: KindProjection): string {
  const attributes = projection.attributes.map((name) => `${name} { value }`);
  const relationships = projection.relationships.map(({ name, cardinality }) =>
    cardinality === 'one' ? `${name} { node { id } }` : `${name} { edges { node { id } } }`,
  );
  const fields = ['id', '__typename', 'hfid', 'display_label', ...attributes, ...relationships].join(' ');
  return `query ($ids: [ID], $limit: Int) { ${projection.kind}(ids: $ids, limit: $limit, order: {disable: true}) { count edges { node { ${fields} } } } }`;
}

function recordOf(node: Node, projection: KindProjection): DestinationRecord {
  const attributes: Record<string, JsonValue> = {};
  for (const name of projection.attributes) {
    attributes[name] = (AttributeValue.parse(node[name]).value ?? null) as JsonValue;
  }
  const peers: Record<string, readonly string[]> = {};
  for (const { name, cardinality } of projection.relationships) {
    peers[name] =
      cardinality === 'one'
        ? peerIds([OnePeer.parse(node[name])])
        : peerIds(ManyPeers.parse(node[name]).edges);
  }
  return {
    id: node.id,
    kind: node.__typename,
    humanFriendlyId: node.hfid?.map((part) => part ?? '').join('__'),
    displayLabel: node.display_label ?? node.id,
    attributes,
    peers,
  };
}

function peerIds(peers: readonly z.infer<typeof Peer>[]): readonly string[] {
  return peers.flatMap(({ node }) => (node?.id === undefined ? [] : [node.id]));
}

function understood<T>(schema: z.ZodType<T>, value: unknown, kind: string, connection: Connection): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `Infrahub's answer for ${kind} on branch ${connection.branch} has an unknown form: ${z.prettifyError(parsed.error)}`,
    hint: 'Versions 1.4 to 1.11 of Infrahub are known to work. Report this with the version of the server.',
  });
}

function incomplete(projection: Pick<KindProjection, 'kind'>, finding: string): SyncError {
  return new SyncError({
    code: 'INCOMPLETE_READ',
    message: `${projection.kind} could not be read completely from Infrahub: ${finding}.`,
    hint: "Run again; when it stays, Infrahub's own log may say why objects are missing.",
  });
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
