import type { DestinationSchema } from '../mapping/kind-schema.ts';
import type { MappingElement, Sync } from './sync.ts';

/** One reference from a mapped kind to another mapped kind. */
export interface Edge {
  readonly kind: string;
  readonly field: string;
  readonly peer: string;
  /** True when the field is one of the kind's identifiers. */
  readonly identifies: boolean;
  /** The field's place in the configuration. */
  readonly path: readonly (string | number)[];
}

/**
 * References between mapped kinds, in the order of the file. A kind's reference to itself is none: which of
 * its objects comes first is not a question of kinds.
 */
export function collectEdges(
  sync: Sync,
  identifiersByKind: ReadonlyMap<string, readonly string[]>,
  schema: DestinationSchema | undefined,
): Edge[] {
  const mapped = new Set(sync.mappings.map((element) => element.kind));
  return sync.mappings.flatMap((element) => {
    const identifiers = identifiersByKind.get(element.kind) ?? givenIdentifiers(element.kind, sync);
    return element.fields.flatMap((field, index) => {
      const peers = peersOf(element, index, mapped, schema);
      return peers.map((peer) => ({
        kind: element.kind,
        field: field.name,
        peer,
        identifies: identifiers.includes(field.name),
        path: ['schema_mapping', element.index, 'fields', index],
      }));
    });
  });
}

/** As the file gives them: those of the kind's first entry that has some. */
function givenIdentifiers(kind: string, sync: Sync): readonly string[] {
  const giving = sync.mappings.find((element) => element.kind === kind && element.identifiers.length > 0);
  return giving?.identifiers ?? [];
}

function peersOf(
  element: MappingElement,
  index: number,
  mapped: ReadonlySet<string>,
  schema: DestinationSchema | undefined,
): string[] {
  const field = element.fields[index];
  if (field === undefined || field.type === 'documentation') return [];
  // Without a reference a relationship's own peer is meant; only the schema tells that it is one.
  const implied = schema?.kinds.get(element.kind)?.relationships.get(field.name)?.peer;
  const reference = (field.type === 'path' ? undefined : field.reference) ?? implied;
  if (reference === undefined) return [];
  const named = [reference, ...(schema?.kinds.get(reference)?.usedBy ?? [])];
  return [...new Set(named)].filter((peer) => peer !== element.kind && mapped.has(peer));
}

/** The edges of one circle, each from one kind to the next; undefined when there is none. */
export function firstCycle(kinds: readonly string[], edges: readonly Edge[]): Edge[] | undefined {
  const finished = new Set<string>();
  for (const kind of kinds) {
    const cycle = search(kind, [], edges, finished);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function search(
  kind: string,
  trail: readonly Edge[],
  edges: readonly Edge[],
  finished: Set<string>,
): Edge[] | undefined {
  const start = trail.findIndex((edge) => edge.kind === kind);
  if (start >= 0) return trail.slice(start);
  if (finished.has(kind)) return undefined;
  for (const edge of edges) {
    if (edge.kind !== kind) continue;
    const cycle = search(edge.peer, [...trail, edge], edges, finished);
    if (cycle !== undefined) return cycle;
  }
  finished.add(kind);
  return undefined;
}
