import {
  compileTemplate,
  JinjaError,
  JinjaUnsupported,
  type JinjaValue,
  PyFloat,
  type RecordValue,
  toJson,
  typeName,
  Undefined,
} from '../../../src/mapping/jinja/engine.ts';
import { PyDict, PyList, PyTuple } from '../../../src/mapping/jinja/values.ts';

/** One expression with jinja2's own answers: `n` the native value, `nt` its Python type, or an exception. */
export interface CorpusCase {
  readonly t: string;
  readonly n?: RecordValue;
  readonly nt?: string;
  readonly nerr?: string;
}

export interface CorpusFile {
  readonly context: Readonly<Record<string, RecordValue>>;
  readonly cases: readonly CorpusCase[];
}

export type Verdict =
  | { readonly status: 'same' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'different'; readonly expected: string; readonly actual: string };

/**
 * Reads a corpus file; a number written with a fraction or an exponent stays a float. Python also writes
 * infinity and NaN, which no JSON has: they are read as their names.
 */
export function parseCorpus(text: string): CorpusFile {
  return JSON.parse(text.replace(/("n": )(-?Infinity|NaN)(?=[,\s}])/g, '$1"$2"'), reviveFloat);
}

function reviveFloat(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  if (typeof value !== 'number') return value;
  return /[.eE]/.test(context?.source ?? '') ? new PyFloat(value) : value;
}

/** Compares this engine's answer with jinja2's. */
export function verdictOf(testCase: CorpusCase, context: CorpusFile['context']): Verdict {
  let value: JinjaValue;
  try {
    value = compileTemplate(testCase.t, { random: () => 0.5 }).render(context);
    if (testCase.nerr === undefined && !(value instanceof Undefined)) toJson(value);
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error;
    if (testCase.nerr !== undefined) return { status: 'same' };
    if (error instanceof JinjaUnsupported) return { status: 'refused', reason: error.message };
    return { status: 'different', expected: expectedText(testCase), actual: error.message };
  }
  const actual = `${withoutMarkup(typeName(value))} ${shapeOf(value)}`;
  const expected = expectedText(testCase);
  return actual === expected ? { status: 'same' } : { status: 'different', expected, actual };
}

function withoutMarkup(type: string): string {
  return type === 'Markup' ? 'str' : type;
}

function expectedText(testCase: CorpusCase): string {
  if (testCase.nerr !== undefined) return `raises ${testCase.nerr}`;
  if (testCase.nt?.endsWith('Undefined')) return `${testCase.nt} undefined`;
  return `${withoutMarkup(testCase.nt ?? '')} ${expectedShape(testCase.n ?? null)}`;
}

/** A text that tells apart what Python tells apart: 1, 1.0 and true; lists and tuples. */
function shapeOf(value: JinjaValue): string {
  if (value instanceof Undefined) return 'undefined';
  if (value instanceof PyFloat) return `float ${value.value}`;
  if (value instanceof PyTuple) return `(${value.items.map(shapeOf).join(', ')})`;
  if (value instanceof PyList) return `[${value.items.map(shapeOf).join(', ')}]`;
  if (value instanceof PyDict) {
    return `{${[...value.entries.values()]
      .map(([key, item]) => `${JSON.stringify(toJson(key))}: ${shapeOf(item)}`)
      .sort()
      .join(', ')}}`;
  }
  return JSON.stringify(toJson(value));
}

function expectedShape(value: RecordValue): string {
  if (value instanceof PyFloat) return `float ${value.value}`;
  if (Array.isArray(value)) return `[${value.map(expectedShape).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value);
  const [first] = members;
  if (members.length === 1 && first?.[0] === '__tuple__' && Array.isArray(first[1])) {
    return `(${first[1].map(expectedShape).join(', ')})`;
  }
  return `{${members
    .map(([key, item]) => `${JSON.stringify(key)}: ${expectedShape(item)}`)
    .sort()
    .join(', ')}}`;
}
