import type { ConfigIssue } from './issue.ts';
import { quotedList, suggestion } from './nearest.ts';
import type { MappingElement } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

const FILTER_OPERATIONS: readonly string[] = [
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'in',
  'not in',
  'contains',
  'not contains',
  'is_empty',
  'is_not_empty',
  'regex',
  'is_ip_within',
];

/**
 * Compiles the filters and transforms of one entry, so that what can never work is reported before a run.
 * `sourceIsOwn`: false for systems whose adapter may give transforms another meaning.
 */
export function checkRules(element: MappingElement, sourceIsOwn: boolean, file: YamlFile): ConfigIssue[] {
  return [...checkFilters(element, file), ...(sourceIsOwn ? unusedTransforms(element, file) : [])];
}

function checkFilters(element: MappingElement, file: YamlFile): ConfigIssue[] {
  return element.filters.flatMap((filter, index): ConfigIssue[] => {
    if (FILTER_OPERATIONS.includes(filter.operation)) return [];
    const location = file.locate(['schema_mapping', element.index, 'filters', index, 'operation']);
    const otherwise = `Operations are ${quotedList(FILTER_OPERATIONS)}.`;
    const message = `there is no filter operation "${filter.operation}"`;
    const hint = suggestion(filter.operation, FILTER_OPERATIONS, otherwise);
    return [{ severity: 'error', message, hint, location }];
  });
}

/** A result that no field and no later transform reads is most likely meant for a field that is missing. */
function unusedTransforms(element: MappingElement, file: YamlFile): ConfigIssue[] {
  const read = new Set<string>();
  for (const field of element.fields) {
    if (field.type === 'path' || field.type === 'reference') read.add(field.path.split('.')[0] ?? '');
  }
  return element.transforms.flatMap((transform, index): ConfigIssue[] => {
    const later = element.transforms.slice(index + 1);
    if (read.has(transform.field) || later.some((other) => mentions(other.expression, transform.field)))
      return [];
    const location = file.locate(['schema_mapping', element.index, 'transforms', index, 'field']);
    const message = `the result of the transform "${transform.field}" is read by no field`;
    const hint = `Add a field with "mapping: ${transform.field}", or remove the transform.`;
    return [{ severity: 'warning', message, hint, location }];
  });
}

function mentions(expression: string, name: string): boolean {
  return expression.split(/[^\p{L}\p{N}_]+/u).includes(name);
}
