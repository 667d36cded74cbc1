import type { JsonObject } from '../../json.ts';
import { compileBody } from './compile-statements.ts';
import type { RecordValue } from './convert.ts';
import { JinjaError, JinjaUnsupported } from './errors.ts';
import { nativeConcat } from './native.ts';
import { parseTemplate } from './parse-statements.ts';
import { StepCounter } from './runtime.ts';
import { Scope } from './scope.ts';
import type { Value } from './values.ts';
import { pathsOf } from './variables.ts';

export { asShared, type RecordValue, toJson } from './convert.ts';
export { JinjaError, JinjaRuntimeError, JinjaSyntaxError, JinjaUnsupported } from './errors.ts';
export { PyFloat, typeName, Undefined, type Value as JinjaValue } from './values.ts';

/** What a template reads: a JSON object, in which a float may be a PyFloat to stay one. */
export type Context = JsonObject | Readonly<Record<string, RecordValue>>;

export interface CompileOptions {
  /** A number from 0 up to 1 for the filter `random`, which is refused without it. */
  readonly random?: () => number;
}

/** A compiled template. */
export interface Template {
  readonly source: string;
  /** The dotted paths that it reads from its context, sorted. */
  readonly variables: readonly string[];
  /**
   * Its value: what jinja2 3.1.6 gives in a NativeEnvironment with StrictUndefined, trim_blocks and
   * lstrip_blocks. The context is not changed. `exact` holds values that go before the context's own, for
   * what JSON cannot tell apart (2.0 and 2, a list and a tuple).
   * @throws JinjaRuntimeError where jinja2 raises, JinjaUnsupported where this engine has no certain answer
   */
  readonly render: (context: Context, exact?: ReadonlyMap<string, Value>) => Value;
}

/**
 * Compiles a template.
 * @throws JinjaSyntaxError where jinja2 refuses it, JinjaUnsupported for what this engine does not do
 */
export function compileTemplate(source: string, options: CompileOptions = {}): Template {
  return guarded(() => {
    const body = parseTemplate(source);
    const execute = compileBody(body, { soft: false });
    const render = (context: Context, exact?: ReadonlyMap<string, Value>): Value =>
      guarded(() => {
        const output: Value[] = [];
        execute(
          new Scope({
            mode: 'render',
            record: context,
            converted: new Map(exact),
            random: options.random,
            steps: new StepCounter(),
          }),
          output,
        );
        return nativeConcat(output);
      });
    return { source, variables: pathsOf(body), render };
  });
}

/** The dotted paths that a template reads from its context; a path may go on into a method's name. */
export function variables(template: Template): readonly string[] {
  return template.variables;
}

/** A template that nests or recurses too deeply ends as a refusal, not as a crash. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof JinjaError) throw error;
    if (error instanceof RangeError)
      throw new JinjaUnsupported('the template nests too deeply or grows too large');
    throw error;
  }
}
