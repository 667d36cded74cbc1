import type { FieldShape, MappingShape } from './shape.ts';
import type { FieldMapping, MappingElement } from './sync.ts';

/** An entry of `schema_mapping` as the rest of the program knows it. */
export function toMappingElement(shape: MappingShape, index: number): MappingElement {
  return {
    index,
    kind: shape.name,
    endpoint: shape.mapping ?? '',
    identifiers: shape.identifiers ?? [],
    fields: (shape.fields ?? []).map(toField),
    filters: (shape.filters ?? []).map(({ field, operation, value }) => ({
      field,
      operation,
      value: value ?? null,
    })),
    transforms: (shape.transforms ?? []).map(({ field, expression }) => ({ field, expression })),
  };
}

/** `static` wins when it is declared and not null; without `static` and `mapping` a field only documents. */
function toField(shape: FieldShape): FieldMapping {
  const { name } = shape;
  const reference = shape.reference || undefined;
  if (shape.static !== undefined && shape.static !== null) {
    return { type: 'static', name, value: shape.static, reference };
  }
  if (!shape.mapping) return { type: 'documentation', name };
  if (reference === undefined) return { type: 'path', name, path: shape.mapping };
  return { type: 'reference', name, path: shape.mapping, reference };
}
