import type { SourceAdapter, SourceRecord } from '../adapters/contract.ts';
import type { ElementProjection } from './element-projection.ts';
import type { EndpointChanges } from './endpoint-changes.ts';
import { laterOf, type Newest } from './kind-read.ts';
import { NotWarm, SetBack } from './not-warm.ts';
import { newestOf } from './read-source.ts';

/** The records of one element: those of the last run, brought up to date. */
export interface WarmRecords extends EndpointChanges {
  /** JSON text by id. */
  readonly records: Map<string, string>;
  /** Records that are not as they were: new ones, and those whose text differs. */
  readonly different: Set<string>;
  readonly newest: Newest | undefined;
}

/**
 * Brings an element's records up to date with what was saved, created and deleted since; what changed by way
 * of other objects is for the caller to follow.
 */
export async function refreshRecords(
  adapter: SourceAdapter,
  { projection, filledNames }: ElementProjection,
  before: ReadonlyMap<string, string>,
  since: Date,
  known: Newest | undefined,
  signal: AbortSignal,
): Promise<WarmRecords> {
  const { endpoint } = projection;
  const records = new Map(before);
  let newest: Newest | undefined;
  const different = new Set<string>();
  const changed = new Set<string>();
  let knownAt: string | undefined;
  const put = (record: SourceRecord): void => {
    if (record.id === known?.id) knownAt = record.changedAt;
    newest = laterOf(newest, newestOf(record));
    putRecord(records, different, record, filledNames);
  };
  for await (const page of adapter.changesSince(projection, earlier(since, known), signal)) {
    for (const record of page) {
      if (isSince(record, since)) changed.add(record.id);
      put(record);
    }
  }
  await assertNotSetBack(adapter, endpoint, known, knownAt, signal);
  const total = await adapter.count(endpoint, signal);
  if (total === records.size) {
    const all = new Set(records.keys());
    return { records, different, newest: newest ?? known, changed, present: all, deleted: 0 };
  }
  const present = await adapter.ids(endpoint, signal);
  let deleted = 0;
  for (const id of [...records.keys()]) {
    if (present.has(id)) continue;
    records.delete(id);
    different.delete(id);
    deleted += 1;
  }
  // Not saved since and yet unknown: seen for the first time, as after a permission came back.
  const unknown = [...present].filter((id) => !records.has(id));
  for await (const page of adapter.readByIds(projection, unknown, signal)) {
    for (const record of page) {
      changed.add(record.id);
      put(record);
    }
  }
  return { records, different, newest: newest ?? known, changed, present, deleted };
}

/** The record that was saved last is asked for too: it must still be there as it was, or newer. */
function earlier(since: Date, known: Newest | undefined): Date {
  if (known === undefined) return since;
  return new Date(Math.min(since.getTime(), Date.parse(known.changedAt)));
}

/** False for the record that is asked for only to see that it is still as it was. */
function isSince({ changedAt, late }: SourceRecord, since: Date): boolean {
  return late === true || changedAt === undefined || !(Date.parse(changedAt) < since.getTime());
}

/**
 * A record whose stamp went back tells that the server was restored from a backup. One that is gone tells
 * nothing: it may have been deleted; whether the history goes on is asked apart.
 */
async function assertNotSetBack(
  adapter: SourceAdapter,
  endpoint: string,
  known: Newest | undefined,
  knownAt: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (known === undefined) return;
  const setBack = new SetBack(`${endpoint} id ${known.id} is older than it was: the server was set back`);
  if (knownAt !== undefined) {
    if (Date.parse(knownAt) < Date.parse(known.changedAt)) throw setBack;
    return;
  }
  for await (const page of adapter.readByIds({ endpoint, paths: [] }, [known.id], signal)) {
    if (page.length > 0) throw setBack;
  }
}

/** Reads records again whose content came about elsewhere; one that is gone is taken out. */
export async function rereadRecords(
  adapter: SourceAdapter,
  { projection, filledNames }: ElementProjection,
  warm: WarmRecords,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  if (ids.length === 0) return 0;
  const missing = new Set(ids);
  for await (const page of adapter.readByIds(projection, ids, signal)) {
    for (const record of page) {
      missing.delete(record.id);
      putRecord(warm.records, warm.different, record, filledNames);
    }
  }
  for (const id of missing) {
    warm.records.delete(id);
    warm.different.delete(id);
  }
  return missing.size;
}

function putRecord(
  records: Map<string, string>,
  different: Set<string>,
  record: SourceRecord,
  filledNames: readonly string[],
): void {
  const own = filledNames.find((name) => Object.hasOwn(record.data, name));
  if (own !== undefined)
    throw new NotWarm(`the records have a field "${own}" of which it is not known what changes it`);
  const text = JSON.stringify(record.data);
  if (records.get(record.id) !== text) different.add(record.id);
  records.set(record.id, text);
}
