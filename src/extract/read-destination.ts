import type { DestinationAdapter, DestinationRecord, KindProjection } from '../adapters/contract.ts';
import type { DestinationData } from '../mapping/destination-row.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { KindRead } from './kind-read.ts';
import type { ReadPlan } from './read-source.ts';

/** What a record set of the destination holds as JSON text. */
export interface DestinationText extends DestinationData {
  /** The unique id of an object of a kind that is referred to and not mapped; null for mapped kinds. */
  readonly label: string | null;
}

/** What is read of a mapped kind: its mapped attributes and relationships. */
export function destinationProjection(mapping: KindMapping): KindProjection {
  return {
    kind: mapping.kind,
    attributes: mapping.fields.filter(({ type }) => type === 'attribute').map(({ name }) => name),
    relationships: mapping.fields
      .filter((field) => field.type === 'relationship')
      .map((field) => ({ name: field.name, cardinality: field.schema.cardinality })),
    at: undefined,
  };
}

/** Reads all objects of a mapped kind. */
export function readDestinationKind(
  adapter: DestinationAdapter,
  mapping: KindMapping,
  plan: ReadPlan,
  signal: AbortSignal,
): Promise<KindRead> {
  return readAll(adapter, destinationProjection(mapping), plan, () => null, signal);
}

/** Reads the objects of a kind that is only referred to: which there are, and what they are called. */
export function readReferencedKind(
  adapter: DestinationAdapter,
  kind: string,
  plan: ReadPlan,
  signal: AbortSignal,
): Promise<KindRead> {
  const projection: KindProjection = { kind, attributes: [], relationships: [], at: undefined };
  return readAll(
    adapter,
    projection,
    plan,
    (record) => record.humanFriendlyId ?? record.displayLabel,
    signal,
  );
}

async function readAll(
  adapter: DestinationAdapter,
  projection: KindProjection,
  plan: ReadPlan,
  labelOf: (record: DestinationRecord) => string | null,
  signal: AbortSignal,
): Promise<KindRead> {
  const { kind } = projection;
  const { tier } = await adapter.tier(kind, signal);
  const ids: string[] = [];
  const records: string[] = [];
  for await (const page of adapter.read(projection, signal)) {
    for (const record of page) {
      ids.push(record.id);
      records.push(destinationText(record, labelOf(record)));
    }
  }
  return {
    kind,
    sets: [{ element: 0, origin: kind, ids, records, newest: undefined }],
    mode: 'full',
    reason: plan.reason,
    changed: ids.length,
    deleted: 0,
    cursor: tier === 'TIMESTAMP' ? { tier, time: plan.cursorTime } : undefined,
  };
}

/** A record as the snapshot keeps it. */
export function destinationText({ attributes, peers }: DestinationRecord, label: string | null): string {
  const data: DestinationText = { attributes, peers, label };
  return JSON.stringify(data);
}
