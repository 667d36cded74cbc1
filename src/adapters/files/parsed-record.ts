import { type SourceLocation, SyncError } from '../../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** One record of a file as it stands there. */
export interface ParsedRecord {
  readonly data: JsonObject;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its key in the map that holds it; undefined in a list, or when it is the file's only record. */
  readonly key: string | undefined;
  /** false: it is all that the file, or the part of it, holds. */
  readonly isOneOfMany: boolean;
}

/** The error for a file that is not what its format says. */
export function fileInvalid(location: SourceLocation, message: string, hint: string): SyncError {
  const { file, line } = location;
  return new SyncError({ code: 'FILE_INVALID', message: `${file}:${line}: ${message}`, hint, location });
}

/** @throws SyncError FILE_INVALID for what is no map of fields */
export function recordOf(value: JsonValue, file: string, line: number): JsonObject {
  if (isJsonObject(value)) return value;
  throw fileInvalid(
    { file, line, column: 1 },
    `a record is expected here, a map of fields, and this is ${nameOf(value)}`,
    'A mapping names the part that holds records after "#": "network.yml#devices" a list, "network.yml#devices.*" the values of a map.',
  );
}

function nameOf(value: JsonValue): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : `"${String(value)}"`;
}
