import { SyncError } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import { compileFilter, FILTER_OPERATIONS } from '../mapping/filters.ts';
import { compileTransform } from '../mapping/transforms.ts';
import type { ConfigIssue } from './issue.ts';
import { quotedList, suggestion } from './nearest.ts';
import type { MappingShape } from './shape.ts';
import type { FilterRule, MappingElement, TransformRule } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Compiles the filters and transforms of one entry, so that what can never work is reported before a run.
 * `sourceIsOwn`: false for systems whose adapter may give transforms another meaning.
 */
export function checkRules(
  element: MappingElement,
  shape: MappingShape,
  sourceIsOwn: boolean,
  file: YamlFile,
): ConfigIssue[] {
  const filters = element.filters.flatMap((filter, index): ConfigIssue[] => {
    const path = ['schema_mapping', element.index, 'filters', index];
    return checkFilter(filter, shape.filters?.[index]?.value, path, file);
  });
  const transforms = element.transforms.flatMap((transform, index): ConfigIssue[] =>
    checkTransform(transform, ['schema_mapping', element.index, 'transforms', index], file),
  );
  return [...filters, ...transforms, ...(sourceIsOwn ? unusedTransforms(element, file) : [])];
}

function checkFilter(
  filter: FilterRule,
  written: JsonValue | undefined,
  path: readonly (string | number)[],
  file: YamlFile,
): ConfigIssue[] {
  const { field, operation, value } = filter;
  const issue = (severity: ConfigIssue['severity'], key: string, message: string, hint: string) => [
    { severity, message, hint, location: file.locate([...path, key]) },
  ];
  if (!FILTER_OPERATIONS.some((known) => known === operation)) {
    const hint = suggestion(operation, FILTER_OPERATIONS, `Operations are ${quotedList(FILTER_OPERATIONS)}.`);
    return issue('error', 'operation', `there is no filter operation "${operation}"`, hint);
  }
  if (['==', '!='].includes(operation)) {
    if (written !== undefined) return [];
    const message = `the filter "${field} ${operation}" has no "value" and compares with null`;
    return issue('warning', 'operation', message, 'Use is_empty or is_not_empty, or write "value: null".');
  }
  if (['is_empty', 'is_not_empty'].includes(operation)) return [];
  if (value === null) {
    const message = `the filter "${field} ${operation}" has no "value"`;
    return issue('error', 'value', message, 'Add "value:" with what to compare with.');
  }
  if (['in', 'not in'].includes(operation) && ['number', 'boolean'].includes(typeof value)) {
    const message = `the filter "${field} ${operation}" needs a list`;
    return issue('error', 'value', message, `Write [${JSON.stringify(value)}], or use == or !=.`);
  }
  const problem = problemOf(() => compileFilter(filter));
  if (problem === undefined) return [];
  const message = `the filter "${field} ${operation}" cannot work: ${problem.message}`;
  return issue('error', 'value', message, problem.hint);
}

function checkTransform(
  transform: TransformRule,
  path: readonly (string | number)[],
  file: YamlFile,
): ConfigIssue[] {
  const problem = problemOf(() => compileTransform(transform));
  if (problem === undefined) return [];
  return [
    {
      severity: 'error',
      message: `the transform "${transform.field}" cannot work: ${problem.message}`,
      hint: problem.hint,
      location: file.locate([...path, 'expression']),
    },
  ];
}

/** What keeps a rule from being compiled, without the rule itself, which stands at the issue's place. */
function problemOf(compile: () => unknown): { message: string; hint: string } | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { cause, message, hint } = error;
    return { message: cause instanceof Error ? cause.message : message, hint };
  }
}

/** A result that no field and no later transform reads is most likely meant for a field that is missing. */
function unusedTransforms(element: MappingElement, file: YamlFile): ConfigIssue[] {
  const read = new Set<string>();
  for (const field of element.fields) {
    if (field.type === 'path' || field.type === 'reference') read.add(field.path.split('.')[0] ?? '');
  }
  return element.transforms.flatMap((transform, index): ConfigIssue[] => {
    const later = element.transforms.slice(index + 1);
    if (read.has(transform.field) || later.some((other) => mentions(other.expression, transform.field))) {
      return [];
    }
    const location = file.locate(['schema_mapping', element.index, 'transforms', index, 'field']);
    const message = `the result of the transform "${transform.field}" is read by no field`;
    const hint = `Add a field with "mapping: ${transform.field}", or remove the transform.`;
    return [{ severity: 'warning', message, hint, location }];
  });
}

function mentions(expression: string, name: string): boolean {
  return expression.split(/[^\p{L}\p{N}_]+/u).includes(name);
}
