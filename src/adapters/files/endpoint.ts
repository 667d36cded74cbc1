import path from 'node:path';
import { SyncError } from '../../errors.ts';

/** What a `mapping` of files names: some files, and which part of each holds the records. */
export interface FilesEndpoint {
  /** A file, a folder or a glob, relative to the directory, with forward slashes. */
  readonly pattern: string;
  readonly part: RecordsPart;
}

/** Where in a file its records are. */
export interface RecordsPart {
  /** Keys that lead there from the top. */
  readonly keys: readonly string[];
  /** true: the values of a map, each with its key. false: the entries of a list, or one map that is one record. */
  readonly eachValue: boolean;
}

/** `./sites//*.yml` and `sites/*.yml` are one. */
export function canonicalEndpoint(endpoint: string): string {
  const { pattern, fragment } = split(endpoint);
  const normal = path.posix.normalize(pattern.trim().replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
  return fragment === undefined ? normal : `${normal}#${fragment}`;
}

/**
 * `inventory.yml#all.hosts.*` → the values of the map `hosts` in the map `all`.
 * @param endpoint in its canonical spelling
 * @throws SyncError CONFIG_INVALID when it leads out of the directory
 */
export function parseEndpoint(endpoint: string): FilesEndpoint {
  const { pattern, fragment } = split(endpoint);
  if (
    path.posix.isAbsolute(pattern) ||
    /^[a-z]:/i.test(pattern) ||
    pattern.split(/[/{},()|]/).includes('..')
  ) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `files: "${endpoint}" leads out of the directory`,
      hint: 'Name a file, folder or glob within the `directory` of the settings, or choose a directory further up.',
    });
  }
  const keys = fragment === undefined || fragment === '' ? [] : fragment.split('.');
  const eachValue = keys.at(-1) === '*';
  return { pattern, part: { keys: eachValue ? keys.slice(0, -1) : keys, eachValue } };
}

function split(endpoint: string): { readonly pattern: string; readonly fragment: string | undefined } {
  const mark = endpoint.indexOf('#');
  if (mark < 0) return { pattern: endpoint, fragment: undefined };
  return { pattern: endpoint.slice(0, mark), fragment: endpoint.slice(mark + 1) };
}
