import { bind, type Parameter } from './arguments.ts';
import { typeError } from './errors.ts';
import { toText } from './repr.ts';
import type { Filter, Runtime } from './runtime.ts';
import { Markup, type Value } from './values.ts';

/** Declares a filter with named parameters, the filtered value first. */
export function filter(
  name: string,
  parameters: readonly Parameter[],
  run: (values: readonly Value[], runtime: Runtime) => Value,
): [string, Filter] {
  return [name, { contextual: false, call: (args, runtime) => run(bind(name, parameters, args), runtime) }];
}

/** The value at a place among bound arguments. */
export function at(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw typeError('missing argument');
  return value;
}

/** Applies a text operation; escaped text stays escaped. */
export function onText(value: Value, run: (text: string) => string): Value {
  return value instanceof Markup ? new Markup(run(value.text)) : run(toText(value));
}
