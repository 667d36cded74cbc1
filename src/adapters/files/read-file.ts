import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SyncError } from '../../errors.ts';
import type { RecordsPart } from './endpoint.ts';
import { formatOf, knownEndings } from './format.ts';
import { parseCsv } from './parse-csv.ts';
import { parseJson, parseNdjson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { fileInvalid, type ParsedRecord } from './parsed-record.ts';
import type { FilesSettings } from './settings.ts';

/** @param file relative to the directory of the settings */
export async function readRecords(
  file: string,
  part: RecordsPart,
  settings: FilesSettings,
  signal: AbortSignal,
): Promise<readonly ParsedRecord[]> {
  const place = path.join(settings.directory, file);
  const format = settings.format ?? formatOf(file);
  if (format === undefined) throw unknownFormat(place);
  const text = decode(await readBytes(place, signal), place);
  if (format === 'yaml') return parseYaml(text, place, part);
  if (format === 'json') return parseJson(text, place, part);
  if (part.keys.length > 0 || part.eachValue) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `files: ${place} is ${format.toUpperCase()}, which has no parts that "#" could name`,
      hint: 'Name the file alone.',
    });
  }
  return format === 'csv' ? parseCsv(text, place, settings.delimiter) : parseNdjson(text, place);
}

/** @throws SyncError CANCELLED when the signal is aborted */
export async function readBytes(place: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await readFile(place, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new SyncError({
      code: 'CANCELLED',
      message: `reading ${place} was cancelled`,
      hint: 'Run it again.',
      cause: signal.reason,
    });
  }
}

function decode(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fileInvalid(
      { file: place, line: 1, column: 1 },
      'the file is not UTF-8',
      'Save it as UTF-8; a spreadsheet calls it "CSV UTF-8".',
    );
  }
}

function unknownFormat(place: string): SyncError {
  return new SyncError({
    code: 'CONFIG_INVALID',
    message: `files: the name of ${place} does not tell its format`,
    hint: `Names end in ${knownEndings.join(', ')}; for any other, give \`format\` in the settings.`,
  });
}
