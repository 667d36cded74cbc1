import type { WriteValue } from '../adapters/contract.ts';
import type { JsonValue } from '../json.ts';
import type { KindMapping, MappedRelationship } from '../mapping/kind-mapping.ts';
import type { PeerIds, PeerLookup } from './peer-ids.ts';

/** An operation's values ready to be written, or why they are not. */
export type PreparedValues =
  | {
      readonly status: 'ready';
      readonly values: Readonly<Record<string, WriteValue>>;
      /** Relationships whose peers do not exist yet: to be written when they do. */
      readonly deferred: readonly string[];
    }
  | { readonly status: 'wait' }
  | { readonly status: 'impossible'; readonly attribute: string; readonly reason: string };

/**
 * Turns row values into values to write: unique ids become object ids.
 *
 * @param action a create leaves out what is unset: the destination's default is the same
 * @param awaited the kind whose own creates are worth waiting for
 */
export function prepareValues(
  mapping: KindMapping,
  action: 'create' | 'update',
  values: Readonly<Record<string, JsonValue>>,
  peers: PeerIds,
  awaited: string | undefined,
): PreparedValues {
  const prepared: Record<string, WriteValue> = {};
  const deferred: string[] = [];
  for (const field of mapping.fields) {
    const value = values[field.name];
    if (value === undefined || (action === 'create' && isUnset(value))) continue;
    if (field.type === 'attribute') {
      prepared[field.name] = { type: 'attribute', value };
      continue;
    }
    const found = lookUp(field, value, peers, awaited);
    if (found.status === 'wait') return { status: 'wait' };
    if (found.status === 'impossible') return { ...found, attribute: field.name };
    if (found.status === 'deferred') deferred.push(field.name);
    else prepared[field.name] = found.value;
  }
  return { status: 'ready', values: prepared, deferred };
}

function isUnset(value: JsonValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

type FieldLookup =
  | { readonly status: 'value'; readonly value: WriteValue }
  | { readonly status: 'deferred' }
  | { readonly status: 'wait' }
  | { readonly status: 'impossible'; readonly reason: string };

function lookUp(
  field: MappedRelationship,
  value: JsonValue,
  peers: PeerIds,
  awaited: string | undefined,
): FieldLookup {
  const uniqueIds = peerList(value);
  const lookups = uniqueIds.map((uniqueId) => peers.find(field.targets, uniqueId, awaited));
  const trouble = worst(lookups);
  if (trouble?.status === 'later' && field.schema.optional) return { status: 'deferred' };
  if (trouble?.status === 'later')
    return { status: 'impossible', reason: `${trouble.reason}, and ${field.name} is mandatory` };
  if (trouble !== undefined) return trouble;
  const ids = lookups.flatMap((lookup) => (lookup.status === 'found' ? [lookup.id] : []));
  return {
    status: 'value',
    value:
      field.schema.cardinality === 'many'
        ? { type: 'many', peerIds: ids }
        : { type: 'one', peerId: ids[0] ?? null },
  };
}

/** The unique ids that a relationship's value holds. */
export function peerList(value: JsonValue): readonly string[] {
  if (value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function worst(lookups: readonly PeerLookup[]): Exclude<PeerLookup, { status: 'found' }> | undefined {
  const order = ['impossible', 'wait', 'later'] as const;
  for (const status of order) {
    const trouble = lookups.find((lookup) => lookup.status === status);
    if (trouble !== undefined && trouble.status !== 'found') return trouble;
  }
  return undefined;
}
