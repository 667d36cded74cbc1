import type { DestinationAdapter, ObjectHoldings } from '../adapters/contract.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { KindDiff } from '../plan/diff.ts';
import { keepToOurOwn, type LeftAlone, type OwnershipRules, objectsToAsk } from '../plan/left-alone.ts';

export interface OwnershipOptions {
  readonly diffs: readonly KindDiff[];
  readonly mappings: ReadonlyMap<string, KindMapping>;
  readonly destination: DestinationAdapter;
  readonly rules: OwnershipRules;
  readonly signal: AbortSignal;
}

/** The differences without what is not this sync's to change, and what that was. */
export async function respectOwners(
  options: OwnershipOptions,
): Promise<{ readonly diffs: readonly KindDiff[]; readonly leftAlone: readonly LeftAlone[] }> {
  const { rules, mappings } = options;
  const diffs: KindDiff[] = [];
  const leftAlone: (readonly LeftAlone[])[] = [];
  for (const diff of options.diffs) {
    const { updates, deletes, changed } = objectsToAsk(diff, rules);
    const mapping = mappings.get(diff.kind);
    if (mapping === undefined || updates.length + deletes.length === 0) {
      diffs.push(diff);
      continue;
    }
    const everything = mapping.fields.map(({ name }) => name);
    const holdings = new Map<string, ObjectHoldings>();
    await readHoldings(options, mapping, changed, updates, holdings);
    await readHoldings(options, mapping, everything, deletes, holdings);
    const { leftAlone: left, ...kept } = keepToOurOwn(diff, rules, holdings);
    diffs.push(kept);
    leftAlone.push(left);
  }
  return { diffs, leftAlone: leftAlone.flat() };
}

async function readHoldings(
  { destination, signal }: OwnershipOptions,
  mapping: KindMapping,
  names: readonly string[],
  ids: readonly string[],
  into: Map<string, ObjectHoldings>,
): Promise<void> {
  const fields = mapping.fields.filter(({ name }) => names.includes(name));
  const projection = {
    kind: mapping.kind,
    attributes: fields.flatMap((field) => (field.type === 'attribute' ? [field.name] : [])),
    relationships: fields.flatMap((field) =>
      field.type === 'relationship' ? [{ name: field.name, cardinality: field.schema.cardinality }] : [],
    ),
    at: undefined,
  };
  for await (const page of destination.holdings(projection, ids, signal)) {
    for (const holdings of page) into.set(holdings.id, holdings);
  }
}
