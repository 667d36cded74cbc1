import type { Sync } from '../config/sync.ts';
import { compileKind, type KindMapping } from './kind-mapping.ts';
import type { DestinationSchema } from './kind-schema.ts';

/**
 * Compiles every kind of a sync.
 *
 * @param order all mapped kinds in write order; the answer has them in that order
 * @param identifiers by kind, checked against the schema
 */
export function compileSync(
  sync: Sync,
  order: readonly string[],
  identifiers: ReadonlyMap<string, readonly string[]>,
  schema: DestinationSchema,
  canonicalEndpoint: (endpoint: string) => string,
): ReadonlyMap<string, KindMapping> {
  const mapped = new Set(order);
  const compiled = new Map<string, KindMapping>();
  for (const kind of order) {
    const kindSchema = schema.kinds.get(kind);
    if (kindSchema === undefined) throw new Error(`${kind} was not checked against the schema`);
    const elements = sync.mappings.filter((element) => element.kind === kind && element.endpoint !== '');
    const ids = identifiers.get(kind) ?? [];
    compiled.set(kind, compileKind(kindSchema, elements, ids, schema, mapped, canonicalEndpoint));
  }
  return compiled;
}
