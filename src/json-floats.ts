import type { JsonValue } from './json.ts';

/**
 * JavaScript has one kind of number, Python two: a template prints a source's `1.0` as `1.0` and its `1` as
 * `1`. These functions carry the difference through JSON text.
 */

/** What Node 24 has of the proposal "JSON.parse source text access" and TypeScript's library has not. */
interface SourceTextJson {
  rawJSON(text: string): JsonValue;
  isRawJSON(value: unknown): boolean;
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
}

const sourceText = JSON as unknown as SourceTextJson;

/**
 * A number that Python reads as a float and JavaScript prints without a fraction, between what JSON has around a
 * number: addresses in text, such as "10.0.0.1", are not taken for one. Finds too many, never too few.
 */
const WHOLE_FLOAT = /(?:^|[[:,\s])-?\d+(?:\.0+|(?:\.\d+)?[eE][+-]?\d+)(?:[,\]}\s]|$)/;

function isWholeFloat(value: unknown, source: string | undefined): source is string {
  return typeof value === 'number' && Number.isInteger(value) && source !== undefined && /[.eE]/.test(source);
}

/**
 * Parses JSON so that `JSON.stringify` writes floats without a fraction as they came: `1.0` stays `1.0`. Such a
 * number is an opaque value; only its text matters.
 *
 * @throws SyntaxError as JSON.parse does
 */
export function parseKeepingFloats(text: string): JsonValue {
  if (!WHOLE_FLOAT.test(text)) return JSON.parse(text) as JsonValue;
  return sourceText.parse(text, (_key, value, { source }) =>
    isWholeFloat(value, source) ? sourceText.rawJSON(source) : value,
  ) as JsonValue;
}

/** True for a float that `parseKeepingFloats` kept. */
export function isKeptFloat(value: unknown): boolean {
  return sourceText.isRawJSON(value);
}

/**
 * Parses JSON with another value in the place of each float without a fraction.
 *
 * @returns undefined when the text has none, so that the plain parse will do
 */
export function parseWithFloats<Float>(text: string, floatOf: (value: number) => Float): unknown {
  if (!WHOLE_FLOAT.test(text)) return undefined;
  let found = false;
  const parsed = sourceText.parse(text, (_key, value, { source }) => {
    if (!isWholeFloat(value, source)) return value;
    found = true;
    return floatOf(value as unknown as number);
  });
  return found ? parsed : undefined;
}
