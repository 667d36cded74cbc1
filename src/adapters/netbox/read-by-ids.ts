import { pagesOfTasks } from '../django-rest/concurrent-pages.ts';
import { formatQuery } from '../django-rest/query.ts';
import type { NetBoxRow } from './page.ts';
import type { NetBoxApi } from './product.ts';
import { type ReadRequest, readPages } from './read-pages.ts';

/** The request line of NetBox ends at 4,094 bytes; method and protocol take 13 of them. */
const LONGEST_TARGET = 4000;

/** Thrown inside a read when an endpoint ignores the `id` filter. */
const IGNORES_IDS = Symbol('ignores ids');

interface Chunk {
  /** Rising. */
  readonly ids: readonly number[];
}

/**
 * Rows of these ids, each once; ids that are gone are not among them. Asks by `id=1&id=2`: NetBox ignores
 * `id__in` silently. An endpoint that ignores `id` too is read in full.
 */
export async function* readRowsByIds(
  api: NetBoxApi,
  request: ReadRequest,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly NetBoxRow[]> {
  const wanted = new Set(ids.map(Number).filter(Number.isSafeInteger));
  const chunks = chunkIds([...wanted], roomForIds(api, request), request.pageSize);
  try {
    yield* pagesOfTasks(
      chunks,
      (chunk, taskSignal) => readChunk(api, request, chunk, taskSignal),
      request.concurrency,
      signal,
    );
  } catch (error) {
    if (error !== IGNORES_IDS) throw error;
    for await (const rows of readPages(api, request, signal)) yield rows.filter(({ id }) => wanted.has(id));
  }
}

async function readChunk(api: NetBoxApi, request: ReadRequest, chunk: Chunk, signal: AbortSignal) {
  const asked = chunk.ids.map((id) => ['id', id] as const);
  const { page } = await api.list(
    request.endpoint,
    [['ordering', 'id'], ['limit', request.pageSize], ...request.query, ...asked],
    signal,
  );
  const expected = new Set(chunk.ids);
  if (!page.rows.every(({ id }) => expected.has(id))) throw IGNORES_IDS;
  const met = new Set(page.rows.map(({ id }) => id));
  const left = page.more ? chunk.ids.filter((id) => !met.has(id)) : [];
  return { page: page.rows, more: left.length > 0 ? [{ ids: left }] : [] };
}

function roomForIds(api: NetBoxApi, { endpoint, query, pageSize }: ReadRequest): number {
  const fixed = formatQuery([['ordering', 'id'], ['limit', pageSize], ...query]);
  return LONGEST_TARGET - api.targetLength(endpoint) - fixed.length;
}

/** Cuts ids into chunks whose `&id=…` parameters take no more than `room` bytes, and no more ids than `most`. */
export function chunkIds(ids: readonly number[], room: number, most: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let current: number[] = [];
  let length = 0;
  for (const id of [...ids].sort((left, right) => left - right)) {
    const added = `&id=${id}`.length;
    if (current.length > 0 && (length + added > room || current.length === most)) {
      chunks.push({ ids: current });
      current = [];
      length = 0;
    }
    current.push(id);
    length += added;
  }
  if (current.length > 0) chunks.push({ ids: current });
  return chunks;
}
