import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';

/** A Python int: a safe integer as a number (never -0), anything larger as a bigint. */
export type Int = number | bigint;

/** A Python value. `null` is None, a boolean a bool, a string a str, a number or bigint an int. */
export type Value = null | boolean | Int | string | PyObject;

/** The values that need a shape of their own. */
export type PyObject =
  | PyFloat
  | Markup
  | PyList
  | PyTuple
  | PyDict
  | PyRange
  | PyIterator
  | DictView
  | Callable
  | Undefined
  | Namespace
  | Instance;

/** What a call hands over: positional values, then values by name. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** A Python float, so that 3.0 stays apart from 3. */
export class PyFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** markupsafe's Markup: a str that counts as escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A Python list; `shared` when it belongs to the record, which a template must not change. */
export class PyList {
  readonly items: Value[];
  readonly shared: boolean;
  constructor(items: Value[], shared = false) {
    this.items = items;
    this.shared = shared;
  }
}

/** A Python tuple; `fields` names its items when it is a named tuple. */
export class PyTuple {
  readonly items: readonly Value[];
  readonly fields: readonly string[];
  constructor(items: readonly Value[], fields: readonly string[] = []) {
    this.items = items;
    this.fields = fields;
  }
}

/** What a dict finds an entry by: equal and equally hashed Python values share one key. */
export type HashKey = string | number | bigint | null | object;

/**
 * A Python dict, in insertion order. `shared` as for a list. `ordered` is false for a JSON object whose
 * order JavaScript has lost (keys that look like integers come first there).
 */
export class PyDict {
  readonly entries = new Map<HashKey, readonly [Value, Value]>();
  readonly shared: boolean;
  readonly ordered: boolean;
  constructor(shared = false, ordered = true) {
    this.shared = shared;
    this.ordered = ordered;
  }

  /** Its entries in order; refuses when the order is not known. */
  pairs(): (readonly [Value, Value])[] {
    if (!this.ordered && this.entries.size > 1) {
      throw new JinjaUnsupported('the order of an object with integer-like keys is not known here');
    }
    return [...this.entries.values()];
  }
}

/** A Python range. */
export class PyRange {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }
}

/** An iterator or generator: it can be read once. */
export class PyIterator {
  readonly typeName: string;
  readonly iterator: Iterator<Value>;
  constructor(typeName: string, iterator: Iterator<Value>) {
    this.typeName = typeName;
    this.iterator = iterator;
  }
}

/** `d.keys()`, `d.values()` or `d.items()`: a live view. */
export class DictView {
  readonly of: PyDict;
  readonly part: 'keys' | 'values' | 'items';
  constructor(of: PyDict, part: 'keys' | 'values' | 'items') {
    this.of = of;
    this.part = part;
  }

  values(): Value[] {
    if (this.part === 'items') return this.of.pairs().map((pair) => new PyTuple(pair));
    return this.of.pairs().map((pair) => pair[this.part === 'keys' ? 0 : 1]);
  }
}

/** A function, bound method, macro or class. */
export class Callable {
  readonly typeName: string;
  readonly name: string;
  readonly call: (args: Arguments) => Value;
  constructor(typeName: string, name: string, call: (args: Arguments) => Value) {
    this.typeName = typeName;
    this.name = name;
    this.call = call;
  }
}

/** jinja2's Undefined; the strict one fails at nearly every touch, the other acts as an empty string. */
export class Undefined {
  readonly strict: boolean;
  readonly message: string;
  constructor(message: string, strict = true) {
    this.message = message;
    this.strict = strict;
  }

  fail(): never {
    throw new JinjaRuntimeError('UndefinedError', this.message);
  }
}

/** jinja2's `namespace()`: attributes that inner scopes may assign. */
export class Namespace {
  readonly attributes: PyDict;
  constructor(attributes: PyDict) {
    this.attributes = attributes;
  }
}

/** An object of the engine's own: `loop`, a cycler, a joiner. */
export interface InstanceMembers {
  readonly typeName: string;
  readonly attribute: (name: string) => Value | undefined;
  readonly call?: (args: Arguments) => Value;
  readonly repr?: () => string;
  readonly length?: () => number;
}

export class Instance {
  readonly members: InstanceMembers;
  constructor(members: InstanceMembers) {
    this.members = members;
  }
}

/** The name of a value's Python type, as `type(value).__name__` says it. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (typeof value === 'string') return 'str';
  if (value instanceof PyFloat) return 'float';
  if (value instanceof Markup) return 'Markup';
  if (value instanceof PyList) return 'list';
  if (value instanceof PyTuple) return value.fields.length > 0 ? '_GroupTuple' : 'tuple';
  if (value instanceof PyDict) return 'dict';
  if (value instanceof PyRange) return 'range';
  if (value instanceof DictView) return `dict_${value.part}`;
  if (value instanceof Undefined) return value.strict ? 'StrictUndefined' : 'Undefined';
  if (value instanceof Namespace) return 'Namespace';
  if (value instanceof Instance) return value.members.typeName;
  return value.typeName;
}

export function isInt(value: Value): value is Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** The text of a str or Markup, undefined for anything else. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** The int that a value stands for where Python takes an index: int or bool; else a TypeError. */
export function indexOf(value: Value): Int {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isInt(value)) return value;
  if (value instanceof Undefined && value.strict) throw typeError('an undefined value is no integer');
  throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** As indexOf, for an int that counts something here; one beyond a safe integer is refused. */
export function countOf(value: Value): number {
  const index = indexOf(value);
  if (typeof index === 'bigint') throw new JinjaUnsupported('an integer this large is not supported here');
  return index;
}
