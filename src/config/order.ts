import { SyncError } from '../errors.ts';
import { compareText } from '../json.ts';
import type { DestinationSchema } from '../mapping/kind-schema.ts';
import type { ConfigIssue } from './issue.ts';
import { quotedList } from './nearest.ts';
import { collectEdges, type Edge, firstCycle } from './reference-graph.ts';
import type { Sync } from './sync.ts';

/** The order of writing: a tier's kinds do not depend on one another. */
export interface KindOrder {
  readonly tiers: readonly (readonly string[])[];
  /** References that are written after the object itself, because the kinds refer to each other in a circle. */
  readonly cuts: readonly CutReference[];
  readonly warnings: readonly ConfigIssue[];
}

/** A reference that had to be cut to put kinds in order: its peer may not exist when its object is created. */
export interface CutReference {
  readonly kind: string;
  readonly field: string;
  /** The kind that it refers to. */
  readonly peer: string;
}

/**
 * Puts the mapped kinds in write order. With `order:` each kind is a tier of its own, in that order; otherwise
 * the references decide, a tier's kinds by name. A reference to a generic counts for each mapped kind that
 * inherits from it, when `schema` is given. A circle is cut at references outside the identifiers; when there
 * is none, throws ORDER_CYCLE with the circle and its lines.
 */
export function kindOrder(
  sync: Sync,
  identifiersByKind: ReadonlyMap<string, readonly string[]>,
  schema?: DestinationSchema,
): KindOrder {
  const kinds = [...new Set(sync.mappings.map((element) => element.kind))];
  const edges = collectEdges(sync, identifiersByKind, schema);
  if (sync.order.length > 0) return givenOrder(sync, edges);
  return orderByReferences(kinds.toSorted(compareText), edges, sync);
}

function orderByReferences(kinds: readonly string[], edges: readonly Edge[], sync: Sync): KindOrder {
  let kept = edges;
  const cuts: CutReference[] = [];
  for (let cycle = firstCycle(kinds, kept); cycle !== undefined; cycle = firstCycle(kinds, kept)) {
    const cut = cycle.find((edge) => !edge.identifies);
    if (cut === undefined) throw cycleError(cycle, sync);
    // Every entry that maps the field goes with it: the field is written later as a whole.
    kept = kept.filter(
      (edge) => !(edge.kind === cut.kind && edge.field === cut.field && edge.peer === cut.peer),
    );
    cuts.push({ kind: cut.kind, field: cut.field, peer: cut.peer });
  }
  return { tiers: toTiers(kinds, kept), cuts, warnings: [] };
}

/** Each kind as early as the kinds that it refers to allow. */
function toTiers(kinds: readonly string[], edges: readonly Edge[]): string[][] {
  const tiers: string[][] = [];
  let waiting = [...kinds];
  while (waiting.length > 0) {
    const blocked = new Set(edges.filter((edge) => waiting.includes(edge.peer)).map((edge) => edge.kind));
    const tier = waiting.filter((kind) => !blocked.has(kind));
    tiers.push(tier);
    waiting = waiting.filter((kind) => blocked.has(kind));
  }
  return tiers;
}

/** A reference against the given order is cut like one in a circle; identifiers cannot wait. */
function givenOrder(sync: Sync, edges: readonly Edge[]): KindOrder {
  const position = new Map(sync.order.map((kind, index) => [kind, index]));
  const against = edges.filter((edge) => (position.get(edge.kind) ?? 0) < (position.get(edge.peer) ?? 0));
  const seen = new Set<string>();
  const cuts = against.filter((edge) => {
    const key = JSON.stringify([edge.kind, edge.field, edge.peer]);
    return !seen.has(key) && seen.add(key);
  });
  return {
    tiers: sync.order.map((kind) => [kind]),
    cuts: cuts.map(({ kind, field, peer }) => ({ kind, field, peer })),
    warnings: against.map((edge) => ({
      severity: 'warning',
      message: `"order" has "${edge.kind}" before "${edge.peer}", which its field "${edge.field}" refers to`,
      hint: `Put "${edge.peer}" first, or remove "order" and let the references decide.`,
      location: sync.locate([...edge.path, 'reference']),
    })),
  };
}

function cycleError(cycle: readonly Edge[], sync: Sync): SyncError {
  const steps = cycle.map((edge) => {
    const { line } = sync.locate([...edge.path, 'reference']);
    return `"${edge.kind}" refers to "${edge.peer}" by "${edge.field}" (line ${line})`;
  });
  const first = cycle[0];
  const fields = quotedList(new Set(cycle.map((edge) => edge.field)));
  return new SyncError({
    code: 'ORDER_CYCLE',
    message: `kinds identify one another in a circle: ${steps.join(', ')}`,
    hint: `An object cannot be found before the one that identifies it: take one of ${fields} out of its "identifiers".`,
    location: first === undefined ? undefined : sync.locate([...first.path, 'reference']),
  });
}
