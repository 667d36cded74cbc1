import type { NestedReference, SilentField } from '../adapters/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { NotWarm } from './not-warm.ts';
import type { WarmRecords } from './warm-records.ts';

/** Ids of records in which a field holds other objects than at the last run, though no stamp tells. */
export async function silentlyChanged(
  endpoint: string,
  fields: readonly SilentField[],
  warm: WarmRecords,
  referenceOf: (value: JsonObject) => NestedReference | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const different = new Set<string>();
  for (const { field, heldIds } of fields) {
    const held = await heldIds(signal);
    if (held === undefined)
      throw new NotWarm(
        `${endpoint} may change its ${field} without a trace, and what it holds cannot be told`,
      );
    for (const [id, text] of warm.records) {
      if (warm.changed.has(id) || different.has(id)) continue;
      const known = idsIn((JSON.parse(text) as JsonObject)[field], referenceOf);
      if (!areSame(known, held.get(id) ?? [])) different.add(id);
    }
  }
  return [...different];
}

function idsIn(
  value: JsonValue | undefined,
  referenceOf: (value: JsonObject) => NestedReference | undefined,
): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => idsIn(item, referenceOf));
  const reference = isJsonObject(value) ? referenceOf(value) : undefined;
  return reference === undefined ? [] : [reference.id];
}

function areSame(left: readonly string[], right: readonly string[]): boolean {
  const sorted = right.toSorted();
  return left.length === right.length && left.toSorted().every((id, place) => id === sorted[place]);
}
