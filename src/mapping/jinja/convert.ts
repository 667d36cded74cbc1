import { type JsonValue, setOwn } from '../../json.ts';
import { setItem } from './compare.ts';
import { JinjaUnsupported } from './errors.ts';
import { Markup, PyDict, PyFloat, PyList, PyTuple, typeName, Undefined, type Value } from './values.ts';

/** A record's value: JSON, in which a float without a fraction may be a PyFloat to stay one. */
export type RecordValue =
  | null
  | boolean
  | number
  | string
  | PyFloat
  | readonly RecordValue[]
  | { readonly [key: string]: RecordValue };

/**
 * A record's value as Python would have it. A number without a fraction is an int. Lists and objects are
 * copies that a template may not change.
 */
export function fromJson(value: RecordValue | undefined): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value || 0 : numberFromJson(value);
  if (typeof value !== 'object') return value;
  if (value instanceof PyFloat) return value;
  if (isList(value)) return new PyList(value.map(fromJson), true);
  const keys = Object.keys(value);
  const dict = new PyDict(true, !keys.some((key) => /^(0|[1-9]\d*)$/.test(key)));
  for (const key of keys) setItem(dict, key, fromJson(value[key]));
  return dict;
}

function isList(value: object): value is readonly RecordValue[] {
  return Array.isArray(value);
}

function numberFromJson(value: number): Value {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) {
    throw new JinjaUnsupported('an integer beyond 2^53 in the record has lost digits');
  }
  return new PyFloat(value);
}

/** A copy of a template's result that belongs to the record: later templates may read, not change it. */
export function asShared(value: Value): Value {
  if (value instanceof PyList) return new PyList(value.items.map(asShared), true);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(asShared), value.fields);
  if (!(value instanceof PyDict)) return value;
  const copy = new PyDict(true, value.ordered);
  for (const [hash, [key, item]] of value.entries) copy.entries.set(hash, [key, asShared(item)]);
  return copy;
}

/** The JSON form of a value; refuses what JSON cannot carry. A tuple becomes a list. */
export function toJson(value: Value): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat) return floatToJson(value.value);
  if (value instanceof Markup) return value.text;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.map(toJson);
  if (value instanceof PyDict) return dictToJson(value);
  if (value instanceof Undefined) throw new JinjaUnsupported(value.message);
  if (typeof value === 'bigint') throw new JinjaUnsupported('an integer beyond 2^53 cannot be stored');
  throw new JinjaUnsupported(
    `the result is a ${typeName(value)}, which cannot be stored; add "| list" to make it a list`,
  );
}

function floatToJson(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new JinjaUnsupported('infinity and NaN cannot be stored');
}

function dictToJson(dict: PyDict): JsonValue {
  const object: { [key: string]: JsonValue } = {};
  for (const [key, value] of dict.entries.values()) {
    if (typeof key !== 'string')
      throw new JinjaUnsupported(`an object with a key of type ${typeName(key)} cannot be stored`);
    setOwn(object, key, toJson(value));
  }
  return object;
}
