import { typeError } from './errors.ts';
import type { Arguments, Value } from './values.ts';

/** A parameter of a Python function: its name, and its default unless it must be given. */
export type Parameter = string | readonly [name: string, fallback: Value];

export const NO_ARGUMENTS: Arguments = { positional: [], named: new Map() };

/** The values of the parameters, in their order, from a call by position and name. */
export function bind(name: string, parameters: readonly Parameter[], args: Arguments): Value[] {
  if (args.positional.length > parameters.length) {
    throw typeError(
      `${name}() takes at most ${parameters.length} arguments (${args.positional.length} given)`,
    );
  }
  const names = parameters.map((parameter) => (typeof parameter === 'string' ? parameter : parameter[0]));
  for (const given of args.named.keys()) {
    const index = names.indexOf(given);
    if (index < 0) throw typeError(`${name}() got an unexpected keyword argument '${given}'`);
    if (index < args.positional.length)
      throw typeError(`${name}() got multiple values for argument '${given}'`);
  }
  return parameters.map((parameter, index) => {
    const given =
      index < args.positional.length ? args.positional[index] : args.named.get(names[index] ?? '');
    if (given !== undefined) return given;
    if (typeof parameter === 'string') throw typeError(`${name}() missing required argument: '${parameter}'`);
    return parameter[1];
  });
}

/** The values of a function that takes none by name, as most of Python's built-in methods. */
export function bindPositional(
  name: string,
  minimum: number,
  maximum: number,
  args: Arguments,
): readonly Value[] {
  if (args.named.size > 0) throw typeError(`${name}() takes no keyword arguments`);
  const count = args.positional.length;
  if (count < minimum) throw typeError(`${name} expected at least ${minimum} arguments, got ${count}`);
  if (count > maximum) throw typeError(`${name} expected at most ${maximum} arguments, got ${count}`);
  return args.positional;
}
