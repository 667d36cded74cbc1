import { isJsonObject, type JsonValue } from '../../json.ts';
import { parseKeepingFloats } from '../../json-floats.ts';
import type { RecordsPart } from './endpoint.ts';
import { findDuplicateKey } from './json-duplicates.ts';
import { findStarts } from './json-starts.ts';
import { fileInvalid, type ParsedRecord, recordOf } from './parsed-record.ts';

/**
 * Reads one JSON document.
 * @throws SyncError FILE_INVALID with the line
 */
export function parseJson(text: string, file: string, part: RecordsPart): readonly ParsedRecord[] {
  const holder = partOf(parse(text, file, 1), file, part);
  const lineOf = lineCounter(text);
  const starts = findStarts(text, part.keys);
  const line = (index: number) => lineOf(starts[index] ?? 0);
  if (part.eachValue) {
    if (!isJsonObject(holder)) throw noMap(file, line(0));
    return Object.entries(holder).map(([key, value], index) => ({
      data: value === null ? {} : recordOf(value, file, line(index)),
      line: line(index),
      key,
      isOneOfMany: true,
    }));
  }
  if (!Array.isArray(holder)) {
    return [{ data: recordOf(holder, file, 1), line: 1, key: undefined, isOneOfMany: false }];
  }
  return holder.map((value, index) => ({
    data: recordOf(value, file, line(index)),
    line: line(index),
    key: undefined,
    isOneOfMany: true,
  }));
}

/**
 * Reads a JSON document on each line; empty lines are skipped.
 * @throws SyncError FILE_INVALID with the line
 */
export function parseNdjson(text: string, file: string): readonly ParsedRecord[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return [];
    const line = index + 1;
    const data = recordOf(parse(row, file, line), file, line);
    return [{ data, line, key: undefined, isOneOfMany: true }];
  });
}

function parse(text: string, file: string, firstLine: number): JsonValue {
  const value = parseValid(text, file, firstLine);
  const twice = findDuplicateKey(text);
  if (twice === undefined) return value;
  throw fileInvalid(
    { file, line: firstLine - 1 + lineCounter(text)(twice.offset), column: 1 },
    `the key "${twice.key}" is there twice in one map`,
    'Only one of them can count: rename or remove one.',
  );
}

function parseValid(text: string, file: string, firstLine: number): JsonValue {
  try {
    return parseKeepingFloats(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    throw fileInvalid(
      { file, line: firstLine - 1 + lineCounter(text)(position), column: 1 },
      `this is not valid JSON: ${message.replace(/ \(line.*$/s, '')}`,
      'JSON has no comments, no comma after the last entry, and its keys and text stand in double quotes.',
    );
  }
}

function partOf(value: JsonValue, file: string, part: RecordsPart): JsonValue {
  let holder = value;
  for (const key of part.keys) {
    const found = isJsonObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
    if (found === undefined) {
      throw fileInvalid(
        { file, line: 1, column: 1 },
        `there is no "${key}" in it, which the mapping names`,
        `The mapping looks for "${part.keys.join('.')}".`,
      );
    }
    holder = found;
  }
  return holder;
}

function noMap(file: string, line: number) {
  return fileInvalid(
    { file, line, column: 1 },
    'a map is expected here, because the mapping ends in "*"',
    'Leave ".*" out for a list of records.',
  );
}

/** From an offset to its line, for offsets that rise. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    if (offset < counted) [line, counted] = [1, 0];
    for (
      let next = text.indexOf('\n', counted);
      next >= 0 && next < offset;
      next = text.indexOf('\n', counted)
    ) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
}
