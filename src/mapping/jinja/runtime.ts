import { JinjaUnsupported } from './errors.ts';
import { MAXIMUM_STEPS } from './limits.ts';
import type { Arguments, Value } from './values.ts';

/** What filters and tests may use of the rendering they are part of. */
export interface Runtime {
  /** A number from 0 up to 1; without it, `random` is refused. */
  readonly random: (() => number) | undefined;
  readonly filter: (name: string) => Filter | undefined;
  readonly test: (name: string) => Test | undefined;
}

/** A filter; `contextual` ones are not worked out when the template is compiled, as in jinja2. */
export interface Filter {
  readonly contextual: boolean;
  readonly call: (args: Arguments, runtime: Runtime) => Value;
}

/** A test: `value is name(arguments)`; the value is the first argument. */
export type Test = (args: Arguments, runtime: Runtime) => boolean;

/** Counts the repeated work of one rendering and refuses when it runs away. */
export class StepCounter {
  #steps = 0;

  step(): void {
    this.#steps += 1;
    if (this.#steps > MAXIMUM_STEPS) throw new JinjaUnsupported('the template takes too many steps');
  }
}
