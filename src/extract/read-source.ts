import type { SourceAdapter } from '../adapters/contract.ts';
import type { ElementMapping, KindMapping } from '../mapping/kind-mapping.ts';
import type { KindRead, RecordSet } from './kind-read.ts';

/** How the source is read in this run. */
export interface ReadPlan {
  /** One sentence: why everything is read. */
  readonly reason: string;
  /** The server's time before the first read, less the overlap. */
  readonly cursorTime: Date;
}

/** Reads all records of the endpoints that feed a kind. */
export async function readSourceKind(
  adapter: SourceAdapter,
  mapping: KindMapping,
  plan: ReadPlan,
  signal: AbortSignal,
): Promise<KindRead> {
  const endpoints = new Set(mapping.elements.map((element) => element.endpoint));
  const before = requestsOf(adapter, endpoints);
  const tiers = await Promise.all([...endpoints].map((endpoint) => adapter.tier(endpoint, signal)));
  const sets = await Promise.all(
    mapping.elements.map((element, index) => readElement(adapter, element, index, signal)),
  );
  const tier = tiers.every((report) => report.tier === 'TIMESTAMP') ? ('TIMESTAMP' as const) : undefined;
  return {
    kind: mapping.kind,
    sets,
    mode: 'full',
    reason: plan.reason,
    changed: sets.reduce((sum, set) => sum + set.ids.length, 0),
    deleted: 0,
    requests: requestsOf(adapter, endpoints) - before,
    cursor: tier && { tier, time: plan.cursorTime },
  };
}

async function readElement(
  adapter: SourceAdapter,
  element: ElementMapping,
  index: number,
  signal: AbortSignal,
): Promise<RecordSet> {
  const ids: string[] = [];
  const records: string[] = [];
  for await (const page of adapter.read({ endpoint: element.endpoint, paths: element.paths }, signal)) {
    for (const record of page) {
      ids.push(record.id);
      records.push(JSON.stringify(record.data));
    }
  }
  return { element: index, origin: element.endpoint, ids, records };
}

function requestsOf(adapter: SourceAdapter, endpoints: ReadonlySet<string>): number {
  return [...endpoints].reduce((sum, endpoint) => sum + adapter.usage(endpoint).count, 0);
}
