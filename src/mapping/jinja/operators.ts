import { numberOf } from './compare.ts';
import { JinjaRuntimeError, JinjaUnsupported, typeError } from './errors.ts';
import { escapeHtml } from './html.ts';
import { checkItemCount, checkTextLength } from './limits.ts';
import {
  addInts,
  divideFloats,
  divideInts,
  intToFloat,
  multiplyInts,
  negateInt,
  powerFloats,
  powerInts,
  trueDivideInts,
} from './numbers.ts';
import { percentFormat } from './percent-format.ts';
import {
  type Int,
  Markup,
  PyFloat,
  PyList,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** `left operator right` with Python's rules. */
export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === '%' && textOf(left) !== undefined) return formatText(left, right);
  for (const value of [left, right]) if (value instanceof Undefined) return value.fail();
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined && rightNumber !== undefined) {
    if (left instanceof PyFloat || right instanceof PyFloat) {
      return new PyFloat(floatOperation(operator, intToFloatIfNeeded(left), intToFloatIfNeeded(right)));
    }
    return intOperation(operator, leftNumber, rightNumber);
  }
  if (operator === '+') return concatenate(left, right);
  if (operator === '*') return repeat(left, right);
  return unsupported(operator, left, right);
}

function intToFloatIfNeeded(value: Value): number {
  return value instanceof PyFloat ? value.value : intToFloat(numberOf(value) ?? 0);
}

function unsupported(operator: string, left: Value, right: Value): never {
  throw typeError(
    `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function formatText(left: Value, right: Value): Value {
  if (left instanceof Markup) throw new JinjaUnsupported('formatting of escaped text is not supported');
  return percentFormat(textOf(left) ?? '', right);
}

function floatOperation(operator: BinaryOperator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '**') return powerFloats(left, right);
  if (operator === '//') return divideFloats(left, right).quotient;
  if (operator === '%') return divideFloats(left, right).remainder;
  if (right === 0) throw new JinjaRuntimeError('ZeroDivisionError', 'float division by zero');
  return left / right;
}

function intOperation(operator: BinaryOperator, left: Int, right: Int): Value {
  if (operator === '+') return addInts(left, right);
  if (operator === '-') return addInts(left, negateInt(right));
  if (operator === '*') return multiplyInts(left, right);
  if (operator === '**') return powerInts(left, right);
  if (operator === '//') return divideInts(left, right).quotient;
  if (operator === '%') return divideInts(left, right).remainder;
  return new PyFloat(trueDivideInts(left, right));
}

function concatenate(left: Value, right: Value): Value {
  const leftText = textOf(left);
  const rightText = textOf(right);
  if (leftText !== undefined && rightText !== undefined) {
    checkTextLength(leftText.length + rightText.length);
    if (left instanceof Markup || right instanceof Markup) {
      return new Markup(escapeHtml(left).text + escapeHtml(right).text);
    }
    return leftText + rightText;
  }
  if (left instanceof PyList && right instanceof PyList) return new PyList([...left.items, ...right.items]);
  if (left instanceof PyTuple && right instanceof PyTuple)
    return new PyTuple([...left.items, ...right.items]);
  if (leftText !== undefined) throw typeError(`can only concatenate str (not "${typeName(right)}") to str`);
  return unsupported('+', left, right);
}

function repeat(left: Value, right: Value): Value {
  const leftCount = left instanceof PyFloat ? undefined : numberOf(left);
  const rightCount = right instanceof PyFloat ? undefined : numberOf(right);
  const sequence = leftCount === undefined ? left : right;
  const count = leftCount ?? rightCount;
  if (count === undefined) return unsupported('*', left, right);
  const times = Math.max(0, Number(count));
  const text = textOf(sequence);
  if (text !== undefined) {
    checkTextLength(text.length * times);
    return sequence instanceof Markup ? new Markup(text.repeat(times)) : text.repeat(times);
  }
  if (!(sequence instanceof PyList) && !(sequence instanceof PyTuple)) return unsupported('*', left, right);
  checkItemCount(sequence.items.length * times);
  const items = Array.from({ length: times }, () => sequence.items).flat();
  return sequence instanceof PyList ? new PyList(items) : new PyTuple(items);
}

/** `-value` and `+value`. */
export function unary(operator: '-' | '+', value: Value): Value {
  if (value instanceof Undefined) return value.fail();
  if (value instanceof PyFloat) return operator === '-' ? new PyFloat(-value.value) : value;
  const number = numberOf(value);
  if (number === undefined) throw typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
  return operator === '-' ? negateInt(number) : number;
}
