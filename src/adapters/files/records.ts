import path from 'node:path';
import { SyncError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { FILE_FIELD, LINE_FIELD } from '../../mapping/record-place.ts';
import type { Projection, SourceRecord } from '../contract.ts';
import { canonicalEndpoint, parseEndpoint } from './endpoint.ts';
import { findFiles } from './find-files.ts';
import { fileInvalid, type ParsedRecord } from './parsed-record.ts';
import { readRecords } from './read-file.ts';
import type { FilesSettings } from './settings.ts';

/** A record's key in the map that holds it. */
const KEY_FIELD = '_key';
const OWN_FIELDS = [FILE_FIELD, LINE_FIELD, KEY_FIELD];

/**
 * All records of an endpoint, a page for each file. Each has `_file` and `_line`, and `_key` in a map of records.
 * @throws SyncError FILE_INVALID for a file that cannot be read as its format, DUPLICATE_IDENTITY for two records
 *   with one id
 */
export async function* readEndpoint(
  projection: Projection,
  settings: FilesSettings,
  signal: AbortSignal,
): AsyncGenerator<readonly SourceRecord[]> {
  const { pattern, part } = parseEndpoint(canonicalEndpoint(projection.endpoint));
  const places = new Map<string, string>();
  for (const file of await findFiles(pattern, settings)) {
    const parsed = await readRecords(file, part, settings, signal);
    yield parsed.map((record, index) => {
      const place = `${path.join(settings.directory, file)}:${record.line}`;
      const id = idOf(record, index, file, place, settings);
      const other = places.get(id);
      if (other !== undefined) throw sameId(id, other, place, settings);
      places.set(id, place);
      return { id, data: project(record, file, place, projection), changedAt: undefined };
    });
  }
}

/** The id field where the settings name one; else `devices.yml#3` by position, `hosts.yml#edge-1` by key, or the file alone. */
function idOf(
  { data, key, isOneOfMany }: ParsedRecord,
  index: number,
  file: string,
  place: string,
  { idField }: FilesSettings,
): string {
  if (idField === undefined) return isOneOfMany ? `${file}#${key ?? index + 1}` : file;
  const id = data[idField];
  if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
  throw new SyncError({
    code: 'FILE_INVALID',
    message: `${place}: the record has no "${idField}", which id_field names`,
    hint: 'Give every record a text or number there, or leave id_field out.',
  });
}

function project(
  { data, line, key }: ParsedRecord,
  file: string,
  place: string,
  { paths }: Projection,
): JsonObject {
  const reserved = OWN_FIELDS.find((name) => Object.hasOwn(data, name));
  if (reserved !== undefined) {
    throw fileInvalid(
      { file: place.slice(0, place.lastIndexOf(':')), line, column: 1 },
      `the field "${reserved}" has a meaning of its own`,
      'Give the field another name.',
    );
  }
  const all: JsonObject = { ...data, ...(key === undefined ? {} : { [KEY_FIELD]: key }) };
  const wanted = paths === 'everything' ? undefined : new Set(paths.map((name) => name.split('.')[0]));
  const kept = Object.entries(all).filter(([name]) => wanted === undefined || wanted.has(name));
  return { ...Object.fromEntries(kept), [FILE_FIELD]: file, [LINE_FIELD]: line };
}

function sameId(id: string, first: string, second: string, { idField }: FilesSettings): SyncError {
  return new SyncError({
    code: 'DUPLICATE_IDENTITY',
    message: `${first} and ${second} have the same id "${id}"`,
    hint:
      idField === undefined
        ? 'Rename one of the two keys.'
        : `Ids are unique within a mapping: correct one, or leave id_field (now "${idField}") out.`,
  });
}
