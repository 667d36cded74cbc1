import { fromJson, type RecordValue } from './convert.ts';
import { GLOBALS } from './globals.ts';
import { StepCounter } from './runtime.ts';
import { Undefined, type Value } from './values.ts';

/** Signals that an expression cannot be worked out when the template is compiled. */
export class NotConstant extends Error {}

/** What one rendering knows: the record, what of it was read, and how much work was done. */
export interface Rendering {
  readonly mode: 'render' | 'constant';
  readonly record: Readonly<Record<string, RecordValue>>;
  readonly converted: Map<string, Value>;
  readonly random: (() => number) | undefined;
  readonly steps: StepCounter;
}

/** Variables of one block; what it lacks is looked for outside, at last in the record and the globals. */
export class Scope {
  readonly rendering: Rendering;
  readonly #parent: Scope | undefined;
  #variables: Map<string, Value> | undefined;

  constructor(rendering: Rendering, parent?: Scope) {
    this.rendering = rendering;
    this.#parent = parent;
  }

  inner(): Scope {
    return new Scope(this.rendering, this);
  }

  set(name: string, value: Value): void {
    this.#variables ??= new Map();
    this.#variables.set(name, value);
  }

  get(name: string): Value {
    const found = this.#variables?.get(name);
    if (found !== undefined) return found;
    return this.#parent === undefined ? fromRecord(this.rendering, name) : this.#parent.get(name);
  }
}

function fromRecord(rendering: Rendering, name: string): Value {
  if (rendering.mode === 'constant') throw new NotConstant();
  const known = rendering.converted.get(name);
  if (known !== undefined) return known;
  const value = Object.hasOwn(rendering.record, name)
    ? fromJson(rendering.record[name])
    : (GLOBALS.get(name) ?? new Undefined(`'${name}' is undefined`));
  rendering.converted.set(name, value);
  return value;
}

/** A scope in which only constants have a value. */
export function constantScope(): Scope {
  return new Scope({
    mode: 'constant',
    record: {},
    converted: new Map(),
    random: undefined,
    steps: new StepCounter(),
  });
}
