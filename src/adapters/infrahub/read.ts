import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import { boundedConcurrency } from './bounded.ts';
import { chunks } from './chunks.ts';
import type { Connection } from './connection.ts';
import { understood } from './understood.ts';

export interface ReadOptions {
  /** Objects asked for at once. */
  readonly pageSize: number;
  /** Pages in flight; Infrahub works on heavy reads one after another, so more than two gain nothing. */
  readonly concurrency: number;
}

/** How often a request is made whose count and objects differ. */
const mostAttempts = 3;

/** An object in a list of its kind, as far as every read knows it. */
const Edge = z.object({
  node: z.object({ id: z.string(), __typename: z.string() }).catchall(z.unknown()),
  node_metadata: z.object({ updated_at: z.string().nullish() }).nullish(),
});
export type Edge = z.infer<typeof Edge>;

/** What is read of a kind's objects, and what becomes of each. */
export interface KindReading<Item> {
  readonly kind: string;
  /** As of this moment; undefined: now. */
  readonly at: Date | undefined;
  /** GraphQL of an edge of the kind's list; its node has at least `id` and `__typename`. */
  readonly edge: string;
  readonly itemOf: (edge: Edge) => Item;
}

const Page = z.object({ count: z.number(), edges: z.array(Edge) });
const IdPage = z.object({
  count: z.number(),
  edges: z.array(z.object({ node: z.object({ id: z.string() }) })),
});

/**
 * All objects of a kind, complete and free of duplicates while others write: what fits one page is one
 * request, which Infrahub answers from one moment. More than that is read by id, against a list of all ids
 * that was taken in one request; an offset would move under the reader. A generic's name reads the objects of
 * all its kinds.
 * @throws SyncError SCHEMA_MISMATCH for a kind or field that is not there, INCOMPLETE_READ when the server
 *   itself cannot make its count and its objects agree.
 */
export async function* readKind<Item>(
  connection: Connection,
  reading: KindReading<Item>,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  const { kind, at } = reading;
  const page = pageReader(connection, reading, signal);
  const { pageSize } = options;
  const first = await agreeing(
    kind,
    () => page({ limit: pageSize }),
    ({ count, edges }) => (edges.length === Math.min(count, pageSize) ? undefined : [count, edges.length]),
  );
  if (first.count <= pageSize) {
    if (first.count > 0) yield first.edges.map(reading.itemOf);
    return;
  }

  const wanted = await idsOfKind(connection, kind, at, signal);
  const known = first.edges.filter(({ node }) => wanted.delete(node.id));
  if (known.length > 0) yield known.map(reading.itemOf);
  // Without a moment, what was deleted since the ids were listed is rightly missing.
  yield* pagesOfIds(page, reading, [...wanted], at === undefined ? 'some' : 'all', options);
}

/** Objects of these ids; one that is gone, or of another kind, is simply not among them. */
export async function* readKindByIds<Item>(
  connection: Connection,
  reading: KindReading<Item>,
  ids: readonly string[],
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  yield* pagesOfIds(pageReader(connection, reading, signal), reading, ids, 'some', options);
}

type PageReader = (variables: Readonly<Record<string, unknown>>) => Promise<z.infer<typeof Page>>;

function pageReader(
  connection: Connection,
  { kind, at, edge }: KindReading<unknown>,
  signal: AbortSignal,
): PageReader {
  const text = pageText(kind, edge);
  return async (variables) => {
    const data = await connection.query({ text, variables, scope: kind, at, signal });
    return understood(Page, data[kind], kind, connection);
  };
}

async function* pagesOfIds<Item>(
  page: PageReader,
  { kind, itemOf }: KindReading<Item>,
  wanted: readonly string[],
  expected: 'all' | 'some',
  { pageSize, concurrency }: ReadOptions,
): AsyncGenerator<readonly Item[]> {
  async function pageOfIds(ids: readonly string[]): Promise<readonly Item[]> {
    const { edges } = await agreeing(
      kind,
      () => page({ ids }),
      (answer) =>
        expected === 'some' || answer.edges.length === ids.length
          ? undefined
          : [ids.length, answer.edges.length],
    );
    return edges.map(itemOf);
  }

  const pages = chunks(wanted, pageSize).map((ids) => () => pageOfIds(ids));
  for await (const records of boundedConcurrency(pages, concurrency)) {
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
  const answer = await agreeing(
    kind,
    async () => {
      const data = await connection.query({ text, scope: kind, at, signal });
      const { count, edges } = understood(IdPage, data[kind], kind, connection);
      return { count, ids: new Set(edges.map(({ node }) => node.id)) };
    },
    ({ count, ids }) => (ids.size === count ? undefined : [count, ids.size]),
  );
  return answer.ids;
}

/**
 * Asks until what was counted and what came agree: a write that is seen between the two is over by the next
 * time.
 * @param disagreement the numbers expected and found, when they differ
 */
async function agreeing<T>(
  kind: string,
  ask: () => Promise<T>,
  disagreement: (answer: T) => readonly [expected: number, found: number] | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    const numbers = disagreement(answer);
    if (numbers === undefined) return answer;
    if (attempt < mostAttempts) continue;
    const [expected, found] = numbers;
    throw new SyncError({
      code: 'INCOMPLETE_READ',
      message: `${kind} could not be read completely from Infrahub: of ${expected} objects ${found} came, ${attempt} times.`,
      hint: "Run again; when it stays, Infrahub's own log may say why objects are missing.",
    });
  }
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
function pageText(kind: string, edge: string): string {
  return `query ($ids: [ID], $limit: Int) { ${kind}(ids: $ids, limit: $limit, order: {disable: true}) { count edges { ${edge} } } }`;
}
