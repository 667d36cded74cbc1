import type { ChangeTracking, Projection, SourceAdapter } from '../adapters/contract.ts';
import type { ElementMapping } from '../mapping/kind-mapping.ts';

/** What is read for a mapping element, in a full read and in a warm one alike. */
export interface ElementProjection {
  readonly projection: Projection;
  readonly tracking: ChangeTracking;
  /** Fields that only a transform fills: a record that has one of its own cannot be tracked. */
  readonly filledNames: readonly string[];
}

/** The element's paths, and what else has to be read so that changes elsewhere can be followed. */
export function elementProjection(
  adapter: Pick<SourceAdapter, 'tracking'>,
  element: ElementMapping,
): ElementProjection {
  const { endpoint, paths, filledPaths } = element;
  const filledNames = [...new Set(filledPaths.map((path) => path.split('.')[0] ?? path))];
  if (paths === 'everything') {
    return { projection: { endpoint, paths }, tracking: adapter.tracking({ endpoint, paths }), filledNames };
  }
  const recorded = paths.filter((path) => !filledPaths.includes(path));
  const tracking = adapter.tracking({ endpoint, paths: recorded });
  const extra = tracking.status === 'tracked' ? tracking.extraPaths : [];
  return {
    projection: { endpoint, paths: [...new Set([...paths, ...extra])].sort() },
    tracking,
    filledNames,
  };
}

/** Why changes of a kind's records cannot be told one by one; undefined when they can. */
export function untrackedReason(elements: readonly ElementProjection[]): string | undefined {
  const endpoints = elements.map(({ projection }) => projection.endpoint);
  const twice = endpoints.find((endpoint, index) => endpoints.indexOf(endpoint) !== index);
  if (twice !== undefined) return `${twice} is mapped to it twice`;
  for (const { tracking, projection } of elements) {
    if (tracking.status === 'untracked') return tracking.reason;
    if (tracking.status === 'marked') return `single changes of ${projection.endpoint} cannot be told`;
  }
  return undefined;
}
