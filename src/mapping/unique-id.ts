import type { JsonValue } from '../json.ts';

/**
 * The values of a row's identifiers joined by `__`. Values are written as Python writes them (`None`, `True`),
 * because configurations of the Python tool spell such ids out in their expressions.
 */
export function uniqueIdOf(
  identifiers: readonly string[],
  values: Readonly<Record<string, JsonValue>>,
): string {
  if (identifiers.length === 1) return identifierText(values[identifiers[0] ?? ''] ?? null);
  return identifiers.map((name) => identifierText(values[name] ?? null)).join('__');
}

function identifierText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
