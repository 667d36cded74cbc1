/**
 * Whether a field of a nested object is computed from yet other objects, so that it changes while neither the
 * record nor the nested object is saved: counts, depths, cabling, and `display` and `natural_slug`, which
 * may be made of the names of others.
 */
export function isVolatile(name: string): boolean {
  return (
    name.startsWith('_') ||
    name.endsWith('_count') ||
    name.startsWith('count_') ||
    name === 'display' ||
    name === 'natural_slug' ||
    name === 'tree_depth' ||
    name === 'cable'
  );
}
