import type { ConfigIssue } from './issue.ts';
import { nearest } from './nearest.ts';
import type { MappingElement } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Holds `order` against the mapped kinds. A mapped kind that a given order leaves out is not synced, as with
 * the Python tool; a name in it that is close to such a kind is taken for a misspelling.
 */
export function checkOrder(
  order: readonly string[],
  mappings: readonly MappingElement[],
  file: YamlFile,
): ConfigIssue[] {
  if (order.length === 0) return [];
  const mapped = new Set(mappings.map((element) => element.kind));
  const leftOut = [...mapped].filter((kind) => !order.includes(kind));
  const issues = order.flatMap((kind, index): ConfigIssue[] => {
    const location = file.locate(['order', index]);
    if (order.indexOf(kind) < index) {
      const message = `"${kind}" is in "order" twice`;
      return [{ severity: 'warning', message, hint: 'The first place counts; remove this one.', location }];
    }
    if (mapped.has(kind)) return [];
    const near = nearest(kind, leftOut);
    if (near !== undefined) {
      const message = `"${kind}" in "order" is not a kind that "schema_mapping" maps`;
      return [{ severity: 'error', message, hint: `Did you mean "${near}"?`, location }];
    }
    const message = `"${kind}" in "order" has no entry in "schema_mapping", and so no effect`;
    return [{ severity: 'warning', message, hint: 'Map it, or remove it from "order".', location }];
  });
  const misspelt = new Set(order.map((kind) => (mapped.has(kind) ? undefined : nearest(kind, leftOut))));
  for (const kind of leftOut.filter((left) => !misspelt.has(left))) {
    const element = mappings.find((candidate) => candidate.kind === kind);
    issues.push({
      severity: 'warning',
      message: `"${kind}" is mapped, but "order" leaves it out: it is not synced`,
      hint: 'Add it to "order", or remove "order" and let the references decide.',
      location: file.locate(['schema_mapping', element?.index ?? 0, 'name']),
    });
  }
  return issues;
}
