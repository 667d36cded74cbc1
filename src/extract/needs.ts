import type { KindMapping } from '../mapping/kind-mapping.ts';

/** Kinds whose rows a kind's references are looked up in; none for a kind that is not mapped. */
export function needs(mapping: KindMapping | undefined): readonly string[] {
  return targets(mapping, () => true);
}

/** Those of them that the unique id depends on. */
export function identityNeeds(mapping: KindMapping | undefined): readonly string[] {
  return targets(mapping, (name) => mapping?.identifiers.includes(name) ?? false);
}

function targets(mapping: KindMapping | undefined, wanted: (field: string) => boolean): readonly string[] {
  const found = new Set<string>();
  for (const field of mapping?.fields ?? []) {
    if (field.type === 'relationship' && wanted(field.name))
      for (const kind of field.targets) found.add(kind);
  }
  return [...found];
}
