import type { z } from 'zod';
import type { JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { ConfigIssue } from './issue.ts';
import { formatPath, valueAt } from './path.ts';
import { configShape } from './shape.ts';
import type { YamlFile } from './yaml-file.ts';

export type ShapeReading =
  | { readonly status: 'valid'; readonly config: z.infer<typeof configShape> }
  | { readonly status: 'invalid'; readonly issues: readonly ConfigIssue[] };

/** Holds a file against the shape of config.yml; every misfit is an issue at its place. */
export function readShape(file: YamlFile): ShapeReading {
  const result = configShape.safeParse(file.value);
  if (result.success) return { status: 'valid', config: result.data };
  return { status: 'invalid', issues: result.error.issues.map((issue) => toIssue(issue, file)) };
}

function toIssue(issue: z.core.$ZodIssue, file: YamlFile): ConfigIssue {
  const path = issue.path.filter((segment) => typeof segment !== 'symbol');
  const value = valueAt(file.value, path);
  const { message, hint } = describe(issue, formatPath(path), value);
  return { severity: 'error', message, hint, location: file.locate(path) };
}

function describe(
  issue: z.core.$ZodIssue,
  name: string,
  value: JsonValue | undefined,
): { message: string; hint: string } {
  if (issue.code === 'too_small') return describeTooSmall(issue, name);
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') {
    return { message: `${name} is not valid: ${issue.message}`, hint: 'See docs/configuration.md.' };
  }
  const wanted = wantedWord(issue.code === 'invalid_type' ? issue.expected : 'value');
  if (value === undefined) return { message: `${name} is missing`, hint: hintForMissing(name, wanted) };
  return {
    message: `${name} must be ${wanted}, but is ${valueWord(value)}`,
    hint: hintForType(wanted, value),
  };
}

function describeTooSmall(issue: z.core.$ZodIssueTooSmall, name: string): { message: string; hint: string } {
  if (issue.origin === 'string') {
    // An unquoted > begins a block of text to YAML.
    const isOperation = name.endsWith('.operation');
    const hint = isOperation
      ? 'Put operations in quotes, such as ">".'
      : 'Give it a value, or remove the key.';
    return { message: `${name} is empty`, hint };
  }
  if (issue.origin === 'array') {
    return { message: `${name} is empty: there is nothing to sync`, hint: 'Map at least one kind.' };
  }
  const remark = name.endsWith('full_resync_every') ? ' 1 reads everything on every run.' : '';
  return { message: `${name} is too small`, hint: `Use ${issue.minimum} or more.${remark}` };
}

function hintForMissing(name: string, wanted: string): string {
  const key = name.split('.').at(-1) ?? name;
  if (key === 'schema_mapping') return 'Add "schema_mapping:" with one entry for each kind and endpoint.';
  if (key === 'source') return 'Add "source:" with the "name" of a system, such as netbox.';
  if (key === 'destination') return 'Add "destination:" with the "name" of a system, such as infrahub.';
  return `Add "${key}:" with ${wanted}.`;
}

function hintForType(wanted: string, value: JsonValue): string {
  if (wanted === 'text' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotes: "${value}".`;
  }
  if (wanted === 'a list')
    return isJsonObject(value) ? 'Begin each entry with "- ".' : `Write ${asList(value)}.`;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return 'Remove the quotes.';
  return `Write ${wanted} here.`;
}

function asList(value: JsonValue): string {
  return value === null ? 'at least one entry, each beginning with "- "' : `[${JSON.stringify(value)}]`;
}

function wantedWord(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    array: 'a list',
    object: 'a map of keys and values',
    record: 'a map of keys and values',
    number: 'a number',
    int: 'a whole number',
  };
  return words[expected] ?? `of type ${expected}`;
}

function valueWord(value: JsonValue): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'a map';
  if (typeof value === 'string') return `the text "${value}"`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
}
