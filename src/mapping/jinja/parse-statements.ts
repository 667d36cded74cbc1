import { JinjaSyntaxError, JinjaUnsupported } from './errors.ts';
import { tokenize } from './lexer.ts';
import type { FilterExpression, MacroParameter, OutputPart, Statement, Target } from './nodes.ts';
import { atTupleEnd, parseExpression, parseFilter, parseFilterName, parseTuple } from './parse-expression.ts';
import { describeToken, TokenStream } from './token-stream.ts';

// Statements of jinja2 that need other templates, or that change how values are escaped.
const UNSUPPORTED = new Set(['block', 'extends', 'include', 'import', 'from', 'autoescape', 'call']);
const RESERVED = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** Parses a template into statements. */
export function parseTemplate(source: string): Statement[] {
  const stream = new TokenStream(tokenize(source));
  const body = parseBody(stream, []);
  stream.expect('end');
  return body;
}

/** Statements up to one of the tags that end them; that tag's name is the current token afterwards. */
function parseBody(stream: TokenStream, ends: readonly string[]): Statement[] {
  const body: Statement[] = [];
  let parts: OutputPart[] = [];
  const flush = (): void => {
    if (parts.length > 0) body.push({ type: 'output', parts });
    parts = [];
  };
  for (;;) {
    if (stream.is('data')) {
      parts.push({ type: 'text', text: stream.next().text });
    } else if (stream.is('variable_begin')) {
      stream.next();
      parts.push({ type: 'expression', expression: parseTuple(stream) });
      stream.expect('variable_end');
    } else if (stream.is('block_begin')) {
      flush();
      stream.next();
      if (stream.isName(...ends)) return body;
      body.push(parseStatement(stream));
      stream.expect('block_end');
    } else {
      flush();
      if (ends.length > 0)
        throw new JinjaSyntaxError(`Unexpected end of template, looking for ${ends.join(' or ')}`);
      return body;
    }
  }
}

/** What follows a statement's head: the end of the tag, then a body. */
function parseBlock(stream: TokenStream, ends: readonly string[]): Statement[] {
  stream.skip('operator', ':');
  stream.expect('block_end');
  return parseBody(stream, ends);
}

function parseStatement(stream: TokenStream): Statement {
  const token = stream.expect('name');
  if (token.text === 'if') return parseIf(stream);
  if (token.text === 'for') return parseFor(stream);
  if (token.text === 'set') return parseSet(stream);
  if (token.text === 'with') return parseWith(stream);
  if (token.text === 'macro') return parseMacro(stream);
  if (token.text === 'filter') return parseFilterBlock(stream);
  if (token.text === 'print') return parsePrint(stream);
  if (UNSUPPORTED.has(token.text))
    throw new JinjaUnsupported(`the statement '${token.text}' is not supported`);
  throw new JinjaSyntaxError(`line ${token.line}: Encountered unknown tag '${token.text}'`);
}

function parseIf(stream: TokenStream): Statement {
  const branches: { test: ReturnType<typeof parseTuple>; body: Statement[] }[] = [];
  for (;;) {
    const test = parseTuple(stream, { withCondition: false });
    branches.push({ test, body: parseBlock(stream, ['elif', 'else', 'endif']) });
    const end = stream.next().text;
    if (end === 'elif') continue;
    const otherwise = end === 'else' ? parseBlock(stream, ['endif']) : [];
    if (end === 'else') stream.next();
    return { type: 'if', branches, otherwise };
  }
}

function parseFor(stream: TokenStream): Statement {
  const target = parseTarget(stream, { endsAt: 'in' });
  if (targetNames(target).includes('loop')) {
    throw new JinjaSyntaxError("Can't assign to special loop variable in for-loop target");
  }
  stream.expect('name', 'in');
  const over = parseTuple(stream, { withCondition: false, endsAt: 'recursive' });
  const test = stream.skip('name', 'if') ? parseExpression(stream) : undefined;
  const recursive = stream.skip('name', 'recursive');
  const body = parseBlock(stream, ['endfor', 'else']);
  const otherwise = stream.next().text === 'else' ? parseBlock(stream, ['endfor']) : undefined;
  if (otherwise !== undefined) stream.next();
  return { type: 'for', target, over, test, recursive, body, otherwise: otherwise ?? [] };
}

function parseSet(stream: TokenStream): Statement {
  const target = parseTarget(stream, { namespaces: true });
  if (stream.skip('operator', '=')) return { type: 'set', target, value: parseTuple(stream) };
  const filter = parseFilterChain(stream, undefined);
  const body = parseBlock(stream, ['endset']);
  stream.next();
  return { type: 'setBlock', target, filter, body };
}

function parseFilterChain(
  stream: TokenStream,
  start: FilterExpression | undefined,
): FilterExpression | undefined {
  let filter = start;
  while (stream.isOperator('|')) filter = parseFilter(stream, filter);
  return filter;
}

function parseWith(stream: TokenStream): Statement {
  const targets: { target: Target; value: ReturnType<typeof parseExpression> }[] = [];
  while (!stream.is('block_end')) {
    if (targets.length > 0) stream.expect('operator', ',');
    const target = parseTarget(stream, {});
    stream.expect('operator', '=');
    targets.push({ target, value: parseExpression(stream) });
  }
  const body = parseBlock(stream, ['endwith']);
  stream.next();
  return { type: 'with', targets, body };
}

function parseMacro(stream: TokenStream): Statement {
  const name = parseName(stream);
  const parameters: MacroParameter[] = [];
  stream.expect('operator', '(');
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expect('operator', ',');
    const parameter = parseName(stream);
    const fallback = stream.skip('operator', '=') ? parseExpression(stream) : undefined;
    if (fallback === undefined && parameters.at(-1)?.fallback !== undefined) {
      throw new JinjaSyntaxError('non-default argument follows default argument');
    }
    parameters.push({ name: parameter, fallback });
  }
  stream.next();
  const body = parseBlock(stream, ['endmacro']);
  stream.next();
  return { type: 'macro', name, parameters, body };
}

function parseFilterBlock(stream: TokenStream): Statement {
  const first = parseFilterName(stream, undefined);
  const filter = parseFilterChain(stream, first) ?? first;
  const body = parseBlock(stream, ['endfilter']);
  stream.next();
  return { type: 'filterBlock', filter, body };
}

function parsePrint(stream: TokenStream): Statement {
  const parts: OutputPart[] = [];
  while (!stream.is('block_end')) {
    if (parts.length > 0) stream.expect('operator', ',');
    parts.push({ type: 'expression', expression: parseExpression(stream) });
  }
  return { type: 'output', parts };
}

function parseName(stream: TokenStream): string {
  const { text } = stream.expect('name');
  if (RESERVED.has(text)) throw new JinjaSyntaxError(`can't assign to '${text}'`);
  return text;
}

interface TargetOptions {
  readonly endsAt?: string;
  readonly namespaces?: boolean;
}

/** What is assigned to: a name, names with commas, and in `set` an attribute of a namespace. */
function parseTarget(stream: TokenStream, options: TargetOptions): Target {
  const items: Target[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (atTupleEnd(stream, options.endsAt)) break;
    items.push(parseSingleTarget(stream, options));
    if (!stream.isOperator(',')) break;
    isTuple = true;
  }
  const [only] = items;
  if (isTuple) return { type: 'tuple', items };
  if (only === undefined) throw new JinjaSyntaxError(`Expected a name, got ${describeToken(stream.current)}`);
  return only;
}

function parseSingleTarget(stream: TokenStream, options: TargetOptions): Target {
  if (stream.isOperator('(')) {
    stream.next();
    const inner = parseTarget(stream, {});
    stream.expect('operator', ')');
    return inner;
  }
  if (stream.isOperator('[')) throw new JinjaUnsupported('assignment to a list is not supported');
  const dotted = stream.at(1).type === 'operator' && stream.at(1).text === '.';
  if (options.namespaces === true && dotted && stream.is('name')) {
    const name = parseName(stream);
    stream.next();
    return { type: 'namespace', name, attribute: stream.expect('name').text };
  }
  return { type: 'name', name: parseName(stream) };
}

/** The variables that an assignment to this target sets. */
export function targetNames(target: Target): string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'namespace' ? [] : target.items.flatMap(targetNames);
}
