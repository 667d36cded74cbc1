import type { DestinationAdapter, DestinationRecord, KindProjection } from '../adapters/contract.ts';
import type { JsonValue } from '../json.ts';
import type { DestinationData } from '../mapping/destination-row.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { KindRead } from './kind-read.ts';
import type { ReadPlan } from './read-source.ts';

/** What a record set of the destination holds as JSON text. */
export interface DestinationText extends DestinationData {
  /** The unique id of an object of a kind that is referred to and not mapped; null for mapped kinds. */
  readonly label: string | null;
}

/** Reads all objects of a mapped kind: its mapped attributes and relationships. */
export function readDestinationKind(
  adapter: DestinationAdapter,
  mapping: KindMapping,
  plan: ReadPlan,
  at: Date | undefined,
  signal: AbortSignal,
): Promise<KindRead> {
  const projection: KindProjection = {
    kind: mapping.kind,
    attributes: mapping.fields.filter(({ type }) => type === 'attribute').map(({ name }) => name),
    relationships: mapping.fields
      .filter((field) => field.type === 'relationship')
      .map((field) => ({ name: field.name, cardinality: field.schema.cardinality })),
    at,
  };
  return readAll(adapter, projection, plan, () => null, signal);
}

/** Reads the objects of a kind that is only referred to: which there are, and what they are called. */
export function readReferencedKind(
  adapter: DestinationAdapter,
  kind: string,
  plan: ReadPlan,
  at: Date | undefined,
  signal: AbortSignal,
): Promise<KindRead> {
  const projection: KindProjection = { kind, attributes: [], relationships: [], at };
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
      records.push(destinationText(record.attributes, record.peers, labelOf(record)));
    }
  }
  return {
    kind,
    sets: [{ element: 0, origin: kind, ids, records, newest: undefined }],
    mode: 'full',
    reason: plan.reason,
    changed: ids.length,
    deleted: 0,
    cursor: tier === 'NONE' ? undefined : { tier, time: plan.cursorTime },
  };
}

function destinationText(
  attributes: Readonly<Record<string, JsonValue>>,
  peers: Readonly<Record<string, readonly string[]>>,
  label: string | null,
): string {
  const data: DestinationText = { attributes, peers, label };
  return JSON.stringify(data);
}
