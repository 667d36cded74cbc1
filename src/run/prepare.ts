import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import { bindingHash, schemaHash } from '../cache/schema-hash.ts';
import { snapshotVersion } from '../cache/snapshot.ts';
import { checkAgainstSchema } from '../config/check-schema.ts';
import { ConfigError } from '../config/issue.ts';
import { kindOrder } from '../config/order.ts';
import type { Sync } from '../config/sync.ts';
import { compileSync } from '../mapping/compile-sync.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { DestinationSchema } from '../mapping/kind-schema.ts';

/** A sync held against its destination's schema, ready to run. */
export interface PreparedSync {
  readonly sync: Sync;
  readonly schema: DestinationSchema;
  /** Kinds that may be written at the same time, in write order. */
  readonly tiers: readonly (readonly string[])[];
  /** In write order. */
  readonly mappings: ReadonlyMap<string, KindMapping>;
  /** 12 hex over everything that changes a row. */
  readonly schemaHash: string;
  /** 12 hex over both systems and the branch. */
  readonly binding: string;
  readonly warnings: readonly string[];
}

/**
 * Fetches the schema, checks the configuration against it, brings the kinds into order and compiles the
 * mapping.
 *
 * @throws ConfigError with every mistake at its line
 */
export async function prepareSync(
  sync: Sync,
  source: SourceAdapter,
  destination: DestinationAdapter,
  branch: string | undefined,
  signal: AbortSignal,
): Promise<PreparedSync> {
  const identities = Promise.all([source.identity(signal), destination.identity(signal)]);
  identities.catch(() => undefined); // Awaited below, unless the schema or the configuration ends it before.
  const schema = await destination.schema(signal);
  const check = checkAgainstSchema(sync, schema);
  if (check.errors.length > 0) throw new ConfigError([...check.errors, ...check.warnings]);
  const order = kindOrder(sync, check.identifiers, schema);
  const mappings = compileSync(sync, order.tiers.flat(), check.identifiers, schema, (endpoint) =>
    source.canonicalEndpoint(endpoint),
  );
  const [sourceIdentity, destinationIdentity] = await identities;
  return {
    sync,
    schema,
    tiers: order.tiers,
    mappings,
    schemaHash: schemaHash(sync.mappings, schema),
    binding: bindingHash({
      source: sourceIdentity,
      destination: destinationIdentity,
      branch: branch ?? '',
      snapshotVersion,
    }),
    warnings: [...sync.warnings, ...check.warnings, ...order.warnings].map((issue) => issue.message),
  };
}
