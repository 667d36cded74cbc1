import { setItem } from './compare.ts';
import {
  compileExpression,
  compileFilter,
  constantOf,
  type Evaluate,
  type Position,
} from './compile-expression.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError, valueError } from './errors.ts';
import { itemsOf, iterate, lengthOf, truth } from './iterate.ts';
import { checkItemCount } from './limits.ts';
import { LoopState } from './loop.ts';
import { nativeConcat } from './native.ts';
import type { ForStatement, MacroStatement, OutputPart, Statement, Target } from './nodes.ts';
import { toText } from './repr.ts';
import type { Scope } from './scope.ts';
import { type Arguments, Callable, Namespace, typeName, Undefined, type Value } from './values.ts';
import { mentions } from './variables.ts';

/** A compiled statement: works in a scope and appends what it prints. */
export type Execute = (scope: Scope, output: Value[]) => void;

const HARD: Position = { soft: false };
const SOFT: Position = { soft: true };

/** Compiles statements that stand one after another. */
export function compileBody(body: readonly Statement[], position: Position): Execute {
  const steps = body.map((statement) => compileStatement(statement, position));
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return only;
  return (scope, output) => {
    for (const step of steps) step(scope, output);
  };
}

function compileStatement(statement: Statement, position: Position): Execute {
  switch (statement.type) {
    case 'output':
      return compileOutput(statement.parts, position);
    case 'if':
      return compileIf(statement);
    case 'for':
      return compileFor(statement, position);
    case 'set': {
      const value = compileExpression(statement.value, position);
      const assign = compileTarget(statement.target);
      return (scope) => assign(scope, value(scope));
    }
    case 'setBlock': {
      const capture = compileCapture(statement.body);
      const assign = compileTarget(statement.target);
      const filtered =
        statement.filter === undefined ? undefined : compileFilter(statement.filter, HARD, capture);
      const value = filtered ?? capture;
      return (scope) => assign(scope, value(scope.inner()));
    }
    case 'with':
      return compileWith(statement, position);
    case 'filterBlock': {
      const filtered = compileFilter(statement.filter, HARD, compileCapture(statement.body));
      return (scope, output) => {
        output.push(filtered(scope.inner()));
      };
    }
    case 'macro': {
      const macro = compileMacro(statement);
      return (scope) => scope.set(statement.name, macro(scope));
    }
  }
}

/** What a body prints, as one value. */
function compileCapture(body: readonly Statement[]): Evaluate {
  const execute = compileBody(body, HARD);
  return (scope) => {
    const output: Value[] = [];
    execute(scope, output);
    return nativeConcat(output);
  };
}

/** Constant parts that stand side by side are printed as one text, the rest value by value. */
function compileOutput(parts: readonly OutputPart[], position: Position): Execute {
  const steps: (string | Evaluate)[] = [];
  for (const part of parts) {
    const step = part.type === 'text' ? part.text : outputStep(part.expression, position);
    const last = steps.at(-1);
    if (typeof step === 'string' && typeof last === 'string') steps[steps.length - 1] = last + step;
    else steps.push(step);
  }
  return (scope, output) => {
    for (const step of steps) output.push(typeof step === 'string' ? step : step(scope));
    checkItemCount(output.length);
  };
}

function outputStep(
  expression: Parameters<typeof compileExpression>[0],
  position: Position,
): string | Evaluate {
  const constant = constantOf(expression, position);
  return constant === undefined ? compileExpression(expression, position) : toText(constant);
}

function compileIf(statement: Extract<Statement, { readonly type: 'if' }>): Execute {
  const branches = statement.branches.map(({ test, body }) => ({
    test: compileExpression(test, SOFT),
    body: compileBody(body, SOFT),
  }));
  const otherwise = compileBody(statement.otherwise, SOFT);
  return (scope, output) => {
    const branch = branches.find(({ test }) => truth(test(scope)));
    (branch?.body ?? otherwise)(scope, output);
  };
}

function compileTarget(target: Target): (scope: Scope, value: Value) => void {
  if (target.type === 'name') return (scope, value) => scope.set(target.name, value);
  if (target.type === 'namespace') {
    return (scope, value) => {
      const namespace = scope.get(target.name);
      if (!(namespace instanceof Namespace)) {
        throw new JinjaRuntimeError(
          'TemplateRuntimeError',
          'cannot assign attribute on non-namespace object',
        );
      }
      setItem(namespace.attributes, target.attribute, value);
    };
  }
  const targets = target.items.map(compileTarget);
  return (scope, value) => {
    const items = unpack(value, targets.length);
    for (const [index, assign] of targets.entries()) assign(scope, items[index] ?? null);
  };
}

function unpack(value: Value, count: number): Value[] {
  if (value instanceof Undefined && value.strict) value.fail();
  if (lengthOf(value) === undefined && typeof value !== 'object') {
    throw typeError(`cannot unpack non-iterable ${typeName(value)} object`);
  }
  const items = itemsOf(value);
  if (items.length !== count) throw valueError(`${items.length} values to unpack, expected ${count}`);
  return items;
}

function compileWith(statement: Extract<Statement, { readonly type: 'with' }>, position: Position): Execute {
  const targets = statement.targets.map(({ target, value }) => ({
    assign: compileTarget(target),
    value: compileExpression(value, position),
  }));
  const body = compileBody(statement.body, HARD);
  return (scope, output) => {
    const inner = scope.inner();
    for (const { assign, value } of targets) assign(inner, value(scope));
    body(inner, output);
  };
}

function compileFor(statement: ForStatement, position: Position): Execute {
  const over = compileExpression(statement.over, position);
  const run = compileLoop(statement);
  if (!statement.recursive) return (scope, output) => run(scope, over(scope), 0, output);
  return (scope, output) => {
    const inner: Value[] = [];
    run(scope, over(scope), 0, inner);
    output.push(nativeConcat(inner));
  };
}

type RunLoop = (scope: Scope, items: Value, depth: number, output: Value[]) => void;

function compileLoop(statement: ForStatement): RunLoop {
  const assign = compileTarget(statement.target);
  const test = statement.test === undefined ? undefined : compileExpression(statement.test, HARD);
  const body = compileBody(statement.body, HARD);
  const otherwise = compileBody(statement.otherwise, HARD);
  const needsLoop = statement.recursive || mentions(statement.body, 'loop');
  const run: RunLoop = (scope, items, depth, output) => {
    const state =
      test === undefined
        ? LoopState.over(items, depth)
        : new LoopState(passing(scope, items, assign, test), undefined, depth);
    const recurse = statement.recursive ? recursion(run, scope, depth) : undefined;
    const loop = needsLoop ? state.asValue(recurse) : undefined;
    let any = false;
    for (let item = state.next(); item !== undefined; item = state.next()) {
      any = true;
      scope.rendering.steps.step();
      const inner = scope.inner();
      assign(inner, item);
      if (loop !== undefined) inner.set('loop', loop);
      body(inner, output);
    }
    if (!any) otherwise(scope.inner(), output);
  };
  return run;
}

function recursion(run: RunLoop, scope: Scope, depth: number): (items: Value) => Value {
  return (items) => {
    const output: Value[] = [];
    run(scope, items, depth + 1, output);
    return nativeConcat(output);
  };
}

function* passing(
  scope: Scope,
  items: Value,
  assign: (scope: Scope, value: Value) => void,
  test: Evaluate,
): Generator<Value> {
  for (const item of iterate(items)) {
    scope.rendering.steps.step();
    const inner = scope.inner();
    assign(inner, item);
    if (truth(test(inner))) yield item;
  }
}

const SPECIAL_NAMES = ['caller', 'varargs', 'kwargs'];

function compileMacro(statement: MacroStatement): (scope: Scope) => Value {
  const special = SPECIAL_NAMES.find((name) => mentions(statement.body, name));
  if (special !== undefined) throw new JinjaUnsupported(`'${special}' in a macro is not supported`);
  const parameters = statement.parameters.map(({ name, fallback }) => ({
    name,
    fallback: fallback === undefined ? undefined : compileExpression(fallback, HARD),
  }));
  const body = compileBody(statement.body, HARD);
  return (definition) =>
    new Callable('Macro', statement.name, (args) => {
      definition.rendering.steps.step();
      const scope = definition.inner();
      const given = macroArguments(statement.name, parameters, args);
      for (const [index, { name, fallback }] of parameters.entries()) {
        const argument = given[index];
        const value = argument === undefined ? fallback?.(scope) : argument;
        scope.set(name, value === undefined ? new Undefined(`parameter '${name}' was not provided`) : value);
      }
      const output: Value[] = [];
      body(scope, output);
      return nativeConcat(output);
    });
}

function macroArguments(
  macro: string,
  parameters: readonly { readonly name: string }[],
  args: Arguments,
): (Value | undefined)[] {
  if (args.positional.length > parameters.length) {
    throw typeError(`macro '${macro}' takes not more than ${parameters.length} argument(s)`);
  }
  const names = parameters.map(({ name }) => name);
  for (const name of args.named.keys()) {
    if (names.indexOf(name) < args.positional.length)
      throw typeError(`macro '${macro}' takes no keyword argument '${name}'`);
  }
  return names.map((name, index) =>
    index < args.positional.length ? args.positional[index] : args.named.get(name),
  );
}
