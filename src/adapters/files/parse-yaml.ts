import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { RecordsPart } from './endpoint.ts';
import { fileInvalid, type ParsedRecord, recordOf } from './parsed-record.ts';

const MOST_ALIASES = 1000;

/**
 * Reads YAML 1.2, each of its documents, with anchors and merge keys (`<<`). A number counts as one only when
 * it would be written the same way again: `0012`, `1.10` and `1e3` stay the text that they are, so that no serial
 * number loses its zeros.
 * @throws SyncError FILE_INVALID with the line
 */
export function parseYaml(text: string, file: string, part: RecordsPart): readonly ParsedRecord[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const documents = 'empty' in parsed ? [] : parsed;
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const records = documents.flatMap((document) => {
    assertSound(document, text, file, lineOf);
    keepNumbersAsWritten(document);
    return recordsOf(document, file, part, lineOf);
  });
  const only = documents.length === 1;
  return only ? records : records.map((record) => ({ ...record, isOneOfMany: true }));
}

function assertSound(
  document: Document.Parsed,
  text: string,
  file: string,
  lineOf: (offset: number) => number,
): void {
  const [error] = document.errors;
  if (error !== undefined) {
    throw fileInvalid(
      { file, line: lineOf(error.pos[0]), column: 1 },
      `this is not valid YAML: ${error.message.split('\n')[0]}`,
      'Check indentation, colons and quotes here and on the line above; tabs cannot indent.',
    );
  }
  const tag = document.warnings.find(({ code }) => code === 'TAG_RESOLVE_FAILED');
  if (tag === undefined) return;
  throw fileInvalid(
    { file, line: lineOf(tag.pos[0]), column: 1 },
    `the tag "${text.slice(...tag.pos)}" has no meaning here`,
    'Write the value itself, in quotes if it begins with "!".',
  );
}

function keepNumbersAsWritten(document: Document.Parsed): void {
  visit(document, {
    Scalar(_, scalar) {
      const { source, value } = scalar;
      if (typeof value === 'number' && source !== undefined && String(value) !== source)
        scalar.value = source;
    },
  });
}

function recordsOf(
  document: Document.Parsed,
  file: string,
  part: RecordsPart,
  lineOf: (offset: number) => number,
): readonly ParsedRecord[] {
  const top = document.contents;
  if (top === null || (isScalar(top) && top.value === null)) return [];
  const line = (node: unknown) => lineOf((resolve(node, document) ?? top).range?.[0] ?? 0);
  const json = (node: unknown) => toJson(node, document, file, line(node));
  const holder = partOf(document, file, part, lineOf);
  if (isMap(holder) && part.eachValue) {
    // Keys may come by way of a merge key; those stand where the map does.
    const written = new Map(
      holder.items.map(({ key }) => [isScalar(key) ? String(key.value) : '', line(key)]),
    );
    return Object.entries(recordOf(json(holder), file, line(holder))).map(([key, value]) => {
      const at = written.get(key) ?? line(holder);
      return { data: asRecord(value, file, at), line: at, key, isOneOfMany: true };
    });
  }
  if (isSeq(holder) && !part.eachValue) {
    return holder.items.map((item) => {
      const data = recordOf(json(item), file, line(item));
      return { data, line: line(item), key: undefined, isOneOfMany: true };
    });
  }
  const data = part.eachValue ? noMap(file, line(holder)) : recordOf(json(holder), file, line(holder));
  return [{ data, line: line(holder), key: undefined, isOneOfMany: false }];
}

/** `edge-1:` with nothing after it is a record that has a key alone. */
function asRecord(value: JsonValue, file: string, line: number): JsonObject {
  return value === null ? {} : recordOf(value, file, line);
}

function noMap(file: string, line: number): never {
  throw fileInvalid(
    { file, line, column: 1 },
    'a map is expected here, because the mapping ends in "*"',
    'Leave ".*" out for a list of records.',
  );
}

function partOf(
  document: Document.Parsed,
  file: string,
  part: RecordsPart,
  lineOf: (offset: number) => number,
): Node {
  let node: Node | undefined = resolve(document.contents, document);
  for (const key of part.keys) {
    const holder: Node | undefined = node;
    const found: unknown = isMap(holder) ? holder.get(key, true) : undefined;
    node = resolve(found, document);
    if (node !== undefined) continue;
    throw fileInvalid(
      { file, line: lineOf(holder?.range?.[0] ?? 0), column: 1 },
      `there is no "${key}" here, which the mapping names`,
      `The mapping looks for "${part.keys.join('.')}" in every document of the file.`,
    );
  }
  if (node === undefined) throw new Error(`${file} has no contents`);
  return node;
}

function resolve(node: unknown, document: Document.Parsed): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

function toJson(node: unknown, document: Document.Parsed, file: string, line: number): JsonValue {
  const resolved = resolve(node, document);
  if (resolved === undefined) return null;
  try {
    return JSON.parse(JSON.stringify(resolved.toJS(document, { maxAliasCount: MOST_ALIASES }))) as JsonValue;
  } catch (error) {
    throw fileInvalid(
      { file, line, column: 1 },
      `the aliases here cannot be resolved: ${error instanceof Error ? error.message : String(error)}`,
      'Write the repeated parts out.',
    );
  }
}
