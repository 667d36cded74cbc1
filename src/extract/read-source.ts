import type { SourceAdapter, SourceRecord } from '../adapters/contract.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import { contentMark } from './content-mark.ts';
import { type ElementProjection, elementProjection, untrackedReason } from './element-projection.ts';
import { type Cursor, type KindRead, laterOf, type Newest, type RecordSet } from './kind-read.ts';
import { eachNestedReference, type HeldReference } from './nested-references.ts';

/** How the source is read in this run. */
export interface ReadPlan {
  /** One sentence: why everything is read. */
  readonly reason: string;
  /** The server's time before the first read, less the overlap. */
  readonly cursorTime: Date;
}

/** A kind read in full, and what the next run has to know to read it warm. */
export interface FullSourceRead {
  readonly read: KindRead;
  /** Endpoints of the objects that its records hold. */
  readonly held: ReadonlySet<string>;
}

/** Reads all records of the endpoints that feed a kind. */
export async function readSourceKind(
  adapter: SourceAdapter,
  mapping: KindMapping,
  plan: ReadPlan,
  signal: AbortSignal,
): Promise<FullSourceRead> {
  const elements = mapping.elements.map((element) => elementProjection(adapter, element));
  const held = new Set<string>();
  const mark = await contentMark(elements, signal);
  const [canTell, ...sets] = await Promise.all([
    mark === undefined && changesCanBeTold(adapter, elements, signal),
    ...elements.map((element, index) => readElement(adapter, element, index, held, signal)),
  ]);
  const read: KindRead = {
    kind: mapping.kind,
    sets,
    mode: 'full',
    reason: plan.reason,
    changed: sets.reduce((sum, set) => sum + set.ids.length, 0),
    deleted: 0,
    cursor: canTell ? { tier: 'TIMESTAMP', time: plan.cursorTime } : await markCursor(mark, elements, signal),
  };
  return { read, held };
}

/** A mark holds only when nothing changed while the records were read. */
async function markCursor(
  mark: string | undefined,
  elements: readonly ElementProjection[],
  signal: AbortSignal,
): Promise<Cursor | undefined> {
  if (mark === undefined || (await contentMark(elements, signal)) !== mark) return undefined;
  return { tier: 'PAGE_TOKEN', token: mark };
}

async function changesCanBeTold(
  adapter: SourceAdapter,
  elements: readonly ElementProjection[],
  signal: AbortSignal,
): Promise<boolean> {
  if (untrackedReason(elements) !== undefined) return false;
  const endpoints = new Set(elements.map(({ projection }) => projection.endpoint));
  const tiers = await Promise.all([...endpoints].map((endpoint) => adapter.tier(endpoint, signal)));
  return tiers.every(({ tier }) => tier === 'TIMESTAMP');
}

async function readElement(
  adapter: SourceAdapter,
  { projection }: ElementProjection,
  index: number,
  held: Set<string>,
  signal: AbortSignal,
): Promise<RecordSet> {
  const ids: string[] = [];
  const records: string[] = [];
  let newest: Newest | undefined;
  const note = ({ endpoint }: HeldReference) => held.add(endpoint);
  for await (const page of adapter.read(projection, signal)) {
    for (const record of page) {
      eachNestedReference(record.data, adapter.referenceOf, note);
      newest = laterOf(newest, newestOf(record));
      ids.push(record.id);
      records.push(JSON.stringify(record.data));
    }
  }
  return { element: index, origin: projection.endpoint, ids, records, newest };
}

/** A record as the newest one so far. */
export function newestOf({ id, changedAt }: SourceRecord): Newest | undefined {
  return changedAt === undefined ? undefined : { id, changedAt };
}
