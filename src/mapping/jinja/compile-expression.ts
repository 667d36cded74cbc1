import { attributeOf, itemOf, type Slice, sliceOf } from './attributes.ts';
import { contains, equals, ordered, setItem } from './compare.ts';
import { JinjaError, JinjaRuntimeError, JinjaSyntaxError, JinjaUnsupported, typeError } from './errors.ts';
import { iterate, truth } from './iterate.ts';
import { checkTextLength } from './limits.ts';
import type { CallArguments, CompareOperator, Expression, FilterExpression } from './nodes.ts';
import { binary, unary } from './operators.ts';
import { FILTERS, TESTS } from './registry.ts';
import { toText } from './repr.ts';
import type { Runtime } from './runtime.ts';
import { constantScope, NotConstant, type Scope } from './scope.ts';
import {
  type Arguments,
  Callable,
  Instance,
  isInt,
  Markup,
  PyDict,
  PyFloat,
  PyList,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

/** A compiled expression. */
export type Evaluate = (scope: Scope) => Value;

/**
 * Where an expression stands. In a condition (`soft`) an unknown filter or test is an error only when it is
 * reached; elsewhere it keeps the template from compiling.
 */
export interface Position {
  readonly soft: boolean;
  /** Off while it is tried whether the expression around this one is constant. */
  readonly folding?: 'off';
}

/**
 * Compiles an expression. Constant parts are worked out once, as jinja2's optimizer does.
 * @throws JinjaSyntaxError for an unknown filter or test
 */
export function compileExpression(expression: Expression, position: Position): Evaluate {
  const constant = constantOf(expression, position);
  if (constant === undefined) return build(expression, position);
  if (hasNonFinite(constant)) return raiseNameError;
  return isImmutable(constant) ? () => constant : build(expression, position);
}

function isImmutable(value: Value): boolean {
  return value === null || typeof value !== 'object' || value instanceof PyFloat || value instanceof Markup;
}

/** jinja2 writes a folded infinity or NaN into its code as a name that nobody defined. */
function raiseNameError(): never {
  throw new JinjaRuntimeError('NameError', "name 'inf' is not defined");
}

function hasNonFinite(value: Value): boolean {
  if (value instanceof PyFloat) return !Number.isFinite(value.value);
  if (value instanceof PyList || value instanceof PyTuple) return value.items.some(hasNonFinite);
  return value instanceof PyDict && [...value.entries.values()].flat().some(hasNonFinite);
}

/** The value of an expression that needs no record, undefined for any other. */
export function constantOf(expression: Expression, position: Position): Value | undefined {
  if (position.folding === 'off' || expression.type === 'name' || expression.type === 'call')
    return undefined;
  try {
    const value = build(expression, { ...position, folding: 'off' })(constantScope());
    return hasSafeRepr(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JinjaSyntaxError) throw error;
    if (error instanceof NotConstant || error instanceof JinjaError || error instanceof RangeError)
      return undefined;
    throw error;
  }
}

/** What jinja2 can write into its code and read back. */
function hasSafeRepr(value: Value): boolean {
  if (value === null || typeof value === 'boolean' || isInt(value) || textOf(value) !== undefined)
    return true;
  if (value instanceof PyFloat) return true;
  if (value instanceof PyList) return value.items.every(hasSafeRepr);
  if (value instanceof PyTuple) return value.fields.length === 0 && value.items.every(hasSafeRepr);
  return value instanceof PyDict && [...value.entries.values()].flat().every(hasSafeRepr);
}

function build(expression: Expression, position: Position): Evaluate {
  const compile = (inner: Expression): Evaluate => compileExpression(inner, position);
  switch (expression.type) {
    case 'constant':
      return () => expression.value;
    case 'name':
      return nameOf(expression.name);
    case 'list':
    case 'tuple':
      return sequence(expression.type, expression.items.map(compile));
    case 'dict':
      return dictOf(expression.pairs.map(([key, value]) => [compile(key), compile(value)] as const));
    case 'attribute': {
      const of = compile(expression.of);
      return (scope) => attributeOf(of(scope), expression.name);
    }
    case 'item': {
      const of = compile(expression.of);
      const key = compile(expression.key);
      return (scope) => itemOf(of(scope), key(scope));
    }
    case 'slice': {
      const of = compile(expression.of);
      const [start, stop, step] = [expression.start, expression.stop, expression.step].map((part) =>
        part === undefined ? () => null : compile(part),
      );
      const read = (evaluate: Evaluate | undefined, scope: Scope): Value => evaluate?.(scope) ?? null;
      return (scope) => {
        const slice = { start: read(start, scope), stop: read(stop, scope), step: read(step, scope) };
        return scope.rendering.mode === 'constant'
          ? constantSlice(of(scope), slice)
          : sliceOf(of(scope), slice);
      };
    }
    case 'call':
      return callOf(compile(expression.callee), compileArguments(expression.args, compile));
    case 'filter':
      return compileFilter(expression, position);
    case 'test':
      return testOf(
        expression.name,
        compile(expression.of),
        compileArguments(expression.args, compile),
        position,
      );
    case 'condition':
      return conditionOf(expression, position);
    default:
      return operation(expression, compile);
  }
}

/** jinja2 reads a slice of a constant as any other subscript: undefined when there is none. */
function constantSlice(value: Value, slice: Slice): Value {
  try {
    return sliceOf(value, slice);
  } catch (error) {
    if (error instanceof JinjaRuntimeError && error.exception === 'TypeError')
      return new Undefined('no such slice');
    throw error;
  }
}

type Operation = Extract<
  Expression,
  { readonly type: 'not' | 'unary' | 'binary' | 'and' | 'or' | 'concat' | 'compare' }
>;

function operation(expression: Operation, compile: (inner: Expression) => Evaluate): Evaluate {
  switch (expression.type) {
    case 'not': {
      const of = compile(expression.of);
      return (scope) => !truth(of(scope));
    }
    case 'unary': {
      const of = compile(expression.of);
      return (scope) => unary(expression.operator, of(scope));
    }
    case 'concat':
      return concatenation(expression.parts.map(compile));
    case 'compare':
      return comparison(
        compile(expression.first),
        expression.rest.map(({ operator, value }) => ({ operator, value: compile(value) })),
      );
    default: {
      const left = compile(expression.left);
      const right = compile(expression.right);
      if (expression.type === 'binary')
        return (scope) => binary(expression.operator, left(scope), right(scope));
      const stopsAt = expression.type === 'or';
      return (scope) => {
        const value = left(scope);
        return truth(value) === stopsAt ? value : right(scope);
      };
    }
  }
}

function nameOf(name: string): Evaluate {
  if (name === 'self') {
    return () => {
      throw new JinjaUnsupported("the name 'self' is not supported");
    };
  }
  return (scope) => scope.get(name);
}

function sequence(type: 'list' | 'tuple', items: readonly Evaluate[]): Evaluate {
  const evaluate = (scope: Scope): Value[] => items.map((item) => item(scope));
  return type === 'list' ? (scope) => new PyList(evaluate(scope)) : (scope) => new PyTuple(evaluate(scope));
}

function dictOf(pairs: readonly (readonly [Evaluate, Evaluate])[]): Evaluate {
  return (scope) => {
    const dict = new PyDict();
    for (const [key, value] of pairs) setItem(dict, key(scope), value(scope));
    return dict;
  };
}

function concatenation(parts: readonly Evaluate[]): Evaluate {
  return (scope) => {
    let text = '';
    for (const part of parts) {
      text += toText(part(scope));
      checkTextLength(text.length);
    }
    return text;
  };
}

function compareValues(operator: CompareOperator, left: Value, right: Value): boolean {
  if (operator === '==') return equals(left, right);
  if (operator === '!=') return !equals(left, right);
  if (operator === 'in') return contains(right, left);
  if (operator === 'not in') return !contains(right, left);
  return ordered(operator, left, right);
}

function comparison(
  first: Evaluate,
  rest: readonly { readonly operator: CompareOperator; readonly value: Evaluate }[],
): Evaluate {
  return (scope) => {
    let left = first(scope);
    for (const { operator, value } of rest) {
      const right = value(scope);
      if (!compareValues(operator, left, right)) return false;
      left = right;
    }
    return true;
  };
}

function conditionOf(
  expression: Extract<Expression, { readonly type: 'condition' }>,
  position: Position,
): Evaluate {
  const soft: Position = { ...position, soft: true };
  const test = compileExpression(expression.test, soft);
  const then = compileExpression(expression.whenTrue, soft);
  const otherwise =
    expression.otherwise === undefined ? undefined : compileExpression(expression.otherwise, soft);
  const message = `the inline if-expression on line ${expression.line} evaluated to false and no else section was defined.`;
  return (scope) => {
    if (truth(test(scope))) return then(scope);
    if (otherwise !== undefined) return otherwise(scope);
    if (scope.rendering.mode === 'constant') throw new NotConstant();
    return new Undefined(message, false);
  };
}

/** Calls what can be called; a TypeError for anything else. */
export function callValue(callee: Value, args: Arguments): Value {
  if (callee instanceof Callable) return callee.call(args);
  if (callee instanceof Undefined) return callee.fail();
  if (callee instanceof Instance && callee.members.call !== undefined) return callee.members.call(args);
  throw typeError(`'${typeName(callee)}' object is not callable`);
}

function callOf(callee: Evaluate, args: (scope: Scope) => Arguments): Evaluate {
  return (scope) => {
    if (scope.rendering.mode === 'constant') throw new NotConstant();
    return callValue(callee(scope), args(scope));
  };
}

const NOTHING: Arguments = { positional: [], named: new Map() };

function compileArguments(
  args: CallArguments,
  compile: (inner: Expression) => Evaluate,
): (scope: Scope) => Arguments {
  const positional = args.positional.map(compile);
  const named = args.named.map(([name, value]) => [name, compile(value)] as const);
  const spread = args.spread === undefined ? undefined : compile(args.spread);
  const spreadNamed = args.spreadNamed === undefined ? undefined : compile(args.spreadNamed);
  if (positional.length + named.length === 0 && spread === undefined && spreadNamed === undefined)
    return () => NOTHING;
  return (scope) => {
    const values = positional.map((evaluate) => evaluate(scope));
    if (spread !== undefined) values.push(...iterate(spread(scope)));
    const names = new Map(named.map(([name, evaluate]) => [name, evaluate(scope)]));
    if (spreadNamed !== undefined) addNamed(names, spreadNamed(scope));
    return { positional: values, named: names };
  };
}

function addNamed(names: Map<string, Value>, value: Value): void {
  if (!(value instanceof PyDict)) throw typeError('argument after ** must be a mapping');
  for (const [key, item] of value.pairs()) {
    if (typeof key !== 'string') throw typeError('keywords must be strings');
    if (names.has(key)) throw typeError(`got multiple values for keyword argument '${key}'`);
    names.set(key, item);
  }
}

function runtimeOf(scope: Scope): Runtime {
  return {
    random: scope.rendering.random,
    filter: (name) => FILTERS.get(name),
    test: (name) => TESTS.get(name),
  };
}

function withFirst(value: Value, args: Arguments): Arguments {
  return { positional: [value, ...args.positional], named: args.named };
}

/** Compiles a filter; one without a value of its own filters what `input` gives (the text of a block). */
export function compileFilter(expression: FilterExpression, position: Position, input?: Evaluate): Evaluate {
  const compile = (inner: Expression): Evaluate => compileExpression(inner, position);
  const of = innerOf(expression, position, input);
  const args = compileArguments(expression.args, compile);
  const filter = FILTERS.get(expression.name);
  if (filter === undefined) return unknown('filter', expression.name, position);
  return (scope) => {
    if (filter.contextual && scope.rendering.mode === 'constant') throw new NotConstant();
    const value = of(scope);
    return filter.call(withFirst(value, args(scope)), runtimeOf(scope));
  };
}

function innerOf(expression: FilterExpression, position: Position, input: Evaluate | undefined): Evaluate {
  if (expression.of === undefined) return input ?? (() => '');
  if (input !== undefined && expression.of.type === 'filter')
    return compileFilter(expression.of, position, input);
  return compileExpression(expression.of, position);
}

function testOf(name: string, of: Evaluate, args: (scope: Scope) => Arguments, position: Position): Evaluate {
  const test = TESTS.get(name);
  if (test === undefined) return unknown('test', name, position);
  return (scope) => {
    const value = of(scope);
    return test(withFirst(value, args(scope)), runtimeOf(scope));
  };
}

function unknown(kind: 'filter' | 'test', name: string, position: Position): Evaluate {
  if (!position.soft) throw new JinjaSyntaxError(`No ${kind} named '${name}'.`);
  return (scope) => {
    if (scope.rendering.mode === 'constant') throw new NotConstant();
    throw new JinjaRuntimeError('TemplateRuntimeError', `No ${kind} named '${name}' found.`);
  };
}
