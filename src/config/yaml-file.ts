import { type Document, LineCounter, parseAllDocuments, type ScalarTag, type Tags, visit } from 'yaml';
import type { SourceLocation } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import type { ConfigIssue } from './issue.ts';
import { keyOf, offsetOfKey, Places } from './yaml-places.ts';

/** A YAML file as data that remembers where each value stands. */
export interface YamlFile {
  readonly value: JsonValue;
  /** Place of a value; of its key when the value is a map or list; of the nearest parent that exists. */
  locate(path: readonly (string | number)[]): SourceLocation;
  /** Place of the last key or list entry of a path itself. */
  locateKey(path: readonly (string | number)[]): SourceLocation;
}

export type YamlReading =
  | { readonly status: 'read'; readonly file: YamlFile }
  | { readonly status: 'broken'; readonly issues: readonly ConfigIssue[] };

/** YAML 1.1 with PyYAML's words for true and false: `y` and `n` stay text, dates stay text. */
function tagsAsInPyYaml(tags: Tags): Tags {
  const booleans: ScalarTag[] = [
    { test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/, value: true },
    { test: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/, value: false },
  ].map(({ test, value }) => ({
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test,
    resolve: () => value,
  }));
  const kept = tags.filter((tag) => {
    if (typeof tag === 'string') return tag !== 'timestamp' && tag !== 'bool';
    return tag.tag !== 'tag:yaml.org,2002:bool' && tag.tag !== 'tag:yaml.org,2002:timestamp';
  });
  return [...kept, ...booleans];
}

/**
 * Reads one YAML document. YAML 1.1 as PyYAML reads it, because that is what the format's files were
 * written for. Pure; `name` is the file as the user would name it.
 */
export function readYaml(text: string, name: string): YamlReading {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: tagsAsInPyYaml,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const at = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = 'empty' in documents ? undefined : documents[0];
  if (document === undefined || document.contents === null) return broken([emptyFile(at(0))]);
  const second = 'empty' in documents ? undefined : documents[1];
  const issues = document.errors.map((error) => syntaxIssue(error.message, at(error.pos[0])));
  for (const { code, pos } of document.warnings) {
    if (code === 'TAG_RESOLVE_FAILED') issues.push(unknownTag(text.slice(...pos), at(pos[0])));
  }
  if (second !== undefined) issues.push(severalDocuments(at(second.range[0])));
  if (issues.length > 0) return broken(issues);
  issues.push(...duplicateKeys(document, at), ...unresolvedAliases(document, at));
  if (issues.length > 0) return broken(issues);
  return toData(document, at);
}

function broken(issues: readonly ConfigIssue[]): YamlReading {
  return { status: 'broken', issues };
}

function toData(document: Document.Parsed, at: (offset: number) => SourceLocation): YamlReading {
  const places = new Places(document, at);
  const file = {
    locate: (path: readonly (string | number)[]) => places.locate(path),
    locateKey: (path: readonly (string | number)[]) => places.locateKey(path),
  };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    const message = `the aliases of this file cannot be resolved: ${error instanceof Error ? error.message : error}`;
    const hint = 'Write the repeated parts out.';
    return broken([{ severity: 'error', message, hint, location: at(0) }]);
  }
  const found: ConfigIssue[] = [];
  const value = toJson(data, [], [], (path, message, hint) =>
    found.push({ severity: 'error', message, hint, location: file.locate(path) }),
  );
  return found.length > 0 ? broken(found) : { status: 'read', file: { value, ...file } };
}

function emptyFile(location: SourceLocation): ConfigIssue {
  const hint = 'A configuration has at least "name", "source", "destination" and "schema_mapping".';
  return { severity: 'error', message: 'the file is empty', hint, location };
}

function severalDocuments(location: SourceLocation): ConfigIssue {
  return {
    severity: 'error',
    message: 'a second YAML document starts here',
    hint: 'One file holds one sync: put each in a config.yml of its own.',
    location,
  };
}

function syntaxIssue(message: string, location: SourceLocation): ConfigIssue {
  return {
    severity: 'error',
    message: `this is not valid YAML: ${message.split('\n')[0]}`,
    hint: 'Check indentation, colons and quotes here and on the line above; tabs cannot indent.',
    location,
  };
}

/** `operation: !=` without quotes is a tag to YAML, and its value empty. */
function unknownTag(tag: string, location: SourceLocation): ConfigIssue {
  const message = `YAML takes "${tag}" for a tag here, not for text`;
  return { severity: 'error', message, hint: `Put it in quotes: "${tag}".`, location };
}

function duplicateKeys(document: Document.Parsed, at: (offset: number) => SourceLocation): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, SourceLocation>();
      for (const pair of map.items) {
        const name = keyOf(pair);
        const location = at(offsetOfKey(pair) ?? 0);
        const earlier = seen.get(name);
        if (earlier === undefined) {
          seen.set(name, location);
          continue;
        }
        issues.push({
          severity: 'error',
          message: `the key "${name}" is there twice: on line ${earlier.line} and again here`,
          hint: 'Only one of them can count: join them or remove one.',
          location,
        });
      }
    },
  });
  return issues;
}

function unresolvedAliases(document: Document.Parsed, at: (offset: number) => SourceLocation): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      issues.push({
        severity: 'error',
        message: `the alias "*${alias.source}" has no anchor "&${alias.source}" before it`,
        hint: 'Set the anchor above the alias, or put the value in quotes if it is text that starts with *.',
        location: at(alias.range?.[0] ?? 0),
      });
    },
  });
  return issues;
}

/** Checks that data is what JSON can carry; what is not is reported and stands as null. */
function toJson(
  data: unknown,
  path: (string | number)[],
  parents: readonly unknown[],
  report: (path: readonly (string | number)[], message: string, hint: string) => void,
): JsonValue {
  if (data === null || data === undefined) return null;
  if (typeof data === 'string' || typeof data === 'boolean') return data;
  if (typeof data === 'number') {
    if (Number.isFinite(data) && (!Number.isInteger(data) || Number.isSafeInteger(data))) return data;
    report(path, 'this number cannot be held exactly', 'Put it in quotes to keep it as text.');
    return null;
  }
  if (parents.includes(data)) {
    report(path, 'this value contains itself', 'Remove the alias, or write the repeated part out.');
    return null;
  }
  const within = [...parents, data];
  if (Array.isArray(data)) return data.map((entry, index) => toJson(entry, [...path, index], within, report));
  if (isPlainObject(data)) {
    const entries = Object.entries(data).map(
      ([key, entry]) => [key, toJson(entry, [...path, key], within, report)] as const,
    );
    return Object.fromEntries(entries);
  }
  report(
    path,
    'this is a value of a type that has no place here',
    'Use text, numbers, true, false or lists.',
  );
  return null;
}

function isPlainObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype;
}
