import { SyncError } from '../errors.ts';
import { type JsonObject, setOwn } from '../json.ts';
import { parseWithFloats } from '../json-floats.ts';
import { fromJson, type RecordValue } from './jinja/convert.ts';
import {
  asShared,
  compileTemplate,
  JinjaError,
  JinjaSyntaxError,
  JinjaUnsupported,
  type JinjaValue,
  type Template,
  toJson,
  Undefined,
} from './jinja/engine.ts';
import { PyFloat } from './jinja/values.ts';

/** One entry of `transforms`. */
export interface TransformRule {
  /** The key of the record under which the result is stored, dots and all. */
  readonly field: string;
  readonly expression: string;
}

/** A transform, ready to run. */
export interface Transform {
  /** The dotted paths that it reads from a record, or everything when that cannot be told. */
  readonly paths: readonly string[] | 'everything';
  /**
   * The record with the result under the transform's field; the record that is given stays as it is. A
   * result of None stores nothing.
   * @throws SyncError TRANSFORM_FAILED, TRANSFORM_UNSUPPORTED
   */
  readonly apply: (record: JsonObject) => JsonObject;
}

/**
 * Results that JSON cannot tell apart (2.0 and 2), as the next transform has to see them. They travel with
 * the record under a symbol, which no JSON text, no copy by spread and no key listing shows.
 */
const EXACT = Symbol('exact values');

const NOTHING_EXACT: ReadonlyMap<string, JinjaValue> = new Map();

interface TransformedRecord extends JsonObject {
  readonly [EXACT]?: ReadonlyMap<string, JinjaValue>;
}

/**
 * Compiles a transform: a Jinja2 template whose value is stored in the record, where the next transform sees
 * it. The value is what jinja2 gives, or an error; never another value.
 *
 * @throws SyncError TRANSFORM_UNSUPPORTED for a template that is wrong or that this engine cannot run
 */
export function compileTransform(rule: TransformRule): Transform {
  const template = explained(rule, () => compileTemplate(rule.expression));
  return { paths: template.variables, apply: (record) => applyTransform(rule, template, record) };
}

function applyTransform(rule: TransformRule, template: Template, record: TransformedRecord): JsonObject {
  return explained(rule, () => {
    const exact = record[EXACT] ?? NOTHING_EXACT;
    const value = template.render(record, exact);
    if (value === null) return record;
    if (value instanceof Undefined) value.fail();
    return withValue(record, exact, rule.field, value);
  });
}

/**
 * A record from its JSON text, with floats without a fraction remembered for templates: `1.0` prints as 1.0.
 * Everything else sees a plain number.
 */
export function recordFromText(text: string): JsonObject {
  const record = JSON.parse(text) as TransformedRecord;
  const floats = parseWithFloats(text, (value) => new PyFloat(value)) as
    | Record<string, RecordValue>
    | undefined;
  if (floats === undefined) return record;
  const exact = new Map(Object.entries(floats).map(([name, value]) => [name, fromJson(value)]));
  Object.defineProperty(record, EXACT, { value: exact, enumerable: false });
  return record;
}

function withValue(
  record: JsonObject,
  exact: ReadonlyMap<string, JinjaValue>,
  field: string,
  value: JinjaValue,
): JsonObject {
  const next: JsonObject = { ...record };
  setOwn(next, field, toJson(value));
  const isExact = value !== null && typeof value === 'object';
  if (!isExact && exact.size === 0) return next;
  const remembered = new Map(exact);
  if (isExact) remembered.set(field, asShared(value));
  else remembered.delete(field);
  if (remembered.size > 0) Object.defineProperty(next, EXACT, { value: remembered, enumerable: false });
  return next;
}

function explained<Result>(rule: TransformRule, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error;
    const unsupported = error instanceof JinjaUnsupported || error instanceof JinjaSyntaxError;
    throw new SyncError({
      code: unsupported ? 'TRANSFORM_UNSUPPORTED' : 'TRANSFORM_FAILED',
      message: `transform of "${rule.field}" with "${rule.expression}" failed: ${error.message}`,
      hint: hintFor(error),
      cause: error,
    });
  }
}

function hintFor(error: JinjaError): string {
  if (error instanceof JinjaSyntaxError) {
    return 'Correct the template; only the filters and tests that Jinja2 itself brings are known.';
  }
  if (error instanceof JinjaUnsupported) return 'Write the expression with other filters or methods.';
  return "Give the expression a way out for records like this one, such as `| default('')` or `if name else ''`.";
}
