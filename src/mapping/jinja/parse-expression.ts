import { JinjaSyntaxError } from './errors.ts';
import type { CallArguments, CompareOperator, Expression, FilterExpression } from './nodes.ts';
import type { BinaryOperator } from './operators.ts';
import { describeToken, type TokenStream } from './token-stream.ts';

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

const NO_CALL: CallArguments = { positional: [], named: [], spread: undefined, spreadNamed: undefined };

/** An expression; without a condition (`a if b`) where a statement's own `if` may follow. */
export function parseExpression(stream: TokenStream, withCondition = true): Expression {
  return withCondition ? parseCondition(stream) : parseOr(stream);
}

/** An expression or, with commas, a tuple. `parenthesised` allows `()`. */
export function parseTuple(
  stream: TokenStream,
  options: {
    readonly withCondition?: boolean;
    readonly parenthesised?: boolean;
    readonly endsAt?: string;
  } = {},
): Expression {
  const items: Expression[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (atTupleEnd(stream, options.endsAt)) break;
    items.push(parseExpression(stream, options.withCondition ?? true));
    if (!stream.isOperator(',')) break;
    isTuple = true;
  }
  const [only] = items;
  if (!isTuple && only !== undefined) return only;
  if (!isTuple && options.parenthesised !== true) {
    throw new JinjaSyntaxError(`Expected an expression, got ${describeToken(stream.current)}`);
  }
  return { type: 'tuple', items };
}

export function atTupleEnd(stream: TokenStream, endsAt: string | undefined): boolean {
  if (stream.is('variable_end') || stream.is('block_end') || stream.isOperator(')')) return true;
  return endsAt !== undefined && stream.isName(endsAt);
}

function parseCondition(stream: TokenStream): Expression {
  const line = stream.current.line;
  let expression = parseOr(stream);
  while (stream.skip('name', 'if')) {
    const test = parseOr(stream);
    const otherwise = stream.skip('name', 'else') ? parseCondition(stream) : undefined;
    expression = { type: 'condition', test, whenTrue: expression, otherwise, line };
  }
  return expression;
}

function parseOr(stream: TokenStream): Expression {
  let left = parseAnd(stream);
  while (stream.skip('name', 'or')) left = { type: 'or', left, right: parseAnd(stream) };
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream);
  while (stream.skip('name', 'and')) left = { type: 'and', left, right: parseNot(stream) };
  return left;
}

function parseNot(stream: TokenStream): Expression {
  if (stream.skip('name', 'not')) return { type: 'not', of: parseNot(stream) };
  return parseCompare(stream);
}

function compareOperator(stream: TokenStream): CompareOperator | undefined {
  if (stream.isOperator('==', '!=', '<', '<=', '>', '>=')) return stream.next().text as CompareOperator;
  if (stream.skip('name', 'in')) return 'in';
  const following = stream.at(1);
  if (stream.isName('not') && following.type === 'name' && following.text === 'in') {
    stream.next();
    stream.next();
    return 'not in';
  }
  return undefined;
}

function parseCompare(stream: TokenStream): Expression {
  const first = parseSum(stream);
  const rest: { operator: CompareOperator; value: Expression }[] = [];
  for (;;) {
    const operator = compareOperator(stream);
    if (operator === undefined) break;
    rest.push({ operator, value: parseSum(stream) });
  }
  return rest.length === 0 ? first : { type: 'compare', first, rest };
}

function parseBinary(
  stream: TokenStream,
  operators: readonly string[],
  operand: (stream: TokenStream) => Expression,
): Expression {
  let left = operand(stream);
  while (stream.isOperator(...operators)) {
    const operator = stream.next().text as BinaryOperator;
    left = { type: 'binary', operator, left, right: operand(stream) };
  }
  return left;
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, ['+', '-'], parseConcat);
}

function parseConcat(stream: TokenStream): Expression {
  const first = parseProduct(stream);
  const parts = [first];
  while (stream.skip('operator', '~')) parts.push(parseProduct(stream));
  return parts.length === 1 ? first : { type: 'concat', parts };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}

function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, ['**'], (inner) => parseUnary(inner, true));
}

function parseUnary(stream: TokenStream, withFilter: boolean): Expression {
  let expression: Expression;
  if (stream.isOperator('-', '+')) {
    const operator = stream.next().text === '-' ? '-' : '+';
    expression = { type: 'unary', operator, of: parseUnary(stream, false) };
  } else {
    expression = parsePrimary(stream);
  }
  expression = parsePostfix(stream, expression);
  return withFilter ? parseFilters(stream, expression) : expression;
}

export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  if (token.type === 'name') {
    stream.next();
    const constant = CONSTANTS.get(token.text);
    return constant === undefined
      ? { type: 'name', name: token.text }
      : { type: 'constant', value: constant };
  }
  if (token.type === 'string') {
    let text = '';
    while (stream.is('string')) text += String(stream.next().value);
    return { type: 'constant', value: text };
  }
  if (token.type === 'integer' || token.type === 'float') {
    return { type: 'constant', value: stream.next().value };
  }
  if (stream.skip('operator', '(')) {
    const inner = parseTuple(stream, { parenthesised: true });
    stream.expect('operator', ')');
    return inner;
  }
  if (stream.isOperator('[')) return { type: 'list', items: parseList(stream) };
  if (stream.isOperator('{')) return { type: 'dict', pairs: parseDict(stream) };
  throw new JinjaSyntaxError(`line ${token.line}: unexpected ${describeToken(token)}`);
}

function parseList(stream: TokenStream): Expression[] {
  stream.expect('operator', '[');
  const items: Expression[] = [];
  while (!stream.isOperator(']')) {
    if (items.length > 0) stream.expect('operator', ',');
    if (stream.isOperator(']')) break;
    items.push(parseExpression(stream));
  }
  stream.expect('operator', ']');
  return items;
}

function parseDict(stream: TokenStream): (readonly [Expression, Expression])[] {
  stream.expect('operator', '{');
  const pairs: (readonly [Expression, Expression])[] = [];
  while (!stream.isOperator('}')) {
    if (pairs.length > 0) stream.expect('operator', ',');
    if (stream.isOperator('}')) break;
    const key = parseExpression(stream);
    stream.expect('operator', ':');
    pairs.push([key, parseExpression(stream)]);
  }
  stream.expect('operator', '}');
  return pairs;
}

export function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (stream.isOperator('.')) expression = parseDot(stream, expression);
    else if (stream.isOperator('[')) expression = parseSubscript(stream, expression);
    else if (stream.isOperator('('))
      expression = { type: 'call', callee: expression, args: parseCall(stream) };
    else return expression;
  }
}

function parseDot(stream: TokenStream, of: Expression): Expression {
  stream.next();
  const token = stream.next();
  if (token.type === 'name') return { type: 'attribute', of, name: token.text };
  if (token.type !== 'integer') throw new JinjaSyntaxError(`line ${token.line}: expected name or number`);
  return { type: 'item', of, key: { type: 'constant', value: token.value } };
}

function parseSubscript(stream: TokenStream, of: Expression): Expression {
  stream.expect('operator', '[');
  const keys: Expression[] = [];
  while (!stream.isOperator(']')) {
    if (keys.length > 0) stream.expect('operator', ',');
    const slice = parseSlice(stream, of);
    if (slice !== undefined && 'type' in slice && slice.type === 'slice') {
      if (keys.length > 0 || !stream.isOperator(']'))
        throw new JinjaSyntaxError('a slice among other subscripts');
      stream.next();
      return slice;
    }
    keys.push(slice);
  }
  stream.expect('operator', ']');
  const [only] = keys;
  return {
    type: 'item',
    of,
    key: keys.length === 1 && only !== undefined ? only : { type: 'tuple', items: keys },
  };
}

function parseSlice(stream: TokenStream, of: Expression): Expression {
  let start: Expression | undefined;
  if (!stream.isOperator(':')) {
    start = parseExpression(stream);
    if (!stream.isOperator(':')) return start;
  }
  stream.next();
  const stop = stream.isOperator(':', ']', ',') ? undefined : parseExpression(stream);
  const hasStep = stream.skip('operator', ':');
  const step = hasStep && !stream.isOperator(']', ',') ? parseExpression(stream) : undefined;
  return { type: 'slice', of, start, stop, step };
}

export function parseCall(stream: TokenStream): CallArguments {
  stream.expect('operator', '(');
  const positional: Expression[] = [];
  const named: (readonly [string, Expression])[] = [];
  let spread: Expression | undefined;
  let spreadNamed: Expression | undefined;
  let first = true;
  while (!stream.isOperator(')')) {
    if (!first) stream.expect('operator', ',');
    if (!first && stream.isOperator(')')) break;
    first = false;
    if (stream.skip('operator', '*')) {
      requireOrder(spread === undefined && spreadNamed === undefined);
      spread = parseExpression(stream);
    } else if (stream.skip('operator', '**')) {
      requireOrder(spreadNamed === undefined);
      spreadNamed = parseExpression(stream);
    } else if (stream.is('name') && stream.at(1).type === 'operator' && stream.at(1).text === '=') {
      requireOrder(spreadNamed === undefined);
      const name = stream.next().text;
      stream.next();
      named.push([name, parseExpression(stream)]);
    } else {
      requireOrder(spread === undefined && spreadNamed === undefined && named.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expect('operator', ')');
  if (new Set(named.map(([name]) => name)).size < named.length)
    throw new JinjaSyntaxError('a repeated argument');
  return { positional, named, spread, spreadNamed };
}

function requireOrder(good: boolean): void {
  if (!good) throw new JinjaSyntaxError('invalid syntax for function call expression');
}

function parseFilters(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (stream.isOperator('|')) expression = parseFilter(stream, expression);
    else if (stream.isName('is')) expression = parseTest(stream, expression);
    else if (stream.isOperator('('))
      expression = { type: 'call', callee: expression, args: parseCall(stream) };
    else return expression;
  }
}

function dottedName(stream: TokenStream): string {
  let name = stream.expect('name').text;
  while (stream.skip('operator', '.')) name += `.${stream.expect('name').text}`;
  return name;
}

/** One `|name(...)`, the bar included. */
export function parseFilter(stream: TokenStream, of: Expression | undefined): FilterExpression {
  stream.expect('operator', '|');
  return parseFilterName(stream, of);
}

export function parseFilterName(stream: TokenStream, of: Expression | undefined): FilterExpression {
  const name = dottedName(stream);
  return { type: 'filter', of, name, args: stream.isOperator('(') ? parseCall(stream) : NO_CALL };
}

function parseTest(stream: TokenStream, of: Expression): Expression {
  stream.next();
  const negated = stream.skip('name', 'not');
  const name = dottedName(stream);
  const test: Expression = { type: 'test', of, name, args: testArguments(stream) };
  return negated ? { type: 'not', of: test } : test;
}

function testArguments(stream: TokenStream): CallArguments {
  if (stream.isOperator('(')) return parseCall(stream);
  const { type } = stream.current;
  const begins = type === 'name' || type === 'string' || type === 'integer' || type === 'float';
  if (!(begins || stream.isOperator('[', '{')) || stream.isName('else', 'or', 'and')) return NO_CALL;
  if (stream.isName('is')) throw new JinjaSyntaxError('You cannot chain multiple tests with is');
  return { ...NO_CALL, positional: [parsePostfix(stream, parsePrimary(stream))] };
}
