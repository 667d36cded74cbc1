/** A query's parameters in order; a name may come more than once. */
export type Query = readonly (readonly [name: string, value: string | number])[];

/** `?a=1&b=2`; commas stay as they are, they stand between the parts of a list. Empty for no parameters. */
export function formatQuery(query: Query): string {
  if (query.length === 0) return '';
  const parts = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `?${parts.join('&').replaceAll('%2C', ',')}`;
}
