import { loadSync } from '../../src/config/load.ts';
import { compileSync } from '../../src/mapping/compile-sync.ts';
import type { KindMapping } from '../../src/mapping/kind-mapping.ts';
import type { KindSchema } from '../../src/mapping/kind-schema.ts';
import { schemaOf } from '../config/schema.ts';

/** The mapping of these lines of `schema_mapping`, compiled as a run does it. */
export function compiled(lines: string, kinds: readonly KindSchema[]): ReadonlyMap<string, KindMapping> {
  const text = `name: test\nsource: { name: netbox }\ndestination: { name: infrahub }\nschema_mapping:\n${lines}\n`;
  const sync = loadSync(text, 'config.yml', {});
  const order = [...new Set(sync.mappings.map(({ kind }) => kind))];
  const identifiers = new Map(
    sync.mappings.toReversed().map((element) => [element.kind, element.identifiers] as const),
  );
  return compileSync(sync, order, identifiers, schemaOf(...kinds), (endpoint) =>
    endpoint.replaceAll('_', '-'),
  );
}
