import { SyncError } from '../errors.ts';

/** What HTTP allows in a header's value: no control characters, nothing beyond Latin-1 (RFC 9110, 5.5). */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Sets of headers made one, later ones first; names become lower case.
 * @throws SyncError CONFIG_INVALID for a value that cannot be sent, without showing it: it may be a token
 */
export function mergeHeaders(
  system: string,
  ...sets: readonly Readonly<Record<string, string>>[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of sets.flatMap((set) => Object.entries(set))) {
    if (!HEADER_VALUE.test(value)) {
      throw new SyncError({
        code: 'CONFIG_INVALID',
        message: `${system}: the ${name} header holds a character that HTTP cannot carry, such as a line break`,
        hint: 'Look at the token or setting it comes from: it may have been copied with a line break.',
      });
    }
    merged[name.toLowerCase()] = value;
  }
  return merged;
}
